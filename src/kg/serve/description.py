"""The service description: what SPARQL 1.1 Service Description asks an endpoint to say of itself."""

from kg.write import turtle
from kg.write.terms import PREFIXES, Triple, integer, type_

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_FORMATS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples")


def turtle_of(endpoint: str, triples: int) -> str:
    """The description as Turtle, of an endpoint at this address."""
    dataset, graph = f"{endpoint}#dataset", f"{endpoint}#graph"
    rows: list[Triple] = [
        (endpoint, type_, _SD + "Service"),
        (endpoint, _SD + "endpoint", endpoint),
        (endpoint, _SD + "supportedLanguage", _SD + "SPARQL11Query"),
        *((endpoint, _SD + "resultFormat", f"http://www.w3.org/ns/formats/{name}") for name in _FORMATS),
        (endpoint, _SD + "defaultDataset", dataset),
        (dataset, type_, _SD + "Dataset"),
        (dataset, _SD + "defaultGraph", graph),
        (graph, type_, _SD + "Graph"),
        (graph, _VOID + "triples", integer(triples)),
    ]
    return "".join(turtle.serialise(rows, {**PREFIXES, "sd": _SD, "void": _VOID}))
