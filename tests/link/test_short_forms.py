"""A short form that one report defines is known in the other reports of that city, and nowhere else."""

from pathlib import Path

import pytest

from kg.link.short_forms import told
from kg.pipeline import Options, resolved
from kg.recognise.dictionary import Entry
from tests.link.world import extraction

DEFINES = {"at": 370705, "day": "2022-03-01", "things": ["Organisation/Company 潍坊北辰机械有限公司 = 北辰机械|公司|企业"]}
USES = {"at": 370703, "day": "2023-03-01", "things": ["Place 北辰机械新厂区"]}


def news(*specs: dict[str, object]) -> dict[str, tuple[Entry, ...]]:
    return told(extraction(f"r{n}", s) for n, s in enumerate(specs))


def test_the_other_reports_of_the_city_are_told() -> None:
    assert news(DEFINES, USES) == {"r1-0": (Entry("北辰机械", "Organisation", "Company"),)}
    assert news(USES, DEFINES) == {"r0-0": (Entry("北辰机械", "Organisation", "Company"),)}


@pytest.mark.parametrize(
    "other",
    [
        {**USES, "at": 350203},
        {**USES, "at": 370000},
        {**USES, "things": ["Place 新厂区"]},
        {**USES, "things": ["Organisation/Company 北辰机械"]},
    ],
    ids=["another city", "no city", "not named", "known already"],
)
def test_others_are_not(other: dict[str, object]) -> None:
    assert news(DEFINES, other) == {}


def test_words_for_a_kind_and_names_of_another_making_are_no_short_forms() -> None:
    things = ["Organisation/Company 潍坊北辰机械有限公司 = 公司|集团|老北辰|机械", "Organisation/GovernmentBody 奎文区发改局 = 发改局"]
    assert news({**DEFINES, "things": things}, {**USES, "things": ["Place 老北辰", "Place 机械", "Place 发改局"]}) == {}


TEXTS = {
    "one.txt": """奎文区召开民生工作会议
潍坊日报 2022-03-10
潍坊北辰机械有限公司（以下简称“北辰机械”）认领了和平社区的助老项目。
北辰机械董事长高峰表示，企业将与和平社区结对共建。
""",
    "two.txt": """北辰机械新厂区投产
潍坊晚报 2023-08-01
7月31日，位于潍坊市寒亭区的北辰机械新厂区正式投产。
北辰机械董事长高峰出席投产仪式。
""",
    "three.txt": """思明区举行社区工作推进会
厦门日报 2023-08-02
8月1日，思明区委书记高峰主持召开社区工作推进会。
北辰机械与前埔社区签约共建。
""",
}


def test_a_build_joins_the_company_and_its_chairman_and_leaves_the_namesake(tmp_path: Path) -> None:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    resolution, failures = resolved([str(tmp_path)], Options())
    assert failures == []
    found = {(Path(x.report.path).name, n): e.id for x in resolution.extractions for e in x.entities for n in (e.label, *e.aliases)}
    assert found["one.txt", "潍坊北辰机械有限公司"] == found["two.txt", "北辰机械"]
    assert found["one.txt", "高峰"] == found["two.txt", "高峰"] != found["three.txt", "高峰"]
    assert found.get(("three.txt", "北辰机械")) != found["two.txt", "北辰机械"]
