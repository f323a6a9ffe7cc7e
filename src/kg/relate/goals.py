"""Numbers and stages that are aimed at, planned or forecast, and those that are only told in passing."""

import re
from functools import cache

from kg import lexicon
from kg.model import Block, BlockKind, Report, Span
from kg.relate.phrases import Clause, outside
from kg.relate.scene import Scene

_HEADING = re.compile(r"\s*(?:([一二三四五六七八九十]+、)|([（(][一二三四五六七八九十]+[）)])|([0-9]+[、.．]))")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})年?(?:主要工作|重点工作|工作任务|工作重点)")
#: What the cues of a plan say as verbs only; the tagger calls them nouns in 该计划, 年度计划.
_VERBS = frozenset({"计划", "规划"})
_DONE = re.compile(r"已|目前|现有|截至|截止|累计|去年|上年")


@cache
def _words(key: str) -> re.Pattern[str]:
    return lexicon.compiled(lexicon.words("values", key))


def ahead(block: Block, report: Report, now: int) -> int:
    """How deep a section on what is still to be done stands at a block: 0 for none. `now`: the depth at the block before.

    A numbered heading opens one by its words (六、2014年打算); a heading of the same depth, or one without a number, ends it.
    """
    text = block.span.of(report.text).strip()
    if block.kind == BlockKind.PARAGRAPH or len(text) > 40:
        return now
    hit = _HEADING.match(text)
    depth = next(n for n, g in enumerate(hit.groups(), 1) if g) if hit else 1
    if now and hit and depth > now:
        return now
    year, told = _YEAR.search(text), (report.metadata.published or "")[:4]
    later = year is not None and bool(told) and year.group(1) >= told
    return depth if later or (_words("ahead").search(text) and not _words("looks_back").search(text)) else 0


def done(clause: Clause) -> bool:
    """Whether a clause says that what it tells has come about."""
    return _DONE.search(clause.text) is not None


def aimed(clause: Clause, at: int, scene: Scene) -> bool:
    """Whether what stands at an offset is still to come: by its clause, an earlier one of its sentence, or its section."""
    start = clause.span.start
    if _cue(clause, "goals", start, at) or _cue(clause, "forecasts", start, at):
        return True
    if _DONE.search(clause.passage.text, start, at):
        return False
    own = any(p.marker == "" and p.span.end <= at for p in clause.phrases)
    before = clause.passage.span.start
    if _cue(clause, "firm_goals", before, start) or _cue(clause, "forecasts", before, start):
        return True
    return bool(scene.ahead) or (not own and not clause.listed and _cue(clause, "goals", before, start))


def _cue(clause: Clause, key: str, start: int, end: int) -> bool:
    """Whether a word of the list stands between the offsets, outside of names and as that word."""
    for hit in _words(key).finditer(clause.passage.text, start, end):
        token = clause.passage.at(hit.start())
        if token is None or not outside(Span(*hit.span()), clause.phrases):
            continue
        if hit.group() in _VERBS and token.tag in ("n", "vn", "nz"):
            continue
        if len(hit.group()) == 1 and (token.text != hit.group() or token.tag == "p"):  # 将 in a word, or with its object
            continue
        return True
    return False
