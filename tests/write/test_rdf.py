import difflib
from dataclasses import replace
from hashlib import sha256

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg import __version__, ontology
from kg.errors import RulesError
from kg.graph import Graph, merge
from kg.ontology import KG
from kg.write import rdf, run, terms, turtle
from tests import factory


def write(graph: Graph, base: str = terms.BASE) -> bytes:
    return "".join(turtle.serialise(rdf.triples(graph, base), rdf.prefixes(base))).encode()


@pytest.fixture(scope="module")
def store() -> ox.Store:
    found = ox.Store()
    found.load(write(factory.graph()), format=ox.RdfFormat.TURTLE)
    return found


def rows(store: ox.Store, query: str) -> list[list[str]]:
    solutions = store.query(query, prefixes=rdf.prefixes(terms.BASE))
    assert isinstance(solutions, ox.QuerySolutions)
    return sorted([str(cell) for cell in row] for row in solutions)


def test_rdflib_and_oxigraph_read_the_same_number_of_triples() -> None:
    text = write(factory.graph())
    by_oxigraph = {str(t.triple) for t in ox.parse(text, format=ox.RdfFormat.TURTLE)}
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == len(by_oxigraph) == len(set(rdf.triples(factory.graph()))) > 200


@given(st.integers(0, 10**6))
def test_the_same_bytes_whatever_the_order(seed: int) -> None:
    parts = [factory.shuffled(factory.autumn(), seed), factory.shuffled(factory.spring(), seed)]
    assert write(merge(parts)) == write(factory.graph())


def test_every_name_of_the_kg_namespace_is_in_the_ontology() -> None:
    names = ontology.load()
    known = {*names.parents, *names.properties, *names.states}
    iris = {t for triple in rdf.triples(factory.graph()) for t in triple if isinstance(t, str)}
    assert {t.removeprefix(KG) for t in iris if t.startswith(KG)} <= known


def test_entity_has_kind_and_subtype_names_code_and_reports(store: ox.Store) -> None:
    assert rows(
        store, f"SELECT ?p ?o {{ e:{factory.AREA} ?p ?o FILTER(?p IN (rdf:type, rdfs:label, skos:altLabel, kg:divisionCode)) }}"
    ) == [
        ["<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<https://kg.example/ontology#Area>"],
        ["<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<https://kg.example/ontology#Subdistrict>"],
        ["<http://www.w3.org/2000/01/rdf-schema#label>", '"柳泉街道"@zh'],
        ["<http://www.w3.org/2004/02/skos/core#altLabel>", '"柳泉"@zh'],
        ["<http://www.w3.org/2004/02/skos/core#altLabel>", '"街道"@zh'],
        ["<https://kg.example/ontology#divisionCode>", '"370999001"'],
    ]
    assert len(rows(store, f"SELECT ?d {{ e:{factory.AREA} kg:mentionedIn ?d }}")) == 2


def test_every_relation_has_a_fact_and_every_fact_its_relation(store: ox.Store) -> None:
    direct = rows(store, "SELECT ?s ?p ?o { ?s ?p ?o . ?s kg:mentionedIn ?d . ?f rdf:predicate ?p }")
    facts = rows(store, "SELECT ?s ?p ?o { ?f a kg:Fact ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }")
    assert {tuple(r) for r in direct} == {tuple(r) for r in facts}
    assert len(facts) == 10


def test_every_assertion_lies_in_its_sentence_and_quotes_it(store: ox.Store) -> None:
    found = rows(
        store,
        """SELECT ?a ?quote ?text ?from ?to ?start ?end { ?a kg:quote ?quote ; kg:sentence ?s ; nif:beginIndex ?from ; nif:endIndex ?to .
        ?s a nif:Sentence ; nif:anchorOf ?text ; nif:beginIndex ?start ; nif:endIndex ?end ; nif:referenceContext/a schema:NewsArticle
        FILTER(STR(?quote) = SUBSTR(STR(?text), ?from - ?start + 1, ?to - ?from)) }""",
    )
    assert len(found) == 13


def test_report_status_statistic_and_qualifier(store: ox.Store) -> None:
    makers = "schema:datePublished ?d ; schema:author ?who ; schema:contributor ?with"
    assert rows(store, f'SELECT ?d ?who ?with {{ ?r schema:headline "数字产业园开工"@zh ; {makers} }}') == [
        ['"2024-09-20"^^<http://www.w3.org/2001/XMLSchema#date>', '"周文"@zh', '"吴晓"@zh']
    ]
    assert rows(store, "SELECT ?d { ?s a kg:Status ; kg:state kg:started ; kg:date ?d }") == [
        ['"2024-09"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>']
    ]
    statistic = rows(store, "SELECT ?v ?u ?m ?a { ?s a kg:Statistic ; kg:value ?v ; kg:unit ?u ; kg:measure ?m ; kg:approximate ?a }")
    assert [cell.split("^^")[0] for cell in statistic[0]] == ['"350000000"', '"元"', '"总投资"@zh', '"false"']
    assert rows(store, "SELECT ?d { ?f rdf:predicate kg:establishes ; kg:date ?d }") == [
        ['"2024-03-05"^^<http://www.w3.org/2001/XMLSchema#date>']
    ]


def test_the_run_names_its_tool_rules_and_reports_by_hash_but_no_time(store: ox.Store) -> None:
    assert len(rows(store, "SELECT ?r { ?a a prov:Activity ; prov:used ?r . ?r a kg:Report ; schema:sha256 ?h }")) == 2
    assert rows(store, "SELECT ?h { ?a prov:used ?p . ?p a prov:Plan ; schema:sha256 ?h }") == [[f'"{run.rules_hash()}"']]
    tool = rows(store, "SELECT ?v ?r { ?a prov:wasAssociatedWith ?t . ?t schema:softwareVersion ?v ; schema:softwareRequirements ?r }")
    assert [v for v, _ in tool] == [f'"{__version__}"'] * len(run.versions())
    assert [f'"jieba {run.versions()["jieba"]}"' in r for _, r in tool].count(True) == 1
    assert (
        len(rows(store, "SELECT ?g { ?g a prov:Entity ; prov:wasGeneratedBy ?a ; dcterms:conformsTo <https://kg.example/ontology> }")) == 1
    )
    assert rows(store, "SELECT ?t { ?a prov:startedAtTime|prov:endedAtTime ?t }") == []


def test_a_report_is_known_by_file_and_hash(store: ox.Store) -> None:
    found = rows(store, "SELECT ?f ?h { ?r a kg:Report ; rdfs:label '数字产业园开工'@zh ; kg:file ?f ; schema:sha256 ?h }")
    assert found == [['"autumn.txt"', f'"{sha256(factory.AUTUMN.encode()).hexdigest()}"']]


def test_mentions_are_phrases_with_their_offsets_where_they_are_asked_for() -> None:
    found = ox.Store()
    lines = turtle.serialise(rdf.triples(factory.graph(), mentions=True), rdf.prefixes(terms.BASE))
    found.load("".join(lines).encode(), format=ox.RdfFormat.TURTLE)
    phrase = "?m a nif:Phrase ; nif:anchorOf ?t ; nif:beginIndex ?b ; nif:endIndex ?e ; nif:referenceContext ?r"
    got = rows(found, f"SELECT ?t ?b ?e {{ {phrase} ; itsrdf:taIdentRef e:{factory.PERSON} }}")
    start = factory.AUTUMN.index("赵明")
    assert [[cell.split("^^")[0] for cell in row] for row in got] == [['"赵明"@zh', f'"{start}"', f'"{start + 2}"']]
    assert not rows(found, "SELECT ?x { ?x itsrdf:taIdentRef ?e MINUS { ?e kg:mentionedIn/^nif:referenceContext ?x } }")


def test_the_base_moves_all_data_and_nothing_else() -> None:
    text = write(factory.graph(), "https://data.example.org/x#").decode()
    assert "kg.example/id" not in text
    assert text.split("\n\n", 1)[1] == write(factory.graph()).decode().split("\n\n", 1)[1]


def test_one_more_fact_is_a_small_diff() -> None:
    one = factory.spring()
    for number in range(len(one.facts)):
        smaller = merge([replace(one, facts=one.facts[:number] + one.facts[number + 1 :])])
        lines, fewer = (write(g).decode().splitlines() for g in (merge([one]), smaller))
        changed = [line for line in difflib.unified_diff(fewer, lines, n=0, lineterm="") if line[0] in "+-"][2:]
        assert 0 < len(changed) <= 12


@pytest.mark.parametrize(("field", "value"), [("type", "Castle"), ("subtype", "Moat"), ("links", (("moatDepth", "3"),))])
def test_a_name_outside_the_ontology_is_refused(field: str, value: object) -> None:
    graph = factory.graph()
    odd = replace(graph.entities[0], **{field: value})  # type: ignore[arg-type]
    with pytest.raises(RulesError, match=r"kg\.ttl"):
        write(replace(graph, entities=(odd, *graph.entities[1:])))


def test_a_state_outside_the_ontology_is_refused() -> None:
    graph = factory.graph()
    with pytest.raises(RulesError, match="no such state"):
        write(replace(graph, statuses=(replace(graph.statuses[0], state="dreamt"),)))


def test_links_to_the_outside_are_iris() -> None:
    graph = factory.graph()
    linked = replace(graph.entities[0], links=(("sameAs", "http://www.wikidata.org/entity/Q1"),))
    assert b"owl:sameAs <http://www.wikidata.org/entity/Q1>" in write(replace(graph, entities=(linked, *graph.entities[1:])))
