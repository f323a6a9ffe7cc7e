"""What the bound entries of a corrections file ask for, and the extractions edited by it."""

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from typing import TypeVar

from kg import ontology
from kg.link.binding import ends
from kg.link.types import Key
from kg.model import Assertion, Entity, Extraction, Fact, Report, Span, Statistic, Status, cite
from kg.resolve.ids import folded

#: Confidence of what a person has said.
SURE = 1.0
Item = TypeVar("Item", Fact, Status, Statistic)


@dataclass(frozen=True, slots=True, order=True)
class Added:
    """A fact that a person adds: where it stands, and its ends by things of reports (no object: a plain value)."""

    report: str
    span: Span
    subject: Key
    predicate: str
    object: Key | None
    value: str | None


@dataclass(slots=True)
class Plan:
    """The one mutable value of linking, local to one call of `resolve_across`.

    `same` holds the entry behind each forced merge, `parted` a mark for each thing that gets an id of its own. By entry:
    `touched` are the things that each bound one is about, `sure` the assertions that it confirms, `made` the fact that it
    adds; `overruled` are entries whose name or class another one replaced.
    """

    same: dict[tuple[Key, Key], str] = field(default_factory=dict)
    different: set[tuple[Key, Key]] = field(default_factory=set)
    parted: dict[Key, str] = field(default_factory=dict)
    labels: dict[Key, str] = field(default_factory=dict)
    types: dict[Key, str] = field(default_factory=dict)
    aliases: defaultdict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    dropped: set[Key] = field(default_factory=set)
    dropped_facts: set[tuple[str, Assertion]] = field(default_factory=set)
    confirmed: set[tuple[str, Assertion]] = field(default_factory=set)
    added: set[Added] = field(default_factory=set)
    new: dict[Key, Entity] = field(default_factory=dict)
    conflicts: set[str] = field(default_factory=set)
    warnings: set[tuple[str, str]] = field(default_factory=set)
    fresh: set[tuple[str, Key]] = field(default_factory=set)
    touched: dict[str, frozenset[Key]] = field(default_factory=dict)
    sure: dict[str, frozenset[tuple[str, Assertion]]] = field(default_factory=dict)
    made: dict[str, Added] = field(default_factory=dict)
    overruled: set[str] = field(default_factory=set)

    def name(self, given: dict[Key, str], verb: str, key: Key, value: str) -> None:
        """A label or type for a thing: over one of an earlier round; of two in one round the greater."""
        given[key] = max(given[key], value) if (verb, key) in self.fresh else value
        self.fresh.add((verb, key))


def edited(extraction: Extraction, plan: Plan) -> Extraction:
    """One report's extraction with its edits, ids as before."""
    report = extraction.report.id
    entities = [_entity(e, (report, e.id), plan) for e in extraction.entities if (report, e.id) not in plan.dropped]
    entities += [e for (r, _), e in sorted(plan.new.items()) if r == report]
    types = {e.id: e.type for e in entities}
    moved = {i for r, i in plan.types if r == report}
    return replace(
        extraction,
        entities=tuple(entities),
        facts=tuple(kept(f, report, plan) for f in extraction.facts if _stays(f, report, plan) and fits(f, types, moved)),
        statuses=tuple(kept(s, report, plan) for s in extraction.statuses if _stays(s, report, plan)),
        statistics=tuple(kept(s, report, plan) for s in extraction.statistics if _stays(s, report, plan)),
    )


def _entity(entity: Entity, key: Key, plan: Plan) -> Entity:
    if more := plan.aliases.get(key):
        entity = replace(entity, aliases=tuple(sorted({*entity.aliases, *map(folded, more)} - {entity.label})))
    if (cls := plan.types.get(key)) is not None:
        kind = ontology.load().kind_of(cls) or entity.type
        entity = replace(entity, type=kind, subtype=cls if cls != kind else None)
    return entity


def _stays(item: Assertion, report: str, plan: Plan) -> bool:
    return (report, item) not in plan.dropped_facts and not any((report, e) in plan.dropped for e in ends(item))


def kept(item: Item, report: str, plan: Plan) -> Item:
    """An assertion as it stays: sure where people said so."""
    if (report, item) not in plan.confirmed:
        return item
    return replace(item, evidence=tuple(replace(e, score=SURE) for e in item.evidence))


def fits(fact: Fact, types: Mapping[str, str], moved: Set[str]) -> bool:
    """Whether the ontology admits a fact still whose end was given another type; facts of others aren't looked at."""
    if fact.subject not in moved and fact.object not in moved:
        return True
    return ontology.load().allows(fact.predicate, types[fact.subject], types[fact.object] if fact.object is not None else None)


def with_added(extractions: list[Extraction], plan: Plan, ids: Mapping[Key, str]) -> list[Extraction]:
    """The rewritten extractions with the facts that people added; those on dropped things are left out."""
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    reports = {x.report.id: x.report for x in extractions}
    for item in sorted(plan.added, key=repr):
        if item.subject in ids and (item.object is None or item.object in ids):
            found[item.report].append(fact_of(item, reports[item.report], ids))
    return [replace(x, facts=(*x.facts, *found[x.report.id])) if x.report.id in found else x for x in extractions]


def fact_of(item: Added, report: Report, ids: Mapping[Key, str]) -> Fact:
    """An added fact with the ids of its ends."""
    obj = ids[item.object] if item.object is not None else None
    return Fact(ids[item.subject], item.predicate, obj, (cite(report, item.span, "correction", SURE),), item.value)
