"""kg.ttl as a frozen value: the names that rules, lexicons, colours and writers may use, and their domain and range."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg import resources

KG = "https://kg.example/ontology#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"

#: The ten kinds of entity, in the order of the definitions (gold/README.md and the user guide).
KINDS = ("Organisation", "Community", "Area", "Place", "Project", "Programme", "Person", "Post", "Event", "Award")


@dataclass(frozen=True, slots=True)
class Property:
    """A predicate: the classes that may stand on either side (`range` is empty for literals).

    `factual` marks those that reports state of entities, as against those of evidence and provenance.
    """

    name: str
    domain: frozenset[str]
    range: frozenset[str]
    literal: bool
    symmetric: bool
    factual: bool


@dataclass(frozen=True, slots=True)
class Ontology:
    """Names of the ontology, local to the kg: namespace; `states` and `corrections` are the individuals of its two lists."""

    parents: dict[str, tuple[str, ...]]
    labels: dict[str, dict[str, str]]
    comments: dict[str, dict[str, str]]
    properties: dict[str, Property]
    states: frozenset[str]
    corrections: frozenset[str]

    def label(self, name: str, lang: str = "zh") -> str:
        return self.labels.get(name, {}).get(lang, name)

    def ancestors(self, name: str) -> frozenset[str]:
        """The class itself and all classes above it."""
        found, queue = {name}, list(self.parents.get(name, ()))
        while queue:
            found.add(queue[0])
            queue = [*queue[1:], *self.parents.get(queue[0], ())]
        return frozenset(found)

    def is_a(self, name: str, kind: str) -> bool:
        return kind in self.ancestors(name)

    def kind_of(self, name: str) -> str | None:
        """The one of the ten kinds that a class belongs to."""
        above = self.ancestors(name)
        return next((k for k in KINDS if k in above), None)

    def predicates(self) -> tuple[str, ...]:
        """Predicates that a frame may state, sorted: those below kg:relatedTo and kg:attribute."""
        return tuple(sorted(n for n, p in self.properties.items() if p.factual))

    def allows(self, predicate: str, subject: str, obj: str | None) -> bool:
        """Whether domain and range admit these classes (obj None for a literal)."""
        prop = self.properties[predicate]
        in_domain = bool(self.ancestors(subject) & prop.domain)
        return in_domain and (prop.literal if obj is None else bool(self.ancestors(obj) & prop.range))


@cache
def load() -> Ontology:
    """The shipped ontology."""
    return parse(resources.read("kg.ttl"))


def parse(turtle: str) -> Ontology:
    """An ontology from its Turtle text; raises SyntaxError where it isn't Turtle."""
    store = ox.Store()
    store.load(turtle.encode(), format=ox.RdfFormat.TURTLE)
    classes = sorted(_subjects(store, _OWL + "Class"))
    names = {*classes, *_subjects(store, _OWL + "ObjectProperty"), *_subjects(store, _OWL + "DatatypeProperty")}
    states, kinds = (frozenset(_subjects(store, KG + name)) for name in ("State", "CorrectionKind"))
    properties = {n: _property(store, n) for n in sorted(names - set(classes))}
    return Ontology(
        parents={c: tuple(sorted(_local(o) for o in _objects(store, c, _RDFS + "subClassOf") if _local(o))) for c in classes},
        labels={n: _literals(store, n, _RDFS + "label") for n in sorted(names | states | kinds)},
        comments={n: _literals(store, n, _RDFS + "comment") for n in sorted(names)},
        properties=properties,
        states=states,
        corrections=kinds,
    )


def _local(term: object) -> str:
    value = term.value if isinstance(term, ox.NamedNode) else ""
    return value.removeprefix(KG) if value.startswith(KG) else ""


def _subjects(store: ox.Store, cls: str) -> Iterator[str]:
    for quad in store.quads_for_pattern(None, ox.NamedNode(_RDF + "type"), ox.NamedNode(cls)):
        if name := _local(quad.subject):
            yield name


def _objects(store: ox.Store, name: str, predicate: str) -> list[object]:
    return [q.object for q in store.quads_for_pattern(ox.NamedNode(KG + name), ox.NamedNode(predicate), None)]


def _literals(store: ox.Store, name: str, predicate: str) -> dict[str, str]:
    found = [o for o in _objects(store, name, predicate) if isinstance(o, ox.Literal)]
    return {o.language or "": o.value for o in sorted(found, key=str)}


def _property(store: ox.Store, name: str) -> Property:
    types = {o.value for o in _objects(store, name, _RDF + "type") if isinstance(o, ox.NamedNode)}
    domain, range_ = (_members(store, name, _RDFS + side) for side in ("domain", "range"))
    literal = _OWL + "DatatypeProperty" in types
    above = {_local(o) for o in _objects(store, name, _RDFS + "subPropertyOf")}
    symmetric = _OWL + "SymmetricProperty" in types
    return Property(name, domain, frozenset() if literal else range_, literal, symmetric, bool(above & {"relatedTo", "attribute"}))


def _members(store: ox.Store, name: str, side: str) -> frozenset[str]:
    """The classes named by a domain or range: one, or the members of an owl:unionOf list."""
    found: set[str] = set()
    for term in _objects(store, name, side):
        if isinstance(term, ox.BlankNode):
            found |= set(_union(store, term))
        elif local := _local(term):
            found.add(local)
    return frozenset(found)


def _union(store: ox.Store, node: ox.BlankNode) -> Iterator[str]:
    step = next(iter(store.quads_for_pattern(node, ox.NamedNode(_OWL + "unionOf"), None)), None)
    while step is not None and isinstance(step.object, ox.BlankNode):
        first = next(iter(store.quads_for_pattern(step.object, ox.NamedNode(_RDF + "first"), None)))
        yield _local(first.object)
        step = next(iter(store.quads_for_pattern(step.object, ox.NamedNode(_RDF + "rest"), None)), None)
