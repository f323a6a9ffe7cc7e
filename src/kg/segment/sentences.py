"""Blocks into sentences: quotation marks and brackets hold together what stands in them."""

from collections.abc import Iterator

from kg.model import Span
from kg.segment.words import words

_STOPS = "。！？!?"
_CLOSERS = {"”": "“", "’": "‘", "」": "「", "』": "『", "）": "（", ")": "(", "》": "《", "】": "【", "〉": "〈", "］": "［", "〕": "〔"}
_OPENERS = frozenset(_CLOSERS.values())
#: A quotation longer than this is split at its own full stops.
_LONG_QUOTE = 160
#: No sentence of a report is longer.
_LONGEST = 1000
_GOES_ON = "，、,；;：:。—）)…"


def sentences(text: str, block: Span) -> tuple[Span, ...]:
    """The sentences of one block, as stripped spans that together hold all its characters but white space."""
    body = block.of(text)
    found, start = [], 0
    for end in _short_enough(body):
        if span := _stripped(body, start, end):
            found.append(Span(block.start + span.start, block.start + span.end))
        start = end
    return tuple(found)


def _stripped(body: str, start: int, end: int) -> Span | None:
    piece = body[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = end - len(piece) + len(piece.rstrip())
    return Span(left, right) if left < right else None


def _short_enough(body: str) -> Iterator[int]:
    """Where sentences end; what goes on for pages without a stop is cut, so that no later step takes for ever."""
    start = 0
    for end in _ends(body):
        while end - start > _LONGEST:
            half = start + _LONGEST // 2
            start = max(body.rfind(mark, half, start + _LONGEST) + 1 for mark in "；，、,;\n ") or start + _LONGEST
            yield start
        yield end
        start = end


def _ends(body: str) -> Iterator[int]:
    """Where sentences end; the last is the end of the block."""
    partner = _pairs(body)
    inside = _long_inside(partner)
    start, last, i = 0, 0, 0
    while i < len(body):
        if i in partner and partner[i] > i and i not in inside:
            end = partner[i] + 1
            done = body[end - 2 : end - 1] in _STOPS and _quote_ends(body, i, end, start)
        else:
            end = _run(body, i)
            done = end > i
        i = max(end, i + 1)
        if done:
            i = _closed(body, i)
            yield i
            start = last = i
    if last < len(body):
        yield len(body)


def _pairs(body: str) -> dict[int, int]:
    """Opening offset → closing offset, outermost pairs only; what has no partner binds nothing."""
    stack: list[int] = []
    pairs: dict[int, int] = {}
    for i, char in enumerate(body):
        if char in _OPENERS:
            stack.append(i)
        elif char in _CLOSERS:
            # Only the last few openers: a text of nothing but brackets must not take quadratic time.
            at = next((k for k in range(len(stack) - 1, max(-1, len(stack) - 9), -1) if body[stack[k]] == _CLOSERS[char]), None)
            if at is not None:
                pairs[stack[at]] = i
                del stack[at:]
    return pairs


def _long_inside(pairs: dict[int, int]) -> set[int]:
    return {i for i, j in pairs.items() if j - i > _LONG_QUOTE}


def _run(body: str, i: int) -> int:
    """The end of a run of full stops at i, or i where there is none. An ellipsis stops where a new sentence begins."""
    if body[i] == "…":
        end = i
        while end < len(body) and body[end] in "….":
            end += 1
        return end if end == len(body) or (body[end] not in _GOES_ON + "\n" and end - i > 1) else i
    if body[i] == "." and i > 3 and "\u4e00" <= body[i - 1] <= "\u9fff" and body[i + 1 : i + 2].strip() == "":
        return i + 1
    end = i
    while end < len(body) and body[end] in _STOPS:
        end += 1
    return end if end > i and (body[i] not in "!?" or not body[i - 1 : i].isascii() or end == len(body)) else i


def _closed(body: str, i: int) -> int:
    """Past the closing marks that belong to the sentence before."""
    while i < len(body) and body[i] in _CLOSERS:
        i += 1
    return i


def _quote_ends(body: str, opened: int, end: int, start: int) -> bool:
    """Whether the sentence ends with the quotation body[opened:end], whose last character is a full stop."""
    if end >= len(body) or body[end] in _GOES_ON:
        return end >= len(body)
    if body[opened] not in "（(" and words().attribution.match(body[end : end + 40]):
        return False
    if body[opened] in "（(" or body[start : min(opened, start + 9)].strip():
        return body[opened - 1] in "：:，,。！？ 　" if opened else True
    return True
