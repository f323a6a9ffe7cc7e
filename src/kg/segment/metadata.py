"""What a report says of itself, from its head, its bylines and its end; weaker hints where the text is silent."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import BlockKind, Metadata, Source, Span
from kg.segment.lines import Line
from kg.segment.people import People, bare_names, people
from kg.segment.pieces import Piece
from kg.segment.roles import Role
from kg.segment.source import SourceLine, first_date, label_writers, named, source_line
from kg.segment.title import masthead, without_site
from kg.segment.words import HAN, words

#: A paper's own news: 某某日报讯, 某某报6月5日电.
_PAPER_NEWS = re.compile(rf"([{HAN}]{{2,10}}?)(?:\d{{1,2}}月\d{{1,2}}日)?(?:讯|电|消息)")


def metadata(source: Source, pieces: Sequence[Piece], kinds: Sequence[BlockKind], title: str | None, date: str | None) -> Metadata:
    """The text's own word first, then what the format or the file's name tells, then `date`."""
    said = _said(source.text, pieces, kinds)
    signed = _signature(source.text, pieces, kinds)
    writers = _writers(source.text, pieces, kinds)
    hints = source.hints
    return Metadata(
        title=_original(source.text, pieces, kinds, title) or _renamed(pieces) or without_site(hints.title),
        publisher=_fuller(said.publisher, signed.publisher) or hints.publisher or _weaker(source.text, pieces, kinds),
        published=said.published or signed.published or _opening(pieces, kinds) or hints.published or date,
        reporters=writers.reporters or hints.reporters,
        correspondents=writers.correspondents or hints.correspondents,
    )


def _fuller(said: str | None, signed: str | None) -> str | None:
    """What the source line says; the name below the text where that is the same in full (区民政局)."""
    return signed if said and signed and signed.endswith(said) else said or signed


def _weaker(text: str, pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> str | None:
    """A publisher that no line names as such."""
    return _masthead(text, pieces, kinds) or _issuer(text, pieces, kinds) or _agency(text, pieces, kinds)


def _issuer(text: str, pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> str | None:
    """The body or the account on a line of its own between title and date."""
    for i, ((line, _), kind) in enumerate(zip(pieces, kinds, strict=True)):
        if kind is BlockKind.PARAGRAPH:
            break
        dated = i + 1 < len(pieces) and kinds[i + 1] is BlockKind.SOURCE and first_date(pieces[i + 1][0].text)
        if kind is BlockKind.HEADING and dated and len(line.text) <= 20 and line.text.endswith(words().publisher_ends):
            return line.span.of(text)
    return None


def _original(text: str, pieces: Sequence[Piece], kinds: Sequence[BlockKind], title: str | None) -> str | None:
    """The title in the characters of the report, not of its simplified shadow."""
    renamed = _renamed(pieces)
    if title is None:
        return None
    if renamed and title.startswith(renamed):
        title = renamed
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


def _said(text: str, pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> SourceLine:
    """All source lines together, the earlier before the later; of their dates the surest."""
    total = SourceLine(rank=0)
    for (line, role), kind in zip(pieces, kinds, strict=True):
        found = source_line(line.text) if kind is BlockKind.SOURCE and role in (Role.SOURCE, Role.DATE) else None
        if not found:
            continue
        publisher = _restored(found.publisher, line, text) if found.publisher else None
        total = replace(total, publisher=total.publisher or publisher)
        if found.published and found.rank > total.rank:
            total = replace(total, published=found.published, rank=found.rank)
    return total


def _writers(text: str, pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> People:
    total = People()
    for line, found in _each_writers(pieces, kinds):
        reporters, correspondents = (tuple(_restored(n, line, text) for n in ns) for ns in (found.reporters, found.correspondents))
        total += People(reporters, correspondents)
    # 作者 says nothing of who is which; 通讯员 elsewhere does.
    return replace(total, reporters=tuple(n for n in total.reporters if n not in total.correspondents))


def _restored(value: str, line: Line, text: str) -> str:
    """A value in the characters of the report."""
    own = line.span.of(text)
    match = re.search(r"\s*".join(map(re.escape, value)), line.text) if own != line.text else None
    return re.sub(r"\s", "", own[match.start() : match.end()]) if match else value


def _each_writers(pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> Iterator[tuple[Line, People]]:
    for i, ((line, _), kind) in enumerate(zip(pieces, kinds, strict=True)):
        if kind is BlockKind.SOURCE and (found := source_line(line.text)):
            yield line, found.people
        elif kind is BlockKind.BYLINE and not (i and kinds[i - 1] is BlockKind.CAPTION and _is_credit(line.text)):
            yield line, _named(line.text)


def _is_credit(text: str) -> bool:
    return text.rstrip("）) ").endswith(words().credit_ends)


def _named(text: str) -> People:
    if words().role.search(text):
        return people(text)
    return label_writers(text) or People(bare_names(f"（{text[1:].strip()}）" if text[0] == "□" else text))


def _signature(text: str, pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> SourceLine:
    """The body and the date below a notice; of several bodies the first."""
    rows = [i for i, ((_, role), kind) in enumerate(zip(pieces, kinds, strict=True)) if role is Role.DATE and kind is BlockKind.PARAGRAPH]
    if not rows:
        return SourceLine()
    first = rows[-1]
    while first and pieces[first - 1][1] is Role.SHORT and kinds[first - 1] is BlockKind.PARAGRAPH:
        first -= 1
    signed = pieces[first][0].span.of(text) if first < rows[-1] else None
    return SourceLine(signed, first_date(pieces[rows[-1]][0].text))


def _opening(pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> str | None:
    """The date in the brackets below a title: （2023年1月5日在……会议上）."""
    for (line, _), kind in zip(pieces, kinds, strict=True):
        if kind is BlockKind.HEADING and line.text[0] in "（(" and (found := first_date(line.text[:14])):
            return found
        if kind is BlockKind.PARAGRAPH:
            break
    return None


def _masthead(text: str, pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> str | None:
    """The paper's name on the first line, where that holds nothing else or a date stands alone below it."""
    if not pieces:
        return None
    if kinds[0] is not BlockKind.TITLE and (paper := masthead(pieces[0][0].text)):
        return _restored(named(paper), pieces[0][0], text)
    if Role.DATE not in [role for _, role in pieces[1:5]]:
        return None
    first = re.split(r"[\s|｜·]+", pieces[0][0].text.strip())[0]
    name = _restored(named(first), pieces[0][0], text)
    return name if first.endswith(words().publisher_ends) and 3 <= len(first) <= 14 else None


def _agency(text: str, pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> str | None:
    """The agency or paper that a dateline or a byline names: 新华社……电, 某某日报讯, 某某日报记者."""
    for (line, _), kind in zip(pieces, kinds, strict=True):
        if kind is BlockKind.BYLINE and (found := _of_byline(line.text)):
            return _restored(found, line, text)
    return None


def _of_byline(text: str) -> str | None:
    bare = text.lstrip(" \u3000（(【[〔" + words().byline_marks)
    agency = next((a for a in words().agencies if bare.startswith(a)), None)
    dated = _PAPER_NEWS.match(bare)
    role = words().role.search(bare)
    before = dated[1] if dated else bare[: role.start()].strip() if role else ""
    ends = ("报", *words().masthead_ends) if dated else words().masthead_ends
    named = 3 <= len(before) <= 10 and before.endswith(ends) and before[0] != "本"
    return agency or (before if named else None)
