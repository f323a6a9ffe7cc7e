"""Markdown: front matter as hints, headings as marks, the rest as plain text."""

import re
from collections.abc import Mapping

import yaml

from kg.model import BlockKind, Metadata, Source
from kg.read.names import date_in
from kg.read.page import Writer, unwrapped

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*$")
_RULE = re.compile(r"^ {0,3}([-*_=])(?:\s*\1){2,}\s*$")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_INLINE = (
    (re.compile(r"!\[([^\]]{0,400})\]\([^)]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\]]{1,400})\]\([^)]{0,2000}\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.{1,400}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,400}?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"`([^`]{1,400})`"), r"\1"),
    (re.compile(r"<!--.{0,2000}?-->|</?[A-Za-z][^<>]{0,2000}>"), ""),
)


def markdown(text: str, path: str) -> Source:
    """The text without its marking; a lone # heading at the top is the title."""
    front = _FRONT.match(text)
    out, paragraph = Writer(), list[str]()
    for line in text[front.end() if front else 0 :].splitlines():
        if not _block(line, out, paragraph):
            paragraph.append(re.sub(r"^\s*>+\s?", "", line).rstrip("\\"))
    _flush(out, paragraph)
    return out.source(path, _hints(front[1] if front else ""))


def _block(line: str, out: Writer, paragraph: list[str]) -> bool:
    """Whether the line was more than a piece of a paragraph, and what it was, written."""
    heading = _HEADING.match(line)
    is_row = line.strip().startswith("|") and line.count("|") >= 2
    if not (heading or is_row or _RULE.match(line) or _ITEM.match(line) or not line.strip()):
        return False
    if line.strip() and _RULE.match(line) and paragraph and line.strip()[0] in "=-":
        out.add(_plain(" ".join(paragraph)), BlockKind.TITLE if line.strip()[0] == "=" else BlockKind.HEADING)
        paragraph.clear()
        return True
    _flush(out, paragraph)
    if heading:
        out.add(_plain(heading[2]), BlockKind.TITLE if len(heading[1]) == 1 else BlockKind.HEADING)
    elif is_row and not _TABLE_RULE.match(line):
        out.add("\t".join(_plain(c).strip() for c in line.strip().strip("|").split("|")), BlockKind.TABLE_ROW, gap=False)
    elif _ITEM.match(line) and not _RULE.match(line):
        paragraph.append(line)
    return True


def _flush(out: Writer, paragraph: list[str]) -> None:
    if paragraph:
        item = bool(_ITEM.match(paragraph[0]))
        out.add(_plain(unwrapped("\n".join(paragraph))), BlockKind.LIST_ITEM if item else None, gap=not item)
        paragraph.clear()


def _plain(text: str) -> str:
    for pattern, kept in _INLINE:
        text = pattern.sub(kept, text)
    return text


def _hints(front: str) -> Metadata:
    try:
        said = yaml.safe_load(front) if front else {}
    except (yaml.YAMLError, ValueError):
        said = {}  # a block between dashes that is no YAML is text that says nothing about the file
    if not isinstance(said, Mapping):
        said = {}
    value = {str(k).lower(): str(v).strip() for k, v in said.items() if isinstance(v, str | int | float) or hasattr(v, "isoformat")}
    author = value.get("author", "")
    return Metadata(
        title=value.get("title"),
        publisher=value.get("source") or value.get("publisher"),
        published=date_in(value.get("date", "")),
        reporters=(author,) if author else (),
    )
