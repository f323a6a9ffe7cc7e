"""Work that is under way: 正在铺设沥青, 已完成总工程量的70%, 主体已完工. What is still being prepared is planned."""

import re
from collections.abc import Iterator
from functools import cache

from kg import rules
from kg.model import Report, Span, cite
from kg.relate.phrases import Clause, outside
from kg.relate.scene import Scene
from kg.relate.staged import quoted, things_before
from kg.relate.triggers import denied
from kg.relations import StatusOf

_PART = re.compile(r"(?:完成|进度|完工)[^，。；、]{0,16}?(?<![0-9.])(?!100[%％])[0-9.]+[%％]")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of work in hand, each with its state; the first that fits a place counts."""
    words = rules.statuses()["progress"]
    preparing, building, parts = (rules.pattern(words[k]).pattern for k in ("preparing", "building", "parts"))
    now = r"正(?:在|抓紧|加紧|有序|进行)"
    return (
        (re.compile(rf"{now}[^，。；、]{{0,4}}?{preparing}"), "planned"),
        (re.compile(rf"{now}(?:[^，。；]{{0,12}}?){building}"), "inProgress"),
        (re.compile(rf"完成了?{parts}(?!验收|项目)"), "inProgress"),
        (_PART, "inProgress"),
    )


def progress(report: Report, clause: Clause, scene: Scene, busy: list[Span]) -> Iterator[StatusOf]:
    """The work that a clause says is under way. `busy`: stretches that say something else."""
    taken = list(busy)
    for pattern, state in _patterns():
        for hit in pattern.finditer(clause.passage.text, clause.span.start, clause.span.end):
            span = Span(*hit.span())
            if any(b.overlaps(span) for b in taken) or not outside(Span(span.start, span.start + 1), clause.phrases):
                continue
            if denied(clause, span, clause.span.start) or "投资" in hit.group():
                continue
            taken.append(span)
            for thing in things_before(clause, span.start, scene):
                yield StatusOf(thing, state, None, cite(report, quoted(clause, thing, span), f"stage-{state}", 0.82, span))
