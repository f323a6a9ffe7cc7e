"""A simplified shadow of a text: what recognisers read, with the way back to the characters that stand in the report."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

import opencc

from kg.model import Span

_HAN = "㐀-鿿豈-﫿\U00020000-\U0003ffff"
#: Pinyin that a converter put behind a character: 項(xiàng)目. At least one tone mark, so that (xx) or (app) stay.
_PINYIN = re.compile(rf"(?<=[{_HAN}])[(（][a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]*[)）]")
_BREAK = re.compile(rf"(?<=[{_HAN}、，“《（(])[ \t　]*\r?\n[ \t　]*(?=[{_HAN}，。、；：”》）)])")


@dataclass(frozen=True, slots=True)
class Shadow:
    """A text to read in place of another; `offsets[i]` is where its character i stands in the original, plus the end."""

    text: str
    offsets: tuple[int, ...]

    def to_original(self, span: Span) -> Span:
        """The original characters behind a span of the shadow, without what was left out after them."""
        end = self.offsets[span.end - 1] + 1 if span.end > span.start else self.offsets[span.start]
        return Span(self.offsets[span.start], end)

    def from_original(self, span: Span) -> Span:
        """The characters of the shadow that stand for a span of the original."""
        return Span(bisect_left(self.offsets, span.start), bisect_left(self.offsets, span.end))


def simplified(text: str, join_lines: bool = False) -> Shadow:
    """The text in simplified characters, without pinyin put behind characters; `join_lines` also drops line breaks
    that cut a sentence, so give it one block, not a whole report."""
    left_out = [*_PINYIN.finditer(text), *(_BREAK.finditer(text) if join_lines else ())]
    kept: list[int] = []
    start = 0
    for match in sorted(left_out, key=lambda m: m.start()):
        kept += range(start, match.start())
        start = max(start, match.end())
    kept += range(start, len(text))
    body = text if len(kept) == len(text) else "".join(text[i] for i in kept)
    return Shadow(same_length(body), (*kept, len(text)))


def same_length(text: str) -> str:
    """The text in simplified characters, one for one: a phrase that would change its length is converted by character."""
    if text.isascii():
        return text
    whole = _convert(text)
    if len(whole) == len(text):
        return whole
    pieces = text.splitlines(keepends=True)
    return "".join(map(same_length, pieces)) if len(pieces) > 1 else "".join(map(_one, text))


def _one(char: str) -> str:
    found = _convert(char)
    return found if len(found) == 1 else char


def _convert(text: str) -> str:
    # opencc takes UTF-8: lone surrogates and NULs would stop or cut it.
    if "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
        return "".join(c if c == "\0" or "\ud800" <= c <= "\udfff" else str(_converter().convert(c)) for c in text)
    return str(_converter().convert(text))


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def traditional(text: str) -> str:
    """The text in traditional characters, for names that a table holds in simplified ones."""
    return str(_back().convert(text))


@cache
def _back() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")
