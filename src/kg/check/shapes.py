"""ontology/shapes.ttl over a graph, by pyshacl."""

from collections.abc import Iterator

import pyoxigraph as ox
import rdflib
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from kg import resources
from kg.check.finding import Finding


def findings(store: ox.Store) -> Iterator[Finding]:
    """One finding for each result of the validation."""
    import pyshacl

    data = _with_ontology(store)
    shapes = rdflib.Graph().parse(data=resources.read("shapes.ttl"), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(report, rdflib.Graph)  # a text only where pyshacl itself fails, and then it raises
    for result in report.subjects(RDF.type, SH.ValidationResult):
        yield _finding(report, result, data)


def _with_ontology(store: ox.Store) -> rdflib.Graph:
    """The data, and the classes above its own. (Handing terms over is quicker than parsing the file again.)"""
    data = rdflib.Graph().parse(data=resources.read("kg.ttl"), format="turtle")
    for quad in store:
        data.add((_node(quad.subject), rdflib.URIRef(quad.predicate.value), _node(quad.object)))
    return data


def _node(term: object) -> Node:
    match term:
        case ox.NamedNode():
            return rdflib.URIRef(term.value)
        case ox.Literal():
            return rdflib.Literal(term.value, lang=term.language) if term.language else _typed(term)
        case ox.BlankNode():
            return rdflib.BNode(term.value)
        case _:
            raise ValueError(f"no term of RDF 1.1: {term}")


def _typed(literal: ox.Literal) -> Node:
    return rdflib.Literal(literal.value, datatype=rdflib.URIRef(literal.datatype.value), normalize=False)


def _finding(report: rdflib.Graph, result: Node, data: rdflib.Graph) -> Finding:
    focus, value, path = (report.value(result, p) for p in (SH.focusNode, SH.value, SH.resultPath))
    said = sorted(str(m) for m in report.objects(result, SH.resultMessage) if isinstance(m, rdflib.Literal) and m.language != "zh")
    at = "" if value is None or value == focus else f", not {data.value(value, RDFS.label) or value}"
    name = data.value(focus, RDFS.label) if focus is not None else None
    return Finding(str(focus), f"shape of {_local(path)}" if path else "shape", "; ".join(said) + at, str(name or ""))


def _local(path: Node) -> str:
    return str(path).replace("#", "/").rsplit("/", 1)[-1]
