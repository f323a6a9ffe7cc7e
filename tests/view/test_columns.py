"""Packed columns and packed evidence say what the graph says."""

import base64
import gzip
import json
from typing import Any

import pytest

from kg.graph import Graph
from kg.model import Entity, Span
from kg.view import evidence
from kg.view.columns import drawing, pack, percent
from tests.view.factory import AUTUMN, SPRING, grown, quote, small


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


def test_quotes_stand_once_and_point_at_the_trigger() -> None:
    block = opened(evidence.blocks(small())[0])
    assert len(block["edges"]) == 9
    assert len(block["quotes"]) == len({tuple(q) for q in block["quotes"]}) == 6
    reports = {0: SPRING, 1: AUTUMN}
    triggers = []
    for rows in block["edges"]:
        for number, start, end, rule, score in rows:
            report, offset, text = block["quotes"][number]
            assert reports[report].text[offset : offset + len(text)] == text
            assert rule == "test-1"
            assert 0 < score <= 100
            triggers.append(text[start:end])
    assert triggers == ["成立", "指导", "参加", "举办", "所属", "获", "投资", "落户", "牵头"]


def test_evidence_comes_in_blocks_in_the_order_of_the_edges() -> None:
    graph = grown(evidence.BLOCK + 2, [(0, i + 1) for i in range(evidence.BLOCK + 1)])
    sizes = [len(opened(b)["edges"]) for b in evidence.blocks(graph)]
    assert sizes == [evidence.BLOCK, 1]


def test_extras_hold_literals_statuses_and_statistics_of_their_node() -> None:
    nodes = opened(evidence.extras(small()))["nodes"]
    assert [(r["predicate"]["zh"], r["value"], r["date"]) for r in nodes["6"]] == [("从业", "区长", None)]
    assert [(r["predicate"], r["value"], r["date"]) for r in nodes["8"]] == [
        ({"zh": "状态", "en": "Status"}, {"zh": "完成", "en": "completed"}, "2023-10"),
        ("总投资", {"number": "300000000", "unit": "元", "about": False}, None),
    ]
