"""The process that a query runs in: one request as JSON on stdin, one answer on stdout, and then the end.

Started with the path of a graph, it opens that before the request comes.
"""

import contextlib
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
import pyoxigraph as ox

from kg import store
from kg.errors import InputError, QueryError
from kg.query import guard
from kg.write import turtle
from kg.write.terms import PREFIXES, Literal

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Cell = str | list[str] | None


def main() -> None:
    """Answer the request on stdin."""
    opened = _open_early(sys.argv[1:])
    asked = sys.stdin.buffer.read()
    if not asked:
        return  # whoever started this process is gone
    try:
        answer = _answer(orjson.loads(asked), opened)
    except InputError as error:
        answer = {"input": [error.path, error.reason, error.hint]}
    except QueryError as error:
        answer = {"error": str(error)}
    sys.stdout.buffer.write(orjson.dumps(answer))


def _open_early(paths: list[str]) -> ox.Store | None:
    try:
        return store.open_(Path(paths[0])) if paths else None
    except InputError:
        return None  # told when it is asked for


def _answer(request: dict[str, Any], opened: ox.Store | None) -> dict[str, object]:
    limits = request["limits"]
    _limit(limits["memory"], limits["seconds"])
    text = guard.check(request["text"])
    _check_syntax(text)
    graph = opened or store.open_(Path(request["graph"]))
    _close_the_doors()
    try:
        return _rows(graph.query(text + _values(request["bindings"]), prefixes=PREFIXES), limits["rows"])
    except (SyntaxError, OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query failed: {error}") from error


def _check_syntax(text: str) -> None:
    """Ask an empty store first: what isn't SPARQL is known before the doors close, and the second parser tells why."""
    try:
        ox.Store().query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        guard.parse(text)
        raise QueryError(f"no valid SPARQL: {_brief(str(error.msg))}") from error


def _brief(message: str) -> str:
    """The engine's message without its list of every character that might have come instead."""
    place, _, expected = message.partition(": expected")
    return f"{place}: a prefix that isn't declared" if "Prefix not found" in expected else message.splitlines()[0]


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


def _values(bindings: dict[str, str | list[str]]) -> str:
    """A closing VALUES clause. (The engine's own substitutions serve only variables that the query returns.)"""
    if not bindings:
        return ""
    token = turtle.shortener({})
    terms = (token(Literal(*value) if isinstance(value, list) else value) for value in bindings.values())
    return f"\nVALUES ({' '.join('?' + name for name in bindings)}) {{ ({' '.join(terms)}) }}"


def _rows(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, most: int) -> dict[str, object]:
    if isinstance(found, ox.QueryBoolean):
        return _table("ask", ["answer"], [[[str(bool(found)).lower(), PREFIXES["xsd"] + "boolean", ""]]], most)
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
            return list(Literal(term.value, term.datatype.value, term.language or ""))
        case ox.NamedNode():
            return term.value
        case _:
            return str(term)


if __name__ == "__main__":
    main()
