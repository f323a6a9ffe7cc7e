import io
from dataclasses import replace
from xml.etree import ElementTree

import networkx as nx

from kg.graph import merge
from kg.write import graphml
from tests import factory

NS = "{http://graphml.graphdrawing.org/xmlns}"


def test_networkx_reads_back_nodes_edges_and_names() -> None:
    net = nx.read_graphml(io.BytesIO(graphml.render(factory.graph())), force_multigraph=True)
    assert (net.number_of_nodes(), net.number_of_edges()) == (9, 8)
    assert net.nodes[factory.AREA]["label"] == "柳泉街道"
    assert net.nodes[factory.AREA]["subtype"] == "Subdistrict"
    assert {data["predicate"] for _, _, data in net.edges(data=True)} >= {"establishes", "leads", "receives"}


def test_edge_ids_are_unique_and_the_graph_directed() -> None:
    root = ElementTree.fromstring(graphml.render(factory.graph()))
    ids = [edge.get("id") for edge in root.iter(NS + "edge")]
    assert len(ids) == len(set(ids)) == 8
    assert [g.get("edgedefault") for g in root.iter(NS + "graph")] == ["directed"]


def test_the_same_bytes_whatever_the_order() -> None:
    assert graphml.render(merge([factory.shuffled(factory.autumn(), 7), factory.shuffled(factory.spring(), 3)])) == graphml.render(
        factory.graph()
    )


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    graph = factory.graph()
    odd = replace(graph.entities[0], label="柳\x00泉<&>\x0b")
    net = nx.read_graphml(io.BytesIO(graphml.render(replace(graph, entities=(odd, *graph.entities[1:])))))
    assert net.nodes[factory.AREA]["label"] == "柳泉<&>"
