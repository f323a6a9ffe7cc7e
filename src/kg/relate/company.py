"""Who goes along: companions of a visit (B陪同), guests of an event (邀请A、B开展)."""

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
    if hit is None or (any(f.predicate == "visits" for f in facts) and "全程" not in clause.text) or "分别" in clause.text:
        return
    people = [h for p in clause.phrases if p.span.end <= hit.start() for h in fitting(p.heads, _PEOPLE)]
    for person in (*fitting(scene.waiting, _PEOPLE), *people):
        yield person, Span(min(person.span.start, hit.start()), hit.end())


def guests(report: Report, clause: Clause) -> Iterator[Relation]:
    """Those invited take part in the event that the clause holds."""
    events = [h for p in clause.phrases for h in p.heads if h.type == "Event"]
    for phrase in clause.phrases:
        if phrase.marker == "guest" and events:
            for head in fitting(phrase.heads, frozenset({"Person", "Organisation", "Community", "Area"})):
                span = Span(min(head.span.start, events[-1].span.start), max(head.span.end, events[-1].span.end))
                yield Relation(head, "participatesIn", events[-1], cite(report, span, "guest", 0.85))
