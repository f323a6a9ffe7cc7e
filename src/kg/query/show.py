"""An answer as text: CSV and JSON as SPARQL 1.1 defines them, Turtle, and short cells for a table."""

import csv
import io
import re

from kg.errors import QueryError
from kg.query.result import Result
from kg.write import nquads, turtle
from kg.write.terms import PREFIXES, RDF, XSD, Literal, Object

_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
#: Characters that XML 1.0 can't hold, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


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


def as_tsv(result: Result) -> str:
    """SPARQL 1.1 TSV: terms as in Turtle, without prefixes."""
    token = turtle.shortener({})
    rows = ("\t".join("" if cell is None else token(cell) for cell in row) for row in result.rows)
    return "".join(line + "\n" for line in ("\t".join("?" + c for c in result.columns), *rows))


def as_xml(result: Result) -> str:
    """SPARQL 1.1 XML. Characters that XML can't hold become U+FFFD."""
    start = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
    if result.form == "ask":
        return f"{start}<head/><boolean>{_plain(result.rows[0][0])}</boolean></sparql>\n"
    head = "".join(f"<variable name={_attribute(c)}/>" for c in result.columns)
    rows = "".join(f"<result>{''.join(map(_binding, result.columns, row))}</result>\n" for row in result.rows)
    return f"{start}<head>{head}</head><results>\n{rows}</results></sparql>\n"


def _binding(column: str, cell: Object | None) -> str:
    return "" if cell is None else f"<binding name={_attribute(column)}>{_element(cell)}</binding>"


def _element(cell: Object) -> str:
    text = _escaped(_plain(cell))
    if not isinstance(cell, Literal):
        return f"<bnode>{text[2:]}</bnode>" if cell.startswith("_:") else f"<uri>{text}</uri>"
    if cell.language:
        return f"<literal xml:lang={_attribute(cell.language)}>{text}</literal>"
    return (
        f"<literal>{text}</literal>"
        if cell.datatype == XSD + "string"
        else f"<literal datatype={_attribute(cell.datatype)}>{text}</literal>"
    )


def _attribute(value: str) -> str:
    return f'"{_escaped(value)}"'


def _escaped(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text).translate(_XML)


def as_ntriples(result: Result) -> str:
    """The triples of a CONSTRUCT, sorted, one a line."""
    return "".join(sorted({" ".join(nquads.term(c) for c in row if c is not None) + " .\n" for row in result.rows}))


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
    import orjson  # takes as long to import as a query takes

    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def _plain(cell: Object | None) -> str:
    return cell.value if isinstance(cell, Literal) else cell or ""


def _json(cell: Object) -> dict[str, str]:
    if isinstance(cell, Literal):
        typed = {} if cell.datatype in (XSD + "string", RDF + "langString") else {"datatype": cell.datatype}
        return {"type": "literal", "value": cell.value, **({"xml:lang": cell.language} if cell.language else typed)}
    return {"type": "bnode", "value": cell[2:]} if cell.startswith("_:") else {"type": "uri", "value": cell}
