import random
from decimal import Decimal
from typing import Any

import pytest

from kg.evaluate import judge, scores
from kg.evaluate.gold import parse
from kg.evaluate.groups import grouped
from kg.evaluate.score import ALL, Error, Outcome, Score
from kg.model import Extraction, Fact, Metadata, Statistic, Status
from tests import factory
from tests.annotated import SPRING


def changed(**more: Any) -> dict[str, Any]:
    return {**SPRING, **more}


def outcome(row: dict[str, Any], extraction: Extraction | None = None) -> Outcome:
    return judge(parse(row), extraction or factory.spring())


def score(found: Outcome, group: str, label: str = ALL) -> tuple[int, int, int]:
    one = scores(found.counts)[group][label]
    return one.tp, one.fp, one.fn


# ---------------------------------------------------------------- scoring


def test_a_perfect_extraction_has_no_errors() -> None:
    found = outcome(SPRING)
    assert found.errors == ()
    perfect = {group: s[ALL].f1 for group, s in scores(found.counts).items()}
    assert perfect == dict.fromkeys(("entities", "facts", "statuses", "statistics", "metadata"), 1.0)
    assert found.evidence == (7, 0)
    assert all(j.right for j in found.judged)


def test_an_area_that_the_text_does_not_name_and_its_facts_count_neither_way() -> None:
    assert score(outcome(SPRING), "entities") == (5, 0, 0)
    assert score(outcome(SPRING), "facts") == (5, 0, 0)


UNNAMED_YET = {"type": "Place", "name": "惠企服务"}
WITHOUT_FIRM = [e for e in SPRING["entities"] if e["name"] != "星河科技"]
UNTOLD = ["星河科技", "investsIn", "数字产业园项目"]
DATED = [["数字产业园项目", "signed", "2024"]]
OTHERS = {"metadata": {**SPRING["metadata"], "reporters": ["周武"]}}
NUMBER = {"about": "数字产业园项目", "value": 3.5, "unit": "元"}


@pytest.mark.parametrize(
    ("change", "group", "expected", "error"),
    [
        ({"entities": WITHOUT_FIRM}, "entities", (4, 1, 0), "entity spurious\tOrganisation\t星河科技"),
        ({"entities": [*SPRING["entities"], UNNAMED_YET]}, "entities", (5, 0, 1), "entity missed\tPlace\t惠企服务"),
        ({"entities": WITHOUT_FIRM, "excluded": ["星河科技"]}, "entities", (4, 1, 0), "entity excluded\tOrganisation\t星河科技"),
        ({"facts": SPRING["facts"][1:]}, "facts", (4, 1, 0), "fact spurious\t柳泉街道\testablishes\t柳泉街道惠企服务专班"),
        ({"facts": [*SPRING["facts"], UNTOLD]}, "facts", (5, 0, 1), "fact missed\t星河科技\tinvestsIn\t数字产业园项目"),
        ({"statuses": []}, "statuses", (0, 1, 0), "status spurious\t数字产业园项目\tsigned"),
        (
            {"statuses": [[NUMBER["about"], "signed", "2024"]]},
            "status dates",
            (0, 1, 0),
            "status date wrong\t数字产业园项目\tsigned\tNone for 2024",
        ),
        ({"statistics": [NUMBER]}, "statistics", (0, 1, 1), "statistic missed\t数字产业园项目\t3.5\t元"),
        (
            {"metadata": {**SPRING["metadata"], "reporters": ["周武"]}},
            "metadata",
            (4, 1, 1),
            "metadata\treporters\t('周文',) for ('周武',)",
        ),
    ],
)
def test_what_is_wrong_is_counted_and_named(change: dict[str, Any], group: str, expected: tuple[int, int, int], error: str) -> None:
    found = outcome(changed(**change))
    assert score(found, group) == expected
    assert f"spring.txt\t{error}" in map(str, found.errors)


@pytest.mark.parametrize(
    "change",
    [
        {"facts": [*SPRING["facts"][:4], ["星河科技", "partnersWith", "柳泉街道"], *SPRING["facts"][5:]]},
        {"entities": [{**e, "name": f"“{e['name']}”"} if e["name"] == "星河科技" else e for e in SPRING["entities"]], "facts": [
            [x if x != "星河科技" else "“星河科技”" for x in f] for f in SPRING["facts"]
        ]},
        {"metadata": {**SPRING["metadata"], "title": "柳泉街道成立惠企专班——一家企业的故事"}},
        {"metadata": {**SPRING["metadata"], "reporters": ["周 文"]}},
    ],
    ids=["either direction of a partnership", "quotation marks", "a title without its subtitle", "spaces"],
)  # fmt: skip
def test_what_makes_no_difference(change: dict[str, Any]) -> None:
    assert outcome(changed(**change)).errors == ()


def test_a_label_taken_twice_is_a_duplicate() -> None:
    x = factory.spring()
    twin = factory.entity(x.report, "organisation-twin", "Organisation", "惠企服务专班")
    found = outcome(SPRING, Extraction(x.report, (*x.entities, twin), x.facts))
    assert found.counts["entities", ALL, "duplicate"] == 1


def test_the_makers_of_a_report_may_be_entities() -> None:
    x = factory.spring()
    maker = factory.entity(x.report, "person-zw", "Person", "周文", "惠企")
    assert score(outcome(SPRING, Extraction(x.report, (*x.entities, maker), x.facts)), "entities") == (5, 0, 0)


def test_a_report_without_extraction_is_all_missed() -> None:
    found = judge(parse(SPRING), None)
    assert score(found, "facts") == (0, 0, 6)
    assert found.evidence == (0, 0)


def test_an_occupation_is_compared_as_words() -> None:
    row = {"report": "autumn.txt", "entities": [{"type": "Person", "name": "赵明"}], "facts": [["赵明", "occupies", "“画家”"]]}
    assert score(judge(parse(row), factory.autumn()), "facts", "occupies") == (1, 0, 0)


@pytest.mark.parametrize(("tp", "fp", "fn", "shares"), [(0, 0, 0, (0, 0, 0)), (3, 1, 0, (0.75, 1, 6 / 7)), (0, 2, 2, (0, 0, 0))])
def test_shares(tp: int, fp: int, fn: int, shares: tuple[float, float, float]) -> None:
    one = Score(tp, fp, fn)
    assert (one.precision, one.recall, one.f1) == pytest.approx(shares)


# ---------------------------------------------------------------- groups of errors

ERRORS = [
    ("entity spurious", "Place", "数字产业园"), ("entity missed", "Project", "数字产业园"),
    ("entity spurious", "Organisation", "惠企服务"), ("entity missed", "Organisation", "惠企服务专班"),
    ("entity missed", "Person", "赵明"), ("entity spurious", "Award", "文明"), ("entity duplicate", "Post", "书记"),
    ("fact spurious", "甲街道", "builds", "公园"), ("fact missed", "乙街道", "builds", "公园"),
    ("fact spurious", "甲街道", "leads", "专班"), ("fact missed", "甲街道", "leads", "协会"),
    ("fact missed", "赵明", "holdsPost", "书记"), ("fact missed", "甲街道", "visits", "公园"),
    ("fact spurious", "?文明", "partOf", "甲街道"), ("fact spurious", "某厂", "adopts", "公园"),
    ("status spurious", "公园", "signed"), ("status missed", "公园", "started"),
    ("statistic spurious", "公园", "3.0", "个"), ("statistic missed", "甲街道", "3.0", "个"),
    ("metadata", "title", "'a' for 'b'"), ("status date wrong", "公园", "started", "2024 for 2025"),
]  # fmt: skip


def test_errors_fall_into_groups_and_count_once() -> None:
    assert grouped(Error("x.txt", kind, words) for kind, *rest in ERRORS for words in [tuple(rest)]) == {
        ("entity", "wrong type", "Place, not Project"): 1,
        ("entity", "wrong boundary", "Organisation"): 1,
        ("entity", "missed", "Person"): 1,
        ("entity", "spurious", "Award"): 1,
        ("entity", "duplicate", "Post"): 1,
        ("fact", "wrong subject", "builds"): 1,
        ("fact", "wrong object", "leads"): 1,
        ("fact", "missed with its entity", "holdsPost"): 1,
        ("fact", "missed", "visits"): 1,
        ("fact", "of a spurious entity", "partOf"): 1,
        ("fact", "spurious", "adopts"): 1,
        ("status", "wrong stage", "signed, not started"): 1,
        ("statistic", "wrong thing", ""): 1,
        ("metadata", "differs", "title"): 1,
        ("status date", "wrong", "started"): 1,
    }


def test_errors_of_different_reports_do_not_belong_together() -> None:
    apart = [Error("a.txt", "fact spurious", ("甲", "builds", "乙")), Error("b.txt", "fact missed", ("丙", "builds", "乙"))]
    assert set(grouped(apart)) == {("fact", "spurious", "builds"), ("fact", "missed", "builds")}


def test_whatever_is_left_out_counts_add_up() -> None:
    """Every item of gold is right or missed, every extracted one right or wrong, whatever is taken away from either."""
    x = factory.spring()
    rng = random.Random(7)
    for _ in range(50):
        facts = tuple(rng.sample(x.facts, rng.randrange(len(x.facts) + 1)))
        wanted = rng.sample(SPRING["facts"], rng.randrange(len(SPRING["facts"]) + 1))
        tp, fp, fn = (
            score(outcome(changed(facts=wanted), Extraction(x.report, x.entities, facts)), "facts") if facts or wanted else (0, 0, 0)
        )
        free = ["柳泉街道", "partOf", "柳泉市"] in wanted
        assert (tp + fp, tp + fn) == (len(facts), len(wanted) - free)


def test_statuses_dates_and_numbers_follow_the_reference() -> None:
    x = factory.spring()
    evidence = x.statuses[0].evidence
    said = (Status(factory.PROJECT, "signed", "2024-03", evidence), Status(factory.PROJECT, "started", None, evidence))
    numbers = (Statistic(factory.PROJECT, Decimal("3.50"), "亿元", "总投资", False, evidence),)
    row = changed(
        statuses=[["数字产业园项目", "signed", "2024-03"], ["数字产业园项目", "expected", "2025"]],
        statistics=[{"about": "数字产业园项目", "value": 3.5, "unit": "亿元"}],
    )
    found = outcome(row, Extraction(x.report, x.entities, (), said, numbers))
    assert (score(found, "statuses"), score(found, "status dates"), score(found, "statistics")) == ((1, 1, 1), (1, 0, 1), (1, 0, 0))


def test_a_place_inside_a_name_is_neither_rewarded_nor_punished() -> None:
    x = factory.spring()
    row = changed(facts=[["柳泉街道惠企服务专班", "locatedIn", "柳泉街道"]])
    located = (Fact(factory.COMPANY, "locatedIn", factory.AREA, x.facts[0].evidence),)
    found = outcome(row, Extraction(x.report, x.entities, located))
    assert score(found, "facts") == (0, 1, 0)


def test_metadata_that_nobody_wants_is_wrong() -> None:
    assert score(outcome(changed(metadata=None)), "metadata") == (0, 5, 0)
    assert parse(changed(metadata={"reporters": []})).metadata == Metadata()
