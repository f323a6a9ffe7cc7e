import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.ontology import KG
from kg.write import terms, turtle
from kg.write.terms import PREFIXES, XSD, Literal, Triple

S, P = "https://kg.example/id/e/x", "https://kg.example/ontology#label"
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def write(triples: list[Triple]) -> str:
    return "".join(turtle.serialise(triples, {**PREFIXES, "e": "https://kg.example/id/e/"}))


def read_back(text: str) -> ox.Literal:
    (quad,) = ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)
    assert isinstance(quad.object, ox.Literal)
    return quad.object


@given(ANY_TEXT)
def test_any_text_comes_back_from_oxigraph(text: str) -> None:
    found = read_back(write([(S, P, terms.quoted(text))]))
    assert (found.value, found.language) == (text, "zh")


@given(ANY_TEXT)
def test_any_text_comes_back_from_rdflib(text: str) -> None:
    graph = rdflib.Graph().parse(data=write([(S, P, Literal(text))]), format="turtle")
    assert [str(o) for o in graph.objects()] == [text]


@given(ANY_TEXT)
def test_any_iri_can_be_read(text: str) -> None:
    (quad,) = ox.parse(write([(S, P, "https://kg.example/id/e/" + terms.local(text))]).encode(), format=ox.RdfFormat.TURTLE)
    assert isinstance(quad.object, ox.NamedNode)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("https://kg.example/id/e/org-1", "e:org-1"),
        ("https://kg.example/id/e/", "<https://kg.example/id/e/>"),
        ("https://kg.example/id/e/a/b", "<https://kg.example/id/e/a/b>"),
        ("https://kg.example/id/e/a.", "<https://kg.example/id/e/a.>"),
        ("https://a.example/x y>", "<https://a.example/x%20y%3E>"),
        (terms.integer(-7), "-7"),
        (terms.boolean(True), "true"),
        (Literal("007x", XSD + "integer"), '"007x"^^xsd:integer'),
        (terms.chinese("引号“内”\n\\"), '"引号“内”\\n\\\\"@zh'),
        (terms.plain('say "x"\t\r'), '"say \\"x\\"\\t\\r"'),
        (terms.plain("\x00\u2028"), '"\\u0000\\u2028"'),
        (terms.moment("2024-02-29"), '"2024-02-29"^^xsd:date'),
    ],
)
def test_terms(term: terms.Object, expected: str) -> None:
    assert turtle.shortener({**PREFIXES, "e": "https://kg.example/id/e/"})(term) == expected


def test_layout_is_sorted_with_a_first_and_repeats_dropped() -> None:
    rows: list[Triple] = [
        ("https://kg.example/id/e/b", P, Literal("2")),
        (S, P, Literal("b")),
        (S, P, Literal("a")),
        (S, P, Literal("a")),
        (S, terms.type_, KG + "Area"),
    ]
    body = write(rows).split("\n\n", 1)[1]
    assert body == 'e:b kg:label "2" .\n\ne:x a kg:Area ;\n    kg:label "a" ,\n        "b" .\n'
    assert write(rows[::-1]) == write(rows)
