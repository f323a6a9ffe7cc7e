"""The shipped ontology: complete labels, a sound hierarchy, and no name used anywhere that it doesn't define."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
import yaml
from rdflib import OWL, RDF, RDFS, SKOS, XSD, URIRef

from kg import ontology, resources
from kg.link.corrections import VERBS
from kg.ontology import KG, KINDS

ONTOLOGY = ontology.load()
GRAPH = rdflib.Graph().parse(data=resources.read("kg.ttl"), format="turtle")
NAMES = sorted({*ONTOLOGY.parents, *ONTOLOGY.properties})
FACTUAL = ONTOLOGY.predicates()
YAML = sorted(resources.root().rglob("*.yaml"))
QUERIES = sorted(resources.root().rglob("*.rq"))
VOCABULARY = Path(__file__).parents[1] / "docs" / "vocabulary.md"

Cells = list[str]


def local(term: object) -> str | None:
    return str(term).removeprefix(KG) if isinstance(term, URIRef) and str(term).startswith(KG) else None


def table(heading: str) -> dict[str, Cells]:
    """The rows of the first table below a heading of the vocabulary, by their first cell."""
    below = VOCABULARY.read_text("utf-8").split(f"\n## {heading}", 1)[1]
    rows = re.search(r"(?:^\|.*\n?)+", below, re.M)
    assert rows, heading
    cells = [[c.strip().strip("`") for c in line.strip("| \n").split(" | ")] for line in rows[0].splitlines()[2:]]
    return {first: rest for first, *rest in cells}


# ---------------------------------------------------------------- the file itself


def test_rdflib_reads_it_without_a_word(caplog: pytest.LogCaptureFixture) -> None:
    graph = rdflib.Graph().parse(data=resources.read("kg.ttl"), format="turtle")
    assert caplog.records == []
    assert len(graph) > 300


def test_it_says_what_it_is() -> None:
    (header,) = GRAPH.subjects(RDF.type, OWL.Ontology)
    languages = {o.language for o in GRAPH.objects(header, rdflib.DCTERMS.title) if isinstance(o, rdflib.Literal)}
    assert languages == {"zh", "en"}
    assert GRAPH.value(header, rdflib.DCTERMS.license) is not None


@pytest.mark.parametrize("name", NAMES)
def test_every_name_has_one_label_and_one_comment_in_both_languages(name: str) -> None:
    for predicate in (RDFS.label, RDFS.comment):
        languages = [o.language for o in GRAPH.objects(URIRef(KG + name), predicate) if isinstance(o, rdflib.Literal)]
        assert sorted(map(str, languages)) == ["en", "zh"], predicate
    assert re.search(r"[\u4e00-\u9fff]", ONTOLOGY.label(name, "zh"))
    assert ONTOLOGY.label(name, "en").isascii()


@pytest.mark.parametrize("state", sorted(ONTOLOGY.states | ONTOLOGY.corrections))
def test_every_state_and_kind_of_correction_has_a_label_and_a_comment_in_both_languages(state: str) -> None:
    assert set(ONTOLOGY.labels[state]) == {"zh", "en"}
    assert {o.language for o in GRAPH.objects(URIRef(KG + state), RDFS.comment) if isinstance(o, rdflib.Literal)} == {"zh", "en"}


def test_nothing_is_used_that_is_not_defined() -> None:
    used = {name for triple in GRAPH for term in triple if (name := local(term))}
    defined = {name for subject in GRAPH.subjects(RDF.type) if (name := local(subject))}
    assert used - defined == set()


def test_names_of_other_vocabularies_are_declared_as_what_they_are_used_for() -> None:
    # an OWL tool takes an undeclared name for an annotation, with a warning at best
    def outside(*predicates: URIRef) -> set[object]:
        return {o for p in predicates for o in GRAPH.objects(None, p) if isinstance(o, URIRef) and local(o) is None}

    builtin = {OWL.Thing, RDF.langString, RDF.Statement}
    classes = {c for c in outside(RDFS.subClassOf, RDFS.domain, RDFS.range) if not str(c).startswith(str(XSD))}
    assert classes - builtin <= set(GRAPH.subjects(RDF.type, OWL.Class))
    assert outside(RDFS.subPropertyOf) <= set(GRAPH.subjects(RDF.type, OWL.ObjectProperty))
    known = {s for t in (OWL.AnnotationProperty, OWL.ObjectProperty, OWL.DatatypeProperty) for s in GRAPH.subjects(RDF.type, t)}
    assert {p for p in GRAPH.predicates() if not str(p).startswith((str(RDF), str(RDFS), str(OWL)))} <= known


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_two_entity_classes_share_a_label(lang: str) -> None:
    # 街道 (Subdistrict) and 社区 (Community) are the reader's words: two classes under one word would be told apart by nobody
    labels = [ONTOLOGY.label(c, lang) for c in ONTOLOGY.parents if ONTOLOGY.is_a(c, "Entity")]
    assert sorted(labels) == sorted(set(labels))


# ---------------------------------------------------------------- classes


@pytest.mark.parametrize("name", sorted(ONTOLOGY.parents))
def test_no_class_stands_above_itself(name: str) -> None:
    assert all(name not in ONTOLOGY.ancestors(parent) for parent in ONTOLOGY.parents[name])


def test_the_ten_kinds_are_classes_of_entity_and_none_is_part_of_another() -> None:
    assert len(KINDS) == 10
    for kind in KINDS:
        assert ONTOLOGY.is_a(kind, "Entity")
        assert ONTOLOGY.ancestors(kind) & set(KINDS) == {kind}


@pytest.mark.parametrize("name", sorted(set(ONTOLOGY.parents) - set(KINDS)))
def test_every_other_class_is_of_one_kind_or_of_the_frame_around_them(name: str) -> None:
    frame = {"Entity", "Agent", "Assertion", "Fact", "Status", "Statistic", "State", "Report", "Correction", "CorrectionKind", "Input"}
    assert len(ONTOLOGY.ancestors(name) & set(KINDS)) == (0 if name in frame else 1)


def test_agents_are_those_that_can_act() -> None:
    assert {k for k in KINDS if ONTOLOGY.is_a(k, "Agent")} == {"Organisation", "Community", "Area", "Person"}


# ---------------------------------------------------------------- properties


@pytest.mark.parametrize("name", sorted(ONTOLOGY.properties))
def test_a_property_is_of_one_kind_and_its_sides_are_classes(name: str) -> None:
    prop = ONTOLOGY.properties[name]
    types = set(GRAPH.objects(URIRef(KG + name), RDF.type))
    assert len(types & {OWL.ObjectProperty, OWL.DatatypeProperty}) == 1
    assert prop.domain
    assert prop.domain <= set(ONTOLOGY.parents)
    assert prop.range <= set(ONTOLOGY.parents)


def test_a_symmetric_property_has_the_same_sides() -> None:
    symmetric = {n for n, p in ONTOLOGY.properties.items() if p.symmetric}
    assert symmetric == {"partnersWith"}
    assert all(ONTOLOGY.properties[n].domain == ONTOLOGY.properties[n].range for n in symmetric)


@pytest.mark.parametrize("name", FACTUAL)
def test_a_factual_predicate_stands_between_entities(name: str) -> None:
    prop = ONTOLOGY.properties[name]
    above = {local(o) for o in GRAPH.objects(URIRef(KG + name), RDFS.subPropertyOf)}
    assert ("attribute" if prop.literal else "relatedTo") in above
    assert all(ONTOLOGY.is_a(side, "Entity") for side in prop.domain | prop.range)
    assert bool(prop.range) is not prop.literal


@pytest.mark.parametrize(
    ("predicate", "subject", "obj", "allowed"),
    [
        ("leads", "Post", "WorkingGroup", True),
        ("leads", "Award", "WorkingGroup", False),
        ("establishes", "Subdistrict", "Association", True),
        ("establishes", "Subdistrict", "Project", False),
        ("occupies", "Person", None, True),
        ("occupies", "Person", "Post", False),
        ("holdsPost", "Person", None, False),
        ("partOf", "Village", "Town", True),
    ],
)
def test_allows(predicate: str, subject: str, obj: str | None, allowed: bool) -> None:
    assert ONTOLOGY.allows(predicate, subject, obj) is allowed


# ---------------------------------------------------------------- the vocabulary page says the same


def test_the_page_lists_the_ten_kinds_in_order() -> None:
    rows = table("Kinds of entity")
    assert tuple(rows) == KINDS
    for name, (zh, *comments) in rows.items():
        assert (zh, comments) == (ONTOLOGY.label(name), [ONTOLOGY.comments[name][lang] for lang in ("en", "zh")])


def test_the_page_lists_the_subclasses() -> None:
    rows = table("Subclasses")
    assert set(rows) == {c for c in ONTOLOGY.parents if ONTOLOGY.kind_of(c)} - set(KINDS)
    for name, (zh, parent, *comments) in rows.items():
        said = (ONTOLOGY.label(name), ONTOLOGY.parents[name][0], [ONTOLOGY.comments[name][lang] for lang in ("en", "zh")])
        assert (zh, parent, comments) == said


def test_the_page_lists_the_relations() -> None:
    assert set(table("Relations")) == set(FACTUAL)


@pytest.mark.parametrize("name", FACTUAL)
def test_the_page_gives_both_sides_of_a_relation(name: str) -> None:
    prop = ONTOLOGY.properties[name]
    zh, domain, range_, *comments = table("Relations")[name]
    assert (zh, comments) == (ONTOLOGY.label(name), [ONTOLOGY.comments[name][lang] for lang in ("en", "zh")])
    assert set(domain.split(", ")) == prop.domain
    assert set(range_.split(", ")) == (prop.range or {"text"})


def test_the_page_lists_the_states() -> None:
    rows = table("Stages of a project")
    assert rows == {s: [ONTOLOGY.label(s, "zh"), ONTOLOGY.label(s, "en")] for s in ONTOLOGY.states}


def test_the_page_lists_the_kinds_of_correction_by_the_words_of_the_file() -> None:
    rows = table("Corrections")
    notations = {str(n): local(k) for k, n in GRAPH.subject_objects(SKOS.notation) if local(k) in ONTOLOGY.corrections}
    assert set(rows) == ONTOLOGY.corrections == set(notations.values())
    assert set(notations) == set(VERBS)
    for name, (word, zh, en) in rows.items():
        assert (notations[word], zh, en) == (name, ONTOLOGY.label(name, "zh"), ONTOLOGY.label(name, "en"))


# ---------------------------------------------------------------- the other files of the folder


def strings(value: object) -> Iterator[str]:
    """All strings of a YAML value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (*strings(key), *strings(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


@pytest.mark.parametrize("path", YAML, ids=lambda p: p.name)
def test_yaml_names_only_classes_that_exist(path: Path) -> None:
    # classes are the only words of these files that are written like Subdistrict or PartyBody
    value = yaml.safe_load(path.read_text("utf-8"))
    assert value
    if path.name == "layout.yaml":
        return  # words of web pages, Copyright among them
    classes = {s for s in strings(value) if re.fullmatch(r"(?:[A-Z][a-z]+)+", s)}
    assert classes - set(ONTOLOGY.parents) == set()


def test_some_yaml_names_classes() -> None:
    texts = "".join(p.read_text("utf-8") for p in YAML)
    assert all(re.search(rf"\b{name}\b", texts) for name in ("Subdistrict", "PartyBody", "Award"))


@pytest.mark.parametrize("path", QUERIES, ids=lambda p: p.stem)
def test_queries_use_only_names_that_exist(path: Path) -> None:
    used = set(re.findall(r"\bkg:(\w+)", path.read_text("utf-8")))
    assert used
    assert used - {*ONTOLOGY.parents, *ONTOLOGY.properties, *ONTOLOGY.states, *ONTOLOGY.corrections} == set()
