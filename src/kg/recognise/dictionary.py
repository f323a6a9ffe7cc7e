"""The user's own names, in jieba's dictionary format: a name, a frequency and a tag on a line.

The frequency may be left out and isn't used. The tag says what the name is: a class of the ontology (Project, Company, 社区's
Community) in any case, or one of jieba's tags (nr a person, ns a place or area, nt an organisation, nz a project).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import ahocorasick_rs

from kg import divisions, ontology
from kg.errors import InputError
from kg.model import Mention, Span
from kg.tokens import Passage

_TAGS = {"nr": "Person", "nt": "Organisation", "nz": "Project", "ns": "Place", "n": "Programme"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A name with its type and class."""

    name: str
    type: str
    subtype: str | None = None


@cache
def load(paths: tuple[Path, ...]) -> tuple[Entry, ...]:
    """The entries of dictionary files, sorted; InputError names file and line where one can't be used."""
    found = {entry for path in paths for entry in _read(path)}
    return tuple(sorted(found, key=lambda e: (e.name, e.type, e.subtype or "")))


def _read(path: Path) -> Iterable[Entry]:
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except FileNotFoundError as error:
        raise InputError(path, "does not exist", "check the spelling of --dict") from error
    except (UnicodeDecodeError, IsADirectoryError) as error:
        raise InputError(path, "is no dictionary in UTF-8", "one name, frequency and tag on a line") from error
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            yield _entry(path, number, line)


def _entry(path: Path, number: int, line: str) -> Entry:
    """One line: the tag is its last word, the frequency a number before it, the name what is left."""
    parts = line.split()
    tag = parts.pop() if len(parts) > 1 and not parts[-1].isdigit() else ""
    if len(parts) > 1 and parts[-1].isdigit():
        parts.pop()
    classes = {c.lower(): c for c in ontology.load().parents}
    cls = classes.get(tag.lower()) or _TAGS.get(tag)
    kind = ontology.load().kind_of(cls) if cls else None
    if cls is None or kind is None:
        known = ", ".join([*ontology.KINDS, *_TAGS])
        raise InputError(path, f"line {number}: no such tag: {tag or 'none'}", f"one of {known}")
    name = " ".join(parts)
    if tag == "ns" and (rows := divisions.load().named(name)):
        return Entry(name, "Area", rows[0].cls)
    if tag == "ns" and name.endswith(("社区", "村", "小区")):
        return Entry(name, "Community")
    return Entry(name, kind, cls if cls != kind else None)


def names_in(passage: Passage, entries: tuple[Entry, ...]) -> list[Mention]:
    """The user's names in a sentence, the longest at each place. They go before what any recogniser proposes."""
    if not entries:
        return []
    by_name = {e.name: e for e in entries}
    text = passage.span.of(passage.text)
    found = []
    for n, start, end in _automaton(entries).find_matches_as_indexes(text):
        entry = by_name[_names(entries)[n]]
        span = Span(passage.span.start + start, passage.span.start + end)
        found.append(Mention(span, entry.type, entry.name, "dictionary", 1.0, entry.subtype))
    return found


@cache
def _names(entries: tuple[Entry, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e.name for e in entries))


@cache
def _automaton(entries: tuple[Entry, ...]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(list(_names(entries)), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
