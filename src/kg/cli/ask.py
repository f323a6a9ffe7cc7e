"""`kg query`: named queries and SPARQL over a built graph."""

import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.output import complain, errors, print_bytes, table, tables
from kg.errors import InputError, QueryError

if TYPE_CHECKING:  # at run time each command imports what it needs: `kg query` must not wait for the tagger
    from kg.graph import Graph
    from kg.query import NamedQuery, Result
    from kg.write.terms import Object


class Format(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TURTLE = "turtle"


def query(
    words: Annotated[
        list[str] | None, typer.Argument(help="A named query with its parameters, or SPARQL.", metavar="[GRAPH] [NAME k=v... | SPARQL]")
    ] = None,
    file: Annotated[Path | None, typer.Option(help="File that holds the query.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = Format.TABLE,
    limit: Annotated[int, typer.Option(min=1, help="Most rows to print.")] = 10_000,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that the query may take.")] = 30.0,
    html: Annotated[Path | None, typer.Option(help="Draw what the answer speaks of as a network, into this file.")] = None,
    listing: Annotated[bool, typer.Option("--list", help="List the named queries.")] = False,
) -> None:
    """Ask a built graph: `kg query leads name=…`, or SPARQL. GRAPH is output/graph.ttl unless named (a .ttl file or a folder)."""
    with errors():
        from kg import query as queries

        if listing:
            _list(queries.named())
            return
        graph, rest = _graph(words or [])
        asked, bindings = _question(rest, file)
        running = queries.start(graph, asked, bindings, queries.Limits(seconds=timeout, rows=limit))
        show = _writer(form)  # what prints is imported while the query runs
        result = running.result()
        show(result)
        if html is not None:
            _draw(queries.part_of(graph, result), html)
        if result.truncated:
            complain(f"only the first {limit} rows: --limit allows more")


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


def _question(words: Sequence[str], file: Path | None) -> "tuple[str | NamedQuery, dict[str, Object]]":
    """The query and the values of its parameters."""
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
    return chosen, bind(chosen, dict(map(_pair, words[1:])))


def _draw(part: "Graph", path: Path) -> None:
    from kg import view
    from kg.write import files

    if not part.entities:
        raise QueryError("--html: the answer names no entity, so there is nothing to draw: select labels or entities")
    files.write_all(path.parent, {path.name: [view.render(part).encode()]})
    complain(f"{len(part.entities)} entities, {len(part.facts)} facts drawn in {path}")


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


def _writer(form: Format) -> "Callable[[Result], None]":
    """What prints an answer."""
    from kg.query import show

    if form is Format.TABLE:
        draw = tables()
        return lambda result: draw(result.columns, show.cells(result))
    writers = {Format.CSV: show.as_csv, Format.JSON: show.as_json, Format.TURTLE: show.as_turtle}
    return lambda result: print_bytes([writers[form](result).encode()])


def _list(queries: "Iterable[NamedQuery]") -> None:
    rows = [[q.name, " ".join(f"{name}=…" for name, _ in q.params), q.answers] for q in queries]
    table(("name", "parameters", "answers"), rows)
