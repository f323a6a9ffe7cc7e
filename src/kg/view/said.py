"""What is said of one entity alone: words (从业：区长), statuses and figures, in one form for the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg import ontology
from kg.graph import Graph
from kg.model import Evidence, Statistic

#: A text, a text in both languages, or a figure.
Value = str | dict[str, str | bool]
Qualifiers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """`predicate` is a name of the ontology (for statuses and figures their class), by which the page filters; `name` is what it shows."""

    about: str
    predicate: str
    name: Value
    value: Value
    date: str | None
    also: Qualifiers
    evidence: tuple[Evidence, ...]


def rows(graph: Graph) -> Iterator[Said]:
    """Facts without an object, then statuses, then statistics, in the graph's order."""
    for f in graph.facts:
        if f.object is None:
            yield Said(f.subject, f.predicate, both(f.predicate), f.value or "", *dated(f.qualifiers), f.evidence)
    for s in graph.statuses:
        yield Said(s.about, "Status", both("Status"), both(s.state), s.date, (), s.evidence)
    for n in graph.statistics:
        yield Said(n.about, "Statistic", n.measure, _figure(n), None, (), n.evidence)


def both(name: str) -> dict[str, str | bool]:
    """The labels of a name of the ontology in both languages; the name itself where it has none."""
    return {lang: ontology.load().label(name, lang) for lang in ("zh", "en")}


def dated(qualifiers: Qualifiers) -> tuple[str | None, Qualifiers]:
    """The date among the qualifiers, and the others."""
    return dict(qualifiers).get("date"), tuple(q for q in qualifiers if q[0] != "date")


def percent(evidence: Sequence[Evidence]) -> int:
    """The best score of the evidence, 0 to 100."""
    return round(max(e.score for e in evidence) * 100)


def _figure(statistic: Statistic) -> dict[str, str | bool]:
    return {"number": f"{statistic.value:f}", "unit": statistic.unit, "about": statistic.approximate}
