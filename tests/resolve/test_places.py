"""Areas tied to the division table: what the report says beside a name settles which division it is, or nothing does."""

import pytest

from kg.model import Entity, Extraction
from tests.reading import extracted

FOUR = {"济南市": "370103", "枣庄市": "370402", "内江市": "511002", "乐山市": "511102"}


def districts(extraction: Extraction, name: str = "市中区") -> list[Entity]:
    return [e for e in extraction.entities if e.type == "Area" and e.label.endswith(name)]


def the_code(extraction: Extraction, name: str = "市中区") -> str | None:
    found = districts(extraction, name)
    assert len(found) == 1, [e.label for e in extraction.entities]
    return found[0].code


@pytest.mark.parametrize(("city", "code"), FOUR.items())
def test_the_city_right_before_it(city: str, code: str) -> None:
    x = extracted(f"{city}市中区今年种树三千棵。")
    assert the_code(x) == code
    assert districts(x)[0].label == f"{city}市中区"


@pytest.mark.parametrize(("city", "code"), FOUR.items())
def test_the_city_elsewhere_in_the_report(city: str, code: str) -> None:
    assert the_code(extracted(f"市中区今年种树三千棵。{city}的年轻人都来帮忙。")) == code


@pytest.mark.parametrize(("city", "code"), FOUR.items())
def test_the_city_s_short_name_in_the_title(city: str, code: str) -> None:
    x = extracted("市中区今年种树三千棵。", title=f"{city.removesuffix('市')}的春天")
    assert the_code(x) == code


@pytest.mark.parametrize(
    ("neighbours", "code"),
    [
        ("历下区和槐荫区", "370103"),
        ("薛城区和峄城区", "370402"),
        ("东兴区和资中县", "511002"),
        ("沙湾区和五通桥区", "511102"),
    ],
)
def test_districts_of_the_same_city(neighbours: str, code: str) -> None:
    assert the_code(extracted(f"市中区、{neighbours}今年一起种树。")) == code


@pytest.mark.parametrize(("inner", "code"), [("土主镇", "511102"), ("西王庄镇", "370402"), ("党家街道", "370103"), ("史家镇", "511002")])
def test_the_street_after_it(inner: str, code: str) -> None:
    """A subdistrict or town of a name given once."""
    assert the_code(extracted(f"市中区{inner}今年种树三千棵。")) == code


@pytest.mark.xfail(strict=True, reason="two names that settle each other only together stay open")
@pytest.mark.parametrize(("inner", "code"), [("全福街道", "511102"), ("齐村镇", "370402"), ("朝阳镇", "511002")])
def test_two_names_that_settle_each_other(inner: str, code: str) -> None:
    """There are many of this name, but only one lies in a 市中区."""
    assert the_code(extracted(f"市中区{inner}今年种树三千棵。")) == code


def test_without_a_sign_there_is_no_code() -> None:
    x = extracted("市中区今年种树三千棵。")
    assert the_code(x) is None
    assert [e.label for e in x.entities if e.type == "Area"] == ["市中区"]


def test_two_signs_against_each_other_leave_it_open() -> None:
    x = extracted("市中区今年种树三千棵，乐山和内江的年轻人都来帮忙。")
    assert the_code(x) is None


def test_two_of_one_name_side_by_side() -> None:
    x = extracted("济南市市中区与枣庄市市中区结为友好城区。")
    assert {e.label: e.code for e in districts(x)} == {"济南市市中区": "370103", "枣庄市市中区": "370402"}


def test_a_name_given_once_needs_no_sign() -> None:
    x = extracted("尤溪县的春茶开采了。")
    assert the_code(x, "尤溪县") == "350426"


def test_a_name_that_no_table_holds_has_no_code() -> None:
    x = extracted("云栖镇的茶园今年丰收，云栖镇人都笑了。")
    assert [e.code for e in x.entities if e.label == "云栖镇"] == [None]


def test_what_encloses_an_area_is_added_up_to_the_province() -> None:
    x = extracted("芭蕉侗族乡的采茶歌响起来。")
    assert {e.label: e.code for e in x.entities if e.type == "Area"} == {
        "芭蕉侗族乡": "422801208",
        "恩施市": "422801",
        "恩施土家族苗族自治州": "422800",
        "湖北省": "420000",
    }


def test_a_district_s_letter_means_the_home_area() -> None:
    """区 in a report of one district is that district, whichever stands nearest in another's report."""
    x = extracted("区民政局开门迎客，区财政局也来了。", title="绍兴市柯桥区工作动态")
    labels = {e.label for e in x.entities if e.type == "Organisation"}
    assert labels == {"柯桥区民政局", "柯桥区财政局"}
