"""Bytes into text: never guessed without ground, never with replacement characters."""

import codecs
from functools import cache

import yaml

from kg import resources
from kg.errors import InputError
from kg.script import same_length

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Names under which pages declare one codec and mean its superset.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "hz": "hz", "big5": "big5hkscs", "cp950": "big5hkscs"}
_MARKS = frozenset("，。、；：？！“”‘’（）《》〈〉【】—…·　「」『』〔〕％")
_CANDIDATES = ("gb18030", "big5hkscs")
_KINDS = "give a .txt, .md, .html, .docx, .pdf, .jsonl, .csv or .zip file"


def decode(data: bytes, path: str, declared: str | None = None, forced: str | None = None) -> str:
    """The text of a file, with plain line feeds whatever the file has.

    `declared` is what a page says of itself, `forced` what the user says.

    Raises InputError where the bytes are no text, or could be one as well as another.
    """
    text = _forced(data, path, forced) if forced else _found(data, path, declared)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _found(data: bytes, path: str, declared: str | None) -> str:
    for mark, codec in _BOMS:
        if data.startswith(mark):
            marked = _strict(data[len(mark) :], codec)
            return marked if marked is not None else _give_up(path, f"begins as {codec} but is not")
    text = _strict(data, "utf-8")
    if text is not None and "\0" not in text:
        return _checked(_unless_eastern(text, data), path)
    if b"\0" in data:
        return _wide(data, path)
    return _checked(_eastern(data, path, declared), path)


def _unless_eastern(text: str, data: bytes) -> str:
    """UTF-8, unless a few bytes of GB18030 only happen to be valid: wide characters, none of them Chinese."""
    if len(data) > 400 or text.isascii() or any(ord(c) > 0x2000 for c in text):
        return text
    other = _strict(data, "gb18030")
    return other if other is not None and _likeness(other) >= 0.9 else text


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError):
        return None


def _forced(data: bytes, path: str, codec: str) -> str:
    for mark, marked in _BOMS:
        if data.startswith(mark) and codec.lower().replace("_", "-") in (marked, marked[:6], "utf-8-sig"):
            data = data[len(mark) :]
    text = _strict(data, _WIDER.get(codec.lower(), codec))
    return text if text is not None else _give_up(path, f"is not {codec}", "leave --encoding out, or name another")


def _give_up(path: str, reason: str, hint: str = "save it as UTF-8, or name its encoding with --encoding") -> str:
    raise InputError(path, reason, hint)


def _wide(data: bytes, path: str) -> str:
    """UTF-16 without its mark: of the two byte orders the one that gives Chinese text."""
    texts = [t for t in (_strict(data, "utf-16-le"), _strict(data, "utf-16-be")) if t is not None and "\0" not in t]
    best = max(texts, key=_likeness, default="")
    return best if best and _likeness(best) >= 0.5 else _give_up(path, "is not text", _KINDS)


def _eastern(data: bytes, path: str, declared: str | None) -> str:
    """GB18030 or Big5, by which of them gives common characters; a page's own word settles what is near."""
    texts = {codec: text for codec in _CANDIDATES if (text := _strict(data, codec)) is not None}
    if not texts:
        return _nearly(data, path)
    scores = {codec: _likeness(text) for codec, text in texts.items()}
    said = _WIDER.get((declared or "").lower())
    best = max(scores, key=lambda c: (scores[c] + 0.1 * (c == said), c))
    others = [scores[c] for c in scores if c != best]
    if scores[best] < 0.4:
        return _nearly(data, path)
    if best != said and others and scores[best] - max(others) < 0.08:
        return _give_up(path, "could be GB18030 as well as Big5")
    return texts[best]


def _nearly(data: bytes, path: str) -> str:
    """Neither fits: perhaps UTF-16 without its mark; else say which codec came nearest, and where it broke."""
    for codec in ("utf-16-le", "utf-16-be"):
        text = _strict(data, codec)
        if text and _likeness(text) >= 0.7:
            return text
    where = {}
    for codec in ("utf-8", *_CANDIDATES):
        try:
            data.decode(codec)
        except UnicodeDecodeError as error:
            where[codec] = error.start
    best = max(where, key=lambda c: (where[c], c), default="")
    if not best or where[best] < 16 or _likeness(data[: where[best]].decode(best)) < 0.4:
        return _give_up(path, "is not text", _KINDS)
    return _give_up(path, f"is broken: valid {best.upper()} only up to byte {where[best]}", "save it again as UTF-8")


def _likeness(text: str) -> float:
    """How much the text is like Chinese, 0 to 1: characters that every text is full of count most."""
    seen = same_length(text[:20_000])
    wide = [c for c in seen if ord(c) > 0x7F]
    if not wide:
        return 1.0
    return sum(_weight(c) for c in wide) / len(wide)


def _weight(char: str) -> float:
    if char in _common() or char in _MARKS:
        return 1.0
    return 0.4 if char in _frequent() else 0.0


@cache
def _common() -> frozenset[str]:
    """The characters that make up most of any Chinese text, and those of reports, simplified."""
    return frozenset("".join(yaml.safe_load(resources.read("layout.yaml"))["common_characters"].split()))


@cache
def _frequent() -> frozenset[str]:
    """The first plane of GB 2312: the 3,755 characters that were thought frequent when it was made."""
    codes = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) if (row, cell) < (0xD7, 0xFA))
    return frozenset(code.decode("gb2312") for code in codes)


def _checked(text: str, path: str) -> str:
    """The text, unless control characters say that it is none."""
    odd = sum(text.count(chr(c)) for c in (*range(9), *range(14, 27), *range(28, 32), 127))
    if odd * 20 > len(text):
        _give_up(path, "is not text", _KINDS)
    return text
