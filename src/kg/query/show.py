"""An answer as text: CSV and JSON as SPARQL 1.1 defines them, Turtle, and short cells for a table."""

import csv
import io

import orjson

from kg.errors import QueryError
from kg.query.result import Result
from kg.write import turtle
from kg.write.terms import PREFIXES, RDF, XSD, Literal, Object


def as_csv(result: Result) -> str:
    """SPARQL 1.1 CSV: plain values, CRLF."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([result.columns, *([_plain(cell) for cell in row] for row in result.rows)])
    return out.getvalue()


def as_json(result: Result) -> str:
    """SPARQL 1.1 JSON; the triples of a CONSTRUCT as rows of three."""
    if result.form == "ask":
        return _dump({"head": {}, "boolean": result.rows[0][0] == ("true", XSD + "boolean", "")})
    rows = [{n: _json(cell) for n, cell in zip(result.columns, row, strict=True) if cell is not None} for row in result.rows]
    return _dump({"head": {"vars": result.columns}, "results": {"bindings": rows}})


def as_turtle(result: Result) -> str:
    """The triples of a CONSTRUCT, sorted; raises QueryError for other answers."""
    if result.form != "construct":
        raise QueryError("only CONSTRUCT and DESCRIBE give Turtle: use --format csv or json")
    return "".join(turtle.serialise(((str(s), str(p), o) for s, p, o in result.rows if o is not None), PREFIXES))


def cells(result: Result) -> list[list[str]]:
    """The rows for people: names without language, IRIs by prefix where that is shorter."""
    short = turtle.shortener(PREFIXES)
    return [[_plain(cell) if cell is None or isinstance(cell, Literal) else short(cell).strip("<>") for cell in row] for row in result.rows]


def _dump(value: object) -> str:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def _plain(cell: Object | None) -> str:
    return cell.value if isinstance(cell, Literal) else cell or ""


def _json(cell: Object) -> dict[str, str]:
    if isinstance(cell, Literal):
        typed = {} if cell.datatype in (XSD + "string", RDF + "langString") else {"datatype": cell.datatype}
        return {"type": "literal", "value": cell.value, **({"xml:lang": cell.language} if cell.language else typed)}
    return {"type": "bnode", "value": cell[2:]} if cell.startswith("_:") else {"type": "uri", "value": cell}
