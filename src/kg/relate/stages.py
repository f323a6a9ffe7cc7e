"""Statuses: the stage that a project or place has reached, with its date, and what is expected of it."""

import re
from collections.abc import Iterator
from functools import cache

from kg import rules
from kg.model import Mention, Report, Span, cite
from kg.relate.phrases import Clause, Phrase, outside
from kg.relate.scene import Scene, fitting
from kg.relate.triggers import denied, intended
from kg.relations import StatusOf
from kg.values import Time

_THINGS = frozenset({"Project", "Place"})


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str], dict[str, str]]:
    left = {w: s.state for s in rules.stages() for w in s.left}
    right = {w: s.state for s in rules.stages() for w in s.right}
    return rules.pattern(left), left, rules.pattern(right), right


@cache
def _expected() -> re.Pattern[str]:
    data = rules.statuses()["expected"]
    return re.compile(rf"(?P<cue>{rules.pattern(data['cues']).pattern})(?P<when>.{{0,16}}?)(?P<end>{rules.pattern(data['ends']).pattern})")


@cache
def _planned() -> re.Pattern[str]:
    data = rules.statuses()
    return re.compile(
        rf"(?:{rules.pattern(data['expected']['cues']).pattern}|将|拟|即将)(?P<when>[^，。]{{0,10}}?)(?P<end>{rules.pattern(data['beginnings']).pattern})"
    )


def stages(report: Report, clause: Clause, scene: Scene, times: list[Time]) -> Iterator[StatusOf]:
    """The statuses that a clause states."""
    expected = list(_expected().finditer(clause.passage.text, clause.span.start, clause.span.end))
    yield from _expectations(report, clause, scene, times, expected)
    begun = list(_planned().finditer(clause.passage.text, clause.span.start, clause.span.end))
    yield from _beginnings(report, clause, scene, begun)
    busy = [Span(*e.span()) for e in (*expected, *begun)]
    yield from _after(report, clause, scene, times, busy)
    yield from _before(report, clause, scene, times, busy)


def _expectations(report: Report, clause: Clause, scene: Scene, times: list[Time], hits: list[re.Match[str]]) -> Iterator[StatusOf]:
    for hit in hits:
        when = next((t for t in times if hit.start() <= t.span.start and t.span.end <= hit.end() and t.iso), None)
        if when is None or denied(clause, Span(*hit.span()), clause.span.start):
            continue
        for thing in _things_before(clause, hit.start(), scene):
            yield StatusOf(
                thing, "expected", when.iso, cite(report, _from(clause, thing, Span(*hit.span())), "expected", 0.9, Span(*hit.span("end")))
            )


def _beginnings(report: Report, clause: Clause, scene: Scene, hits: list[re.Match[str]]) -> Iterator[StatusOf]:
    """计划明年开工: planned."""
    for hit in hits:
        span, end = Span(*hit.span()), Span(*hit.span("end"))
        for thing in _things_before(clause, hit.start(), scene):
            yield StatusOf(thing, "planned", None, cite(report, _from(clause, thing, span), "stage-planned", 0.85, end))


def _said(clause: Clause, pattern: re.Pattern[str], states: dict[str, str], busy: list[Span]) -> Iterator[tuple[Span, str]]:
    """Words of stages that the clause says of something, and the stages: not denied, nor only intended, nor told already."""
    for hit in pattern.finditer(clause.passage.text, clause.span.start, clause.span.end):
        span, state = Span(*hit.span()), states[hit.group()]
        if any(b.overlaps(span) for b in busy) or not _free(clause, span) or denied(clause, span, clause.span.start):
            continue
        if state == "planned" or not intended(clause, span, clause.span.start):
            yield span, state


def _after(report: Report, clause: Clause, scene: Scene, times: list[Time], busy: list[Span]) -> Iterator[StatusOf]:
    """X竣工: the thing before the word, or the one carried on."""
    pattern, states, _, _ = _words()
    for span, state in _said(clause, pattern, states, busy):
        if _object_follows(clause, span):
            continue
        for thing in _things_before(clause, span.start, scene):
            yield StatusOf(
                thing,
                state,
                _date(clause, span, times, state, scene),
                cite(report, _from(clause, thing, span), f"stage-{state}", 0.87, span),
            )


def _before(report: Report, clause: Clause, scene: Scene, times: list[Time], busy: list[Span]) -> Iterator[StatusOf]:
    """建成X, 拟建X, 签约的X: the thing right after the word."""
    _, _, pattern, states = _words()
    for span, state in _said(clause, pattern, states, busy):
        for thing in _things_after(clause, span):
            whole = Span(span.start, thing.span.end)
            yield StatusOf(thing, state, _date(clause, span, times, state, scene), cite(report, whole, f"stage-{state}", 0.85, span))


def _free(clause: Clause, span: Span) -> bool:
    """Whether a word of stage stands outside of names and begins with a word of the sentence."""
    return outside(span, clause.phrases) and (span.start in clause.passage.starts() or len(span) > 2)


def _object_follows(clause: Clause, span: Span) -> bool:
    """Whether the word takes what follows as its object or modifies it (建成X, 签约的X), so that it doesn't end a statement."""
    text = clause.passage.text
    if text[span.end : span.end + 1] == "的":
        return True
    after = next((p for p in clause.phrases if p.span.start >= span.end), None)
    return after is not None and after.span.start - span.end <= 1 and bool(fitting(after.heads, _THINGS | {"Event", "Programme"}))


def _things_before(clause: Clause, end: int, scene: Scene) -> tuple[Mention, ...]:
    """The projects or places that the word is said of: the nearest phrase before it, else the clause before's subject."""
    before = [p for p in clause.phrases if p.span.end <= end and fitting(p.heads, _THINGS) and p.marker in ("", "object")]
    if before:
        return fitting(before[-1].heads, _THINGS)
    if any(p.span.end <= end and p.marker == "" for p in clause.phrases):
        return ()  # somebody else is the subject
    carried = fitting(scene.focus, _THINGS) or fitting(scene.topic, _THINGS)
    return carried or (fitting(scene.thing, _THINGS) if not scene.topic or not clause.phrases else ())


def _things_after(clause: Clause, span: Span) -> tuple[Mention, ...]:
    after: Phrase | None = next((p for p in clause.phrases if p.span.start >= span.end), None)
    if after is None or after.span.start - span.end > 8 or after.marker not in ("", "object"):
        return ()
    return fitting(after.heads, _THINGS)


def _date(clause: Clause, word: Span, times: list[Time], state: str, scene: Scene) -> str | None:
    """The date that the clause gives before the word, or that stood before it in the sentence; periods give none."""
    if state in ("planned", "inProgress"):
        return None
    near = [
        t for t in times if clause.span.contains(t.span) and t.span.end <= word.start and t.iso and t.precision in ("day", "month", "year")
    ]
    return near[-1].iso if near else scene.moment


def _from(clause: Clause, thing: Mention, span: Span) -> Span:
    """The quote: from the thing, where it stands in the same sentence, to the word."""
    if clause.passage.span.contains(thing.span):
        return Span(min(thing.span.start, span.start), max(thing.span.end, span.end))
    return Span(clause.span.start, max(span.end, clause.span.start + 1))
