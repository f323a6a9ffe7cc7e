"""What a report says of itself, from its head, its bylines and its end; weaker hints where the text is silent."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import BlockKind, Metadata, Source, Span
from kg.segment.people import People, bare_names, people
from kg.segment.pieces import Piece
from kg.segment.roles import Role
from kg.segment.source import SourceLine, first_date, source_line
from kg.segment.title import without_site
from kg.segment.words import words


def metadata(source: Source, pieces: Sequence[Piece], kinds: Sequence[BlockKind], title: str | None, date: str | None) -> Metadata:
    """The text's own word first, then what the format or the file's name tells, then `date`."""
    said = _said(pieces, kinds)
    signed = _signature(pieces, kinds)
    writers = _writers(pieces, kinds)
    hints = source.hints
    return Metadata(
        title=_original(source.text, pieces, kinds, title) or _renamed(pieces) or without_site(hints.title),
        publisher=said.publisher or signed.publisher or hints.publisher or _agency(pieces, kinds),
        published=said.published or signed.published or hints.published or date,
        reporters=writers.reporters or hints.reporters,
        correspondents=writers.correspondents or hints.correspondents,
    )


def _original(text: str, pieces: Sequence[Piece], kinds: Sequence[BlockKind], title: str | None) -> str | None:
    """The title in the characters of the report, not of its simplified shadow."""
    if title is None:
        return None
    for (line, _), kind in zip(pieces, kinds, strict=True):
        if kind is BlockKind.TITLE:
            at = line.text.find(title)
            if at >= 0:
                return Span(line.span.start + at, line.span.start + at + len(title)).of(text)
    parts = [line.span.of(text) for (line, _), kind in zip(pieces, kinds, strict=True) if kind is BlockKind.TITLE]
    whole = "".join(parts)
    return whole if len(whole) == len(title) else title


def _renamed(pieces: Sequence[Piece]) -> str | None:
    """The title behind 原标题：."""
    for line, role in pieces:
        if role is Role.ORIGINAL_TITLE:
            return words().original_title.sub("", line.text) or None
    return None


def _said(pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> SourceLine:
    """All source lines together, the earlier before the later."""
    total = SourceLine()
    for (line, role), kind in zip(pieces, kinds, strict=True):
        found = source_line(line.text) if kind is BlockKind.SOURCE and role is Role.SOURCE else None
        if found:
            total = replace(total, publisher=total.publisher or found.publisher, published=total.published or found.published)
        elif role is Role.DATE and kind is BlockKind.SOURCE and not total.published:
            total = replace(total, published=first_date(line.text))
    return total


def _writers(pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> People:
    return sum(_each_writers(pieces, kinds), People())


def _each_writers(pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> Iterator[People]:
    for i, ((line, role), kind) in enumerate(zip(pieces, kinds, strict=True)):
        if kind is BlockKind.SOURCE and (found := source_line(line.text)):
            yield found.people
        elif kind is BlockKind.BYLINE and not (
            i and kinds[i - 1] is BlockKind.CAPTION and line.text.rstrip("）) ").endswith(words().credit_ends)
        ):
            yield people(line.text) if words().role.search(line.text) else People(bare_names(line.text))
        elif role is Role.BYLINE and kind is BlockKind.EXCLUDED:
            continue


def _signature(pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> SourceLine:
    """The body and the date below a notice."""
    rows = [i for i, ((_, role), kind) in enumerate(zip(pieces, kinds, strict=True)) if role is Role.DATE and kind is BlockKind.PARAGRAPH]
    if not rows:
        return SourceLine()
    at = rows[-1]
    above = pieces[at - 1] if at else None
    signed = above is not None and above[1] is Role.SHORT and kinds[at - 1] is BlockKind.PARAGRAPH
    return SourceLine(above[0].text if signed and above else None, first_date(pieces[at][0].text))


def _agency(pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> str | None:
    """The agency that a dateline names."""
    for (line, _), kind in zip(pieces, kinds, strict=True):
        if kind is BlockKind.BYLINE:
            found = next((a for a in words().agencies if line.text.startswith(a)), None)
            if found:
                return found
    return None
