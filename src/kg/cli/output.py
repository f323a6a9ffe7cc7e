"""What every command does alike: errors as one line, progress, tables."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.errors import InputError, KgError

if TYPE_CHECKING:
    from kg.pipeline import Progress

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@contextmanager
def errors() -> Iterator[None]:
    """An error of ours is one line on stderr and exit status 2."""
    try:
        yield
    except KgError as error:
        complain(error)
        raise typer.Exit(2) from None


def complain(what: object) -> None:
    """One line on stderr."""
    typer.echo("kg: " + CONTROL.sub(" ", str(what)), err=True)


def finish(failures: Iterable[InputError], anything: bool) -> None:
    """One line per unusable report; status 1 where others were good, 2 where none was."""
    lines = list(failures)
    for line in lines:
        complain(line)
    if lines:
        raise typer.Exit(1 if anything else 2)


@contextmanager
def progress_bar() -> "Iterator[Progress | None]":
    """A bar on stderr while the work lasts, on a terminal only."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, path: bar.update(task, completed=done, total=total, description=CONTROL.sub(" ", Path(path).name))


def print_bytes(chunks: Iterable[bytes]) -> None:
    """Bytes on stdout as they are."""
    out = typer.get_binary_stream("stdout")
    for chunk in chunks:
        out.write(chunk)
    out.flush()


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table as wide as it needs; on a terminal as wide as that is. Control characters in a report stay harmless."""
    tables()(columns, rows)


def tables() -> Callable[[Sequence[str], Iterable[Sequence[str]]], None]:
    """What `table` does, with all imported that it needs."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    def draw(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        table = Table()
        for column in columns:
            table.add_column(column, overflow="fold")
        for row in rows:
            table.add_row(*(Text(CONTROL.sub(" ", cell)) for cell in row))
        Console(width=None if sys.stdout.isatty() else 100_000).print(table)

    return draw
