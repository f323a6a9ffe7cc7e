from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import store
from kg.errors import EvidenceError, InputError
from kg.graph import Graph
from kg.store import content
from kg.write import graphml, rdf, tables, terms, turtle
from tests import factory


def read(text: str) -> Graph:
    found = ox.Store()
    found.load(text.encode(), format=ox.RdfFormat.TURTLE)
    return content.read(found)


def write(graph: Graph, base: str = terms.BASE, *, mentions: bool = False) -> str:
    return "".join(turtle.serialise(rdf.triples(graph, base, mentions=mentions), rdf.prefixes(base)))


def test_what_was_written_comes_back(built: Path) -> None:
    graph, given = content.read(store.load(built)), factory.graph()
    assert (graph.facts, graph.statuses, graph.statistics) == (given.facts, given.statuses, given.statistics)
    assert [(e.id, e.label, e.type, e.subtype, e.aliases, e.links) for e in graph.entities] == [
        (e.id, e.label, e.type, e.subtype, e.aliases, e.links) for e in given.entities
    ]
    assert [(r.id, r.metadata) for r in graph.reports] == [(r.id, r.metadata) for r in given.reports]


def test_tables_and_network_of_what_came_back_are_the_same_bytes() -> None:
    graph, given = read(write(factory.graph())), factory.graph()
    assert graphml.render(graph) == graphml.render(given)
    assert (tables.entities(graph), tables.facts(graph)) == (tables.entities(given), tables.facts(given))


@pytest.mark.parametrize("base", ["https://data.example.org/x#", "https://data.example.org/a/b/"])
def test_mentions_come_back_whatever_the_base(base: str) -> None:
    assert [e.mentions for e in read(write(factory.graph(), base, mentions=True)).entities] == [
        e.mentions for e in factory.graph().entities
    ]


def test_an_empty_graph_is_one() -> None:
    assert read("") == Graph()


def test_a_false_quote_is_told() -> None:
    text = write(factory.graph()).replace('kg:quote "街道党工委书记"', 'kg:quote "街道党工委主任"')
    with pytest.raises(EvidenceError):
        read(text)


def test_a_node_without_what_it_needs_is_told() -> None:
    text = write(factory.graph()).replace('rdfs:label "赵明"@zh', 'rdfs:comment "赵明"@zh')
    with pytest.raises(InputError, match="isn't as kg writes it"):
        read(text)
