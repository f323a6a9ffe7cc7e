"""What follows from kg.ttl: the classes and predicates above those used, W3C ORG's and schema.org's among them."""

from collections.abc import Iterable, Iterator
from functools import cache

import pyoxigraph as ox

from kg import ontology, resources
from kg.ontology import KG
from kg.write.terms import PREFIXES, RDFS, Object, Triple, type_

_THING = PREFIXES["owl"] + "Thing"


def entailed(triples: Iterable[Triple]) -> Iterator[Triple]:
    """The triples and those that follow by subclass, subproperty and symmetry, some of them twice."""
    symmetric = {KG + n for n, p in ontology.load().properties.items() if p.symmetric}
    for subject, predicate, obj in triples:
        yield subject, predicate, obj
        if predicate == type_:
            yield from ((subject, type_, c) for c in above(str(obj)))
        elif predicate.startswith(KG):
            yield from _above(subject, predicate, obj)
            if predicate in symmetric and isinstance(obj, str):
                yield obj, predicate, subject
                yield from _above(obj, predicate, subject)


def _above(subject: str, predicate: str, obj: Object) -> Iterator[Triple]:
    return ((subject, p, obj) for p in above(predicate))


@cache
def above(iri: str) -> tuple[str, ...]:
    """The classes over a class, or the predicates over a predicate, without itself."""
    found: dict[str, None] = {}
    queue = [*_parents().get(iri, ())]
    while queue:
        parent = queue.pop(0)
        if parent not in found and parent != _THING:
            found[parent] = None
            queue += _parents().get(parent, ())
    return tuple(found)


@cache
def _parents() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for quad in ox.parse(resources.read("kg.ttl").encode(), format=ox.RdfFormat.TURTLE):
        is_parent = quad.predicate.value in (RDFS + "subClassOf", RDFS + "subPropertyOf")
        if is_parent and isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            found.setdefault(quad.subject.value, []).append(quad.object.value)
    return {child: tuple(sorted(parents)) for child, parents in found.items()}
