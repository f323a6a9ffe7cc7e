"""What many reports say, as one value: merged entities and facts in a total order, whatever order they came in."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from kg import ontology
from kg.errors import EvidenceError, KgError
from kg.model import LABEL, Applied, Entity, Evidence, Extraction, Fact, Input, Report, Span, Statistic, Status

if TYPE_CHECKING:
    import networkx as nx

T = TypeVar("T")
Asserted = TypeVar("Asserted", Fact, Status, Statistic)


@dataclass(frozen=True, slots=True)
class Graph:
    """The merged content of some reports; every tuple is sorted, so equal content means an equal value.

    `corrections` are those that took effect, `inputs` the files beside the reports.
    """

    reports: tuple[Report, ...] = ()
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    statuses: tuple[Status, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    corrections: tuple[Applied, ...] = ()
    inputs: tuple[Input, ...] = ()

    def assertions(self) -> tuple[Fact | Status | Statistic, ...]:
        """All that rests on evidence."""
        return (*self.facts, *self.statuses, *self.statistics)


def merge(extractions: Iterable[Extraction]) -> Graph:
    """One graph of all extractions.

    Entities of one id become one; assertions that say the same share their evidence. Raises EvidenceError where a
    quote isn't the text at its offsets, KgError where an assertion names an entity that isn't there.
    """
    found = sorted(extractions, key=lambda x: (x.report.id, x.report.path))
    reports = {x.report.id: x.report for x in reversed(found)}
    graph = Graph(
        reports=tuple(reports[i] for i in sorted(reports)),
        entities=tuple(_merge_entity(group) for _, group in _grouped((e for x in found for e in x.entities), lambda e: e.id)),
        facts=_merge_assertions((_canonical(f) for x in found for f in x.facts), _fact_key),
        statuses=_merge_assertions((s for x in found for s in x.statuses), _status_key),
        statistics=_merge_assertions((s for x in found for s in x.statistics), _statistic_key),
    )
    _check(graph)
    return graph


def _grouped(items: Iterable[T], key: Callable[[T], Any]) -> Iterator[tuple[Any, list[T]]]:
    groups: defaultdict[Any, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    yield from sorted(groups.items())


# ---------------------------------------------------------------- entities


def _merge_entity(group: list[Entity]) -> Entity:
    """One entity of all that share an id: the name, subtype and scope that most mentions carry win, a name given by linking over all."""
    links = {link for e in group for link in e.links}
    given = sorted(value for name, value in links if name == LABEL)
    label = given[0] if given else _most([(e.label, len(e.mentions)) for e in group])
    names = {name for e in group for name in (e.label, *e.aliases)}
    return replace(
        group[0],
        type=_most([(e.type, len(e.mentions)) for e in group]),
        label=label,
        subtype=_most_or_none([(e.subtype, len(e.mentions)) for e in group]),
        aliases=tuple(sorted(names - {label})),
        scope=_most_or_none([(e.scope, len(e.mentions)) for e in group]),
        links=tuple(sorted((name, value) for name, value in links if name != LABEL)),
        mentions=tuple(sorted({m for e in group for m in e.mentions})),
    )


def _most(votes: list[tuple[str, int]]) -> str:
    """The value with most votes; the longer, then the smaller one, where votes are even."""
    totals: Counter[str] = Counter()
    for value, count in votes:
        totals[value] += count
    return min(totals, key=lambda value: (-totals[value], -len(value), value))


def _most_or_none(votes: list[tuple[str | None, int]]) -> str | None:
    known = [(value, count) for value, count in votes if value is not None]
    return _most(known) if known else None


# ---------------------------------------------------------------- assertions


def _canonical(fact: Fact) -> Fact:
    """A symmetric relation is kept in one direction only: the smaller id is the subject."""
    fact = replace(fact, qualifiers=tuple(sorted(fact.qualifiers)))
    prop = ontology.load().properties.get(fact.predicate)
    if prop and prop.symmetric and fact.object is not None and fact.object < fact.subject:
        return replace(fact, subject=fact.object, object=fact.subject)
    return fact


def _fact_key(fact: Fact) -> tuple[object, ...]:
    # Qualifiers belong to the key: a date must stay with the quote that gives it.
    return (fact.subject, fact.predicate, fact.object or "", fact.value or "", fact.qualifiers)


def _status_key(status: Status) -> tuple[object, ...]:
    return (status.about, status.state, status.date or "")


def _statistic_key(statistic: Statistic) -> tuple[object, ...]:
    s = statistic
    return (s.about, s.measure, s.unit, s.value, s.approximate)


def _evidence_key(evidence: Evidence) -> tuple[object, ...]:
    trigger = evidence.trigger or Span(0, 0)
    return (evidence.report, evidence.span, evidence.rule, -evidence.score, trigger)


def _merge_assertions(items: Iterable[Asserted], key: Callable[[Asserted], Any]) -> tuple[Asserted, ...]:
    return tuple(_with_evidence(group) for _, group in _grouped(items, key))


def _with_evidence(group: list[Asserted]) -> Asserted:
    """The first of the group with the evidence of all: of two at one place by one rule, the surer stays."""
    best: dict[tuple[object, ...], Evidence] = {}
    for item in sorted({e for a in group for e in a.evidence}, key=_evidence_key):
        best.setdefault((item.report, item.span, item.rule), item)
    return replace(group[0], evidence=tuple(best.values()))


# ---------------------------------------------------------------- invariants


def _check(graph: Graph) -> None:
    texts = {r.id: r.text for r in graph.reports}
    for item in graph.assertions():
        for evidence in item.evidence:
            _check_evidence(evidence, texts)
    for entity in graph.entities:
        _check_mentions(entity, texts)
    known = {e.id for e in graph.entities}
    for name in sorted(_named(graph) - known):
        raise KgError(f"an assertion names {name}, which is no entity: this is a bug, please report it")


def _check_evidence(evidence: Evidence, texts: dict[str, str]) -> None:
    text = texts.get(evidence.report)
    if text is None or evidence.span.of(text) != evidence.quote:
        place = f"{evidence.report} {evidence.span.start}..{evidence.span.end}"
        raise EvidenceError(f"{evidence.rule}: {evidence.quote!r} isn't the text at {place}: this is a bug, please report it")


def _check_mentions(entity: Entity, texts: dict[str, str]) -> None:
    for report, span in entity.mentions:
        if span.end > len(texts.get(report, "")):
            place = f"{report} {span.start}..{span.end}"
            raise EvidenceError(f"{entity.label} is said to stand at {place}, where there is no text: this is a bug, please report it")


def _named(graph: Graph) -> set[str]:
    ends = {end for f in graph.facts for end in (f.subject, f.object) if end is not None}
    return ends | {s.about for s in graph.statuses} | {s.about for s in graph.statistics}


# ---------------------------------------------------------------- views


def counts(graph: Graph) -> dict[str, dict[str, int]]:
    """How much of what: totals, entities by type and subtype, relations by predicate, statuses by state."""
    relations = [group[0] for group in _relations(graph)]
    return {
        "total": {
            "reports": len(graph.reports),
            "entities": len(graph.entities),
            "facts": len(relations),
            "statuses": len(graph.statuses),
            "statistics": len(graph.statistics),
            "evidence": sum(len(a.evidence) for a in graph.assertions()),
        },
        "types": _tally(e.type for e in graph.entities),
        "subtypes": _tally(e.subtype for e in graph.entities if e.subtype),
        "predicates": _tally(f.predicate for f in relations),
        "states": _tally(s.state for s in graph.statuses),
    }


def _tally(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def to_networkx(graph: Graph) -> "nx.MultiDiGraph":
    """Nodes by entity id, one edge per relation, keyed by predicate.

    Node attributes: label, type, subtype, aliases, code, reports, and each literal predicate; edge attributes:
    predicate, label, evidence (how many quotes), confidence (the best), quote. Lists are joined by `|`.
    """
    import networkx as nx

    net = nx.MultiDiGraph()
    for entity in graph.entities:
        net.add_node(entity.id, **_node(entity))
    for facts in _relations(graph):
        first = facts[0]
        if first.object is not None:
            net.add_edge(first.subject, first.object, key=first.predicate, **_edge(facts))
        else:
            words = net.nodes[first.subject].setdefault(first.predicate, "")
            net.nodes[first.subject][first.predicate] = f"{words}|{first.value}" if words else first.value
    return net


def _relations(graph: Graph) -> list[list[Fact]]:
    """Facts that differ in qualifiers only, together."""
    return [group for _, group in _grouped(graph.facts, lambda f: (f.subject, f.predicate, f.object or "", f.value or ""))]


def _node(entity: Entity) -> dict[str, str]:
    reports = sorted({report for report, _ in entity.mentions})
    fields = {"subtype": entity.subtype, "aliases": "|".join(entity.aliases), "code": entity.code, "reports": "|".join(reports)}
    return {"label": entity.label, "type": entity.type, **{k: v for k, v in fields.items() if v}}


def _edge(facts: list[Fact]) -> dict[str, str | int | float]:
    evidence = sorted((e for f in facts for e in f.evidence), key=lambda e: (-e.score, _evidence_key(e)))
    return {
        "predicate": facts[0].predicate,
        "label": ontology.load().label(facts[0].predicate),
        "evidence": len(evidence),
        "confidence": evidence[0].score,
        "quote": evidence[0].quote,
    }
