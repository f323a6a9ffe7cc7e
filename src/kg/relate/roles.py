"""Bodies named by their part in a project: 承建单位为A, 投资方：B."""

import re
from collections.abc import Iterator

from kg import rules
from kg.model import Report, Span, cite
from kg.relate.phrases import Clause
from kg.relate.scene import Scene, fitting
from kg.relations import Relation

_THINGS = frozenset({"Project", "Place"})
_GROUPS = frozenset({"Organisation"})


_IS_MEMBER = re.compile(r"(?:现为|也是|还是|是|系|为)$")


def members(report: Report, clause: Clause, scene: Scene) -> Iterator[Relation]:
    """甲某是某书法家协会会员: whom the clause is about belongs to the body."""
    for phrase in clause.phrases:
        hit = re.match("(?:的)?(?:会员|理事|成员)(?![单企])", clause.passage.text[phrase.span.end : clause.span.end])
        bodies = fitting(phrase.heads, _GROUPS)
        if not hit or not bodies or not _IS_MEMBER.search(clause.passage.text[clause.span.start : phrase.span.start]):
            continue
        before = [h for p in clause.phrases if p.span.end <= phrase.span.start for h in fitting(p.heads, frozenset({"Person"}))]
        for person in before[-1:] or list(fitting(scene.topic, frozenset({"Person"}))):
            start = person.span.start if clause.passage.span.contains(person.span) else clause.span.start
            span = Span(start, phrase.span.end + hit.end())
            yield Relation(person, "memberOf", bodies[-1], cite(report, span, "member", 0.85))


def roles(report: Report, clause: Clause, scene: Scene) -> Iterator[Relation]:
    """The facts that a clause of the form "part 为 body" states of the thing spoken of."""
    for row in rules.relations()["roles"]:
        pattern = re.compile(rf"{rules.pattern(row['words']).pattern}(?P<each>分别)?(?:为|是|系|：|:|由|包括|有)?$")
        for phrase in clause.phrases:
            hit = pattern.search(clause.passage.text[clause.span.start : phrase.span.start])
            bodies = fitting(phrase.heads, frozenset({"Organisation"}))
            if not hit or not bodies:
                continue
            kinds = _GROUPS if row["predicate"] == "memberOf" else _THINGS
            before = [h for p in clause.phrases if p.span.end <= phrase.span.start for h in fitting(p.heads, kinds)]
            things = tuple(before[-1:]) or fitting(scene.focus, kinds) or fitting(scene.topic, kinds) or fitting(scene.thing, kinds)
            listed = fitting(scene.topic, kinds)
            each = bool(hit["each"]) and len(listed) == len(bodies)
            for n, body in enumerate(bodies):
                for thing in (listed[n],) if each else things:
                    inside = clause.passage.span.contains(thing.span)
                    span = Span(min(thing.span.start, body.span.start) if inside else clause.span.start + hit.start(), body.span.end)
                    yield Relation(body, row["predicate"], thing, cite(report, span, f"role-{row['predicate']}", 0.85))
