"""The division table: names, codes, what encloses what, and the short forms of daily use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import divisions, ontology
from kg.divisions import Division, daily_name, short_name

TABLE = divisions.load()
CODES = sorted(TABLE.by_code)


def test_how_many() -> None:
    levels = [d.level for d in TABLE.by_code.values()]
    assert levels.count(1) in (33, 34)
    assert levels.count(2) > 330
    assert levels.count(3) > 2800
    assert levels.count(4) > 38000


@pytest.mark.parametrize(
    ("code", "chain"),
    [
        ("511102", ["市中区", "乐山市", "四川省"]),
        ("110105", ["朝阳区", "北京市"]),
        ("422801208", ["芭蕉侗族乡", "恩施市", "恩施土家族苗族自治州", "湖北省"]),
    ],
)
def test_chain(code: str, chain: list[str]) -> None:
    assert [d.name for d in TABLE.chain(TABLE.by_code[code])] == chain


def test_four_districts_of_one_name() -> None:
    """None of them is 济宁市市中区, which was abolished in 2013."""
    cities = [TABLE.by_code[d.parent].name for d in TABLE.named("市中区")]
    assert cities == ["济南市", "枣庄市", "内江市", "乐山市"]


def test_unknown_names_have_no_divisions() -> None:
    assert TABLE.named("云梦泽区") == ()
    assert TABLE.named("") == ()


@pytest.mark.parametrize(
    ("name", "code", "cls"),
    [
        ("内蒙古自治区", "150000", "Province"),
        ("香港特别行政区", "810000", "Province"),
        ("恩施州", "422800", "City"),
        ("恩施土家族苗族自治州", "422800", "City"),
        ("大兴安岭地区", "232700", "City"),
        ("长阳县", "420528", "District"),
        ("梅里斯达斡尔族区", "230208", "District"),
        ("尤溪县", "350426", "District"),
    ],
)
def test_named(name: str, code: str, cls: str) -> None:
    assert [(d.code, d.cls) for d in TABLE.named(name)] == [(code, cls)]


def test_a_daily_name_may_be_another_s_own() -> None:
    assert {d.name for d in TABLE.named("芭蕉乡")} == {"芭蕉侗族乡", "芭蕉乡"}


def test_a_subdistrict_is_no_town() -> None:
    assert {d.cls for d in TABLE.named("草市街街道")} == {"Subdistrict"}
    assert {d.cls for d in TABLE.named("城关镇")} == {"Town"}
    assert len(TABLE.named("城关镇")) > 50


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("广西壮族自治区", "广西"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("吉林省", "吉林"),
        ("呼和浩特市", "呼和浩特"),
        ("大兴安岭地区", "大兴安岭"),
        ("锡林郭勒盟", "锡林郭勒"),
        ("香港特别行政区", "香港"),
        ("延边朝鲜族自治州", "延边朝鲜族自治州"),
        ("沙市", "沙市"),
    ],
)
def test_short_name(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("name", "daily"),
    [
        ("恩施土家族苗族自治州", "恩施州"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江县"),
        ("芭蕉侗族乡", "芭蕉乡"),
        ("尤溪县", None),
        ("济南市", None),
        ("东乡族自治县", None),
    ],
)
def test_daily_name(name: str, daily: str | None) -> None:
    assert daily_name(name) == daily


def test_a_short_name_means_the_province_where_a_city_shares_it() -> None:
    assert TABLE.by_short["吉林"].code == "220000"
    assert TABLE.by_short["苏州"].name == "苏州市"
    assert "上海市" not in TABLE.by_short


@given(st.sampled_from(CODES))
def test_every_division_lies_in_its_province(code: str) -> None:
    division = TABLE.by_code[code]
    chain = TABLE.chain(division)
    assert chain[0] == division
    assert chain[-1].level == 1
    assert [d.level for d in chain] == sorted({d.level for d in chain}, reverse=True)
    assert all(TABLE.within(division, above.code) for above in chain)
    assert division in TABLE.named(division.name)


@given(st.sampled_from(CODES), st.sampled_from(CODES))
def test_nothing_lies_in_what_does_not_enclose_it(one: str, other: str) -> None:
    inside = TABLE.within(TABLE.by_code[one], other)
    assert inside == (other in [d.code for d in TABLE.chain(TABLE.by_code[one])])


def test_classes_are_the_ontology_s() -> None:
    classes = {d.cls for d in TABLE.by_code.values()}
    assert classes == {"Province", "City", "District", "Subdistrict", "Town"}
    assert all(ontology.load().is_a(c, "Area") for c in classes)


def test_a_division_is_a_value() -> None:
    assert Division("511102", "市中区", 3, "511100") == TABLE.by_code["511102"]
