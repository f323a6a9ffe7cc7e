"""Commands over a built graph: `kg check`."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.output import CONTROL, errors

GraphFile = Annotated[Path, typer.Argument(help="A graph.ttl that kg build wrote, or the folder that holds it.", metavar="[GRAPH]")]
OUTPUT = Path("output")


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
