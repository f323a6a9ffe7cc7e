"""SPARQL over a built graph: named queries and ad-hoc ones, each in a worker process that can be killed.

The engine has no timeout, may abort its whole process on some queries and can open network connections; so it
never runs in the caller's process.
"""

import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import orjson

from kg.errors import InputError, QueryError
from kg.query.named import NamedQuery, bind, find, named, value
from kg.query.part import part_of
from kg.query.result import Limits, Result
from kg.write.terms import Literal, Object

__all__ = ["Limits", "NamedQuery", "Result", "ask", "bind", "find", "named", "part_of", "run"]


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
    values = {name: list(term) if isinstance(term, Literal) else term for name, term in (bindings or {}).items()}
    request = {"graph": str(graph), "text": text, "bindings": values, "limits": asdict(allowed)}
    return _result(_answer(orjson.dumps(request), allowed.seconds))


def _answer(request: bytes, seconds: float) -> bytes:
    # -P: a file called kg.py in the current folder must not become the worker.
    command = [sys.executable, "-P", "-m", "kg.query.worker"]
    try:
        done = subprocess.run(command, input=request, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise QueryError(f"the query took more than {seconds:g} s: narrow it or allow it more time") from None
    if done.returncode:
        raise QueryError(_death(done.returncode, done.stderr.decode("utf-8", "backslashreplace")))
    return done.stdout


def _death(code: int, said: str) -> str:
    if "memory allocation" in said or "MemoryError" in said:
        return "the query ran out of memory: narrow it"
    if "total order" in said:
        return "the engine can't sort these mixed values: write ORDER BY STR(?x)"
    last = said.strip().splitlines()[-1:] or ["no message"]
    return f"the query's process ended with {code}: {last[0]}"


def _result(answer: bytes) -> Result:
    found = orjson.loads(answer)
    if "input" in found:
        raise InputError(*found["input"])
    if "error" in found:
        raise QueryError(found["error"])
    rows = tuple(tuple(_term(cell) for cell in row) for row in found["rows"])
    return Result(found["form"], tuple(found["columns"]), rows, found["truncated"])


def _term(cell: str | list[str] | None) -> Object | None:
    return Literal(*cell) if isinstance(cell, list) else cell
