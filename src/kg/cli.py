"""The command line: it parses, calls and prints. Exit status 0 done, 1 some input was unusable, 2 all of it was."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import __version__
from kg.errors import InputError, KgError, QueryError

if TYPE_CHECKING:  # at run time each command imports what it needs: `kg query` must not wait for the tagger
    from kg.pipeline import Progress
    from kg.query import NamedQuery, Result
    from kg.write.terms import Object

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Recogniser(StrEnum):
    """Who proposes names."""

    LAC = "lac"
    JIEBA = "jieba"


class Format(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TURTLE = "turtle"


Reports = Annotated[list[str], typer.Argument(help="Files, folders or archives of reports; - is standard input.", metavar="REPORTS...")]
Date = Annotated[str | None, typer.Option(help="Date of reports that don't tell theirs, as 2024-03-05.")]
Base = Annotated[str, typer.Option(help="Start of all addresses in graph.ttl.")]
Proposer = Annotated[Recogniser, typer.Option(help="Who proposes names.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def main(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False) -> None:
    """Knowledge graphs from Chinese local reports, with the sentence behind every fact."""


@app.command()
def build(
    reports: Reports,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write to.")] = Path("output"),
    date: Date = None,
    base: Base = "https://kg.example/id/",
    recogniser: Proposer = Recogniser.LAC,
) -> None:
    """Read reports and write graph.ttl, graph.html, graph.graphml, entities.csv, facts.csv and build.json."""
    with _errors():
        from kg import graph, pipeline

        options = pipeline.Options(date, base, recogniser.value)
        with _progress() as progress:
            result = pipeline.build(reports, output, options, progress)
        if result.files:
            total = graph.counts(result.graph)["total"]
            typer.echo(", ".join(f"{number} {name}" for name, number in total.items()) + f" in {output}")
            typer.echo(f"open {(output / 'graph.html').resolve()}")
        _finish(result.failures, bool(result.files))


@app.command()
def extract(reports: Reports, date: Date = None, recogniser: Proposer = Recogniser.LAC) -> None:
    """Print what each report says as JSON Lines, without joining reports."""
    with _errors():
        from kg import pipeline
        from kg.write import jsonl

        options = pipeline.Options(date=date, recogniser=recogniser.value)
        with _progress() as progress:
            extractions, failures = pipeline.read_and_extract(pipeline.find(reports), options, progress)
        _print_bytes(jsonl.line(x) for x in extractions)
        _finish(failures, bool(extractions))


@app.command()
def query(
    words: Annotated[
        list[str] | None, typer.Argument(help="A named query with its parameters, or SPARQL.", metavar="[GRAPH] [NAME k=v... | SPARQL]")
    ] = None,
    file: Annotated[Path | None, typer.Option(help="File that holds the query.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = Format.TABLE,
    limit: Annotated[int, typer.Option(min=1, help="Most rows to print.")] = 10_000,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that the query may take.")] = 30.0,
    listing: Annotated[bool, typer.Option("--list", help="List the named queries.")] = False,
) -> None:
    """Ask a built graph: `kg query leads name=…`, or SPARQL. GRAPH is output/graph.ttl unless named (a .ttl file or a folder)."""
    with _errors():
        from kg import query as queries

        if listing:
            _list(queries.named())
            return
        graph, rest = _graph(words or [])
        text, bindings = _question(rest, file)
        result = queries.run(graph, text, bindings, queries.Limits(seconds=timeout, rows=limit))
        _show(result, form)
        if result.truncated:
            _complain(f"only the first {limit} rows: --limit allows more")


# ---------------------------------------------------------------- errors, progress


@contextmanager
def _errors() -> Iterator[None]:
    """An error of ours is one line on stderr and exit status 2."""
    try:
        yield
    except KgError as error:
        _complain(error)
        raise typer.Exit(2) from None


def _complain(what: object) -> None:
    typer.echo("kg: " + _CONTROL.sub(" ", str(what)), err=True)


def _finish(failures: Iterable[InputError], anything: bool) -> None:
    """One line per unusable report; status 1 where others were good, 2 where none was."""
    lines = list(failures)
    for line in lines:
        _complain(line)
    if lines:
        raise typer.Exit(1 if anything else 2)


@contextmanager
def _progress() -> "Iterator[Progress | None]":
    """A bar on stderr while the work lasts, on a terminal only."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, path: bar.update(task, completed=done, total=total, description=_CONTROL.sub(" ", Path(path).name))


# ---------------------------------------------------------------- queries


def _graph(words: Sequence[str]) -> tuple[Path, Sequence[str]]:
    """The graph to ask, and the words after it."""
    first = words[0] if words else ""
    if first.lower().endswith(".ttl") and "{" not in first:
        return Path(first), words[1:]
    if re.fullmatch(r"[^\s{]+", first) and first not in _names() and Path(first).is_dir():
        return Path(first) / "graph.ttl", words[1:]
    return Path("output") / "graph.ttl", words


def _names() -> set[str]:
    from kg.query import named

    return {q.name for q in named()}


def _question(words: Sequence[str], file: Path | None) -> "tuple[str, dict[str, Object]]":
    """The query's text and the values of its parameters."""
    if file is not None:
        _refuse_more(words)
        return _read(file), {}
    if not words:
        raise QueryError("no query: name one (kg query --list) or write SPARQL")
    if not re.fullmatch(r"[\w-]+", words[0]):
        _refuse_more(words[1:])
        return words[0], {}
    from kg.query import bind, find

    chosen = find(words[0])
    return chosen.text, bind(chosen, dict(map(_pair, words[1:])))


def _refuse_more(words: Sequence[str]) -> None:
    if words:
        raise QueryError(f"one query at a time: {words[0]!r} is too much")


def _pair(word: str) -> tuple[str, str]:
    name, equals, value = word.partition("=")
    if not equals:
        raise QueryError(f"{word!r} is no parameter: write it as name=value")
    return name, value


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        raise InputError(file, "isn't UTF-8", "save the query as UTF-8") from None
    except OSError as error:
        raise InputError(file, f"can't be read: {error.strerror or error}", "name a file that holds SPARQL") from error


# ---------------------------------------------------------------- printing


def _print_bytes(chunks: Iterable[bytes]) -> None:
    out = typer.get_binary_stream("stdout")
    for chunk in chunks:
        out.write(chunk)
    out.flush()


def _show(result: "Result", form: Format) -> None:
    from kg.query import show

    writers = {Format.CSV: show.as_csv, Format.JSON: show.as_json, Format.TURTLE: show.as_turtle}
    if form in writers:
        _print_bytes([writers[form](result).encode()])
    else:
        _table(result.columns, show.cells(result))


def _list(queries: "Iterable[NamedQuery]") -> None:
    rows = [[q.name, " ".join(f"{name}=…" for name, _ in q.params), q.answers] for q in queries]
    _table(("name", "parameters", "answers"), rows)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table as wide as it needs; on a terminal as wide as that is. Control characters in a report stay harmless."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_CONTROL.sub(" ", cell)) for cell in row))
    Console(width=None if sys.stdout.isatty() else 100_000).print(table)
