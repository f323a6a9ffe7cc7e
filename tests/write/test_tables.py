import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Fact
from kg.write import tables
from tests import factory


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_entities_have_the_columns_of_the_design() -> None:
    data = tables.entities(factory.graph())
    assert data.startswith(b"\xef\xbb\xbfid,type,subtype,label,aliases,code,reports\r\n")
    assert read(data)[0] == {
        "id": "area-0a1",
        "type": "Area",
        "subtype": "Subdistrict",
        "label": "柳泉街道",
        "aliases": "柳泉|街道",
        "code": "370999001",
        "reports": "autumn.txt|spring.txt",
    }


def test_facts_have_a_row_per_quote() -> None:
    data = tables.facts(factory.graph())
    assert (
        data.decode("utf-8-sig").splitlines()[0] == "subject_id,subject,predicate,object_id,object,report,start,end,quote,confidence,rule"
    )
    rows = [r for r in read(data) if r["predicate"] == "introduces"]
    assert [(r["report"], r["object"], r["confidence"]) for r in rows] == [
        ("spring.txt", "数字产业园项目", "0.9"),
        ("autumn.txt", "数字产业园项目", "0.9"),
    ]
    for row in rows:
        text = factory.SPRING if row["report"] == "spring.txt" else factory.AUTUMN
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_a_literal_has_no_object_id() -> None:
    (row,) = [r for r in read(tables.facts(factory.graph())) if r["predicate"] == "occupies"]
    assert (row["object_id"], row["object"]) == ("", "画家")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_runs_as_a_formula(start: str) -> None:
    graph = factory.graph()
    evil = replace(graph.entities[0], label=start + "1+1")
    assert read(tables.entities(replace(graph, entities=(evil,))))[0]["label"] == f"'{start}1+1"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_label_comes_back(label: str) -> None:
    graph = factory.graph()
    odd = replace(graph.entities[0], label=label)
    found = read(tables.entities(replace(graph, entities=(odd,))))[0]["label"]
    assert found in (label, "'" + label)


def test_literal_values_are_protected_too() -> None:
    graph = factory.graph()
    fact = Fact(factory.PERSON, "occupies", None, graph.facts[0].evidence, value="=HYPERLINK()")
    assert read(tables.facts(replace(graph, facts=(fact,))))[0]["object"] == "'=HYPERLINK()"
