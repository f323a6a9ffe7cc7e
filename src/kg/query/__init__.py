"""SPARQL over a built graph: named queries and ad-hoc ones, each in a worker process that can be killed.

The engine has no timeout, may abort its whole process on some queries and can open network connections; so it
never runs in the caller's process.
"""

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import orjson

from kg.errors import LimitError
from kg.query.named import NamedQuery, bind, find, named, value
from kg.query.part import part_of
from kg.query.pool import Pool
from kg.query.result import Limits, Result
from kg.query.wire import death, request, result
from kg.write.terms import Object

__all__ = ["Limits", "NamedQuery", "Pool", "Result", "ask", "bind", "find", "named", "part_of", "run"]


def ask(graph: Path, query: str, values: Mapping[str, str] | None = None, limits: Limits | None = None) -> Result:
    """Answer a named query or SPARQL: `ask(Path("output/graph.ttl"), "leads", {"name": "柳泉街道"}).records()`.

    `values` are parameters of a named query, or values of variables of a SELECT: names in Chinese, or IRIs in <>.
    Raises as `run` does, and QueryError for a name or parameter that there isn't.
    """
    if re.fullmatch(r"[\w-]+", query):
        chosen = find(query)
        return run(graph, chosen.text, bind(chosen, values or {}), limits)
    return run(graph, query, {name: value(text) for name, text in (values or {}).items()}, limits)


def run(graph: Path, text: str, bindings: dict[str, Object] | None = None, limits: Limits | None = None) -> Result:
    """Answer a SELECT, ASK, CONSTRUCT or DESCRIBE over a Turtle file; `bindings` are values of variables.

    The prefixes of `kg.write.terms.PREFIXES` need no declaration. Raises InputError for the file, QueryError for a
    query that can't be parsed, asks for the network or other files, changes something, or goes over a limit.
    """
    allowed = limits or Limits()
    return result(_answer(orjson.dumps(request(graph, text, bindings or {}, allowed)), allowed.seconds))


def _answer(asked: bytes, seconds: float) -> bytes:
    # -P: a file called kg.py in the current folder must not become the worker.
    command = [sys.executable, "-P", "-m", "kg.query.worker"]
    try:
        done = subprocess.run(command, input=asked, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise LimitError(f"the query took more than {seconds:g} s: narrow it or allow it more time") from None
    if done.returncode:
        raise LimitError(death(done.returncode, done.stderr.decode("utf-8", "backslashreplace")))
    return done.stdout
