"""The graph as packed columns: what the page needs to draw, filter and search, without the evidence.

Nodes and edges first become plain dicts, the form in which pyvis's Network holds them; `pack` turns them into columns.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg import ontology
from kg.graph import Graph
from kg.model import Entity, Fact
from kg.view import said, style
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
    alone = _alone(graph, names)
    nodes = [_node(i, e, names, member[i], points[i], alone.get(e.id)) for i, e in enumerate(graph.entities)]
    edges = [_edge(i, f, pair, names) for i, (f, pair) in enumerate(zip(facts, pairs, strict=True))]
    return Drawing(nodes, edges, names.tables())


class _Names:
    """Tables of everything that rows name by number: reports and sets of them, classes, predicates."""

    def __init__(self, graph: Graph, facts: Sequence[Fact]) -> None:
        self.ontology = ontology.load()
        self.graph = graph
        self.kinds = [c.name for c in style.load().classes]
        self.subtypes = sorted({e.subtype for e in graph.entities if e.subtype})
        self.predicates = sorted({f.predicate for f in facts} | {row.predicate for row in said.rows(graph)})
        self.qualifiers = sorted({name for f in graph.facts for name, _ in f.qualifiers if name != "date"})
        self.report = {r.id: i for i, r in enumerate(graph.reports)}
        self.sets: dict[tuple[int, ...], int] = {}

    def set_of(self, reports: Iterable[str]) -> int:
        """The number of this set of reports."""
        key = tuple(sorted({self.report[r] for r in reports}))
        return self.sets.setdefault(key, len(self.sets))

    def tables(self) -> dict[str, Any]:
        return {
            "kinds": [
                {"id": c.name, "shape": c.shape, "light": c.light, "dark": c.dark, **said.both(c.name)} for c in style.load().classes
            ],
            "subtypes": [{"id": n, **said.both(n)} for n in self.subtypes],
            "predicates": [{"id": n, **said.both(n)} for n in self.predicates],
            "qualifiers": [{"id": n, **said.both(n)} for n in self.qualifiers],
            "reports": [
                {"title": r.metadata.title or r.path, "publisher": r.metadata.publisher, "date": r.metadata.published, "path": r.path}
                for r in self.graph.reports
            ],
            "sets": [list(s) for s in self.sets],
            "backgrounds": style.load().backgrounds,
        }

    def also(self, qualifiers: said.Qualifiers) -> list[list[Any]] | None:
        """Qualifiers other than the date: [number of the name, value in both languages]."""
        return [[self.qualifiers.index(name), said.both(value)] for name, value in qualifiers] or None


def _alone(graph: Graph, names: _Names) -> dict[str, list[list[Any]]]:
    """What is said of each entity alone, as far as it is filtered by: [predicate, confidence, set of reports, date, qualifiers]."""
    found: dict[str, list[list[Any]]] = {}
    for row in said.rows(graph):
        cells = [names.predicates.index(row.predicate), said.percent(row.evidence), names.set_of(e.report for e in row.evidence)]
        found.setdefault(row.about, []).append([*cells, row.date, names.also(row.also)])
    return found


def _node(number: int, entity: Entity, names: _Names, community: int, point: Sequence[float], alone: list[list[Any]] | None) -> Row:
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
        "said": alone,
    }


def _edge(number: int, fact: Fact, pair: tuple[int, int], names: _Names) -> Row:
    date, others = said.dated(fact.qualifiers)
    return {
        "id": number,
        "from": pair[0],
        "to": pair[1],
        "predicate": names.predicates.index(fact.predicate),
        "confidence": said.percent(fact.evidence),
        "reports": names.set_of(e.report for e in fact.evidence),
        "date": date,
        "also": names.also(others),
    }


def pack(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], sparse: Sequence[str] = ()) -> dict[str, Any]:
    """Columns of the rows. One value throughout is written once; `sparse` columns as {row: value} without the empty ones."""
    packed: dict[str, Any] = {"n": len(rows)}
    for name in columns:
        values = [row[name] for row in rows]
        packed[name] = {"all": values[0]} if len(values) > 1 and all(v == values[0] for v in values) else values
    for name in sparse:
        packed[name] = {str(i): row[name] for i, row in enumerate(rows) if row[name] is not None}
    return packed
