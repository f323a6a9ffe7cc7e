"""Commands over a built graph: `kg check`, `kg export` and `kg serve`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.output import CONTROL, errors
from kg.errors import InputError

GraphFile = Annotated[Path, typer.Argument(help="A graph.ttl that kg build wrote, or the folder that holds it.", metavar="[GRAPH]")]
OUTPUT = Path("output")


class ExportFormat(StrEnum):
    """What `kg export` writes."""

    TURTLE = "turtle"
    NQUADS = "nquads"
    JSONLD = "jsonld"
    RDF12 = "rdf12"
    GRAPHML = "graphml"
    GEXF = "gexf"
    NODE_LINK = "node-link"
    NEO4J = "neo4j"
    PARQUET = "parquet"


def graph_file(named: Path) -> Path:
    """The Turtle file: the one named, or the one in the folder named."""
    return named / "graph.ttl" if named.is_dir() else named


def check(
    graph: GraphFile = OUTPUT,
    quick: Annotated[bool, typer.Option("--quick", help="Leave out the SHACL shapes, which take 20 s per 100,000 triples.")] = False,
) -> None:
    """Check a graph: SHACL shapes, a fact behind every relation, quotes, offsets, codes, dates, labels.

    Exit status 1 where it breaks a rule.
    """
    with errors():
        from kg.check import check as find

        path = graph_file(graph)
        found = find(path, with_shapes=not quick)
        for finding in found:
            typer.echo(CONTROL.sub(" ", str(finding)))
        typer.echo(f"{path}: {len(found)} findings" if found else f"{path}: no findings")
    if found:
        raise typer.Exit(1)


def export(
    graph: GraphFile = OUTPUT,
    form: Annotated[ExportFormat, typer.Option("--format", help="What to write.")] = ExportFormat.NQUADS,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Folder to write to; beside the graph unless named.")] = None,
    entail: Annotated[bool, typer.Option("--entail", help="Add what follows from the ontology: W3C ORG, schema.org, FOAF.")] = False,
) -> None:
    """Write a graph in another format and print the paths.

    nquads has one graph per report; rdf12 needs a reader of RDF 1.2; neo4j and parquet are two files each.
    """
    with errors():
        from kg import export as exporting

        if entail and form.value not in exporting.RDF_FORMATS:
            raise InputError("--entail", f"adds triples, and {form.value} has none", f"use it with {', '.join(exporting.RDF_FORMATS)}")
        for path in exporting.export(graph_file(graph), form.value, output, entailed=entail):
            typer.echo(path)


def serve(
    graph: GraphFile = OUTPUT,
    host: Annotated[str, typer.Option(help="Address to listen on; 127.0.0.1 is this machine only.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes any free one.")] = 8000,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that a query may take.")] = 30.0,
    limit: Annotated[int, typer.Option(min=1, help="Most rows of an answer.")] = 100_000,
    cors: Annotated[bool, typer.Option("--cors", help="Let pages of other sites ask.")] = False,
) -> None:
    """Serve a graph over SPARQL 1.1 Protocol, read-only, with a query page and the viewer. Ctrl-C ends it."""
    with errors():
        from kg.query import Limits
        from kg.serve import open_service

        service = open_service(graph_file(graph), host, port, Limits(seconds=timeout, rows=limit), cors=cors)
        typer.echo(f"{service.url} query page, {service.url}sparql endpoint, {service.url}graph.html network")
        try:
            service.serve_forever()
        except KeyboardInterrupt:
            pass
        finally:
            service.close()
