"""Packed columns and packed evidence say what the graph says."""

import base64
import gzip
import json
from typing import Any

import pytest

from kg.graph import Graph
from kg.model import Block, BlockKind, Entity, Fact, Metadata, Report, Span
from kg.view import evidence
from kg.view.columns import drawing, pack
from kg.view.said import percent
from tests.view.factory import AUTUMN, SPRING, entity, grown, quote, small


def opened(block: str) -> Any:
    return json.loads(gzip.decompress(base64.b64decode(block)))


def test_every_fact_between_entities_is_an_edge_also_parallel_ones() -> None:
    drawn = drawing(small())
    names = [n["label"] for n in drawn.nodes]
    predicates = [p["id"] for p in drawn.tables["predicates"]]
    edges = [(names[e["from"]], predicates[e["predicate"]], names[e["to"]]) for e in drawn.edges]
    assert len(edges) == 9
    assert [e for e in edges if e[0] == "柳溪街道" and e[2] == "助企服务专班"] == [
        ("柳溪街道", "establishes", "助企服务专班"),
        ("柳溪街道", "leads", "助企服务专班"),
    ]


def test_names_of_classes_and_predicates_come_from_the_ontology() -> None:
    tables = drawing(small()).tables
    assert {"id": "leads", "zh": "牵头", "en": "leads"} in tables["predicates"]
    assert [k["zh"] for k in tables["kinds"]][:3] == ["行政区", "社区", "组织机构"]
    assert [r["date"] for r in tables["reports"]] == ["2023-03-12", "2023-10-08"]


def test_a_subclass_is_drawn_as_its_kind() -> None:
    drawn = drawing(small())
    company = next(n for n in drawn.nodes if n["label"] == "云杉科技公司")
    assert drawn.tables["kinds"][company["kind"]]["id"] == "Organisation"


def test_a_class_that_is_no_kind_is_refused() -> None:
    with pytest.raises(ValueError, match=r"x1: Fact is none of the ten kinds"):
        drawing(Graph((SPRING,), (Entity("x1", "Fact", "甲", mentions=(("r1", Span(0, 1)),)),)))


@pytest.mark.parametrize(
    ("rows", "packed"),
    [
        ([], {"n": 0, "a": [], "b": {}}),
        ([{"a": 1, "b": None}], {"n": 1, "a": [1], "b": {}}),
        ([{"a": 1, "b": None}, {"a": 1, "b": "x"}], {"n": 2, "a": {"all": 1}, "b": {"1": "x"}}),
        ([{"a": 1, "b": ""}, {"a": 2, "b": None}], {"n": 2, "a": [1, 2], "b": {"0": ""}}),
    ],
)
def test_pack(rows: list[dict[str, object]], packed: dict[str, object]) -> None:
    assert pack(rows, ("a",), ("b",)) == packed


def test_percent_is_the_best_score() -> None:
    assert percent((quote(SPRING, "柳溪街道", score=0.4), quote(SPRING, "区长", score=0.876))) == 88


def test_sentences_stand_once_and_hold_quote_and_trigger() -> None:
    block = opened(evidence.blocks(small())[0])
    assert len(block["edges"]) == 9
    assert len(block["sentences"]) == len({tuple(q) for q in block["sentences"]}) == 6
    reports = {0: SPRING, 1: AUTUMN}
    triggers = []
    for rows, fact in zip(block["edges"], small().facts, strict=False):
        for number, start, end, first, last, rule, score in rows:
            report, offset, text = block["sentences"][number]
            assert reports[report].text[offset : offset + len(text)] == text
            assert text[start:end] == fact.evidence[0].quote
            assert rule == "test-1"
            assert 0 < score <= 100
            triggers.append(text[first:last])
    assert triggers == ["成立", "指导", "参加", "举办", "所属", "获", "投资", "落户", "牵头"]


def test_a_quote_that_is_part_of_a_sentence_comes_with_all_of_it() -> None:
    text = "甲社区获奖，乙社区成立丙协会。"
    report = Report("r1", "a.txt", text, Metadata(), (Block(Span(0, len(text)), BlockKind.PARAGRAPH, (Span(0, len(text)),)),))
    entities = (entity("a", "Community", "乙社区", "r1"), entity("b", "Organisation", "丙协会", "r1"))
    fact = Fact("a", "establishes", "b", (quote(report, "乙社区成立丙协会", "成立"),))
    block = opened(evidence.blocks(Graph((report,), entities, (fact,)))[0])
    assert block == {"sentences": [[0, 0, text]], "edges": [[[0, 6, 14, 9, 11, "test-1", 90]]]}


def test_evidence_comes_in_blocks_in_the_order_of_the_edges() -> None:
    graph = grown(evidence.BLOCK + 2, [(0, i + 1) for i in range(evidence.BLOCK + 1)])
    sizes = [len(opened(b)["edges"]) for b in evidence.blocks(graph)]
    assert sizes == [evidence.BLOCK, 1]


def test_extras_hold_literals_statuses_and_statistics_of_their_node() -> None:
    nodes = opened(evidence.extras(small()))["nodes"]
    assert [(r["predicate"]["zh"], r["value"]) for r in nodes["6"]] == [("从业", "区长")]
    assert [(r["predicate"], r["value"]) for r in nodes["8"]] == [
        ({"zh": "状态", "en": "Status"}, {"zh": "完成", "en": "completed"}),
        ("总投资", {"number": "300000000", "unit": "元", "about": False}),
    ]


def test_what_is_said_of_one_entity_can_be_filtered_without_opening_a_block() -> None:
    drawn = drawing(small())
    names = [p["id"] for p in drawn.tables["predicates"]]
    rows = {n["label"]: [(names[p], score, date) for p, score, _, date, _ in n["said"]] for n in drawn.nodes if n["said"]}
    assert rows == {"周明远": [("occupies", 90, None)], "云杉产业园项目": [("Status", 90, "2023-10"), ("Statistic", 90, None)]}


def test_qualifiers_other_than_the_date_come_with_their_names() -> None:
    entities = (entity("a", "Person", "甲", "r1"), entity("b", "Organisation", "乙", "r1"))
    qualifiers = (("date", "2023"), ("tense", "past"))
    facts = (
        Fact("a", "leads", "b", (quote(SPRING, "牵头"),), None, qualifiers),
        Fact("a", "occupies", None, (quote(SPRING, "区长"),), "区长", qualifiers),
    )
    drawn = drawing(Graph((SPRING,), entities, facts))
    assert [q["id"] for q in drawn.tables["qualifiers"]] == ["tense"]
    assert (drawn.edges[0]["date"], drawn.edges[0]["also"]) == ("2023", [[0, {"zh": "past", "en": "past"}]])
    assert drawn.nodes[0]["said"][0][3:] == ["2023", [[0, {"zh": "past", "en": "past"}]]]
