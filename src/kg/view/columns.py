"""The graph as packed columns: what the page needs to draw, filter and search, without the evidence.

Nodes and edges first become plain dicts, the form in which pyvis's Network holds them; `pack` turns them into columns.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg import ontology
from kg.graph import Graph
from kg.model import Entity, Evidence, Fact
from kg.view import style
from kg.view.cluster import communities, links
from kg.view.layout import positions

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Nodes and edges as vis-network rows, and the tables that their numbers point into."""

    nodes: list[Row]
    edges: list[Row]
    tables: dict[str, Any]


def drawing(graph: Graph) -> Drawing:
    """Rows for every entity and every fact between two entities, in the graph's order."""
    facts = [f for f in graph.facts if f.object is not None]
    index = {e.id: i for i, e in enumerate(graph.entities)}
    pairs = [(index[f.subject], index[str(f.object)]) for f in facts]
    near = links(len(index), pairs)
    member = communities(near)
    names = _Names(graph, facts)
    points = positions(near, member)
    nodes = [_node(i, e, names, member[i], points[i]) for i, e in enumerate(graph.entities)]
    edges = [_edge(i, f, pair, names) for i, (f, pair) in enumerate(zip(facts, pairs, strict=True))]
    return Drawing(nodes, edges, names.tables())


class _Names:
    """Tables of everything that rows name by number: reports and sets of them, classes, predicates."""

    def __init__(self, graph: Graph, facts: Sequence[Fact]) -> None:
        self.ontology = ontology.load()
        self.graph = graph
        self.kinds = [c.name for c in style.load().classes]
        self.subtypes = sorted({e.subtype for e in graph.entities if e.subtype})
        self.predicates = sorted({f.predicate for f in facts})
        self.report = {r.id: i for i, r in enumerate(graph.reports)}
        self.sets: dict[tuple[int, ...], int] = {}

    def set_of(self, reports: Iterable[str]) -> int:
        """The number of this set of reports."""
        key = tuple(sorted({self.report[r] for r in reports}))
        return self.sets.setdefault(key, len(self.sets))

    def tables(self) -> dict[str, Any]:
        return {
            "kinds": [
                {"id": c.name, "shape": c.shape, "light": c.light, "dark": c.dark, **self._labels(c.name)} for c in style.load().classes
            ],
            "subtypes": [{"id": n, **self._labels(n)} for n in self.subtypes],
            "predicates": [{"id": n, **self._labels(n)} for n in self.predicates],
            "reports": [
                {"title": r.metadata.title or r.path, "publisher": r.metadata.publisher, "date": r.metadata.published, "path": r.path}
                for r in self.graph.reports
            ],
            "sets": [list(s) for s in self.sets],
            "backgrounds": style.load().backgrounds,
        }

    def _labels(self, name: str) -> dict[str, str]:
        return {lang: self.ontology.label(name, lang) for lang in ("zh", "en")}


def _node(number: int, entity: Entity, names: _Names, community: int, point: Sequence[float]) -> Row:
    kind = names.ontology.kind_of(entity.type)
    if kind is None:
        raise ValueError(f"{entity.id}: {entity.type} is none of the ten kinds")
    return {
        "id": number,
        "key": entity.id,
        "label": entity.label,
        "kind": names.kinds.index(kind),
        "subtype": names.subtypes.index(entity.subtype) if entity.subtype else -1,
        "community": community,
        "x": int(point[0]),
        "y": int(point[1]),
        "reports": names.set_of(r for r, _ in entity.mentions),
        "aliases": [a for a in entity.aliases if a != entity.label] or None,
        "code": entity.code,
    }


def _edge(number: int, fact: Fact, pair: tuple[int, int], names: _Names) -> Row:
    return {
        "id": number,
        "from": pair[0],
        "to": pair[1],
        "predicate": names.predicates.index(fact.predicate),
        "confidence": percent(fact.evidence),
        "reports": names.set_of(e.report for e in fact.evidence),
        "date": dict(fact.qualifiers).get("date"),
    }


def percent(evidence: Sequence[Evidence]) -> int:
    """The best score of the evidence, 0 to 100."""
    return round(max(e.score for e in evidence) * 100)


def pack(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], sparse: Sequence[str] = ()) -> dict[str, Any]:
    """Columns of the rows. One value throughout is written once; `sparse` columns as {row: value} without the empty ones."""
    packed: dict[str, Any] = {"n": len(rows)}
    for name in columns:
        values = [row[name] for row in rows]
        packed[name] = {"all": values[0]} if len(values) > 1 and all(v == values[0] for v in values) else values
    for name in sparse:
        packed[name] = {str(i): row[name] for i, row in enumerate(rows) if row[name] is not None}
    return packed
