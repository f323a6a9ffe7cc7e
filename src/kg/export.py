"""A built graph in other formats."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kg import store
from kg.graph import Graph
from kg.store import content
from kg.write import entail, files, graphml, jsonld, networks, nquads, parquet, rdf, reifiers, turtle
from kg.write.terms import PREFIXES, Triple

Lines = Iterable[str]

#: Formats of RDF: file name, and from triples and prefixes to lines.
_RDF: Mapping[str, tuple[str, Callable[[Iterable[Triple], Mapping[str, str]], Lines]]] = {
    "turtle": ("export.ttl", turtle.serialise),
    "nquads": ("graph.nq", lambda triples, _: nquads.serialise(triples)),
    "jsonld": ("graph.jsonld", lambda triples, prefixes: [jsonld.serialise(triples, prefixes).decode()]),
    "rdf12": ("graph.rdf12.ttl", reifiers.serialise),
}
#: Formats of the network: file names and bytes.
_NETWORK: Mapping[str, Callable[[Graph], Mapping[str, bytes]]] = {
    "graphml": lambda graph: {"graph.graphml": graphml.render(graph)},
    "gexf": lambda graph: {"graph.gexf": networks.gexf(graph)},
    "node-link": lambda graph: {"graph.json": networks.node_link(graph)},
    "neo4j": networks.neo4j,
    "parquet": parquet.render,
}
RDF_FORMATS = tuple(_RDF)
FORMATS = (*_RDF, *_NETWORK)


def export(graph: Path, form: str, folder: Path | None = None, *, entailed: bool = False) -> tuple[Path, ...]:
    """Write a Turtle file's graph in one of `FORMATS` into a folder (beside the graph unless named); returns the paths.

    `entailed` adds what follows from the ontology, in the formats of RDF. Raises InputError for the file or the folder.
    """
    return files.write_all(folder or graph.parent, contents(graph, form, entailed=entailed))


def contents(graph: Path, form: str, *, entailed: bool = False) -> Mapping[str, Iterable[bytes]]:
    """File name → bytes in pieces."""
    loaded = store.load(graph)
    if form in _NETWORK:
        return {name: [data] for name, data in _NETWORK[form](content.read(loaded)).items()}
    name, serialise = _RDF[form]
    triples = list(content.triples(loaded))
    prefixes = _prefixes(triples)
    return {name: (line.encode() for line in serialise(entail.entailed(triples) if entailed else triples, prefixes))}


def _prefixes(triples: Iterable[Triple]) -> dict[str, str]:
    """Those of the vocabularies, and of the base that the graph's entities have."""
    base = next((o.rsplit("d/", 1)[0] for _, p, o in triples if p.endswith("#mentionedIn") and isinstance(o, str)), None)
    return rdf.prefixes(base) if base else dict(PREFIXES)
