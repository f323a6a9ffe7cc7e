import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pyarrow.parquet
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import export, store
from kg.errors import InputError
from kg.graph import merge
from kg.ontology import KG
from kg.write import jsonld, nquads, rdf, reifiers, terms
from kg.write.terms import PREFIXES, Literal
from tests import factory, parsers

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.fixture(scope="module")
def exported(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All formats in one folder."""
    folder = tmp_path_factory.mktemp("exported")
    for form in export.FORMATS:
        assert export.export(built, form, folder)
    return folder


def names(net: "nx.Graph") -> set[str]:
    return {data["label"] for _, data in net.nodes(data=True)}


LABELS = {e.label for e in factory.graph().entities}
TRIPLES = len(set(rdf.triples(factory.graph())))


# ---------------------------------------------------------------- RDF


def test_turtle_comes_out_as_it_went_in(exported: Path, built: Path) -> None:
    assert (exported / "export.ttl").read_bytes() == built.read_bytes()


@pytest.mark.parametrize(
    ("name", "parse"),
    [
        ("export.ttl", lambda p: parsers.by_oxigraph(p, ox.RdfFormat.TURTLE)),
        ("export.ttl", lambda p: parsers.by_rdflib(p, "turtle")),
        ("export.ttl", lambda p: parsers.by_serdi(p, "turtle")),
        ("export.ttl", lambda p: parsers.by_rapper(p, "turtle")),
        ("export.ttl", lambda p: parsers.by_n3(p, "text/turtle")),
        ("graph.jsonld", lambda p: parsers.by_oxigraph(p, ox.RdfFormat.JSON_LD)),
        ("graph.jsonld", lambda p: parsers.by_rdflib(p, "json-ld")),
    ],
    ids=["turtle-oxigraph", "turtle-rdflib", "turtle-serdi", "turtle-rapper", "turtle-n3", "jsonld-oxigraph", "jsonld-rdflib"],
)
def test_every_parser_reads_all_triples(exported: Path, name: str, parse: Callable[[Path], int | None]) -> None:
    found = parse(exported / name)
    if found is None:
        pytest.skip("this parser isn't installed")
    assert found == TRIPLES


@pytest.mark.parametrize(
    "parse",
    [
        lambda p: parsers.by_oxigraph(p, ox.RdfFormat.N_QUADS),
        lambda p: parsers.by_rdflib(p, "nquads"),
        lambda p: parsers.by_serdi(p, "nquads"),
        lambda p: parsers.by_rapper(p, "nquads"),
        lambda p: parsers.by_n3(p, "application/n-quads"),
    ],
    ids=["oxigraph", "rdflib", "serdi", "rapper", "n3"],
)
def test_every_parser_reads_all_quads(exported: Path, parse: Callable[[Path], int | None]) -> None:
    found = parse(exported / "graph.nq")
    if found is None:
        pytest.skip("this parser isn't installed")
    assert found == len((exported / "graph.nq").read_text("utf-8").splitlines()) > TRIPLES


def test_jsonld_and_turtle_are_one_graph(exported: Path) -> None:
    by_form = [set(ox.parse(path=str(exported / n), format=f)) for n, f in FORMS]
    assert by_form[0] == by_form[1]


FORMS = (("export.ttl", ox.RdfFormat.TURTLE), ("graph.jsonld", ox.RdfFormat.JSON_LD))


def test_each_report_has_a_graph_of_what_it_says(exported: Path) -> None:
    data = ox.Store()
    data.load(path=str(exported / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    graphs = sorted(g.value for g in data.named_graphs() if isinstance(g, ox.NamedNode))
    assert graphs == sorted(f"{terms.BASE}d/{r.id}" for r in factory.graph().reports)
    in_graph = "SELECT ?g { GRAPH ?g { e:%s %s ?o } } ORDER BY ?g"

    def of(entity: str, predicate: str) -> list[str]:
        rows = data.query(in_graph % (entity, predicate), prefixes=rdf.prefixes(terms.BASE))
        assert isinstance(rows, ox.QuerySolutions)
        return [row[0].value.rsplit("/", 1)[1] for row in rows]

    assert of(factory.AREA, "rdfs:label") == ["5e11a9c0", "a7c43b21"]
    assert of(factory.AREA, "kg:establishes") == ["5e11a9c0"]
    assert of(factory.AREA, "kg:introduces") == ["5e11a9c0", "a7c43b21"]
    assert of(factory.PERSON, "kg:occupies") == ["a7c43b21"]
    default = {q.subject.value for q in data if q.graph_name == ox.DefaultGraph() and isinstance(q.subject, ox.NamedNode)}
    assert {iri.removeprefix(terms.BASE)[:2] for iri in default} == {"r/"}


def test_the_quads_without_their_graphs_are_the_triples(exported: Path) -> None:
    quads = ox.parse(path=str(exported / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    assert {q.triple for q in quads} == {q.triple for q in ox.parse(path=str(exported / "export.ttl"), format=ox.RdfFormat.TURTLE)}


def test_a_reifier_stands_for_its_relation(exported: Path) -> None:
    data = ox.Store()
    data.load(path=str(exported / "graph.rdf12.ttl"), format=ox.RdfFormat.TURTLE)
    query = f"SELECT ?quote {{ ?f rdf:reifies <<( e:{factory.PERSON} kg:occupies ?o )>> ; kg:quote ?quote }}"
    rows = data.query(query, prefixes=rdf.prefixes(terms.BASE))
    assert isinstance(rows, ox.QuerySolutions)
    assert [row["quote"].value for row in rows] == ["画家赵明"]
    assert sum(1 for _ in data.quads_for_pattern(None, ox.NamedNode(PREFIXES["rdf"] + "reifies"), None)) == 10
    assert parsers.by_n3(exported / "graph.rdf12.ttl", "text/turtle") in (None, len(data))


@given(st.integers(0, 10**6))
def test_the_same_bytes_whatever_the_order(seed: int) -> None:
    graph = merge([factory.shuffled(factory.autumn(), seed), factory.shuffled(factory.spring(), seed)])
    mixed, given_ = list(rdf.triples(graph))[::-1], list(rdf.triples(factory.graph()))
    prefixes = rdf.prefixes(terms.BASE)
    assert list(nquads.serialise(mixed)) == list(nquads.serialise(given_))
    assert jsonld.serialise(mixed, prefixes) == jsonld.serialise(given_, prefixes)
    assert list(reifiers.serialise(mixed, prefixes)) == list(reifiers.serialise(given_, prefixes))


@given(ANY_TEXT)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_text_comes_back_from_nquads_and_jsonld(text: str) -> None:
    triple = (terms.BASE + "e/x", KG + "quote", terms.quoted(text))
    line = "".join(nquads.serialise([triple])).encode()
    for data, form in ((line, ox.RdfFormat.N_QUADS), (jsonld.serialise([triple], PREFIXES), ox.RdfFormat.JSON_LD)):
        (quad,) = ox.parse(data, format=form)
        assert quad.object == ox.Literal(text, language="zh")


def test_jsonld_keeps_mixed_values_apart() -> None:
    s, p = terms.BASE + "e/x", KG + "date"
    values: list[terms.Object] = [terms.moment("2024"), terms.moment("2024-05"), Literal("x"), terms.chinese("x"), terms.BASE + "e/y"]
    data = jsonld.serialise([(s, p, v) for v in values], PREFIXES)
    assert len(set(ox.parse(data, format=ox.RdfFormat.JSON_LD))) == 5
    assert len(rdflib.Graph().parse(data=data, format="json-ld")) == 5


# ---------------------------------------------------------------- what follows


def test_entailed_triples_speak_other_vocabularies(built: Path) -> None:
    text = b"".join(export.contents(built, "turtle", entailed=True)["export.ttl"])
    data = ox.Store()
    data.load(text, format=ox.RdfFormat.TURTLE)

    def ask(pattern: str) -> bool:
        return bool(data.query(f"ASK {{ {pattern} }}", prefixes=rdf.prefixes(terms.BASE)))

    assert ask(f"e:{factory.PERSON} a foaf:Person, prov:Agent, kg:Entity ; org:memberOf e:{factory.TEAM} ; kg:relatedTo e:{factory.TEAM}")
    assert ask(f"e:{factory.POST} a org:Post ; org:postIn e:{factory.AREA}")
    assert ask(f"e:{factory.COMPANY} a org:Organization, schema:Corporation ; kg:partnersWith e:{factory.AREA}")
    assert ask(f"e:{factory.AREA} a schema:AdministrativeArea ; kg:partnersWith e:{factory.COMPANY}")
    assert not ask("?x a owl:Thing")
    given_ = {q.triple for q in store.load(built)}
    assert {q.triple for q in data} > given_


# ---------------------------------------------------------------- networks


@pytest.mark.parametrize("name", ["graph.gexf", "graph.graphml", "graph.json"])
def test_networkx_reads_the_network(exported: Path, name: str) -> None:
    path = exported / name
    if name.endswith("json"):
        net = nx.node_link_graph(json.loads(path.read_text("utf-8")), edges="edges")
    else:
        net = nx.read_gexf(path) if name.endswith("gexf") else nx.read_graphml(path)
    assert names(net) == LABELS
    assert net.number_of_edges() == len({(f.subject, f.predicate, f.object) for f in factory.graph().facts if f.object})


def test_gexf_is_sound_for_gephi(exported: Path) -> None:
    text = (exported / "graph.gexf").read_text("utf-8")
    assert 'version="1.2"' in text
    assert "lastmodifieddate" not in text
    ids = re.findall(r'<edge [^>]*\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids)) == 8


def test_neo4j_files_link_known_ids(exported: Path) -> None:
    nodes = list(csv.DictReader(io.StringIO((exported / "nodes.csv").read_text("utf-8"))))
    links = list(csv.DictReader(io.StringIO((exported / "relationships.csv").read_text("utf-8"))))
    ids = [row["id:ID"] for row in nodes]
    assert len(ids) == len(set(ids)) == 11
    assert {end for row in links for end in (row[":START_ID"], row[":END_ID"])} <= set(ids)
    assert {row[":LABEL"] for row in nodes} >= {"Report", "Area;Subdistrict", "Person"}
    assert {row[":TYPE"] for row in links} >= {"PARTNERS_WITH", "MENTIONED_IN", "POST_IN"}


def test_parquet_is_typed(exported: Path) -> None:
    entities, facts = (pyarrow.parquet.read_table(exported / f"{n}.parquet") for n in ("entities", "facts"))
    assert set(entities["label"].to_pylist()) == LABELS
    assert entities["aliases"].to_pylist()[0] == ["柳泉", "街道"]
    assert (facts["start"].type, facts["confidence"].type) == (pyarrow.int32(), pyarrow.float64())
    for row in facts.to_pylist():
        assert row["end"] - row["start"] == len(row["quote"])


# ---------------------------------------------------------------- files


def test_files_stand_beside_the_graph_unless_a_folder_is_named(built: Path, tmp_path: Path) -> None:
    copy = tmp_path / "graph.ttl"
    copy.write_bytes(built.read_bytes())
    assert export.export(copy, "gexf") == (tmp_path / "graph.gexf",)
    assert export.export(copy, "nquads", tmp_path / "x") == (tmp_path / "x" / "graph.nq",)


def test_a_missing_graph_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        export.export(tmp_path / "graph.ttl", "gexf")
