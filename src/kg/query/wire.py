"""What goes to a query's process and what comes back, as JSON. (That of the standard library: it is imported sooner.)"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from kg.errors import InputError, QueryError
from kg.query.named import NamedQuery, clause
from kg.query.result import Limits, Result
from kg.write.terms import PREFIXES, Literal, Object


def request(graph: Path, query: str | NamedQuery, bindings: Mapping[str, Object], limits: Limits) -> bytes:
    """The request: the keyword arguments of `kg.answer`. The text of a named query isn't judged: it ships with kg."""
    text, closing = (query.asked(bindings), "") if isinstance(query, NamedQuery) else (query, clause(bindings))
    asked = {
        "graph": str(graph),
        "text": text,
        "values": closing,
        "known": isinstance(query, NamedQuery),
        "prefixes": PREFIXES,
        **asdict(limits),
    }
    return json.dumps(asked).encode()


def result(answer: bytes) -> Result:
    """The answer; raises InputError or QueryError where it is one."""
    found = json.loads(answer)
    if "input" in found:
        raise InputError(*found["input"])
    if "error" in found:
        raise QueryError(found["error"])
    rows = tuple(tuple(_term(cell) for cell in row) for row in found["rows"])
    return Result(found["form"], tuple(found["columns"]), rows, found["truncated"])


def _term(cell: str | list[str] | None) -> Object | None:
    return Literal(*cell) if isinstance(cell, list) else cell
