"""Statuses: the stage that a project or place has reached, with its date, and what is expected of it."""

import re
from collections.abc import Iterator
from functools import cache

from kg import rules
from kg.model import Report, Span, cite
from kg.relate.expected import expectations
from kg.relate.goals import aimed
from kg.relate.phrases import Clause, outside
from kg.relate.progress import progress
from kg.relate.scene import Scene, fitting
from kg.relate.staged import BUILT, modified, quoted, things_after, things_before
from kg.relate.triggers import denied, intended
from kg.relations import StatusOf
from kg.values import Time

#: Behind a word of stage: it counts, names or measures something else (签约率, 签约129户, 开工仪式, 建成后).
_NOT_BEFORE = re.compile(
    r"率(?!先)|额|量|金额|仪式|典礼|大会|活动|时间|条件|里程|方(?:代表|均|表示)|项目[0-9]|[0-9]+余?[户家份个人项]|后(?!续)|以后|之后|前(?!期)"
)
#: Before it: a denial, a wish, a stretch of time.
_NOT_AFTER = re.compile(r"(?:没有?|未能?|没能|不能|无法|暂无|暂缓|难以|早日?|尽早|尽快|从|自|推动|促进|等待|能否|何时|到)$")
_DONE = frozenset({"completed", "started", "signed"})
#: Words that mean the day of the event at hand.
_THEN = re.compile(r"现场|当天|当日|同日|同批|仪式上|会上|此次|本次|集中签约|集中开工")


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str], dict[str, str]]:
    left = {w: s.state for s in rules.stages() for w in s.left}
    right = {w: s.state for s in rules.stages() for w in s.right}
    return rules.pattern(left), left, rules.pattern(right), right


@cache
def _listings() -> re.Pattern[str]:
    """列入街道明年的规划: planned."""
    return re.compile(
        r"(?:列入|纳入|进入)[^，。；]{0,12}?(?:规划|计划)(?!的)|(?:处于|尚在|仍在|还在)[^，。；]{0,8}?规划[^，。；]{0,4}?阶段"
    )


def stages(report: Report, clause: Clause, scene: Scene, times: list[Time]) -> Iterator[StatusOf]:
    """The statuses that a clause states."""
    found, busy = expectations(report, clause, scene, times)
    yield from found
    found = list(_after(report, clause, scene, times, busy))
    found += _before(report, clause, scene, times, busy)
    yield from found
    said = [*busy, *(s.evidence.trigger for s in found if s.evidence.trigger is not None)]
    listed = list(_listed(report, clause, scene, said))
    yield from listed
    yield from progress(report, clause, scene, [*said, *(s.evidence.trigger for s in listed if s.evidence.trigger is not None)])


def _said(clause: Clause, scene: Scene, pattern: re.Pattern[str], states: dict[str, str], busy: list[Span]) -> Iterator[tuple[Span, str]]:
    """Words of stages that the clause says of something, and the stages: not denied, nor only intended, nor told already."""
    text = clause.passage.text
    for hit in pattern.finditer(text, clause.span.start, clause.span.end):
        span, state = Span(*hit.span()), states[hit.group()]
        if any(b.overlaps(span) for b in busy) or not _free(clause, span) or denied(clause, span, clause.span.start):
            continue
        if (
            "原定" in text[clause.span.start : span.start]
            or _NOT_BEFORE.match(text, span.end)
            or _NOT_AFTER.search(text[clause.span.start : span.start])
        ):
            continue
        if state == "planned" or not (intended(clause, span, clause.span.start) or (scene.ahead and aimed(clause, span.start, scene))):
            yield span, state


def _after(report: Report, clause: Clause, scene: Scene, times: list[Time], busy: list[Span]) -> Iterator[StatusOf]:
    """X竣工: the thing before the word, or the one carried on."""
    pattern, states, _, _ = _words()
    for span, state in _said(clause, scene, pattern, states, busy):
        if _object_follows(clause, span):
            continue
        for thing in modified(clause, span) or things_before(clause, span.start, scene):
            date = _date(clause, span, times, state, scene)
            quote = quoted(clause, thing, span)
            late = date is not None and (report.metadata.published or date) < date[: len(report.metadata.published or date)]
            if late and state in _DONE:
                state = "expected" if state == "completed" else "planned"
            yield StatusOf(thing, state, None if state == "planned" else date, cite(report, quote, f"stage-{state}", 0.87, span))


def _before(report: Report, clause: Clause, scene: Scene, times: list[Time], busy: list[Span]) -> Iterator[StatusOf]:
    """建成X, 拟建X, 签约的X: the thing right after the word."""
    _, _, pattern, states = _words()
    for span, state in _said(clause, scene, pattern, states, busy):
        for thing in things_after(clause, span):
            whole = Span(span.start, thing.span.end)
            yield StatusOf(thing, state, _date(clause, span, times, state, scene), cite(report, whole, f"stage-{state}", 0.85, span))


def _listed(report: Report, clause: Clause, scene: Scene, busy: list[Span]) -> Iterator[StatusOf]:
    """X已列入街道规划: planned."""
    for hit in _listings().finditer(clause.passage.text, clause.span.start, clause.span.end):
        span = Span(*hit.span())
        if any(b.overlaps(span) for b in busy) or denied(clause, span, clause.span.start):
            continue
        for thing in things_before(clause, span.start, scene):
            yield StatusOf(thing, "planned", None, cite(report, quoted(clause, thing, span), "stage-planned", 0.82, span))


def _free(clause: Clause, span: Span) -> bool:
    """Whether a word of stage stands outside of names and begins with a word of the sentence."""
    return outside(span, clause.phrases) and (span.start in clause.passage.starts() or len(span) > 2)


def _object_follows(clause: Clause, span: Span) -> bool:
    """Whether the word takes what follows as its object or modifies it (建成X, 签约的X), so that it doesn't end a statement."""
    text = clause.passage.text
    if text[span.end : span.end + 1] == "的":
        return True
    after = next((p for p in clause.phrases if p.span.start >= span.end), None)
    return (
        after is not None
        and after.span.start - span.end <= 1
        and bool(fitting(after.heads, BUILT | {"Event", "Programme"}))
        and not modified(clause, span)
    )


def _date(clause: Clause, word: Span, times: list[Time], state: str, scene: Scene) -> str | None:
    """The date that the clause gives before the word, or that stood before it in the sentence; periods give none."""
    if state in ("planned", "inProgress") or clause.passage.text.startswith("新", word.start):  # 新落成的X
        return None
    near = [
        t for t in times if clause.span.contains(t.span) and t.span.end <= word.start and t.iso and t.precision in ("day", "month", "year")
    ]
    if near:
        return near[-1].iso
    then = _THEN.search(clause.passage.text, clause.passage.span.start, word.end)
    return scene.moment or (scene.date if then and state in ("signed", "started") else None)
