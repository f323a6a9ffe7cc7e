"""What a query may not do: reach the network, read other files, change the store. Judged on the parse, not the text."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import QueryError

if TYPE_CHECKING:
    from pyparsing import ParseResults

_REFUSED = {
    "ServiceGraphPattern": "SERVICE is refused: a query may not reach the network",
    "DatasetClause": "FROM is refused: a query sees the given graph only",
}
# The two parsers differ on whether an escape of, say, a quotation mark ends a string. No one needs such escapes.
# A query without these letters can't ask for what is refused, and the engine takes no updates as queries: it need not
# be parsed here (0.3 s in a new process).
_SUSPECT = re.compile("service|from", re.IGNORECASE | re.ASCII)
_ASCII_ESCAPE = re.compile(r"\\u00[0-7]|\\U000000[0-7]")


def check(text: str) -> str:
    """The query with plain line ends; raises QueryError where it can't be parsed or is refused."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")  # one parser ends a comment at \r, the other doesn't
    if _ASCII_ESCAPE.search(plain):
        raise QueryError("escapes of ASCII characters are refused: write the character itself")
    if _SUSPECT.search(plain):
        parse(plain)
    return plain


def parse(text: str) -> None:
    """Parse the query; raises QueryError where that can't be done or it asks for what is refused."""
    for name in _names(_parse(text)):
        if name in _REFUSED:
            raise QueryError(_REFUSED[name])


def _parse(text: str) -> "ParseResults":
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        return parseQuery(text)
    except ParseException as error:
        if _is_update(text):
            raise QueryError("updates are refused: change the reports and build again") from None
        raise QueryError(f"line {error.lineno}, column {error.column}: no valid SPARQL near {error.line.strip()!r}") from error
    except RecursionError:
        raise QueryError("the query is nested too deeply") from None


def _is_update(text: str) -> bool:
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        return bool(parseUpdate(text).request)
    except ParseException:
        return False


def _names(node: object) -> Iterator[str]:
    """The names of all parts of a parse, in order."""
    from pyparsing import ParseResults
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(node, CompValue):
        yield node.name
    children = node.values() if isinstance(node, dict) else node if isinstance(node, ParseResults | list | tuple) else ()
    for child in children:
        yield from _names(child)
