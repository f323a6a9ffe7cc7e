"""What the graph is told of corrections: which took effect, and on what."""

import random

import pytest

from kg.errors import InputError
from kg.graph import merge
from kg.link import Corrections
from kg.model import Applied, Fact
from tests.link.test_corrections import ADD, ALL, Entry, called, resolved


def effects(*entries: Entry) -> tuple[Applied, ...]:
    return resolved(*entries).applied


def labels(entry: Entry) -> list[str]:
    """What the one correction is about, by label."""
    found = resolved(entry)
    (effect,) = found.applied
    names = {e.id: e.label for e in merge(found.extractions).entities}
    return sorted(names[i] for i in effect.entities)


@pytest.mark.parametrize(
    ("number", "verb", "about"),
    [
        (0, "same", ["企业专班"]),
        (1, "different", ["张伟", "张伟"]),
        (2, "rename", ["泉城红色驿站"]),
        (3, "retype", ["齐河纺织"]),
        (4, "alias", ["李娜"]),
        (5, "drop entity", []),
        (6, "drop fact", ["历下区", "泉城驿站"]),
        (7, "add fact", ["历下区", "惠企专班"]),
        (8, "confirm", ["历下区教育局局长", "张伟"]),
    ],
)
def test_each_verb_tells_what_it_is_about(number: int, verb: str, about: list[str]) -> None:
    assert [c.verb for c in effects(ALL[number])] == [verb]
    assert labels(ALL[number]) == about


def test_an_added_fact_is_that_of_the_graph() -> None:
    found = resolved(ADD)
    ((added,),) = (c.assertions for c in found.applied)
    assert isinstance(added, Fact)
    assert added in [f for f in merge(found.extractions).facts if f.predicate == "partnersWith"]


def test_what_was_confirmed_is_told_by_piece_of_evidence() -> None:
    (effect,) = effects(ALL[8])
    assert sorted(e.report for a in effect.assertions for e in a.evidence) == ["a-0", "b-0"]
    assert {e.score for a in effect.assertions for e in a.evidence} == {1.0}
    one = {"confirm": {**ALL[8]["confirm"], "report": "b.txt"}}
    assert [e.report for c in effects(one) for a in c.assertions for e in a.evidence] == ["b-0"]


def test_statuses_and_relations_that_another_entry_dropped_are_not_confirmed() -> None:
    assert [c.verb for c in effects(ALL[8], {"drop entity": {"label": "历下区教育局局长", "type": "Post"}})] == ["drop entity"]
    gone = {"drop entity": {"label": "惠企专班", "report": "b.txt"}}
    assert [c.verb for c in effects(ADD, gone)] == ["drop entity"]


@pytest.mark.parametrize(
    "entry",
    [
        {"drop entity": "无此单位"},
        {"same": ["企业专班", "齐河纺织"]},
        {"different": ["李娜", "李娜"]},
        {"drop fact": {"subject": "李娜", "predicate": "leads", "object": "企业专班"}},
        {**ADD, "source": {"report": "b.txt", "quote": "没有这句话"}},
    ],
)
def test_what_matches_nothing_is_not_told(entry: Entry) -> None:
    found = resolved(entry)
    assert (found.applied, len(found.warnings)) == ((), 1)


def test_of_two_that_contradict_each_other_the_one_that_holds_is_told() -> None:
    assert [c.verb for c in effects({"same": ["企业专班", "惠企专班"]}, {"different": ["企业专班", "惠企专班"]})] == ["different"]
    found = resolved({"rename": "泉城驿站", "to": "甲站"}, {"rename": "泉城驿站", "to": "乙站"})
    assert [c.said for c in found.applied] == ['{"rename": "泉城驿站", "to": "甲站"}']
    assert [w for _, w in found.warnings] == ['{"rename": "泉城驿站", "to": "乙站"}: another entry gives it another']
    assert called("甲站", merge(found.extractions))


def test_a_name_given_to_a_name_given_before_overrules_nothing() -> None:
    found = resolved({"rename": "泉城驿站", "to": "红色驿站"}, {"rename": "红色驿站", "to": "红旗驿站"})
    assert (len(found.applied), found.warnings) == (2, ())


@pytest.mark.parametrize("seed", range(4))
def test_order_means_nothing(seed: int) -> None:
    assert effects(*random.Random(seed).sample(ALL, len(ALL))) == effects(*ALL)
    assert len(effects(*ALL)) == len(ALL)


# ---------------------------------------------------------------- who, when and why


def test_remarks_are_kept_and_are_no_part_of_what_is_said() -> None:
    entry = {"drop entity": "老井改造项目", "note": "a name of nothing", "by": "王工", "date": "2024-05-01"}
    (effect,) = effects(entry)
    assert (effect.note, effect.by, effect.date, effect.said) == (
        "a name of nothing",
        "王工",
        "2024-05-01",
        '{"drop entity": "老井改造项目"}',
    )


def test_of_an_entry_written_twice_the_later_remarks_stay_whatever_the_order() -> None:
    twice = [{"drop entity": "老井改造项目", "date": d, "by": b} for d, b in (("2024-05-01", "乙"), ("2024-04-01", "甲"))]
    for entries in (twice, twice[::-1]):
        assert [(c.date, c.by) for c in effects(*entries)] == [("2024-05-01", "乙")]
        one, other = (Corrections.of([e]) for e in entries)
        assert one + other == Corrections.of(twice)


@pytest.mark.parametrize("day", ["2024-02-30", "yesterday", 2024])
def test_a_date_is_a_day(day: object) -> None:
    with pytest.raises(InputError, match="is no day of the calendar"):
        Corrections.of([{"drop entity": "a", "date": day}])
