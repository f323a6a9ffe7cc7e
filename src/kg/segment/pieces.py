"""Lines that hold two things are cut: dateline and body, body and byline, body and the heading that stuck to it."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from kg.model import Span
from kg.segment.lines import Line
from kg.segment.people import bare_names, is_byline, people
from kg.segment.roles import STUCK, Role, listed_headline, role
from kg.segment.source import source_line
from kg.segment.words import HAN, words

Piece = tuple[Line, Role]

_BRACKET = re.compile(r"\s*[（(〔]([^（）()〔〕]{2,80})[）)〕]\s*")
_WRITER = r"\S{0,8}(?:记者|通讯员)"
_OPEN_WRITERS = re.compile(
    rf"\s*(?={_WRITER})[^，。：:！？；\d]{{4,60}}?(?:摄影报道|报道[：:]?|[：:])\s*|\s+(?={_WRITER})(?:{_WRITER}\s*\S{{2,4}}\s+){{1,4}}"
)
_LEAD = re.compile(r"[【（(〔\[]([^【】（）()〔〕\[\]。]{4,40})[】）)〕\]](?=.{20})")
_LAST_BRACKET = re.compile(r"[（(【\[]([^（）()【】\[\]。]{2,80})[）)】\]][\s。]*(?:\d{7})?$")
_SHORT_TAIL = re.compile(rf"(?:(?<=[。！？][”’）])|(?<=[。！？]))([{HAN}“”、 　0-9]{{4,20}})$")
#: Rows of forms and labels of titles stand among the first lines.
_HEAD = 12
_CREDIT = re.compile(
    rf"(?:[（(\s\\＼]|(?<=。))(?:[{HAN}]{{0,8}}(?:记者|通讯员))?[:：\s]*[{HAN}]{{2,4}}(?:[\s、][{HAN}]{{2,4}}){{0,2}}\s*/?\s*(?:摄影|摄|供图)[）)]?$"
    rf"|[（(\s](?:摄影|摄|图片|供图|图)\s*[:：/／]\s*[{HAN}]{{2,4}}[）)]?$"
    r"|[（(][^（）()]{0,24}(?:供图|提供|摄|资料图片?|资料照片)[）)]$"
)


def cut(found: Sequence[Line], furniture: AbstractSet[Span] = frozenset()) -> list[Piece]:
    """All lines as pieces with the look of each; `furniture` is what the format knows as that."""
    pieces: list[Piece] = []
    for line in found:
        pieces += _by_dateline(line) if line.span not in furniture else [(line, _of_furniture(line))]
    pieces = _without_portal(_without_lists(_without_labels(pieces)))
    pieces = [p for piece in pieces for p in _by_byline(piece)]
    return _without_stuck_headings(pieces)


def _without_labels(pieces: list[Piece]) -> list[Piece]:
    """The row of a form that names the title is a row like the others; before a title on a line of its own, 标题： is cut off."""
    label = words().title_label
    rows = [i for i, (line, kind) in enumerate(pieces[:_HEAD]) if kind in (Role.SHORT, Role.TABLE, Role.PROSE) and label.match(line.text)]
    if any(words().form_mark.search(line.text) for line, _ in pieces[:_HEAD]):
        return [(line, Role.SOURCE if i in rows else kind) for i, (line, kind) in enumerate(pieces)]
    if not rows or rows[0] > 2 or pieces[rows[0]][0].text.startswith("名称"):
        return pieces
    line = pieces[rows[0]][0]
    found = label.match(line.text)
    parts = _parts(line, found.end() if found else 0)
    return [*pieces[: rows[0]], (parts[0], Role.FURNITURE), *map(look, parts[1:]), *pieces[rows[0] + 1 :]]


def _without_portal(pieces: list[Piece]) -> list[Piece]:
    """Headlines without the portal's name that is glued to their end; what it is called, the page says elsewhere."""
    names = tuple(sorted(_portal_names(pieces)))
    return [part for piece in pieces for part in (_unglued(piece, names) if piece[1] is Role.SHORT else [piece])]


def _portal_names(pieces: list[Piece]) -> Iterator[str]:
    for line, kind in pieces[:12]:
        if kind is Role.BREADCRUMB:
            parts = re.split(f"[{re.escape(words().breadcrumb_separators)}:：]", line.text)
            yield from (p.strip() for p in parts if p.strip().endswith(words().site_ends) and len(p.strip()) >= 4)
        elif kind is Role.SOURCE and (found := source_line(line.text)) and found.publisher:
            yield found.publisher


def _unglued(piece: Piece, names: tuple[str, ...]) -> list[Piece]:
    line, kind = piece
    name = next((n for n in names if line.text.endswith(n) and len(line.text) - len(n) >= 8), None)
    if name is None or len(line.text) > 80:
        return [piece]
    parts = _parts(line, len(line.text) - len(name))
    return [(parts[0], kind), *((p, Role.FURNITURE) for p in parts[1:])]


def _without_lists(pieces: list[Piece]) -> list[Piece]:
    """Two and more headlines with their dates, one after the other, are links to other reports."""
    listed = [listed_headline(line.text) and kind in (Role.SHORT, Role.ITEM, Role.SOURCE, Role.FURNITURE) for line, kind in pieces]
    near = [any(listed[max(0, i - 1) : i] + listed[i + 1 : i + 2]) for i in range(len(listed))]
    return [(line, Role.FURNITURE if a and b else kind) for (line, kind), a, b in zip(pieces, listed, near, strict=True)]


def _of_furniture(line: Line) -> Role:
    """A line of links; where it opens the part that is not the report, or says when it was published, it still does."""
    found = role(line.text)
    return found if found in (Role.SECTION, Role.LINK, Role.SOURCE) else Role.FURNITURE


def look(line: Line) -> Piece:
    """The line with its look."""
    return line, role(line.text)


def _parts(line: Line, *cuts: int) -> list[Line]:
    edges = [0, *cuts, len(line.text)]
    parts = [line.part(a, b) for a, b in pairwise(edges) if a < b]
    return [p for p in parts if p.text]


def _by_dateline(line: Line) -> list[Piece]:
    """A headline that runs into 本报讯, the dateline with its writers, and the body."""
    lead = _LEAD.match(line.text)
    if lead and (role(lead.group()) is Role.FURNITURE or (people(lead[1]) and not people(lead[1]).unknown)):
        head_, body = _parts(line, lead.end())
        return [(head_, Role.FURNITURE if role(lead.group()) is Role.FURNITURE else Role.BYLINE), look(body)]
    match = words().dateline.search(line.text[:140]) if len(line.text) > 20 else None
    if not match or "。" in line.text[: match.start()] or (match.start() and not line.text[match.start() - 1].isspace()):
        return [look(line)]
    end = _writers_end(line.text, match.end())
    head = [look(p) for p in _parts(line.part(0, match.start()))]
    rest = line.part(end, len(line.text))
    return [*head, (line.part(match.start(), end), Role.BYLINE), *([look(rest)] if rest.text else [])]


def _writers_end(text: str, start: int) -> int:
    bracket = _BRACKET.match(text, start)
    if bracket and (words().role.search(bracket[1]) or is_byline(bracket[1])):
        return bracket.end()
    writers = _OPEN_WRITERS.match(text, start)
    return writers.end() if writers and not people(writers.group()).unknown else start


def _by_byline(piece: Piece) -> list[Piece]:
    """A paragraph and the writers or editors in brackets at its end; a caption and its credit."""
    line, kind = piece
    if kind is Role.CAPTION:
        credit = _CREDIT.search(line.text)
        parts = _parts(line, credit.start()) if credit and credit.start() else [line]
        return [(parts[0], Role.CAPTION), *((p, Role.BYLINE) for p in parts[1:])]
    last = _LAST_BRACKET.search(line.text) if kind is Role.PROSE else None
    if not last or not last.start():
        return [piece]
    inner = role(last[1].strip())
    if inner is not Role.EDITOR and (is_byline(last.group().strip("。 ")) or bare_names(last.group().strip("。 "))):
        inner = Role.BYLINE
    if inner not in (Role.BYLINE, Role.EDITOR, Role.FURNITURE):
        return [piece]
    body, tail = _parts(line, last.start())
    return [(body, kind), (tail, inner)]


def _without_stuck_headings(pieces: Sequence[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for i, (line, kind) in enumerate(pieces):
        following = pieces[i + 1] if i + 1 < len(pieces) else None
        at = _stuck(line.text, following) if kind in (Role.PROSE, Role.OUTLINE) else None
        if at is None:
            found.append((line, kind))
        else:
            body, heading = _parts(line, at)
            found += [(body, Role.PROSE), (heading, Role.OUTLINE if words().outline.match(heading.text) else Role.SHORT)]
    return found


def _stuck(text: str, following: Piece | None) -> int | None:
    """Where a heading begins that stuck to the paragraph before it: it is numbered, or another heading follows."""
    numbered = STUCK.search(text)
    if numbered:
        return numbered.start(1)
    if following is None or following[1] not in (Role.SHORT, Role.OUTLINE) or len(following[0].text) > 30:
        return None
    short = _SHORT_TAIL.search(text)
    return short.start(1) if short else None
