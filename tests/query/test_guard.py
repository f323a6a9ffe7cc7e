import pytest

from kg.errors import QueryError
from kg.query import guard

SERVICE = "SERVICE <http://127.0.0.1:65530/> { ?s ?p ?o }"


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ {SERVICE} }}",
        "SELECT * { SERVICE SILENT ?x { ?s ?p ?o } }",
        f"ASK {{ ?s ?p ?o FILTER EXISTS {{ {SERVICE} }} }}",
        f"SELECT * {{ {{ SELECT * {{ OPTIONAL {{ {SERVICE} }} }} }} }}",
        f"SELECT * {{ ?s ?p ?o MINUS {{ {SERVICE} }} }}",
        f"SELECT (EXISTS {{ {SERVICE} }} AS ?x) {{ }}",
        f"SELECT * {{ # a comment that ends here\r {SERVICE} \n }}",
        "CONSTRUCT { ?s ?p ?o } { seRvice <http://127.0.0.1:65530/> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://127.0.0.1:65530/> { ?s ?p ?o }",
        "ASK FROM <http://127.0.0.1:65530/> { ?s ?p ?o }",
        "DESCRIBE <http://a.example/> FROM <http://127.0.0.1:65530/>",
        "LOAD <http://127.0.0.1:65530/>",
        "LOAD SILENT <file:///etc/passwd> INTO GRAPH <http://a.example/>",
        "INSERT DATA { <http://a.example/s> <http://a.example/p> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        f'SELECT * {{ ?s ?p "\\u0022 . #" . {SERVICE} \n }}',
        f'SELECT * {{ ?s ?p "\\U00000022 . #" . {SERVICE} \n }}',
    ],
)
def test_refused(text: str) -> None:
    with pytest.raises(QueryError, match="refused"):
        guard.parse(guard.check(text))  # the engine takes no updates as queries: what it can't read is parsed for the reason


@pytest.mark.parametrize("word", ["service", "SERVICE", "Service", "from", "FROM", "fRoM"])
def test_every_spelling_of_a_refused_word_is_parsed(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(guard, "parse", seen.append)
    guard.check(f"ASK {{ }} # {word}")
    guard.check("ASK { }")
    assert seen == [f"ASK {{ }} # {word}"]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p 'SERVICE <http://x/> {}' } # FROM <http://x/>",
        "SELECT ?service ?from { ?service ?p ?from }",
        "SELECT * { ?s kg:leads/rdfs:label '\\u67f3泉' }",
        "ASK { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_words_inside_strings_comments_and_names_are_no_reason(text: str) -> None:
    assert guard.check(text) == text


@pytest.mark.parametrize("text", ["", "SELEKT", "SELECT * {", "SELECT * { ?s ?p }", "{" * 5000, "ASK " + "{" * 3000 + "}" * 3000])
def test_no_sparql(text: str) -> None:
    with pytest.raises(QueryError, match=r"no valid SPARQL|too deeply") as caught:
        guard.parse(guard.check(text))
    assert "\n" not in str(caught.value)
