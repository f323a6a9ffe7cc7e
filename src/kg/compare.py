"""What changed between two graphs, by the names that people know things by."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kg.graph import Graph

Said = tuple[str, tuple[str, ...]]
"""A kind of thing (entity, fact, status, statistic) and the words that say it."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One thing that only one of two graphs has: `sign` is + where it is the new one."""

    kind: str
    words: tuple[str, ...]
    sign: str

    def __str__(self) -> str:
        return f"{self.sign} {self.kind} {' '.join(self.words)}"


def changes(old: Graph, new: Graph) -> tuple[Change, ...]:
    """What one of two graphs says and the other doesn't, entities first; evidence alone makes no difference."""
    before, after = Counter(_said(old)), Counter(_said(new))
    gone = [Change(kind, words, "-") for kind, words in (before - after).elements()]
    come = [Change(kind, words, "+") for kind, words in (after - before).elements()]
    return tuple(sorted([*gone, *come]))


def _said(graph: Graph) -> Iterator[Said]:
    labels = {e.id: e.label for e in graph.entities}
    yield from (("entity", (e.subtype or e.type, e.label)) for e in graph.entities)
    for fact in graph.facts:
        when = tuple(f"{name}={value}" for name, value in fact.qualifiers)
        yield "fact", (labels[fact.subject], fact.predicate, labels[fact.object] if fact.object else str(fact.value), *when)
    yield from (("status", (labels[s.about], s.state, *filter(None, (s.date,)))) for s in graph.statuses)
    yield from (("statistic", (labels[s.about], s.measure, f"{s.value}{s.unit}")) for s in graph.statistics)
