"""What a query may not do: reach the network, read other files, change the store.

A query is let through for one of three reasons only: it hasn't the letters of what is refused; or it can be written
without them, as escapes, which the engine reads within strings and IRIs and nowhere else (a test says so); or a second
parser says that it doesn't ask for it. To refuse it, its tokens are reason enough.
"""

import re
from collections.abc import Callable, Iterator

from kg.errors import QueryError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyparsing import ParseResults

_SERVICE = "SERVICE is refused: a query may not reach the network"
_FROM = "FROM is refused: a query sees the given graph only"
_UPDATE = "updates are refused: change the reports and build again"
_DEEP = "the query is nested too deeply"
_REFUSED = {"ServiceGraphPattern": _SERVICE, "DatasetClause": _FROM, "service": _SERVICE, "from": _FROM}
_UPDATES = frozenset(("add", "clear", "copy", "create", "delete", "drop", "insert", "load", "move", "with"))

#: A query without these letters can't ask for what is refused. Behind ? or $ they are a variable's: no keyword can follow
#: directly on either, for a path that ends in ? needs an object after it.
_SUSPECT = re.compile(r"(?<![?$])(?:service|from)", re.IGNORECASE | re.ASCII)
#: Behind a backslash the first letter belongs to another escape.
_HIDEABLE = re.compile(r"(?<![?$\\])(?:service|from)", re.IGNORECASE | re.ASCII)
# The two parsers differ on whether an escape of, say, a quotation mark ends a string. No one needs such escapes.
_ASCII_ESCAPE = re.compile(r"\\u00[0-7]|\\U000000[0-7]")
#: Brackets within brackets: the engine's own stack ends at some 2,000, rdflib's parser at some 50.
_MOST_NESTED = 200

_WORD = r"""(?:[^\s<>"'{}()\[\]|^`~;,!*/+=&?$@#\\:.-])"""
_TOKEN = re.compile(
    rf"""\#[^\n]* | <[^<>"{{}}|^`\\\x00-\x20]*>
    | \"\"\"(?:\"{{0,2}}(?:[^"\\]|\\.))*\"\"\" | '''(?:'{{0,2}}(?:[^'\\]|\\.))*'''
    | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | ["'].*
    | [?$]{_WORD}+ | @[A-Za-z-]+
    | (?P<words>{_WORD}(?:{_WORD}|[.-])*)?(?P<local>:(?:{_WORD}|[:.%-]|\\.)*)
    | (?P<bare>{_WORD}(?:{_WORD}|[.-])*)
    | (?P<open>[({{\[]) | (?P<close>[)}}\]])""",
    re.VERBOSE | re.DOTALL,
)


def check(text: str, parses: Callable[[str], bool]) -> str:
    """The query as it is to be run; raises QueryError where it is refused, or where that can't be judged.

    `parses` asks the engine whether it can read a text that hasn't the letters of what is refused.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")  # one parser ends a comment at \r, the other doesn't
    if not plain.isascii():
        _check_unicode(plain)
    if _ASCII_ESCAPE.search(plain):
        raise QueryError("escapes of ASCII characters are refused: write the character itself")
    if _depth(plain) > _MOST_NESTED:
        raise QueryError(_DEEP)
    if _SUSPECT.search(plain):
        if word := next((w for w in _keywords(plain) if w in _REFUSED), None):
            raise QueryError(_REFUSED[word])
        hidden = _HIDEABLE.sub(_hide, plain)
        if not _SUSPECT.search(hidden) and parses(hidden):
            return hidden
        parse(plain)
    return plain


def _hide(match: re.Match[str]) -> str:
    """The word with its first letter as an escape."""
    return f"\\u{ord(match[0][0]):04X}{match[0][1:]}"


def _check_unicode(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise QueryError("the query isn't UTF-8") from None


def _depth(text: str) -> int:
    """How many brackets are open at once, at most; more than can be nested in a text that has so few is never looked for."""
    if text.count("{") + text.count("(") + text.count("[") <= _MOST_NESTED:
        return 0
    depth = deepest = 0
    for token in _TOKEN.finditer(text):
        depth += (token["open"] is not None) - (token["close"] is not None)
        deepest = max(deepest, depth)
    return deepest


def _keywords(text: str) -> Iterator[str]:
    """The words that stand by themselves, in small letters: not in strings, comments, IRIs, variables or prefixed names."""
    for token in _TOKEN.finditer(text):
        if token["bare"]:
            yield from re.split("[.-]", token["bare"].lower())


def parse(text: str) -> None:
    """Parse the query; raises QueryError where that can't be done or it asks for what is refused. (0.3 s in a new process.)"""
    for name in _names(_parse(text)):
        if name in _REFUSED:
            raise QueryError(_REFUSED[name])


def _parse(text: str) -> "ParseResults":
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        return parseQuery(text)
    except ParseException as error:
        raise QueryError(_UPDATE if _is_update(text) else _not_sparql(text, error.lineno, error.column)) from error
    except RecursionError:
        raise QueryError(_DEEP) from None


def _names(node: object) -> Iterator[str]:
    """The names of all parts of a parse, in order."""
    from pyparsing import ParseResults
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(node, CompValue):
        yield node.name
    children = node.values() if isinstance(node, dict) else node if isinstance(node, ParseResults | list | tuple) else ()
    for child in children:
        yield from _names(child)


# ---------------------------------------------------------------- why it can't be run


def why_not(text: str, said: str) -> str:
    """What to tell of a query that the engine can't parse, from the engine's message."""
    if _is_update(text):
        return _UPDATE
    place = re.search(r"error at (\d+):(\d+)", said)
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    if "Prefix not found" in said:
        return f"line {line}, column {column}: a prefix that isn't declared"
    reason = re.search(r"(?:expected|one of|,) ((?:The|SELECT|Duplicate|Blank) [^,\[\]]*[a-z])", said)
    return _not_sparql(text, line, column) + (f" ({reason[1]})" if reason else "")


def _not_sparql(text: str, line: int, column: int) -> str:
    whole = (text.splitlines()[line - 1 : line] or [""])[0]
    start = max(0, column - 60)
    words = ("…" if start else "") + whole[start : start + 80].strip() + ("…" if len(whole) > start + 80 else "")
    return f"line {line}, column {column}: no valid SPARQL near {words!r}"


def _is_update(text: str) -> bool:
    """Whether the first word after the prologue is one that begins an update."""
    return next((w for w in _keywords(text) if w not in ("base", "prefix", "version")), "") in _UPDATES
