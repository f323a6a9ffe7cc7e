"""What each piece is among its neighbours: head, body and what comes after the report."""

from collections.abc import Sequence
from itertools import takewhile

from kg.model import BlockKind, Span
from kg.segment import title
from kg.segment.pieces import Piece
from kg.segment.roles import Role, is_teaser, listed_headline
from kg.segment.words import words

_FIXED = {
    Role.SECTION: BlockKind.EXCLUDED,
    Role.LINK: BlockKind.EXCLUDED,
    Role.BREADCRUMB: BlockKind.EXCLUDED,
    Role.FURNITURE: BlockKind.EXCLUDED,
    Role.EDITOR: BlockKind.EXCLUDED,
    Role.ORIGINAL_TITLE: BlockKind.SOURCE,
    Role.SOURCE: BlockKind.SOURCE,
    Role.BYLINE: BlockKind.BYLINE,
    Role.CAPTION: BlockKind.CAPTION,
    Role.TABLE: BlockKind.TABLE_ROW,
    Role.DATE: BlockKind.PARAGRAPH,
    Role.NUMBER: BlockKind.PARAGRAPH,
    Role.OUTLINE: BlockKind.HEADING,
    Role.ITEM: BlockKind.LIST_ITEM,
    Role.PROSE: BlockKind.PARAGRAPH,
    Role.SHORT: BlockKind.HEADING,
}
_LONG = 45
Kinds = list[BlockKind]
Marks = Sequence[tuple[Span, BlockKind]]


def kinds(pieces: Sequence[Piece], marks: Marks = (), hint: str | None = None) -> tuple[Kinds, str | None]:
    """The kind of each piece, and the title. `hint` is the title that the format gives."""
    hint = title.form_title(pieces) or hint
    found = [_FIXED[role] for _, role in pieces]
    body = _body(pieces)
    end = _end(pieces, body)
    _in_body(pieces, found, body, end)
    name = _head(pieces, found, body, marks, hint)
    found[end:] = _below(pieces, end)
    _teasers(pieces, found, body)
    _trailing(pieces, found, body)
    _marked(pieces, found, marks)
    return found, name


def _body(pieces: Sequence[Piece]) -> int:
    """Where the report's own sentences begin: the first prose that is no title with a mark at its end."""
    for i, (line, role) in enumerate(pieces):
        if role is Role.PROSE and not _is_exclaimed_title(pieces, i) and not words().notice_title.search(line.text):
            return i
        above = pieces[i - 1][1] if i else None
        if role in (Role.ITEM, Role.TABLE, Role.OUTLINE) and above in (Role.PROSE, Role.SOURCE) and not _in_head(pieces, i):
            return i
    return len(pieces)


def _in_head(pieces: Sequence[Piece], i: int) -> bool:
    """A table row with a source line close below: the form above a notice (索引号, 发布机构)."""
    return pieces[i][1] is Role.TABLE and any(role is Role.SOURCE for _, role in pieces[i + 1 : i + 5])


def _is_exclaimed_title(pieces: Sequence[Piece], i: int) -> bool:
    text = pieces[i][0].text
    if len(text) > 40 or text[-1] not in "！？!?" or "。" in text:
        return False
    return any(role in (Role.SOURCE, Role.BYLINE) for _, role in pieces[i + 1 : i + 4]) or (i == 0 and len(pieces) > 1)


def _end(pieces: Sequence[Piece], body: int) -> int:
    """Where the report ends: at related headlines, comments, links, or what stands below its editor."""
    for i in range(body, len(pieces)):
        role = pieces[i][1]
        if role in (Role.SECTION, Role.LINK) and not _resumes(pieces, body, i):
            return i
        if words().teaser.match(pieces[i][0].text) and not _speaks(pieces[i:]):
            return i
        if role is Role.EDITOR and not _resumes(pieces, body, i):
            return i + 1
    return len(pieces)


def _below(pieces: Sequence[Piece], end: int) -> Kinds:
    """What stands below the report is none of it; only label lines right below its editor still say when it was published."""
    labels = takewhile(lambda piece: piece[1] in (Role.SOURCE, Role.EDITOR, Role.BYLINE), pieces[end:])
    found = [BlockKind.SOURCE if role is Role.SOURCE and words().label.match(line.text) else BlockKind.EXCLUDED for line, role in labels]
    return found + [BlockKind.EXCLUDED] * (len(pieces) - end - len(found))


def _speaks(pieces: Sequence[Piece]) -> bool:
    """Whether one of these holds a sentence."""
    return any("。" in line.text or (role is Role.PROSE and len(line.text) >= 60) for line, role in pieces)


def _resumes(pieces: Sequence[Piece], body: int, i: int) -> bool:
    """Whether more of the report follows than came before: then this was an insertion."""
    before = sum(len(line.text) for line, role in pieces[body:i] if role is Role.PROSE)
    after = [len(line.text) for line, role in pieces[i + 1 :] if role is Role.PROSE and len(line.text) >= 60]
    return len(after) >= 3 and sum(after) > before


def _in_body(pieces: Sequence[Piece], found: Kinds, body: int, end: int) -> None:
    for i in range(body, end):
        line, role = pieces[i]
        if role in (Role.SHORT, Role.OUTLINE) and _enumerated(pieces, i, found):
            found[i] = BlockKind.LIST_ITEM
        elif role in (Role.SHORT, Role.OUTLINE) and (_is_long(line.text) or _attached(pieces, i)):
            found[i] = BlockKind.PARAGRAPH
        elif role is Role.PROSE and _listed(pieces, i, found):
            found[i] = BlockKind.LIST_ITEM
        elif role is Role.PROSE and i == body and _is_first_caption(pieces, i):
            found[i] = BlockKind.CAPTION
        elif (role is Role.SHORT and _signs(pieces, i, end)) or (role is Role.SOURCE and not _is_late_source(pieces, i, end)):
            found[i] = BlockKind.PARAGRAPH


def _is_long(text: str) -> bool:
    """Too long for a heading; one with a comma is sooner."""
    return len(text) > _LONG or (len(text) >= 20 and ("，" in text or "," in text))


def _attached(pieces: Sequence[Piece], i: int) -> bool:
    """A line that names an attachment, or the second of two."""
    starts = words().attachment_starts
    return pieces[i][0].text.startswith(starts) or (pieces[i][1] is Role.OUTLINE and i > 0 and pieces[i - 1][0].text.startswith(starts))


def _listed(pieces: Sequence[Piece], i: int, found: Kinds) -> bool:
    """A line that ends with a semicolon, or follows one that does and closes the list."""
    text = pieces[i][0].text
    if text[-1] in "；;":
        return True
    before = pieces[i - 1][0].text if i else ""
    return (bool(before) and found[i - 1] is BlockKind.LIST_ITEM and before[-1] in "；;") or _is_named_item(pieces, i)


def _enumerated(pieces: Sequence[Piece], i: int, found: Kinds) -> bool:
    """One of several short lines below a sentence with a colon: names and posts, a line each, 1. 2. 3. before them or not."""
    (line, role), above = pieces[i], pieces[i - 1] if i else None
    if above is None or (role is Role.OUTLINE and not line.text[0].isascii()):
        return False
    if found[i - 1] is BlockKind.LIST_ITEM and above[1] is role:
        return not line.gap or above[0].gap
    opened = above[1] is Role.PROSE and len(above[0].text) > 12 and above[0].text[-1] in "：:"
    return opened and i + 1 < len(pieces) and pieces[i + 1][1] is role


def _is_named_item(pieces: Sequence[Piece], i: int) -> bool:
    """The only item of a list that a short line with a colon opens (任命：)."""
    text, before = pieces[i][0].text, pieces[i - 1][0].text if i else ""
    return (
        before.endswith(("：", ":")) and len(before) <= 12 < len(text) <= 60 and text[-1] not in "：:" and not words().outline.match(text)
    )


def _is_first_caption(pieces: Sequence[Piece], i: int) -> bool:
    """Captions that ran together above the text: a few short sentences without a comma, a long paragraph below."""
    text = pieces[i][0].text
    below = next((line.text for line, role in pieces[i + 1 : i + 3] if role is Role.PROSE), "")
    parts = [p for p in text.split("。") if p]
    headed = any(role in (Role.SOURCE, Role.BYLINE) for _, role in pieces[:i])
    return (
        headed
        and len(parts) <= 4
        and all(6 <= len(p) <= 34 and "，" not in p and "," not in p for p in parts)
        and len(below) >= 2 * len(text)
    )


def _signs(pieces: Sequence[Piece], i: int, end: int) -> bool:
    """The body that signs a notice: its name stands above the date."""
    below = [role for _, role in pieces[i + 1 : min(i + 5, end)]]
    return Role.DATE in below and all(r in (Role.SHORT, Role.DATE) for r in below[: below.index(Role.DATE)])


def _is_late_source(pieces: Sequence[Piece], i: int, end: int) -> bool:
    """A source line below the head: before any long paragraph, or after the last one."""
    above = any(role is Role.PROSE and len(line.text) >= 60 for line, role in pieces[:i])
    below = any(role is Role.PROSE and len(line.text) >= 60 for line, role in pieces[i + 1 : end])
    return not above or not below


def _head(pieces: Sequence[Piece], found: Kinds, body: int, marks: Marks, hint: str | None) -> str | None:
    """Title and subtitles; what stands above them is the portal's."""
    for i in range(body):
        if pieces[i][1] is Role.DATE and body < len(pieces):
            found[i] = BlockKind.SOURCE
        elif pieces[i][1] is Role.SHORT and title.is_of_the_page(pieces[i][0].text):
            found[i] = BlockKind.EXCLUDED
    chosen = title.choose(pieces[:body], marks, hint, alone=body >= len(pieces))
    if chosen is None:
        return hint
    for i in range(chosen.first):
        if pieces[i][1] in (Role.SHORT, Role.PROSE, Role.ITEM, Role.OUTLINE, Role.TABLE) and not title.is_kicker(pieces, i, chosen.first):
            found[i] = BlockKind.EXCLUDED
    found[chosen.first : chosen.last + 1] = [BlockKind.TITLE] * (chosen.last + 1 - chosen.first)
    for i in range(chosen.last + 1, body):
        if pieces[i][0].text == pieces[chosen.first][0].text:
            found[i] = BlockKind.EXCLUDED
        elif pieces[i][1] is Role.PROSE:
            found[i] = BlockKind.PARAGRAPH
    return chosen.name


def _teasers(pieces: Sequence[Piece], found: Kinds, body: int) -> None:
    """Items below the last sentence that are headlines of other reports: below dated ones, or by their own look."""
    last = max((i for i in range(body, len(pieces)) if pieces[i][1] in (Role.PROSE, Role.TABLE)), default=len(pieces))
    tail = range(last + 1, len(pieces))
    dated = next((i for i in tail if pieces[i][1] is Role.FURNITURE and listed_headline(pieces[i][0].text)), len(pieces))
    opened = last < len(pieces) and pieces[last][0].text[-1] in "：:"
    for i in tail:
        line, role = pieces[i]
        opened = opened or line.text.rstrip("】]：:").endswith(words().list_heads)
        if role is Role.ITEM and (i > dated or (not opened and is_teaser(line.text))):
            found[i] = BlockKind.EXCLUDED


def _trailing(pieces: Sequence[Piece], found: Kinds, body: int) -> None:
    """Short lines below the last sentence: a list where something opens one, else the portal's headlines."""
    running = (Role.PROSE, Role.ITEM, Role.TABLE)
    last = max((i for i, (_, role) in enumerate(pieces) if role in running and found[i] is not BlockKind.EXCLUDED), default=-1)
    if last < body:
        return
    listing = pieces[last][0].text[-1] in "：:"
    for i in range(last + 1, len(pieces)):
        if found[i] is BlockKind.HEADING:
            opens = pieces[i][1] is Role.OUTLINE or pieces[i][0].text.endswith(words().list_heads)
            found[i] = BlockKind.HEADING if opens else BlockKind.LIST_ITEM if listing else BlockKind.EXCLUDED
            listing = listing or opens


def _marked(pieces: Sequence[Piece], found: Kinds, marks: Marks) -> None:
    """What the format knows for sure stands, unless the words say that it is furniture."""
    spans = {span: kind for span, kind in marks if kind is not BlockKind.TITLE}
    for i, (line, role) in enumerate(pieces):
        kind = spans.get(line.span)
        if (
            kind is not None
            and found[i] is not BlockKind.TITLE
            and (found[i] is not BlockKind.EXCLUDED or kind is BlockKind.EXCLUDED)
            and found[i] is not BlockKind.SOURCE
            and role is not Role.BYLINE
        ):
            found[i] = kind
