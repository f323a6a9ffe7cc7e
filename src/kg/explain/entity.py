"""An entity of a graph with all that is said of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.explain.marking import marked, trigger
from kg.graph import Graph
from kg.model import Applied, Entity, Evidence, Fact, Report, Statistic, Status
from kg.resolve.ids import folded

NAMED, STOOD_FOR, CARRIED = "named", "stood for", "carried"


@dataclass(frozen=True, slots=True)
class Line:
    """One quote for one thing said: `says` the other end or the value, `quote` with its trigger in 【】.

    `subject` tells where the fact's subject stands: named in the quote, stood for by a word in it (街道, 该公司), or carried on
    from before. `date` is the report's.
    """

    group: str
    says: str
    quote: str
    report: str
    date: str | None
    rule: str
    confidence: float
    trigger: str | None
    subject: str


@dataclass(frozen=True, slots=True)
class Account:
    """An entity, the reports that name it as (path, date), lines grouped by what they say, in order, and what people decided of it."""

    entity: Entity
    reports: tuple[tuple[str, str | None], ...]
    lines: tuple[Line, ...]
    corrections: tuple[Applied, ...] = ()


def find(graph: Graph, name: str) -> tuple[Entity, ...]:
    """Entities of that id, else of that label, else of that alias or code, else whose label holds the name."""
    wanted = folded(name)
    ways = (
        [e for e in graph.entities if e.id == name],
        [e for e in graph.entities if folded(e.label) == wanted],
        [e for e in graph.entities if e.code == name or wanted in map(folded, e.aliases)],
        [e for e in graph.entities if wanted in folded(e.label)],
    )
    return next((tuple(found) for found in ways if found), ())


def account(graph: Graph, entity: Entity) -> Account:
    """All that a graph says of one of its entities."""
    named = {report for report, _ in entity.mentions}
    reports = sorted((r.path, r.metadata.published) for r in graph.reports if r.id in named)
    corrections = tuple(c for c in graph.corrections if entity.id in c.entities)
    return Account(entity, tuple(reports), tuple(_Teller(graph, entity).lines()), corrections)


class _Teller:
    """The graph's tables, and the entity that is told of."""

    def __init__(self, graph: Graph, entity: Entity) -> None:
        self.graph, self.entity = graph, entity
        self.entities = {e.id: e for e in graph.entities}
        self.reports = {r.id: r for r in graph.reports}

    def lines(self) -> Iterator[Line]:
        mine = self.entity.id
        facts = sorted((f for f in self.graph.facts if mine in (f.subject, f.object)), key=lambda f: (f.predicate, f.subject != mine))
        for fact in facts:
            yield from self._each(fact.predicate, self._other(fact), fact.evidence, (fact.subject, fact.object))
        yield from self._stages(s for s in self.graph.statuses if s.about == mine)
        yield from self._numbers(s for s in self.graph.statistics if s.about == mine)

    def _other(self, fact: Fact) -> str:
        when = "".join(f", {name} {value}" for name, value in fact.qualifiers)
        if fact.subject != self.entity.id:
            return f"← {self.entities[fact.subject].label}{when}"
        return f"→ {self.entities[fact.object].label if fact.object else fact.value}{when}"

    def _stages(self, statuses: Iterable[Status]) -> Iterator[Line]:
        for status in statuses:
            says = f"{status.state}{f' {status.date}' if status.date else ''}"
            yield from self._each("status", says, status.evidence, (status.about, None))

    def _numbers(self, statistics: Iterable[Statistic]) -> Iterator[Line]:
        for one in statistics:
            says = f"{one.measure} {'≈ ' if one.approximate else ''}{one.value}{one.unit}"
            yield from self._each("statistic", says, one.evidence, (one.about, None))

    def _each(self, group: str, says: str, evidence: Iterable[Evidence], ends: tuple[str, str | None]) -> Iterator[Line]:
        names = tuple(name for end in ends if end for name in self._names(end))
        for one in evidence:
            at = trigger(one.rule, one.quote, names)
            report: Report = self.reports[one.report]
            yield Line(
                group,
                says,
                marked(one.quote, at),
                report.path,
                report.metadata.published,
                one.rule,
                one.score,
                one.quote[slice(*at)] if at else None,
                self._subject(one.quote, at, ends),
            )

    def _subject(self, quote: str, at: tuple[int, int] | None, ends: tuple[str, str | None]) -> str:
        """Where the subject stands. A quote reaches from the first to the last of verb and ends: what is left of the verb tells."""
        if any(name in folded(quote) for name in map(folded, self._names(ends[0]))):
            return NAMED
        before = folded(quote[: at[0]]) if at else ""
        obj = map(folded, self._names(ends[1])) if ends[1] else ()
        return STOOD_FOR if before and not any(name in before for name in obj) else CARRIED

    def _names(self, identifier: str) -> tuple[str, ...]:
        entity = self.entities[identifier]
        return (entity.label, *entity.aliases)
