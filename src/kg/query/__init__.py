"""SPARQL over a built graph: named queries and ad-hoc ones, each in a process that can be killed.

The engine has no timeout, may abort its whole process on some queries and can open network connections; so it
never runs in the caller's process.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from kg.query import wire
from kg.query.named import NamedQuery, bind, find, named, value
from kg.query.part import part_of
from kg.query.pool import Pool
from kg.query.process import Process
from kg.query.result import Limits, Result
from kg.write.terms import Object

__all__ = ["Limits", "NamedQuery", "Pool", "Result", "Running", "ask", "bind", "find", "named", "part_of", "run", "start"]


def ask(graph: Path, query: str, values: Mapping[str, str] | None = None, limits: Limits | None = None) -> Result:
    """Answer a named query or SPARQL: `ask(Path("output/graph.ttl"), "leads", {"name": "柳泉街道"}).records()`.

    `values` are parameters of a named query, or values of variables of a SELECT: names in Chinese, or IRIs in <>.
    Raises as `run` does, and QueryError for a name or parameter that there isn't.
    """
    if re.fullmatch(r"[\w-]+", query):
        chosen = find(query)
        return run(graph, chosen, bind(chosen, values or {}), limits)
    return run(graph, query, {name: value(text) for name, text in (values or {}).items()}, limits)


def run(graph: Path, query: str | NamedQuery, bindings: Mapping[str, Object] | None = None, limits: Limits | None = None) -> Result:
    """Answer a SELECT, ASK, CONSTRUCT or DESCRIBE over a Turtle file; `bindings` are values of variables.

    The prefixes of `kg.write.terms.PREFIXES` need no declaration. Raises InputError for the file, QueryError for a
    query that can't be parsed, asks for the network or other files, changes something, or goes over a limit.
    """
    return start(graph, query, bindings, limits).result()


class Running:
    """A query under way; `result` waits for its answer and raises as `run` does."""

    def __init__(self, process: Process, seconds: float) -> None:
        self._process, self._seconds = process, seconds

    def result(self) -> Result:
        return wire.result(self._process.receive(self._seconds))


def start(graph: Path, query: str | NamedQuery, bindings: Mapping[str, Object] | None = None, limits: Limits | None = None) -> Running:
    """Begin what `run` does, and return at once."""
    allowed = limits or Limits()
    process = Process()
    process.send(wire.request(graph, query, bindings or {}, allowed))
    return Running(process, allowed.seconds)
