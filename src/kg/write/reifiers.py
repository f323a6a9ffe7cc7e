"""RDF 1.2: each fact's node as the reifier of its relation, in place of rdf:subject, rdf:predicate and rdf:object."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.write import turtle
from kg.write.terms import RDF, Object, Triple

_PARTS = tuple(RDF + part for part in ("subject", "predicate", "object"))


def serialise(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> Iterator[str]:
    """The lines of a Turtle 1.2 file. Oxigraph and N3.js read it; rdflib 7 doesn't."""
    rest: list[Triple] = []
    parts: defaultdict[str, dict[str, Object]] = defaultdict(dict)
    for subject, predicate, obj in triples:
        if predicate in _PARTS:
            parts[subject][predicate] = obj
        else:
            rest.append((subject, predicate, obj))
    yield from turtle.serialise(rest, prefixes)
    token = turtle.shortener(prefixes)
    for node, said in sorted(parts.items(), key=lambda item: token(item[0])):
        yield f"\n{token(node)} rdf:reifies <<( {' '.join(token(said[p]) for p in _PARTS)} )>> .\n"
