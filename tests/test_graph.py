from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import EvidenceError, KgError
from kg.graph import Graph, counts, merge, to_networkx
from kg.model import Entity, Evidence, Extraction, Fact, Span, Statistic
from tests import factory
from tests.factory import AREA, COMPANY, PERSON, PROJECT, autumn, quote, spring


def by_id(graph: Graph, id_: str) -> Entity:
    return next(e for e in graph.entities if e.id == id_)


def test_no_extraction_gives_the_empty_graph() -> None:
    assert merge([]) == Graph()


@given(st.integers(0, 10**6), st.booleans())
def test_the_order_of_reports_and_of_what_they_say_does_not_matter(seed: int, swap: bool) -> None:
    parts = [factory.shuffled(spring(), seed), factory.shuffled(autumn(), seed + 1)]
    assert merge(reversed(parts) if swap else parts) == factory.graph()


def test_a_report_read_twice_counts_once() -> None:
    again = replace(spring(), report=replace(spring().report, path="z/copy.txt"))
    assert merge([again, spring(), autumn()]) == factory.graph()


def test_entities_of_one_id_unite_names_links_and_mentions() -> None:
    area = by_id(factory.graph(), AREA)
    assert (area.label, area.aliases) == ("柳泉街道", ("柳泉", "街道"))
    assert area.code == "370999001"
    assert {report for report, _ in area.mentions} == {"5e11a9c0", "a7c43b21"}


def test_the_label_is_the_one_with_most_mentions_and_the_others_become_aliases() -> None:
    one, two = spring(), autumn()
    renamed = replace(
        by_id(merge([two]), AREA), label="柳泉", aliases=(), mentions=tuple((two.report.id, Span(i, i + 2)) for i in range(3))
    )
    others = tuple(e for e in two.entities if e.id != AREA)
    area = by_id(merge([one, replace(two, entities=(renamed, *others))]), AREA)
    assert (area.label, area.aliases) == ("柳泉", ("柳泉街道", "街道"))


def test_what_two_reports_say_becomes_one_fact_with_both_quotes() -> None:
    fact = next(f for f in factory.graph().facts if f.predicate == "introduces")
    assert [e.report for e in fact.evidence] == ["5e11a9c0", "a7c43b21"]


def test_a_date_stays_with_the_quote_that_gives_it() -> None:
    one = spring()
    undated = replace(one.facts[0], qualifiers=(), evidence=quote(one.report, "柳泉街道成立惠企专班"))
    graph = merge([replace(one, facts=(*one.facts, undated))])
    facts = [f for f in graph.facts if f.predicate == "establishes"]
    assert [(f.qualifiers, f.evidence[0].quote) for f in facts] == [
        ((), "柳泉街道成立惠企专班"),
        ((("date", "2024-03-05"),), "柳泉街道成立惠企服务专班"),
    ]
    assert counts(graph)["predicates"]["establishes"] == 1


def test_symmetric_predicates_stand_in_one_direction() -> None:
    one = spring()
    flipped = tuple(replace(f, subject=AREA, object=COMPANY) if f.predicate == "partnersWith" else f for f in one.facts)
    assert merge([replace(one, facts=flipped)]) == merge([one])
    assert [(f.subject, f.object) for f in merge([one]).facts if f.predicate == "partnersWith"] == [(AREA, COMPANY)]


def test_equal_numbers_are_one_statistic() -> None:
    one = spring()
    again = Statistic(PROJECT, Decimal("3.5E8"), "元", "总投资", False, one.statistics[0].evidence)
    assert merge([replace(one, statistics=(*one.statistics, again))]).statistics == one.statistics


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence("5e11a9c0", Span(0, 4), "柳泉街办", "r", 1.0),
        Evidence("5e11a9c0", Span(9000, 9004), "柳泉街道", "r", 1.0),
        Evidence("unknown", Span(0, 4), "柳泉街道", "r", 1.0),
    ],
)
def test_a_quote_that_is_not_the_text_is_refused(evidence: Evidence) -> None:
    one = spring()
    wrong = Fact(AREA, "introduces", PROJECT, (evidence,))
    with pytest.raises(EvidenceError, match="isn't the text"):
        merge([replace(one, facts=(wrong,))])


@pytest.mark.parametrize("mention", [("unknown", Span(0, 2)), ("5e11a9c0", Span(0, 9000))])
def test_a_mention_outside_the_text_is_refused(mention: tuple[str, Span]) -> None:
    one = spring()
    lost = replace(one.entities[0], mentions=(mention,))
    with pytest.raises(EvidenceError, match="where there is no text"):
        merge([replace(one, entities=(lost, *one.entities[1:]))])


def test_an_assertion_about_nothing_is_refused() -> None:
    one = spring()
    dangling = Fact(AREA, "introduces", "project-nowhere", one.facts[0].evidence)
    with pytest.raises(KgError, match="project-nowhere"):
        merge([replace(one, facts=(dangling,))])


def test_counts() -> None:
    found = counts(factory.graph())
    assert found["total"] == {"reports": 2, "entities": 9, "facts": 9, "statuses": 2, "statistics": 1, "evidence": 13}
    assert found["types"] == {"Area": 1, "Award": 1, "Organisation": 3, "Person": 1, "Post": 1, "Programme": 1, "Project": 1}
    assert found["predicates"]["introduces"] == 1
    assert found["states"] == {"signed": 1, "started": 1}


def test_networkx_has_an_edge_per_relation_and_literals_on_the_node() -> None:
    net = to_networkx(factory.graph())
    assert (net.number_of_nodes(), net.number_of_edges()) == (9, 8)
    assert net.nodes[PERSON]["occupies"] == "画家"
    edge = net.edges[AREA, PROJECT, "introduces"]
    assert (edge["label"], edge["evidence"], edge["confidence"]) == ("引进", 2, 0.9)


def test_empty_extraction_keeps_its_report() -> None:
    assert merge([Extraction(spring().report)]).reports == (spring().report,)
