"""What is expected of a project: an end with its date (预计8月底完工), a beginning (计划明年开工)."""

import re
from collections.abc import Iterator
from functools import cache

from kg import rules
from kg.model import Mention, Report, Span, cite
from kg.relate.goals import aimed
from kg.relate.phrases import Clause, outside
from kg.relate.scene import Scene, fitting
from kg.relate.staged import BUILT, quoted, things_after, things_before
from kg.relate.triggers import denied
from kg.relations import StatusOf
from kg.values import Time

#: What may stand between cue, date and end besides a name; anything longer is a subject that wasn't recognised.
_FILLER = re.compile(r"[于在到的前底初可能将就全部面线实现正式完成建设基本分别春夏秋冬季天上下半年达力争确保，,、]*")


@cache
def _ends() -> re.Pattern[str]:
    data = rules.statuses()["expected"]
    return re.compile(
        rf"(?P<cue>{rules.pattern(data['cues']).pattern})(?P<when>[^，。；;]{{0,36}}?)(?P<end>{rules.pattern(data['ends']).pattern})"
    )


@cache
def _beginnings() -> re.Pattern[str]:
    data = rules.statuses()
    return re.compile(
        rf"(?:{rules.pattern(data['expected']['cues']).pattern}|将|拟|即将)(?P<when>[^，。]{{0,10}}?)(?P<end>{rules.pattern(data['beginnings']).pattern})"
    )


def expectations(report: Report, clause: Clause, scene: Scene, times: list[Time]) -> tuple[list[StatusOf], list[Span]]:
    """The statuses that a clause expects, and the stretches that say so: words of stage in them say nothing else."""
    text, start, end = clause.passage.text, clause.span.start, clause.span.end
    ended, begun = list(_ends().finditer(text, start, end)), list(_beginnings().finditer(text, start, end))
    found = [*_ending(report, clause, scene, times, ended), *_beginning(report, clause, scene, begun)]
    if not ended and (late := _aimed(report, clause, scene, times)):
        return [*found, *late], [Span(start, end)]
    return found, [Span(*h.span()) for h in (*ended, *begun)]


def _aimed(report: Report, clause: Clause, scene: Scene, times: list[Time]) -> list[StatusOf]:
    """An end with its date that a cue earlier in the sentence covers, or a section on what is to be done (确保A投产，B年底通车)."""
    text, out = clause.passage.text, []
    for hit in rules.pattern(rules.statuses()["expected"]["ends"]).finditer(text, clause.span.start, clause.span.end):
        when = next((t for t in times if t.iso and 0 <= hit.start() - t.span.end <= 4 and t.span.start >= clause.span.start), None)
        word = Span(*hit.span())
        if when is None or not outside(word, clause.phrases) or not aimed(clause, when.span.start, scene) or "已" in clause.text:
            continue
        for thing in things_before(clause, when.span.start, scene):
            out.append(StatusOf(thing, "expected", when.iso, cite(report, quoted(clause, thing, word), "expected", 0.8, word)))
    return out


def _ending(report: Report, clause: Clause, scene: Scene, times: list[Time], hits: list[re.Match[str]]) -> Iterator[StatusOf]:
    for hit in hits:
        span = Span(*hit.span())
        when = next((t for t in times if hit.start() <= t.span.start and t.span.end <= hit.end() and t.iso), None)
        if when is None or denied(clause, span, clause.span.start):
            continue
        for thing in _subjects(clause, hit, when, scene):
            evidence = cite(report, quoted(clause, thing, span), "expected", 0.9, Span(*hit.span("end")))
            yield StatusOf(thing, "expected", when.iso, evidence)


def _subjects(clause: Clause, hit: re.Match[str], when: Time, scene: Scene) -> tuple[Mention, ...]:
    """Of what an end is expected: the thing between cue and end (确保X年底投用), else the one before the cue."""
    inside = [p for p in clause.phrases if hit.end("cue") <= p.span.start and p.span.end <= hit.start("end")]
    if inside:
        return fitting(inside[-1].heads, BUILT)
    rest = hit.string[hit.end("cue") : when.span.start] + hit.string[when.span.end : hit.start("end")]
    return things_before(clause, hit.start(), scene, others=True) if _FILLER.fullmatch(rest) or len(rest) < 4 else ()


def _beginning(report: Report, clause: Clause, scene: Scene, hits: list[re.Match[str]]) -> Iterator[StatusOf]:
    """计划明年开工, 今年将开工X: planned."""
    for hit in hits:
        span, end = Span(*hit.span()), Span(*hit.span("end"))
        after = things_after(clause, end)
        for thing in after or things_before(clause, hit.start(), scene):
            whole = Span(span.start, thing.span.end) if after else quoted(clause, thing, span)
            yield StatusOf(thing, "planned", None, cite(report, whole, "stage-planned", 0.85, end))
