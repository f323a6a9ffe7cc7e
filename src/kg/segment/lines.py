"""Text into lines with offsets; lines that only a narrow page broke are joined again."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model import Span
from kg.segment.roles import STUCK, Role

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
#: Beside white space: byte order marks, zero-width characters and what converters leave of &nbsp;.
_BLANK = " \t\u3000\xa0\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\xad\x00\x1f\u2002\u2003\u2009"
_END = "。！？!?；;：:…”’」』）)】》."
_MIN_WIDTH = 15


@dataclass(frozen=True, slots=True)
class Line:
    """A stripped line, or several that belong together. `text` is its simplified form, as long as the span;
    `gap` says that a blank line stands before it, `indent` that it is set in."""

    span: Span
    text: str
    gap: bool = False
    indent: bool = False

    def part(self, start: int, end: int) -> "Line":
        """The stripped piece between two offsets of the line's own text."""
        piece = self.text[start:end]
        left = start + len(piece) - len(piece.lstrip(_BLANK + "\n\r"))
        right = end - (len(piece) - len(piece.rstrip(_BLANK + "\n\r")))
        right = max(left, right)
        span = Span(self.span.start + left, self.span.start + right)
        return replace(self, span=span, text=self.text[left:right], gap=self.gap and start == 0)


def lines(text: str) -> list[Line]:
    """The lines of a text that hold something, in order. `text` is the simplified one."""
    found: list[Line] = []
    gap, end = True, 0
    for match in _LINE.finditer(text):
        gap = gap or _breaks(text[end : match.start()]) > 1
        end = match.end()
        body = match.group().strip(_BLANK)
        if not body:
            gap = True
            continue
        start = match.start() + match.group().index(body)
        indent = start - match.start() >= 2 or "\u3000" in match.group()[: start - match.start()]
        found.append(Line(Span(start, start + len(body)), body, gap, indent))
        gap = False
    return found


def _breaks(between: str) -> int:
    return len(between.replace("\r\n", "\n"))


def joined(found: Sequence[Line], text: str, looks: Sequence[Role]) -> list[Line]:
    """The lines with those put together that only a narrow page broke; only prose and short lines ever join."""
    width = _width(found)
    result: list[Line] = []
    open_ = False
    for line, look in zip(found, looks, strict=True):
        single = look not in (Role.PROSE, Role.SHORT)
        if open_ and not (single or line.gap or line.indent or (width is None and look is Role.SHORT)):
            span = Span(result[-1].span.start, line.span.end)
            result[-1] = replace(result[-1], span=span, text=span.of(text))
        else:
            result.append(line)
        open_ = not single and _goes_on(line, width)
    return result


def _goes_on(line: Line, width: int | None) -> bool:
    """Whether the sentence goes on in the next line: the page is this wide, or a comma or a cut sentence says so."""
    if STUCK.search(line.text):
        return False
    if width is not None:
        return width - 2 <= _columns(line.text) <= width + 1
    return line.text[-1] not in _END and len(line.text) >= 25 and ("。" in line.text or "，" in line.text)


def _width(found: Sequence[Line]) -> int | None:
    """The width in characters that most long lines have, where a page was broken at one."""
    sizes = Counter(_columns(line.text) for line in found)
    if not sizes:
        return None
    width = max(size for size in sizes if sizes[size] >= min(2, len(found)) or len(sizes) == 1) if max(sizes.values()) > 1 else 0
    full = sum(n for size, n in sizes.items() if width - 2 <= size <= width + 1)
    over = sum(n for size, n in sizes.items() if size > width + 1)
    cut = sum(width - 2 <= _columns(x.text) and x.text[-1] not in _END for x in found)
    return width if width >= _MIN_WIDTH and full >= 3 and full * 3 >= len(found) and over == 0 and cut * 2 >= full else None


def _columns(text: str) -> int:
    """Width in full-width characters, rounded up."""
    return (sum(1 if ord(c) < 0x2E80 and c not in "“”‘’…—·" else 2 for c in text) + 1) // 2
