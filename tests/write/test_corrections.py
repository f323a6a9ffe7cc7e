"""Corrections in RDF: PROV-O around them, the shapes agree, and what is written is read back."""

import random
import re
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

from kg import export, ontology, query
from kg.check import check
from kg.cli import app
from kg.graph import Graph, merge
from kg.model import Input
from kg.ontology import KG
from kg.store import content, load
from kg.write import nquads, rdf, terms, turtle
from kg.write.corrections import verb_of
from tests.link.test_corrections import ALL, Entry, resolved

REMARKS = {"note": "问过教育局", "by": "王工", "date": "2024-05-01"}
ENTRIES: list[Entry] = [*ALL[:-1], {**ALL[-1], **REMARKS}]
FILE = Input("corrections.yaml", "0123456789abcdef" * 4)


def corrected(*entries: Entry) -> Graph:
    found = resolved(*entries)
    return replace(merge(found.extractions), corrections=found.applied, inputs=(FILE,))


def written(graph: Graph, base: str = terms.BASE) -> str:
    return "".join(turtle.serialise(rdf.triples(graph, base), rdf.prefixes(base)))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corrected") / "graph.ttl"
    path.write_text(written(corrected(*ENTRIES)), "utf-8")
    return path


def rows(path: Path, text: str) -> list[list[str]]:
    return sorted([*record.values()] for record in query.ask(path, text).records())


def test_a_correction_tells_what_about_what_and_who_why_when(path: Path) -> None:
    about = "SELECT ?l { ?c kg:correctionKind kg:rename ; kg:corrects/rdfs:label ?l }"
    assert rows(path, about) == [["泉城红色驿站"]]
    confirmed = "SELECT DISTINCT ?p ?s { ?c kg:correctionKind kg:confirm ; kg:corrects ?f . ?f rdf:predicate ?p ; kg:confidence ?s }"
    assert rows(path, confirmed) == [[KG + "holdsPost", "1"]]
    remarks = "SELECT ?w ?d ?n { ?c prov:wasAttributedTo ?p ; dcterms:date ?d ; rdfs:comment ?n . ?p a prov:Person ; rdfs:label ?w }"
    assert rows(path, remarks) == [["王工", "2024-05-01", "问过教育局"]]
    assert rows(path, "SELECT ?e { ?c kg:correctionKind kg:dropEntity ; kg:entry ?e }") == [['{"drop entity": "老井改造项目"}']]


def test_the_run_used_them_and_their_file(path: Path) -> None:
    used = "SELECT DISTINCT ?l ?h { ?run a prov:Activity ; prov:used ?c , ?f . ?c a kg:Correction ; prov:wasDerivedFrom ?f . %s }"
    assert rows(path, used % "?f a kg:Input ; rdfs:label ?l ; schema:sha256 ?h") == [[FILE.file, FILE.sha256]]
    assert rows(path, "SELECT (COUNT(?c) AS ?n) { ?run prov:used ?c . ?c a kg:Correction }") == [[str(len(ENTRIES))]]


def test_the_shapes_and_the_invariants_hold(path: Path) -> None:
    assert [str(f) for f in check(path)] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kg:correctionKind kg:rename", "kg:correctionKind kg:undo", "ontology#undo isn't in kg.ttl [names]"),
        ("kg:correctionKind kg:rename ;", "", "a correction is of one kind [shape of correctionKind]"),
        ("kg:corrects e:", "kg:corrects e:x", "a correction is about entities and assertions"),
        ("a kg:Input ,\n        prov:Entity", "a prov:Entity", "a correction stands in one file"),
        ('"2024-05-01"^^xsd:date', '"2024-05"^^xsd:gYearMonth', "a correction is of one day"),
        ("a prov:Person", "a prov:Agent", "a correction is by one person"),
        ('schema:sha256 "0123', 'schema:sha256 "x123', "an input is known by its SHA-256"),
    ],
)
def test_the_shapes_find_what_breaks_them(path: Path, tmp_path: Path, old: str, new: str, said: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    broken = tmp_path / "broken.ttl"
    broken.write_text(text.replace(old, new, 1), "utf-8")
    found = [str(f) for f in check(broken)]
    assert [line for line in found if said in line], found


def test_what_is_written_is_read_back(path: Path) -> None:
    graph = content.read(load(path))
    expected = corrected(*ENTRIES)
    assert (graph.corrections, graph.inputs) == (expected.corrections, expected.inputs)


def test_the_same_bytes_whatever_the_order_and_ids_that_know_no_base() -> None:
    mixed = random.Random(1).sample(ENTRIES, len(ENTRIES))
    assert written(corrected(*mixed)) == written(corrected(*ENTRIES))
    other = written(corrected(*ENTRIES), "https://data.example.org/")
    assert re.findall(r"r:correction-\w+", other) == re.findall(r"r:correction-\w+", written(corrected(*ENTRIES)))


def test_one_more_correction_is_a_few_lines() -> None:
    before, after = (set(written(corrected(*e)).splitlines()) for e in (ALL[:4], ALL[:5]))
    assert len(after ^ before) <= 12


def test_in_quads_corrections_stand_in_no_report(path: Path) -> None:
    lines = list(nquads.serialise(content.triples(load(path))))
    quads = ox.parse("".join(lines).encode(), format=ox.RdfFormat.N_QUADS)
    graphs = {q.graph_name for q in quads if str(q.subject).startswith(f"<{terms.BASE}r/correction")}
    assert graphs == {ox.DefaultGraph()}


def test_exports_carry_them(path: Path, tmp_path: Path) -> None:
    for form, name in (("jsonld", "graph.jsonld"), ("turtle", "export.ttl")):
        export.export(path, form, tmp_path)
        kinds = ox.RdfFormat.JSON_LD if form == "jsonld" else ox.RdfFormat.TURTLE
        assert set(ox.parse(path=str(tmp_path / name), format=kinds)) == set(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))


def test_every_kind_of_the_ontology_is_a_word_of_the_file() -> None:
    assert {verb_of(kind) for kind in ontology.load().corrections} == {c.verb for c in resolved(*ALL).applied}


# ---------------------------------------------------------------- for people


@pytest.mark.parametrize(
    ("values", "kinds"),
    [
        ({}, {"same", "different", "rename", "retype", "alias", "dropEntity", "dropFact", "addFact", "confirm"}),
        ({"name": "娜姐"}, {"alias"}),
        ({"name": "老井改造项目"}, {"dropEntity"}),
        ({"name": "泉城红色驿站"}, {"rename", "dropFact"}),
        ({"name": "无此单位"}, set()),
    ],
)
def test_the_named_query(path: Path, values: dict[str, str], kinds: set[str]) -> None:
    assert {record["kind"] for record in query.ask(path, "corrections", values).records()} == kinds


def test_a_path_between_two_things_is_none_through_a_correction(path: Path) -> None:
    found = query.ask(path, "path", {"from": "泉城红色驿站", "to": "历下区"})
    assert found.rows == ()


def test_kg_explain_shows_them(path: Path) -> None:
    told = CliRunner().invoke(app, ["explain", str(path), "历下区教育局局长"]).output
    assert told.endswith("\ncorrections\n  " + resolved(ALL[-1]).applied[0].said + "\n    问过教育局; 王工; 2024-05-01; corrections.yaml\n")
    assert "corrections" not in CliRunner().invoke(app, ["explain", str(path), "厦门市"]).output
