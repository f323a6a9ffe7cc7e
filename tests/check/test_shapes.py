"""shapes.ttl says of every class and predicate what kg.ttl says."""

import pyshacl
import pytest
import rdflib
from rdflib import RDF, XSD, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from kg import ontology, resources
from kg.ontology import KG

SHAPES = rdflib.Graph().parse(data=resources.read("shapes.ttl"), format="turtle")
ONTOLOGY_GRAPH = rdflib.Graph().parse(data=resources.read("kg.ttl"), format="turtle")
ONTOLOGY = ontology.load()
OTHER_TARGETS = {"Sentence", "Phrase", "Activity", "SoftwareAgent", "Plan", "Person"}


def node_shape(target: URIRef, name: str) -> Node:
    (shape,) = SHAPES.subjects(target, URIRef(KG + name))
    return shape


def classes(shape: Node) -> set[str]:
    """The classes that a shape admits: of sh:class, or of one of sh:or."""
    found = set(SHAPES.objects(shape, SH["class"]))
    for list_ in SHAPES.objects(shape, SH["or"]):
        found |= {c for one in Collection(SHAPES, list_) for c in SHAPES.objects(one, SH["class"])}
    return {str(c).removeprefix(KG) for c in found if str(c).startswith(KG)}


def datatypes(shape: Node) -> set[Node]:
    found = set(SHAPES.objects(shape, SH.datatype))
    for list_ in SHAPES.objects(shape, SH["or"]):
        found |= {d for one in Collection(SHAPES, list_) for d in SHAPES.objects(one, SH.datatype)}
    return found


def of_path(shape: Node, name: str) -> Node:
    (found,) = [p for p in SHAPES.objects(shape, SH.property) if (p, SH.path, URIRef(KG + name)) in SHAPES]
    return found


@pytest.mark.parametrize("name", sorted(ONTOLOGY.parents))
def test_every_class_has_a_shape(name: str) -> None:
    shape = node_shape(SH.targetClass, name)
    kind = ONTOLOGY.kind_of(name)
    if kind and kind != name:
        (of_kind,) = SHAPES.objects(shape, SH.property)
        assert SHAPES.value(of_kind, SH.hasValue) == URIRef(KG + kind)


@pytest.mark.parametrize("name", sorted(ONTOLOGY.properties))
def test_every_predicate_has_a_shape_with_the_sides_of_the_ontology(name: str) -> None:
    shape = node_shape(SH.targetSubjectsOf, name)
    assert classes(shape) == ONTOLOGY.properties[name].domain
    path = of_path(shape, name)
    if ONTOLOGY.properties[name].literal:
        said = set(ONTOLOGY_GRAPH.objects(URIRef(KG + name), rdflib.RDFS.range))
        assert datatypes(path) == (said or {XSD.date, XSD.gYearMonth, XSD.gYear})
    else:
        assert classes(path) == ONTOLOGY.properties[name].range


def test_no_shape_is_of_a_name_that_the_ontology_lacks() -> None:
    targets = {o for p in (SH.targetClass, SH.targetSubjectsOf) for o in SHAPES.objects(None, p)}
    known = {*ONTOLOGY.parents, *ONTOLOGY.properties}
    assert {str(t).removeprefix(KG) for t in targets if str(t).startswith(KG)} == known
    assert {str(t).replace("#", "/").rsplit("/", 1)[-1] for t in targets if not str(t).startswith(KG)} == OTHER_TARGETS


def test_a_fact_states_a_factual_predicate() -> None:
    predicates = [Collection(SHAPES, list_) for list_ in SHAPES.objects(None, SH["in"])]
    assert [sorted(str(p).removeprefix(KG) for p in one) for one in predicates] == [list(ONTOLOGY.predicates())]


def test_messages_are_in_both_languages() -> None:
    shapes = set(SHAPES.subjects(SH.message))
    assert len(shapes) > 100
    for shape in shapes:
        assert sorted(str(m.language) for m in SHAPES.objects(shape, SH.message) if isinstance(m, rdflib.Literal)) == ["en", "zh"]


def test_the_shapes_are_shapes_and_admit_the_ontology_itself() -> None:
    conforms, _, text = pyshacl.validate(ONTOLOGY_GRAPH, shacl_graph=SHAPES, inference="none", meta_shacl=True)
    assert conforms, text
    assert (None, RDF.type, SH.NodeShape) in SHAPES
