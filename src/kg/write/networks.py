"""The network for other tools: GEXF for Gephi, node-link JSON for d3 and networkx, bulk CSV for Neo4j."""

import csv
import io
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import orjson

from kg.graph import Graph, to_networkx
from kg.write.graphml import for_xml
from kg.write.tables import file_names

if TYPE_CHECKING:
    import networkx as nx

_CLOCK = re.compile(r' lastmodifieddate="[^"]*"')


def gexf(graph: Graph) -> bytes:
    """GEXF 1.2 without the day of writing, which would change bytes where nothing has changed."""
    import networkx as nx

    net = for_xml(to_networkx(graph))
    for _, _, key, data in net.edges(keys=True, data=True):
        data["id"] = key
    lines = nx.generate_gexf(net, version="1.2draft")
    return ("<?xml version='1.0' encoding='utf-8'?>\n" + _CLOCK.sub("", "\n".join(lines)) + "\n").encode()


def node_link(graph: Graph) -> bytes:
    """JSON of `nodes` and `edges`, as networkx.node_link_graph and d3-force read it."""
    import networkx as nx

    data = nx.node_link_data(_sorted(to_networkx(graph)), edges="edges")
    return orjson.dumps(data, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _sorted(net: "nx.MultiDiGraph") -> "nx.MultiDiGraph":
    import networkx as nx

    found = nx.MultiDiGraph()
    found.add_nodes_from(sorted(net.nodes(data=True)))
    found.add_edges_from(sorted(net.edges(keys=True, data=True), key=lambda e: e[:3]))
    return found


# ---------------------------------------------------------------- Neo4j


def neo4j(graph: Graph) -> dict[str, bytes]:
    """nodes.csv and relationships.csv for `neo4j-admin database import full`: entities, reports, and what links them."""
    return {"nodes.csv": _nodes(graph), "relationships.csv": _relationships(graph)}


def _nodes(graph: Graph) -> bytes:
    names = file_names(graph)
    rows = [
        *((e.id, e.label, ";".join(filter(None, (e.type, e.subtype))), _joined(e.aliases), e.code or "", "", "") for e in graph.entities),
        *((f"report-{r.id}", r.metadata.title or "", "Report", "", "", names[r.id], r.metadata.published or "") for r in graph.reports),
    ]
    return _csv(("id:ID", "name", ":LABEL", "aliases:string[]", "divisionCode", "file", "published"), rows)


def _relationships(graph: Graph) -> bytes:
    net = to_networkx(graph)
    facts = [
        (subject, obj, _shout(data["predicate"]), str(data["confidence"]), str(data["evidence"]), data["quote"])
        for subject, obj, _, data in sorted(net.edges(keys=True, data=True), key=lambda e: e[:3])
    ]
    mentions = sorted({(e.id, f"report-{report}", "MENTIONED_IN", "", "", "") for e in graph.entities for report, _ in e.mentions})
    return _csv((":START_ID", ":END_ID", ":TYPE", "confidence:double", "evidence:int", "quote"), [*facts, *mentions])


def _joined(names: Iterable[str]) -> str:
    """Neo4j's own separator of lists, which no name may hold."""
    return ";".join(name.replace(";", "；") for name in names)


def _shout(predicate: str) -> str:
    """partnersWith → PARTNERS_WITH, as Neo4j writes types."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", predicate).upper()


def _csv(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode()
