from pathlib import Path

import pytest
import rdflib

from kg import store
from kg.errors import InputError, QueryError
from kg.query import Limits, NamedQuery, ask, bind, find, named, part_of, run
from kg.write.terms import PREFIXES, Literal, chinese
from tests import factory

# Values of many kinds in one sorting: the engine's comparison isn't transitive on them, and it aborts.
MIXED = "\n".join(
    f"<http://x/{i}> <http://x/p> {value} ."
    for i in range(400)
    for value in (
        f"{i}.5",
        f'"{i * 7 % 1000}"',
        f'"2024-0{i % 9 + 1}-01"^^<http://www.w3.org/2001/XMLSchema#date>',
        f'"{i}a"@zh',
        f"{i * 13 % 900}",
        f"<http://x/{i}>",
    )
)


def values(graph: Path, name: str, column: str, params: dict[str, str]) -> list[str]:
    query = find(name)
    result = run(graph, query, bind(query, params))
    index = result.columns.index(column)
    return [cell.value if isinstance(cell, Literal) else str(cell) for cell in (row[index] for row in result.rows)]


#: What the hand-built reports don't hold, as triples beside them.
MORE = """
e:zhao rdfs:label "赵一"@zh ; a kg:Person ; kg:holdsPost e:p1 , e:p2 .
e:p1 rdfs:label "书记"@zh ; kg:postIn e:area-0a1 . e:p2 rdfs:label "组长"@zh .
e:qian rdfs:label "钱二"@zh ; a kg:Person ; kg:holdsPost e:p1 .
e:project-0e5 kg:partOf e:quan . e:quan a kg:District ; rdfs:label "泉城区"@zh .
f:v a kg:Fact ; rdf:subject e:zhao ; rdf:predicate kg:visits ; rdf:object e:area-0a1 ; kg:quote "走访"@zh ; kg:confidence 0.5 ;
    kg:rule "x" ; kg:sentence d:5e11a9c0-s46-77 .
f:o a kg:Fact ; rdf:subject e:zhao ; rdf:predicate kg:organises ; rdf:object e:fair ; kg:quote "举办"@zh ; kg:confidence 0.9 ;
    kg:rule "x" ; kg:sentence d:5e11a9c0-s46-77 .
e:fair a kg:Event ; rdfs:label "灯会"@zh .
e:zhao kg:mentionedIn d:5e11a9c0 . e:qian kg:mentionedIn d:5e11a9c0 . e:fair kg:mentionedIn d:5e11a9c0 .
r:c a kg:Correction ; kg:correctionKind kg:rename ; kg:corrects e:fair ; kg:entry "{}" .
"""
#: A value for each parameter that gives rows.
ASKED = {
    "awards": "柳泉街道", "brands": "柳泉", "brands-by-community": "柳泉街道", "corrections": "灯会", "doubtful": "赵一", "events": "灯会",
    "facts-of": "赵明", "hubs": f"<{PREFIXES['kg']}Person>", "investment": "泉城区", "leads": "惠企服务专班", "leads-in": "柳泉街道",
    "members": "“梧桐树”志愿服务队", "named-together": "赵明", "names": "数字产业园", "partners": "星河科技", "posts": "柳泉街道",
    "project-history": "数字产业园", "projects": f"<{PREFIXES['kg']}started>", "several-posts": "赵一", "single-source": "赵明",
    "statistics": "数字产业园项目", "timeline": "数字产业园", "visits": "柳泉街道",
}  # fmt: skip
PATH = {"from": "数字产业园", "to": "星河科技"}


@pytest.fixture(scope="module")
def whole(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph that has an answer to every named query."""
    path = tmp_path_factory.mktemp("whole") / "graph.ttl"
    path.write_text(built.read_text("utf-8") + MORE, "utf-8")
    return path


@pytest.fixture(scope="module")
def by_rdflib(whole: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(whole, format="turtle")


@pytest.mark.parametrize("bound", [True, False])
@pytest.mark.parametrize("query", named(), ids=lambda q: q.name)
def test_every_named_query_answers_with_as_many_rows_as_rdflib_gives(
    whole: Path, by_rdflib: rdflib.Graph, query: NamedQuery, bound: bool
) -> None:
    values = PATH if query.needs else {name: ASKED[query.name] for name, _ in query.params if bound}
    rows = ask(whole, query.name, values).rows
    assert len(rows) == len(list(by_rdflib.query(query.asked(bind(query, values)), initNs=PREFIXES))) > 0


@pytest.mark.parametrize(
    ("name", "params", "column", "expected"),
    [
        ("leads", {}, "leader", ["柳泉街道党工委书记"]),
        ("leads", {"name": "惠企服务专班"}, "led", ["柳泉街道惠企服务专班"]),
        ("leads", {"name": "星河科技"}, "led", []),
        ("leads", {"name": '" } #'}, "led", []),
        ("project-history", {"name": "数字产业园"}, "what", ["introduces", "signed", "started", "introduces"]),
        ("members", {"name": "“梧桐树”志愿服务队"}, "member", ["赵明"]),
        ("posts", {"name": "柳泉街道"}, "post", ["柳泉街道党工委书记"]),
        ("posts", {"name": "赵明"}, "post", []),
        ("brands", {"name": "柳泉"}, "brand", ["泉心办"]),
        ("facts-of", {"name": "赵明"}, "object", ["“梧桐树”志愿服务队", "画家"]),
        ("facts-of", {"name": f"<{PREFIXES['kg']}no-name>"}, "object", []),
        ("awards", {"name": "市级文明单位"}, "winner", ["柳泉街道"]),
        ("statistics", {"name": "数字产业园项目"}, "unit", ["元"]),
        ("reports", {}, "entities", ["5", "6"]),
        ("leads-in", {"area": "柳泉街道"}, "leader", ["柳泉街道党工委书记"]),
        ("leads-in", {"area": "星河科技"}, "leader", []),
        ("partners", {"name": "星河科技"}, "other", ["柳泉街道"]),
        ("partners", {"name": "柳泉"}, "other", ["星河科技"]),
        ("brands-by-community", {"name": "柳泉"}, "brand", ["泉心办"]),
        ("timeline", {"name": "数字产业园"}, "what", ["signed", "started"]),
        ("timeline", {"name": "柳泉街道"}, "date", ["2024-03-05"]),
        ("single-source", {"name": "数字产业园"}, "predicate", []),
        ("single-source", {"name": "赵明"}, "object", ["“梧桐树”志愿服务队", "画家"]),
        ("path", {"from": "星河科技", "to": "数字产业园"}, "via", ["柳泉街道"]),
        ("path", {"from": "星河科技", "to": "赵明"}, "via", []),
        ("hubs", {"kind": f"<{PREFIXES['kg']}Person>"}, "entity", ["赵明"]),
        ("projects", {"state": f"<{PREFIXES['kg']}started>"}, "project", ["数字产业园项目"]),
        ("named-together", {"name": "赵明"}, "together", ["1"] * 5),
        ("names", {"name": "数字产业园"}, "kind", ["Project", "Project"]),
    ],
)
def test_named_queries(built: Path, name: str, params: dict[str, str], column: str, expected: list[str]) -> None:
    assert values(built, name, column, params) == expected


@pytest.mark.parametrize(
    ("name", "column", "expected"),
    [
        ("several-posts", "post", ["书记", "组长"]),
        ("visits", "visited", ["柳泉街道"]),
        ("events", "event", ["灯会"]),
        ("doubtful", "confidence", ["0.5"]),
        ("investment", "total", ["350000000"]),
        ("investment", "year", ["2024"]),
    ],
)
def test_named_queries_on_a_graph_with_more(whole: Path, name: str, column: str, expected: list[str]) -> None:
    assert values(whole, name, column, {}) == expected


def test_ask_by_name_and_by_text(built: Path) -> None:
    assert ask(built, "leads").records()[0]["leader"] == "柳泉街道党工委书记"
    assert ask(built, "SELECT ?e { ?e rdfs:label ?name }", {"name": "赵明"}).records() == [
        {"e": f"https://kg.example/id/e/{factory.PERSON}"}
    ]
    assert ask(built, "SELECT ?x { OPTIONAL { ?x a kg:Nothing } }").records() == [{}]
    with pytest.raises(QueryError, match=r"path needs from=… and to=…"):
        ask(built, "path")
    with pytest.raises(QueryError, match="no query named nosuch"):
        ask(built, "nosuch")


@pytest.mark.parametrize(
    ("text", "entities", "facts"),
    [
        ("leads", {factory.POST, factory.GROUP}, 1),
        ("SELECT ?e { ?e a kg:Person }", {factory.PERSON}, 1),
        ("CONSTRUCT { ?s kg:memberOf ?o } { ?s kg:memberOf ?o }", {factory.PERSON, factory.TEAM}, 2),
        ("ASK {}", set(), 0),
        ("SELECT ('赵明' AS ?x) {}", set(), 0),
    ],
)
def test_the_part_that_an_answer_speaks_of(built: Path, text: str, entities: set[str], facts: int) -> None:
    part = part_of(built, ask(built, text))
    assert ({e.id for e in part.entities}, len(part.facts)) == (entities, facts)
    assert {r.id for r in part.reports} == {report for e in part.entities for report, _ in e.mentions}


def test_prefixes_need_no_declaration(built: Path) -> None:
    result = run(built, "SELECT ?l { ?x a kg:Award, owl:Thing2 } LIMIT 1")
    assert (result.form, result.columns, result.rows, result.truncated) == ("select", ("l",), (), False)


def test_ask_construct_and_unbound(built: Path) -> None:
    assert run(built, "ASK { ?p a kg:Person }").rows == ((Literal("true", PREFIXES["xsd"] + "boolean"),),)
    triples = run(built, "CONSTRUCT { ?p a skos:Concept } { ?p a kg:Person }")
    assert triples.rows == ((f"https://kg.example/id/e/{factory.PERSON}", PREFIXES["rdf"] + "type", PREFIXES["skos"] + "Concept"),)
    assert run(built, "SELECT ?x { OPTIONAL { ?x a kg:Nothing } }").rows == ((None,),)


def test_a_binding_is_a_value_and_never_text(built: Path) -> None:
    text = "SELECT ?e { ?e rdfs:label ?name }"
    assert run(built, text, {"name": chinese("赵明")}).rows == ((f"https://kg.example/id/e/{factory.PERSON}",),)
    assert run(built, text, {"name": chinese('" . ?e ?p ?o . #')}).rows == ()


def test_rows_over_the_limit_are_cut_and_told(built: Path) -> None:
    assert (
        len(run(built, "SELECT * { ?s ?p ?o }", limits=Limits(rows=3)).rows),
        run(built, "SELECT * { ?s ?p ?o }", limits=Limits(rows=3)).truncated,
    ) == (3, True)


def test_a_query_that_takes_too_long_is_ended(built: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
    with pytest.raises(QueryError, match=r"more than 1\.5 s"):
        run(built, endless, limits=Limits(seconds=1.5))


def test_a_query_that_takes_too_much_memory_is_ended(built: Path) -> None:
    greedy = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY STR(?c)"
    with pytest.raises(QueryError, match="memory"):
        run(built, greedy, limits=Limits(memory=400 << 20))


def test_the_abort_of_the_engine_is_an_error_and_we_live(tmp_path: Path) -> None:
    graph = tmp_path / "mixed.ttl"
    graph.write_text(MIXED, "utf-8")
    assert len(store.load(graph)) == 400 * 6
    with pytest.raises(QueryError, match=r"ORDER BY STR"):
        run(graph, "SELECT ?c ?f { ?a ?b ?c . ?a ?e ?f } ORDER BY ?c ?f")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:65530/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM is refused"),
        ("LOAD <http://127.0.0.1:65530/>", "updates are refused"),
        ("SELECT * { ?s nosuch:name ?o }", "a prefix that isn't declared"),
        ("SELECT * {", "no valid SPARQL"),
    ],
)
def test_refusals_reach_the_caller(built: Path, text: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        run(built, text)


def test_a_missing_graph_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        run(tmp_path / "graph.ttl", "ASK {}")


def test_a_file_named_like_the_package_in_the_current_folder_is_not_run(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kg.py").write_text("raise SystemExit(9)")
    (tmp_path / "orjson.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    assert run(built, "ASK { ?p a kg:Person }").form == "ask"
