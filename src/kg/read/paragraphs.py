"""Printed lines into paragraphs: running heads and page numbers dropped, full lines go on in the next one."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import yaml

from kg import resources
from kg.model import BlockKind, Metadata, Source
from kg.read.columns import Fragment
from kg.read.page import Writer

_NUMBER = re.compile(
    r"^[\W_]*(?:第?\s*\d{1,4}\s*页?(?:\s*[/／,，共]*\s*\d{1,4}\s*页?)?|[ivxIVX]{1,5}|page\s*\d+(?:\s*of\s*\d+)?)[\W_]*$", re.I
)
_STOPS = "。！？!?；;：:…”’」』"
#: What browsers print at the edges of a page: its address, and the day of printing.
_PRINTED = re.compile(r"^(?:https?|file)://\S+(?:\s+\d+/\d+)?$|^\d{1,4}/\d{1,2}/\d{1,4},?\s+(?:[上下]午)?\d{1,2}:\d{2}")
#: A publisher and a day: a source line.
_DATED = re.compile(r"(?:\S{2,12}\s+)?(?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:\s|$)")
#: Where in the site a page stands.
_PATH = re.compile(r"^[^，。！？]{2,60}[>›»＞][^，。！？]{2,20}[>›»＞][^，。！？]{2,20}$")
_ENDS = "。！？!?”"
_LATIN = re.compile(r"[A-Za-z0-9,.;:)]$")
_MARKED = re.compile(r"^[□■●◆▲△▼]")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[．.、](?!\d))")


def write(pages: Sequence[Sequence[Fragment]], path: str, hints: Metadata, warnings: tuple[str, ...] = ()) -> Source:
    """Pages of lines, in reading order, as a source. The largest type above the text is the title."""
    lines = [line for page in _without_running(pages) for line in page]
    out = Writer()
    body = _body_size(lines)
    small = {id(f) for page in pages for f in _small_edges(page, body)}
    title = max((f.size for f in lines[:30]), default=0.0)
    for paragraph in _paragraphs(lines, body):
        size = paragraph[0].size
        heading = size >= 1.25 * body and len(paragraph) <= 4
        kind = None if not heading else BlockKind.TITLE if size == title else BlockKind.HEADING
        text = _text(paragraph)
        kind = BlockKind.EXCLUDED if id(paragraph[0]) in small else kind
        out.add(text, kind if "。" not in text else None, gap="\t" not in text)
    return out.source(path, hints, warnings)


def _without_running(pages: Sequence[Sequence[Fragment]]) -> list[list[Fragment]]:
    """The pages without what stands at the head or foot of several of them, and without page numbers."""
    edges = [_edges(page) for page in pages]
    often = Counter(key for page in edges for key in {_key(f) for f in page})
    least = 2 if len(pages) < 6 else 3
    repeated = [{id(f) for f in page if len(pages) > 1 and often[_key(f)] >= least} for page in edges]
    dropped = [again | {id(f) for f in _outermost(page) if _is_running(f)} for page, again in zip(pages, repeated, strict=True)]
    return [[f for f in page if id(f) not in gone] for page, gone in zip(pages, dropped, strict=True)]


def _is_running(line: Fragment) -> bool:
    return bool(_NUMBER.match(line.text) or _PRINTED.match(line.text))


def _outermost(page: Sequence[Fragment]) -> list[Fragment]:
    rows = sorted(page, key=lambda f: -f.middle)
    return [*rows[:2], *rows[2:][-2:]]


def _edges(page: Sequence[Fragment]) -> list[Fragment]:
    """Up to two lines at the head and two at the foot that stand apart from all others."""
    rows = sorted(page, key=lambda f: -f.middle)
    return [*_apart(rows), *_apart(rows[::-1])]


def _apart(rows: Sequence[Fragment]) -> Sequence[Fragment]:
    """The first one or two lines, where a gap of two lines follows; a lone line stands apart from nothing."""
    for i in (2, 1):
        if len(rows) > i and abs(rows[i].middle - rows[i - 1].middle) >= 2 * rows[i - 1].height:
            return rows[:i]
    return []


def _small_edges(page: Sequence[Fragment], body: float) -> list[Fragment]:
    """Small type far above or below all else: a running head where only one page shows it."""
    rows = sorted(page, key=lambda f: -f.middle)
    if len(rows) < 4:
        return []
    ends = [(rows[0], rows[1]), (rows[-1], rows[-2])]
    return [a for a, b in ends if a.size <= 0.85 * body and abs(a.middle - b.middle) > 3 * b.height and len(a.text) <= 40]


def _key(line: Fragment) -> tuple[str, int]:
    """What makes two running lines the same: the words without numbers, and the height on the page."""
    return re.sub(r"[\d\s]+", "#", line.text), round(line.middle / 6)


def _body_size(lines: Sequence[Fragment]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda s: (sizes[s], s), default=10.0)


def _paragraphs(lines: Sequence[Fragment], body: float) -> list[list[Fragment]]:
    found: list[list[Fragment]] = []
    pitch = _pitch(lines)
    for line in lines:
        if found and (_goes_on(found[-1][-1], line, pitch) or _heading_goes_on(found[-1][-1], line, body)):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _heading_goes_on(line: Fragment, following: Fragment, body: float) -> bool:
    """A headline too long for one line: the same large type close below."""
    large = line.size >= 1.25 * body and abs(line.size - following.size) <= 0.08 * line.size
    close = 0 < line.middle - following.middle <= 2 * line.size
    return large and close and not following.text.startswith(("—", "―", "-"))


def _pitch(lines: Sequence[Fragment]) -> float:
    """How far apart two lines of one paragraph may stand: a quarter more than most do."""
    steps = Counter(round(a.middle - b.middle, 0) for a, b in pairwise(lines) if a.column == b.column and a.middle > b.middle)
    usual = max(steps, key=lambda s: (steps[s], -s), default=0.0)
    return 1.25 * usual + 1 if steps[usual] >= 3 else float("inf")


def _goes_on(line: Fragment, following: Fragment, pitch: float) -> bool:
    """A full line goes on in the next one of its size, unless that is set in or stands apart by more than the pitch."""
    if abs(line.size - following.size) > 0.08 * line.size or "\t" in line.text + following.text:
        return False
    indent = following.left - following.column[0]
    # A sentence that goes on may leave room for a mark that must not begin a line.
    room = (line.column[1] - line.right) / line.size
    full = room <= 1.6 or (room <= 4 and line.text[-1] not in _STOPS)
    if line.column == following.column and line.middle - following.middle > pitch:
        return False
    if _MARKED.match(following.text) or _is_of_the_head(following.text) or (room > 1.6 and _stands_alone(line.text)):
        return False
    if _NUMBERED.match(following.text) and (indent >= 1.2 * following.size or line.text[-1] in _STOPS):
        return False
    # Where a sentence ends with the line, a short line without a stop is no end of its paragraph.
    short = following.right < following.column[1] - 3 * following.size
    if (line.text[-1] in _ENDS or room > 1.6) and short and following.text[-1] not in _STOPS:
        return False
    return full and indent < 1.2 * following.size


def _is_of_the_head(text: str) -> bool:
    """A line that begins with a label of source lines, editors or links, or is a publisher and a day."""
    return bool(_DATED.match(text) or _labels().match(text))


def _stands_alone(text: str) -> bool:
    """A line that goes on in the next one only where it is quite full."""
    return bool(_PATH.match(text)) or (bool(_DATED.match(text)) and not any(c in text for c in "，。；：:"))


@cache
def _labels() -> re.Pattern[str]:
    words = yaml.safe_load(resources.read("layout.yaml"))
    listed = [*words["links_after"], *words["breadcrumb_starts"], *(w for k in ("source", "date", "editor") for w in words["labels"][k])]
    longest_first = sorted((w for w in listed if len(w) > 1), key=lambda w: (-len(w), w))
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))})\s*[:：]")


def _text(paragraph: Sequence[Fragment]) -> str:
    text = ""
    for line in paragraph:
        blank = " " if _LATIN.search(text) and re.match(r"[A-Za-z]", line.text) else ""
        text += blank + line.text
    return text
