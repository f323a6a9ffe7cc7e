"""Turtle, sorted: the same triples give the same bytes in whatever order they come, and a small change a small diff.

One block per subject, `a` first, then predicates and objects by code point, LF, prefixes always in full. Blocks of
things in a text (they have a nif:beginIndex, and are written or dropped as a whole) are filled lines, others have one
value a line. A local name is written short only in a strict subset that every parser reads alike, else the IRI stands
in full.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from operator import itemgetter

from kg.write.terms import NIF, RDF, XSD, Literal, Object, Triple, type_

_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_SHORT = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]+\.[0-9]+"),
    XSD + "boolean": re.compile("true|false"),
}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_WIDTH = 120
_IRI_BAD = re.compile(r'[\x00-\x20<>"{}|^`\\]')

Tokens = tuple[str, str, str]


def serialise(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> Iterator[str]:
    """The lines of a Turtle file, each with its line end."""
    for name, iri in sorted(prefixes.items()):
        yield f"@prefix {name}: <{iri}> .\n"
    token = shortener(prefixes)
    rows = sorted({(token(s), _verb(p, token), token(o)) for s, p, o in triples}, key=_order)
    anchored = token(NIF + "beginIndex")
    for subject, group in groupby(rows, itemgetter(0)):
        block = list(group)
        yield f"\n{subject} "
        yield _filled(subject, block) if any(verb == anchored for _, verb, _ in block) else _listed(block)


def _order(row: Tokens) -> tuple[str, bool, str, str]:
    return (row[0], row[1] != "a", row[1], row[2])


def _verb(predicate: str, token: Callable[[Object], str]) -> str:
    return "a" if predicate == type_ else token(predicate)


def _listed(block: Iterable[Tokens]) -> str:
    """One value a line."""
    return " ;\n    ".join(verb + " " + " ,\n        ".join(o for _, _, o in rows) for verb, rows in groupby(block, itemgetter(1))) + " .\n"


def _filled(subject: str, block: Iterable[Tokens]) -> str:
    """As many statements a line as fit."""
    lines, width = [""], len(subject)
    for verb, rows in groupby(block, itemgetter(1)):
        statement = f"{verb} " + " , ".join(o for _, _, o in rows)
        if lines[-1] and width + len(statement) > _WIDTH:
            lines.append("")
            width = 0
        lines[-1] += (" ; " if lines[-1] else "") + statement
        width += len(statement) + 3
    return " ;\n    ".join(lines) + " .\n"


def shortener(prefixes: Mapping[str, str]) -> Callable[[Object], str]:
    """A function from a term to its Turtle."""
    longest = sorted(prefixes.items(), key=lambda p: (-len(p[1]), p[0]))

    @cache
    def iri(value: str) -> str:
        for name, start in longest:
            if value.startswith(start) and _LOCAL.fullmatch(value, len(start)):
                return f"{name}:{value[len(start) :]}"
        return value if value.startswith("_:") else f"<{_IRI_BAD.sub(_percent, value)}>"

    def token(term: Object) -> str:
        return _literal(term, iri) if isinstance(term, Literal) else iri(term)

    return token


def _literal(literal: Literal, iri: Callable[[str], str]) -> str:
    short = _SHORT.get(literal.datatype)
    if short and short.fullmatch(literal.value):
        return literal.value
    text = f'"{_ESCAPED.sub(_escape, literal.value)}"'
    if literal.language:
        return f"{text}@{literal.language}"
    return text if literal.datatype in (XSD + "string", RDF + "langString") else f"{text}^^{iri(literal.datatype)}"


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"


def _percent(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"
