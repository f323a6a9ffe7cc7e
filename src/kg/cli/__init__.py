"""The command line: it parses, calls and prints. Exit status 0 done, 1 findings or some input unusable, 2 all of it was."""

from typing import Annotated

import typer

from kg import __version__
from kg.cli.ask import query
from kg.cli.build import build, extract
from kg.cli.divisions import app as divisions
from kg.cli.explain import diff, explain
from kg.cli.graphs import check, export, serve
from kg.cli.measure import evaluate, rules
from kg.cli.review import review

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def main(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False) -> None:
    """Knowledge graphs from Chinese local reports, with the sentence behind every fact."""


for command in (build, extract, query, check, export, serve, review, explain, diff, evaluate, rules):
    app.command()(command)
app.add_typer(divisions, name="divisions")
