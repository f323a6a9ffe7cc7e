"""What people decided, in PROV-O: a node for each correction that took effect, its file, and who made it."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import blake2b

from kg import ontology
from kg.errors import RulesError
from kg.graph import Graph
from kg.model import Applied, Assertion
from kg.ontology import KG
from kg.write import terms
from kg.write.files import file_name
from kg.write.terms import PREFIXES, RDFS, Object, Triple, type_

_PROV, _SCHEMA, _DCTERMS = PREFIXES["prov"], PREFIXES["schema"], PREFIXES["dcterms"]

#: From an assertion to the IRIs of its nodes.
Nodes = Callable[[Assertion], Iterator[str]]


def used(graph: Graph, base: str) -> Iterator[str]:
    """IRIs of all that the run used beside rules and reports: the corrections and the other files."""
    yield from (_file(i.file, base) for i in graph.inputs)
    yield from (_correction(c, base) for c in graph.corrections)


def triples(graph: Graph, base: str, nodes: Nodes) -> Iterator[Triple]:
    """The files beside the reports, and the corrections with what they are about."""
    for one in graph.inputs:
        file = _file(one.file, base)
        yield file, type_, KG + "Input"
        yield file, type_, _PROV + "Entity"
        yield file, RDFS + "label", terms.plain(file_name(one.file))
        yield file, _SCHEMA + "sha256", terms.plain(one.sha256)
    for correction in graph.corrections:
        subject = _correction(correction, base)
        yield from ((subject, predicate, obj) for predicate, obj in _said(correction, base, nodes))
        if correction.by:
            person = _person(correction.by, base)
            yield person, type_, _PROV + "Person"
            yield person, RDFS + "label", terms.plain(correction.by)


def _said(correction: Applied, base: str, nodes: Nodes) -> Iterator[tuple[str, Object]]:
    yield type_, KG + "Correction"
    yield type_, _PROV + "Entity"
    yield KG + "correctionKind", KG + _kind(correction.verb)
    yield KG + "entry", terms.plain(correction.said)
    yield _PROV + "wasDerivedFrom", _file(correction.file, base)
    yield from ((KG + "corrects", f"{base}e/{terms.local(entity)}") for entity in correction.entities)
    yield from ((KG + "corrects", node) for item in correction.assertions for node in nodes(item))
    if correction.note:
        yield RDFS + "comment", terms.plain(correction.note)
    if correction.by:
        yield _PROV + "wasAttributedTo", _person(correction.by, base)
    if correction.date:
        yield _DCTERMS + "date", terms.moment(correction.date)


def verb_of(kind: str) -> str:
    """The file's word for a kind of correction: dropEntity is drop entity."""
    return re.sub("[A-Z]", lambda m: " " + m[0].lower(), kind)


def _kind(verb: str) -> str:
    """And the other way."""
    name = re.sub(" ([a-z])", lambda m: m[1].upper(), verb)
    if name not in ontology.load().corrections:
        raise RulesError("kg.ttl", name, "kg:CorrectionKind", "there is no such kind")
    return name


@cache
def _hashed(kind: str, what: str) -> str:
    return f"r/{kind}-{blake2b(what.encode(), digest_size=10).hexdigest()}"


def _correction(correction: Applied, base: str) -> str:
    return base + _hashed("correction", correction.said)


def _file(name: str, base: str) -> str:
    """By name: a file that changes stays the same file, with another hash."""
    return base + _hashed("file", file_name(name))


def _person(name: str, base: str) -> str:
    return base + _hashed("person", name)
