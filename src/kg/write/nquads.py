"""N-Quads, sorted, with one graph per report: what a report says stands in the graph that bears its IRI.

An entity's names and kinds stand in the graph of each report that mentions it, a relation in that of each report that
states it; the run stands in the default graph. Every bulk loader reads this form.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.ontology import KG
from kg.write.terms import NIF, RDF, XSD, Literal, Object, Triple, type_

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_PARTS = (RDF + "subject", RDF + "predicate", RDF + "object")


def serialise(triples: Iterable[Triple]) -> Iterator[str]:
    """The lines of an N-Quads file, each with its line end: the same whatever the order of the triples."""
    given = sorted(set(triples), key=_order)
    where = _graphs(given)
    lines = {_line(triple, graph) for triple in given for graph in where(triple)}
    return iter(sorted(lines))


def _order(triple: Triple) -> tuple[str, str, tuple[str, ...]]:
    return (triple[0], triple[1], tuple(triple[2]) if isinstance(triple[2], Literal) else (triple[2],))


class _graphs:  # noqa: N801 — called like a function
    """From a triple to the IRIs of the graphs that hold it; the empty one is the default graph."""

    def __init__(self, triples: Sequence[Triple]) -> None:
        said: defaultdict[str, dict[str, list[Object]]] = defaultdict(dict)
        for subject, predicate, obj in triples:
            said[subject].setdefault(predicate, []).append(obj)
        self._reports: dict[str, list[str]] = {}
        self._stated: defaultdict[tuple[Object, ...], list[str]] = defaultdict(list)
        for subject, values in said.items():
            self._reports[subject] = reports = self._of(subject, values, said)
            if KG + "Fact" in values.get(type_, ()):
                self._stated[tuple(values[part][0] for part in _PARTS)] += reports

    @staticmethod
    def _of(subject: str, values: dict[str, list[Object]], said: dict[str, dict[str, list[Object]]]) -> list[str]:
        if KG + "Report" in values.get(type_, ()):
            return [subject]
        sentences = [str(s) for s in values.get(KG + "sentence", ())]
        around = [values, *(said[s] for s in sentences if s in said)]
        found = [str(r) for node in around for r in node.get(NIF + "referenceContext", ())]
        return found or [str(r) for r in values.get(KG + "mentionedIn", ())] or [""]

    def __call__(self, triple: Triple) -> list[str]:
        if triple[1] == KG + "mentionedIn":
            return [str(triple[2])]
        return self._stated.get(triple) or self._reports[triple[0]]


def _line(triple: Triple, graph: str) -> str:
    terms = [term(triple[0]), term(triple[1]), term(triple[2]), *([term(graph)] if graph else [])]
    return " ".join(terms) + " .\n"


def term(value: Object) -> str:
    """A term as N-Quads has it; control characters escaped."""
    if not isinstance(value, Literal):
        return value if value.startswith("_:") else f"<{value}>"
    text = f'"{_ESCAPED.sub(_escape, value.value)}"'
    if value.language:
        return f"{text}@{value.language}"
    return text if value.datatype == XSD + "string" else f"{text}^^<{value.datatype}>"


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"
