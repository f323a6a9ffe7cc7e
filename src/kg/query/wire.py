"""What goes to a worker process and what comes back, as JSON."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import orjson

from kg.errors import InputError, QueryError
from kg.query.result import Limits, Result
from kg.write.terms import Literal, Object


def request(graph: Path, text: str, bindings: Mapping[str, Object], limits: Limits) -> dict[str, object]:
    """The request as plain values."""
    values = {name: list(term) if isinstance(term, Literal) else term for name, term in bindings.items()}
    return {"graph": str(graph), "text": text, "bindings": values, "limits": asdict(limits)}


def result(answer: bytes) -> Result:
    """The answer; raises InputError or QueryError where it is one."""
    found = orjson.loads(answer)
    if "input" in found:
        raise InputError(*found["input"])
    if "error" in found:
        raise QueryError(found["error"])
    rows = tuple(tuple(_term(cell) for cell in row) for row in found["rows"])
    return Result(found["form"], tuple(found["columns"]), rows, found["truncated"])


def _term(cell: str | list[str] | None) -> Object | None:
    return Literal(*cell) if isinstance(cell, list) else cell


def death(code: int, said: str) -> str:
    """Why a worker died, from its exit status and what it said."""
    if "memory allocation" in said or "MemoryError" in said:
        return "the query ran out of memory: narrow it"
    if "total order" in said:
        return "the engine can't sort these mixed values: write ORDER BY STR(?x)"
    last = said.strip().splitlines()[-1:] or ["no message"]
    return f"the query's process ended with {code}: {last[0]}"
