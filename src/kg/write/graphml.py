"""GraphML for Gephi, yEd and Cytoscape: nodes with label, type and subtype, one edge per relation."""

import re
from typing import TYPE_CHECKING

from kg.graph import Graph, to_networkx

if TYPE_CHECKING:
    import networkx as nx

#: Characters that XML 1.0 can't hold, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def render(graph: Graph) -> bytes:
    """The file's bytes; edge ids are unique, as Gephi asks."""
    import networkx as nx

    lines = nx.generate_graphml(for_xml(to_networkx(graph)))
    return ("<?xml version='1.0' encoding='utf-8'?>\n" + "\n".join(lines) + "\n").encode()


def for_xml(net: "nx.MultiDiGraph") -> "nx.MultiDiGraph":
    """The same network sorted, with unique edge keys and no character that XML can't hold."""
    import networkx as nx

    clean = nx.MultiDiGraph()
    for node, data in sorted(net.nodes(data=True)):
        clean.add_node(node, **_clean(data))
    for subject, obj, key, data in sorted(net.edges(keys=True, data=True), key=lambda e: e[:3]):
        clean.add_edge(subject, obj, key=f"{subject} {key} {obj}", **_clean(data))
    return clean


def _clean(data: dict[str, str | int | float]) -> dict[str, str | int | float]:
    return {k: _NOT_XML.sub("", v) if isinstance(v, str) else v for k, v in data.items()}
