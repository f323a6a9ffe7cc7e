"""The part of a graph that an answer speaks of, to be drawn as a network."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.query.result import Result
from kg.write.terms import Literal

if TYPE_CHECKING:  # few answers are drawn, and a graph takes long to import
    from kg.graph import Graph


def part_of(path: Path, result: Result) -> "Graph":
    """Entities that the answer's cells name (by IRI, or by label) and what the graph says between and of them.

    A CONSTRUCT names the subjects and objects of its triples. Raises InputError for the file.
    """
    from kg import store
    from kg.store import content

    graph = content.read(store.open_(path))
    cells = {cell for row in result.rows for cell in row if cell is not None}
    words = {cell.value for cell in cells if isinstance(cell, Literal) and cell.language}
    iris = {cell.rsplit("/", 1)[-1].rsplit("#", 1)[-1] for cell in cells if not isinstance(cell, Literal)}
    return restrict(graph, frozenset(e.id for e in graph.entities if e.label in words or e.id in iris))


def restrict(graph: "Graph", ids: frozenset[str]) -> "Graph":
    """The graph of these entities only: their assertions, and the reports that those quote or that mention them."""
    entities = tuple(e for e in graph.entities if e.id in ids)
    part = replace(
        graph,
        entities=entities,
        facts=tuple(f for f in graph.facts if f.subject in ids and (f.object is None or f.object in ids)),
        statuses=tuple(s for s in graph.statuses if s.about in ids),
        statistics=tuple(s for s in graph.statistics if s.about in ids),
        corrections=(),
    )
    needed = {report for e in entities for report, _ in e.mentions} | {e.report for a in part.assertions() for e in a.evidence}
    return replace(part, reports=tuple(r for r in graph.reports if r.id in needed))
