"""Which line of the head is the headline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import BlockKind, Span
from kg.segment.pieces import Piece
from kg.segment.roles import Role, han
from kg.segment.sent import is_place
from kg.segment.source import without_dates
from kg.segment.words import words

_ADDRESS = re.compile(r"www\.|https?:|\.(?:com|cn|net|org)\b", re.I)
_COLUMN = re.compile(r"^【[^】]{2,8}】\s*(?=\S{6})")
_SITES = ("网", "网站", "频道")
#: Rows of a form stand among the first lines; a title goes on to the next column.
_FORM = 12
_FORM_TITLE = re.compile(r"(?:(?!\s{2,}|[\t\n]).){4,90}")
_FIGURES = re.compile(r"^\D{0,4}\d")


@dataclass(frozen=True, slots=True)
class Title:
    """The pieces that hold the title, first to last, and its text."""

    first: int
    last: int
    name: str


def choose(head: Sequence[Piece], marks: Sequence[tuple[Span, BlockKind]], hint: str | None, alone: bool) -> Title | None:
    """The title among the pieces of the head, or None. `alone` says that nothing stands below the head."""
    options = [i for i, piece in enumerate(head) if _may_be(piece)]
    if not options or (alone and len(head) == 1):
        return None
    marked = {span for span, kind in marks if kind is BlockKind.TITLE}
    source = next((i for i, (_, role) in enumerate(head) if role in (Role.SOURCE, Role.DATE)), None)
    group = _group(options, source)
    # What stands below the source line is the title only where nothing above it looks like one.
    late = {i for i in group if source is not None and group[0] < source < i and not _numbered(head, i)}
    best = max(group, key=lambda i: (_score(head, i, marked, hint) - 5.0 * (i in late), -i))
    return _with_neighbours(head, best, hint)


def _may_be(piece: Piece) -> bool:
    line, role = piece
    text = line.text
    fits = role in (Role.SHORT, Role.PROSE) and 4 <= len(text) <= 90 and han(text) >= 3 and text[-1] not in "：:；;"
    return fits and not is_page_line(text)


def is_page_line(text: str) -> bool:
    """Whether a line says no more than on which page of the paper this stands."""
    return bool(words().page_line.fullmatch(text)) or (len(text) <= 3 and is_place(text))


def is_of_the_page(text: str) -> bool:
    """Whether a short line at the head is the page's own: its place in the paper, the portal with its address."""
    return is_page_line(text) or bool(_ADDRESS.search(text))


def form_title(pieces: Sequence[Piece]) -> str | None:
    """The title in the form above a notice (索引号, 发文机关, 名称)."""
    rows = [line.text for line, _ in pieces[:_FORM]]
    if not any(words().form_mark.search(row) for row in rows):
        return None
    found = (_FORM_TITLE.match(row, label.end()) for row in rows if (label := words().title_label.search(row)))
    return next((match[0].strip() for match in found if match and han(match[0]) >= 4), None)


def _group(options: list[int], source: int | None) -> list[int]:
    """The lines next to the source line: up to four above it, and the first below it."""
    if source is None:
        return options[:4]
    above = [i for i in options if i < source][-4:]
    return above + [i for i in options if i > source][: 3 if above else 2]


def _score(head: Sequence[Piece], i: int, marked: set[Span], hint: str | None) -> float:
    text = head[i][0].text
    w = words()
    score = 2.0 * (len(text) >= 9) + 8.0 * (head[i][0].span in marked)
    score += 6.0 * bool(hint and _key(text) and _key(text) in _key(hint) and len(text) >= 6)
    score += 3.0 * bool(w.notice_title.search(text))
    score -= 4.0 * text.endswith((*w.letterhead_ends, *_SITES)) * (not w.notice_title.search(text) and not _numbered(head, i))
    score -= 4.0 * text.endswith(w.column_ends)
    score -= 4.0 * bool(masthead(text)) + 4.0 * _is_navigation(text) + 3.0 * text.startswith(("—", "―"))
    score -= 4.0 * bool(_ADDRESS.search(text)) + 3.0 * any(_leads(piece) for piece in head[i + 1 :])
    score -= 4.0 * (text[0] in "（(" and text[-1] in "）)")
    score -= 1.5 * bool(_FIGURES.match(text) and i and _may_be(head[i - 1]))
    return score


def _numbered(head: Sequence[Piece], i: int) -> bool:
    """Whether this is the paper's own title below its letterhead, number and date: 某某第12次会议纪要."""
    w, text = words(), head[i][0].text
    return text.endswith((*w.letterhead_ends, "纪要")) and len(text) >= 9 and any(role is Role.NUMBER for _, role in head[:i])


def masthead(text: str) -> str | None:
    """The paper's name in a line that holds that and at most its columns: 某某晚报　健康·交流."""
    first, *columns = [p for p in re.split(r"[\s|｜·•・]+", without_dates(text)) if p] or [""]
    name = first.strip("《》")
    short = len(columns) <= 4 and all(len(c) <= 5 for c in columns)
    return name if short and 3 <= len(name) <= 10 and name.endswith(words().masthead_ends) else None


def _leads(piece: Piece) -> bool:
    """Breadcrumb and menus, which stand above a title, not below it."""
    line, role = piece
    return role is Role.BREADCRUMB or (role in (Role.SHORT, Role.TABLE) and (_is_navigation(line.text) or line.text.count("|") >= 2))


def _is_navigation(text: str) -> bool:
    """Many short words in a row."""
    parts = re.split(r"[\s|｜·\u3000]+", text)
    return len(parts) >= 4 and sum(map(len, parts)) / len(parts) <= 5


def _with_neighbours(head: Sequence[Piece], i: int, hint: str | None) -> Title:
    """The title with the lines that belong to it: issuers above 关于…, a broken line, a subtitle after dashes."""
    first, last, name = i, i, _clean(head[i][0].text)
    if name.startswith("关于"):
        while first and _may_be(head[first - 1]) and head[first - 1][0].text.endswith(words().publisher_ends) and i - first < 3:
            first -= 1
            name = " ".join(filter(None, [head[first][0].text, name])) if i - first > 1 else head[first][0].text + name
    below = head[last + 1][0].text if last + 1 < len(head) else ""
    if hint and below and _key(name + below) == _key(hint):
        return Title(first, last + 1, name + below)
    if name.endswith(words().publisher_ends) and below.endswith(words().letterhead_ends) and not head[last + 1][0].gap and len(below) <= 12:
        return Title(first, last + 1, name + below)
    if below.startswith(("——", "――", "—", "--")) and len(below) <= 60:
        return Title(first, last + 1, name + below)
    return Title(first, last, name)


def _clean(text: str) -> str:
    """Without the portal's name behind a dash, and without line breaks."""
    text = _COLUMN.sub("", re.sub(r"\s*[\r\n]+\s*", "", text))
    if text[0] == "《" and text[-1] == "》" and text.count("《") == 1:
        text = text[1:-1]
    cut = words().site_tail.sub("", text)
    return cut if han(cut) >= 4 else text


def without_site(text: str | None) -> str | None:
    """A page's title without the portal's name."""
    return _clean(text.strip()) or None if text else None


def is_kicker(pieces: Sequence[Piece], i: int, first: int) -> bool:
    """A line right above the title that belongs to the report: a kicker, a letterhead, a document number."""
    line, role = pieces[i]
    if role is Role.NUMBER:
        return True
    close = i == first - 1 and not pieces[first][0].gap
    return (
        close
        and role is Role.SHORT
        and han(line.text) >= 6
        and not _is_navigation(line.text)
        and not line.text.endswith(("网", "网站", "频道"))
        and not masthead(line.text)
    )


def _key(text: str) -> str:
    return re.sub(r"[\W_]", "", text)
