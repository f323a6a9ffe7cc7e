import re

import pyoxigraph as ox
import pytest

from kg.answer import guard
from kg.answer.__main__ import checked
from kg.errors import QueryError
from kg.query import NamedQuery, named
from kg.write.terms import PREFIXES

SERVICE = "SERVICE <http://127.0.0.1:65530/> { ?s ?p ?o }"
REFUSED = [
    f"SELECT * {{ {SERVICE} }}",
    "SELECT * { SERVICE SILENT ?x { ?s ?p ?o } }",
    f"ASK {{ ?s ?p ?o FILTER EXISTS {{ {SERVICE} }} }}",
    f"SELECT * {{ {{ SELECT * {{ OPTIONAL {{ {SERVICE} }} }} }} }}",
    f"SELECT * {{ ?s ?p ?o MINUS {{ {SERVICE} }} }}",
    f"SELECT (EXISTS {{ {SERVICE} }} AS ?x) {{ }}",
    f"SELECT * {{ ?s ?p true.{SERVICE} }}",
    f"SELECT * {{ ?s ?p 1.{SERVICE} }}",
    f"SELECT * {{ ?s ?p '?'{SERVICE} }}",
    f"SELECT * {{ # a comment that ends here\r {SERVICE} \n }}",
    "CONSTRUCT { ?s ?p ?o } { seRvice <http://127.0.0.1:65530/> { ?s ?p ?o } }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://127.0.0.1:65530/> { ?s ?p ?o }",
    "SELECT ?from FROM <http://127.0.0.1:65530/> { ?s ?p ?from }",
    "ASK FROM <http://127.0.0.1:65530/> { ?s ?p ?o }",
    "DESCRIBE <http://a.example/> FROM <http://127.0.0.1:65530/>",
]
UPDATES = [
    "LOAD <http://127.0.0.1:65530/>",
    "LOAD SILENT <file:///etc/passwd> INTO GRAPH <http://a.example/>",
    "PREFIX load: <http://a.example/> INSERT DATA { load:s load:p 1 }",
    "# SELECT\nDELETE WHERE { ?s ?p ?o }",
    "WITH <http://a.example/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "DROP ALL",
]
ESCAPED = [f'SELECT * {{ ?s ?p "\\u0022 . #" . {SERVICE} \n }}', f'SELECT * {{ ?s ?p "\\U00000022 . #" . {SERVICE} \n }}']
#: The refused words where they ask for nothing.
HARMLESS = [
    "SELECT * { ?s ?p 'SERVICE <http://x/> {}' } # FROM <http://x/>",
    'SELECT * { ?s ?p """a "quoted" SERVICE""" , \'\'\'it\'s FROM\'\'\'@en-service }',
    "PREFIX service: <http://x/service?from=1> SELECT * { ?s service:from service:a.service , service:a\\'service , service:从·from }",
    "SELECT ?service ?from { ?service ?p ?from FILTER(?service<?from) }",
    "SELECT ?service ?from { ?service ?p $from }",
    "SELECT * { ?s kg:leads/rdfs:label '\\u67f3泉' }",
    "ASK { GRAPH ?g { ?s ?p ?o } }",
]


@pytest.mark.parametrize("text", [*REFUSED, *UPDATES, *ESCAPED])
def test_refused(text: str) -> None:
    with pytest.raises(QueryError, match="refused"):
        checked(text, PREFIXES)


@pytest.mark.parametrize("text", [t.replace("\r", "\n") for t in REFUSED])
def test_what_the_tokens_refuse_the_parser_refuses_too(text: str) -> None:
    with pytest.raises(QueryError, match=r"refused|no valid SPARQL"):
        guard.parse(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_words_inside_strings_comments_and_names_are_no_reason(text: str) -> None:
    said = checked(text, PREFIXES)
    assert re.sub(r"\\u00(\w\w)", lambda m: chr(int(m[1], 16)), said) == text


@pytest.mark.parametrize("word", ["service", "SERVICE", "Service", "from", "FROM", "fRoM"])
@pytest.mark.parametrize("around", ["ASK {{ }} # {}", "ASK {{ ?s ?p '{}' }}", "ASK {{ ?s ?p <http://x/{}> }}"])
def test_a_refused_word_in_a_string_a_comment_or_an_iri_is_hidden_from_the_engine(word: str, around: str) -> None:
    said = checked(around.format(word), PREFIXES)
    assert said == around.format(f"\\u{ord(word[0]):04X}{word[1:]}")
    assert not re.search("service|from", said, re.I)


@pytest.mark.parametrize("text", ["ASK { ?s kg:service ?o }", "PREFIX from: <http://x/> ASK { ?s from:x ?o }", "ASK { ?s ?p '\\from' }"])
def test_where_it_can_not_be_hidden_a_second_parser_decides(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(guard, "parse", seen.append)
    assert checked(text, PREFIXES) == text
    checked("ASK { ?s ?p '?from' }", PREFIXES)
    assert seen == [text]


def test_what_is_hidden_means_the_same() -> None:
    store = ox.Store()
    store.load(b"<http://x/service> <http://x/p> 'from SERVICE' .", format=ox.RdfFormat.TURTLE)
    for text in ("SELECT ?o { <http://x/service> ?p ?o }", "SELECT ?o { ?s ?p ?o FILTER(?o = 'from SERVICE') }"):
        (row,) = store.query(checked(text, {}))  # type: ignore[misc]
        assert row["o"] == ox.Literal("from SERVICE")


@pytest.mark.parametrize(
    "text",
    [
        "\\u0053ELECT * {}",
        "SELECT ?s { ?s ?p ?o } \\u0047ROUP BY ?s",
        "SELECT * { \\u0053ERVICE <http://x/> {} }",
        "SELECT * \\u0046ROM <http://x/> {}",
        "ASK { ?\\u0073 ?p ?o }",
    ],
)
def test_the_engine_reads_no_escapes_outside_of_strings_and_iris(text: str) -> None:
    """What the hiding rests on: where an engine begins to read them, this test fails and the hiding has to go."""
    with pytest.raises(SyntaxError):
        ox.Store().query(text)


@pytest.mark.parametrize("query", named(), ids=lambda q: q.name)
def test_what_ships_with_kg_is_not_judged_at_run_time_so_it_is_here(query: NamedQuery) -> None:
    guard.parse("".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + query.text)
    assert checked(query.text, PREFIXES)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1, column 1: no valid SPARQL near ''"),
        ("SELEKT", "line 1, column 7: no valid SPARQL near 'SELEKT'"),
        ("SELECT *\n{\n  ?s ?p\n}", "line 4, column 2: no valid SPARQL near '}'"),
        ("SELECT * { ?s nosuch:name ?o }", "line 1, column 26: a prefix that isn't declared"),
        ("SELECT ?y { ?x a ?z } GROUP BY ?x", "no valid SPARQL near .*unbound"),
        ("ASK { ?s ?p '" + "很长" * 200, "column 414: no valid SPARQL near '…[很长]+'$"),
        ("ASK { ?s ?p '\ud800' }", "isn't UTF-8"),
        ("{" * 5000, "too deeply"),
        ("ASK " + "{" * 3000 + "}" * 3000, "too deeply"),
        ("ASK { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ")}", "too deeply"),
    ],
)
def test_no_sparql(text: str, said: str) -> None:
    with pytest.raises(QueryError, match=said) as caught:
        checked(text, PREFIXES)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_many_brackets_that_are_not_nested_are_no_reason() -> None:
    text = "ASK { " + "FILTER((1)=(1)) " * 2000 + "}"
    assert checked(text, PREFIXES) == text
