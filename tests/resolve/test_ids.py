"""Ids: from kind, name and scope alone, the same in every run, whatever else is read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.ids import entity_id, folded
from tests.reading import extracted


@pytest.mark.parametrize(
    ("kind", "name", "scope", "expected"),
    [
        ("Area", "尤溪县", "350426", "area-2e2d684d45281e15"),
        ("Organisation", "绿源食品股份有限公司", "", "organisation-cc2f15c7a886c038"),
        ("Person", "何春梅", "尤溪县", "person-faf80cc6f2361da5"),
    ],
)
def test_ids_stay_as_they_are(kind: str, name: str, scope: str, expected: str) -> None:
    """People hold on to these addresses: a change here breaks every link to an earlier graph."""
    assert entity_id(kind, name, scope) == expected


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("“邻里灯塔”品牌", "邻里灯塔品牌"),
        ("海川（福建）有限公司", "海川(福建)有限公司"),
        (" 邻里灯塔 ", "邻里灯塔"),
        ("「邻里灯塔」", "『邻里灯塔』"),
        ("e\u0301cole", "école"),
    ],
)
def test_ways_of_writing_that_make_no_difference(name: str, same: str) -> None:
    assert folded(name) == folded(same)
    assert entity_id("Programme", name, "") == entity_id("Programme", same, "")


def test_kind_name_and_scope_make_a_difference() -> None:
    ids = {entity_id(k, n, s) for k in ("Place", "Project") for n in ("白鹭洲公园", "白鹭洲") for s in ("", "尤溪县", "350426")}
    assert len(ids) == 12


NAMES = st.text(max_size=12)


@given(st.sampled_from(["Area", "Person"]), NAMES, NAMES)
def test_form(kind: str, name: str, scope: str) -> None:
    assert re.fullmatch(rf"{kind.lower()}-[0-9a-f]{{16}}", entity_id(kind, name, scope))


@given(NAMES)
def test_folding_twice_is_folding_once(name: str) -> None:
    assert folded(folded(name)) == folded(name)


def test_what_else_a_report_says_does_not_change_an_id() -> None:
    alone = extracted("尤溪县成立茶叶联盟。")
    among = extracted("后楼村的老人笑了。尤溪县成立茶叶联盟。绿源食品股份有限公司也来了。")
    ids = {e.label: e.id for e in alone.entities}
    assert len(ids) >= 4
    assert {e.label: e.id for e in among.entities if e.label in ids} == ids


def test_two_things_of_one_name_in_two_areas_are_two() -> None:
    here = extracted("朝阳广场换了新灯。", title="尤溪县工作动态")
    there = extracted("朝阳广场换了新灯。", title="柯桥区工作动态")
    ids = [next(e.id for e in x.entities if e.label == "朝阳广场") for x in (here, there)]
    assert ids[0] != ids[1]
