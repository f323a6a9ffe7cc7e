"""One request as JSON on stdin, one answer on stdout, and then the end.

Started with the path of a graph, it opens that before the request comes. (No typing, no dataclasses, no orjson here:
each of them takes as long to import as the store takes to open.)
"""

import contextlib
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg import store
from kg.answer import guard
from kg.errors import InputError, QueryError

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Cell = str | list[str] | None
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"


def main() -> None:
    """Answer the request on stdin."""
    opened = _open_early(sys.argv[1:])
    asked = sys.stdin.buffer.read()
    if not asked:
        return  # whoever started this process is gone
    try:
        answer = _answer(opened, **json.loads(asked))
    except InputError as error:
        answer = {"input": [error.path, error.reason, error.hint]}
    except QueryError as error:
        answer = {"error": str(error)}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _open_early(paths: list[str]) -> ox.Store | None:
    try:
        return store.open_(Path(paths[0])) if paths else None
    except InputError:
        return None  # told when it is asked for


def _answer(
    opened: ox.Store | None,
    *,
    graph: str,
    text: str,
    values: str,
    known: bool,
    prefixes: dict[str, str],
    seconds: float,
    rows: int,
    memory: int,
) -> dict[str, object]:
    """The answer as plain values; `known` is a query that ships with kg, `values` close one that doesn't."""
    _limit(memory, seconds)
    asked = text if known else checked(text, prefixes) + "\n" + values
    data = store.open_(Path(graph)) if opened is None else opened  # an empty store is false
    _close_the_doors()
    try:
        return _rows(data.query(asked, prefixes=prefixes), rows)
    except (SyntaxError, OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query failed: {error}") from error


def checked(text: str, prefixes: dict[str, str]) -> str:
    """A query that people wrote, as it may be run; raises QueryError where it can't be parsed or is refused."""
    plain = guard.check(text, lambda hidden: _unreadable(hidden, prefixes) is None)
    if said := _unreadable(plain, prefixes):
        raise QueryError(guard.why_not(plain, said))
    return plain


def _unreadable(text: str, prefixes: dict[str, str]) -> str | None:
    """What the engine says of a text that it can't read, asked over an empty store, before the doors close."""
    try:
        ox.Store().query(text, prefixes=prefixes)
    except SyntaxError as error:
        return str(error.msg)
    return None


def _limit(memory: int, seconds: float) -> None:
    """Bounds that hold even if the parent dies: memory, processor time, no core file."""
    if sys.platform == "win32":
        return
    import resource

    cpu = int(seconds) + 5
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, cpu), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):  # a system without this limit, or with a lower one already
            resource.setrlimit(what, (most, most))


def _close_the_doors() -> None:
    """No new file or socket from here on: a second wall behind the guard."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _rows(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, most: int) -> dict[str, object]:
    if isinstance(found, ox.QueryBoolean):
        return _table("ask", ["answer"], [[[str(bool(found)).lower(), _BOOLEAN, ""]]], most)
    if isinstance(found, ox.QueryTriples):
        triples = ([_cell(t.subject), _cell(t.predicate), _cell(t.object)] for t in found)
        return _table("construct", ["subject", "predicate", "object"], triples, most)
    rows = ([_cell(term) for term in solution] for solution in found)
    return _table("select", [v.value for v in found.variables], rows, most)


def _table(form: str, columns: list[str], rows: Iterable[list[Cell]], most: int) -> dict[str, object]:
    stream: Iterator[list[Cell]] = iter(rows)
    kept = list(islice(stream, most))
    return {"form": form, "columns": columns, "rows": kept, "truncated": next(stream, None) is not None}


def _cell(term: Term | None) -> Cell:
    match term:
        case None:
            return None
        case ox.Literal():
            return [term.value, term.datatype.value, term.language or ""]
        case ox.NamedNode():
            return term.value
        case _:
            return str(term)


if __name__ == "__main__":
    main()
