"""Who goes along: companions of a visit (B陪同), guests of an event (邀请A、B开展)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg import rules
from kg.model import Mention, Report, Span, cite
from kg.relate.phrases import Clause
from kg.relate.scene import Scene, fitting
from kg.relations import Relation

_PEOPLE = frozenset({"Person"})


def companions(report: Report, clause: Clause, scene: Scene, so_far: Sequence[Relation]) -> Iterator[Relation]:
    """The companions' visits: what was visited last, in the sentence or the one before."""
    hit = rules.pattern(rules.words("posts", "companions")).search(clause.passage.text, clause.span.start, clause.span.end)
    people = [h for p in clause.phrases if p.marker == "" for h in fitting(p.heads, _PEOPLE)] + list(fitting(scene.waiting, _PEOPLE))
    if hit is None or not people or any(p.span.start > hit.end() for p in clause.phrases if fitting(p.heads, _PEOPLE)):
        return
    visits = [r for r in so_far if r.predicate == "visits" and isinstance(r.object, Mention) and r.subject not in people]
    here = [r for r in visits if clause.passage.span.contains(r.evidence.span)]
    last = here or [r for r in visits if visits[-1].evidence.trigger == r.evidence.trigger]
    for person in people:
        for visit in last:
            span = Span(min(person.span.start, hit.start()), hit.end())
            yield Relation(person, "visits", visit.object, cite(report, span, "companion", 0.8, Span(*hit.span())))


def whole_way(report: Report, companions: Sequence[tuple[Mention, Span]], facts: Sequence[Relation]) -> Iterator[Relation]:
    """Those who went along all the way, or were named before the first stop: every visit of the one they accompanied."""
    visits = [f for f in facts if f.predicate == "visits" and isinstance(f.object, Mention)]
    names = Counter(f.subject.full_name for f in visits)
    main = max(sorted(names), key=lambda n: names[n], default=None)
    for person, span in companions:
        for visit in visits:
            if visit.subject.full_name == main != person.full_name:
                yield Relation(person, "visits", visit.object, cite(report, span, "companion-all", 0.75))


def along(clause: Clause, scene: Scene, facts: Sequence[Relation]) -> Iterator[tuple[Mention, Span]]:
    """People said to go along the whole way, or before any stop is named."""
    hit = rules.pattern(rules.words("posts", "companions")).search(clause.passage.text, clause.span.start, clause.span.end)
    if (
        hit is None
        or (
            any(f.predicate == "visits" and isinstance(f.object, Mention) and not f.object.deictic for f in facts)
            and "全程" not in clause.text
        )
        or "分别" in clause.text
    ):
        return
    people = [h for p in clause.phrases if p.span.end <= hit.start() for h in fitting(p.heads, _PEOPLE)]
    for person in (*fitting(scene.waiting, _PEOPLE), *people):
        yield person, Span(min(person.span.start, hit.start()), hit.end())


#: A clause that only says where somebody has come to: what stands before the place, and behind it.
_STOP = re.compile(r"(?:随后|接着|之后|当天|[上下]午|一行人?)?(?:在|走进|来到|走到)[\u3400-\u9fff]{0,4}?的?")
_INSIDE = re.compile(r"(?:的?[\u3400-\u9fff]{0,8}(?:里|内|中|前|旁|车间|现场|工地|展厅|大厅|基地))?")
_STOPS = frozenset({"Organisation", "Place", "Community", "Project"})


def stop(clause: Clause, scene: Scene) -> tuple[Mention, ...]:
    """Where the sentence's visitors stand after a clause."""
    phrase = clause.phrases[-1] if clause.phrases else None
    if phrase is None or not fitting(phrase.heads, _STOPS) or any(p.marker == "" and fitting(p.heads, _PEOPLE) for p in clause.phrases):
        return scene.stop
    before, after = clause.passage.text[clause.span.start : phrase.span.start], clause.passage.text[phrase.span.end : clause.span.end]
    first = clause.phrases[0]
    stands = first is not phrase and before.startswith(("在位于", "来到位于", "走进位于"))
    alone = (first is phrase and _STOP.fullmatch(before.strip())) or stands
    return fitting(phrase.heads, _STOPS) if alone and _INSIDE.fullmatch(after.strip()) else scene.stop


def stopped(report: Report, clause: Clause, scene: Scene) -> Iterator[Relation]:
    """在某公司，甲某详细察看了…: a visit, by the people of the clause or the one that 他 means."""
    hit = rules.pattern(rules.words("posts", "looks")).search(clause.passage.text, clause.span.start, clause.span.end)
    if not scene.stop or hit is None:
        return
    people = [h for p in clause.phrases if p.marker == "" and p.span.end <= hit.start() for h in fitting(p.heads, _PEOPLE)]
    if not people and clause.text.strip().startswith(("他", "她")):
        people = list(fitting(scene.agent, _PEOPLE)) or [m for m in scene.recent if m.type == "Person"][-1:]
    for person in people:
        for place in scene.stop:
            span = Span(place.span.start, hit.end())
            yield Relation(person, "visits", place, cite(report, span, "stop", 0.8, Span(*hit.span())))


def guests(report: Report, clause: Clause, scene: Scene) -> Iterator[Relation]:
    """Those invited take part in the event that the clause holds."""
    events = [h for p in clause.phrases for h in p.heads if h.type == "Event"]
    if not events and scene.event is not None and rules.pattern(rules.words("posts", "comes")).search(clause.text):
        events = [scene.event]
    for phrase in clause.phrases:
        if phrase.marker == "guest" and events:
            for head in fitting(phrase.heads, frozenset({"Person", "Organisation", "Community", "Area"})):
                own = events[-1].span if clause.span.contains(events[-1].span) else head.span
                span = Span(min(head.span.start, own.start), max(head.span.end, own.end))
                yield Relation(head, "participatesIn", events[-1], cite(report, span, "guest", 0.85))
