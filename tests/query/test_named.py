import pytest

from kg.errors import QueryError, RulesError
from kg.query import bind, find, named
from kg.query.named import parse
from kg.write.terms import Literal, Object


def test_the_shipped_queries_say_what_they_answer() -> None:
    names = [q.name for q in named()]
    assert names == sorted(set(names))
    assert len(names) >= 15
    assert all(q.answers.endswith(".") for q in named())


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(QueryError, match="no query named lead: there are awards, brands, brands-by-community"):
        find("lead")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("柳泉街道", ("柳泉街道", "zh")),
        ('"} SERVICE <http://x/> { ?s ?p "', ('"} SERVICE <http://x/> { ?s ?p "', "zh")),
        ("<https://kg.example/id/e/x>", "https://kg.example/id/e/x"),
        ("<no iri>", ("<no iri>", "zh")),
    ],
)
def test_values_become_terms(given: str, expected: object) -> None:
    def brief(term: Object) -> object:
        return (term.value, term.language) if isinstance(term, Literal) else term

    assert brief(bind(find("leads"), {"name": given})["name"]) == expected


def test_an_unknown_parameter_lists_the_known_ones() -> None:
    with pytest.raises(QueryError, match="leads has no parameter who: it takes name"):
        bind(find("leads"), {"who": "x"})


@pytest.mark.parametrize(
    "text", ["SELECT * { ?s ?p ?o }", "# param: name a name\nSELECT ?name {}", "# Fine.\n# param: nam a name\nSELECT ?name {}"]
)
def test_a_query_file_that_does_not_explain_itself_is_refused(text: str) -> None:
    with pytest.raises(RulesError, match=r"queries/x\.rq"):
        parse("x", text)
