"""People's word is law: each verb does what it says, in any order, and is undone by deleting its line."""

import json
import random
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.check import check
from kg.errors import InputError
from kg.graph import Graph, merge
from kg.link import Corrections, Resolution, resolve_across
from kg.link.corrections import VERBS, beside, load
from kg.model import Entity
from kg.write import rdf, terms, turtle
from tests.link.world import extraction

REPORTS = {
    "a": {
        "at": 370102,
        "day": "2022-03-01",
        "things": ["Organisation/WorkingGroup 企业专班", "Place 泉城驿站", "Organisation/Company 齐河纺织", "Project 老井改造项目"],
        "people": ["张伟 现任 历下区教育局 局长"],
        "facts": ["历下区 establishes 企业专班", "历下区 builds 泉城驿站", "张伟 leads 老井改造项目"],
    },
    "b": {
        "at": 370102,
        "day": "2023-03-01",
        "things": ["Organisation/WorkingGroup 惠企专班", "Organisation/Company 山东齐河纺织有限公司", "Place 泉城驿站", "Person 李娜"],
        "people": ["张伟 现任 历下区教育局 局长"],
        "facts": ["历下区 establishes 惠企专班"],
    },
    "c": {
        "at": 350203,
        "day": "2023-03-01",
        "things": ["Organisation/Company 齐河纺织", "Person 张伟"],
        "facts": ["张伟 memberOf 齐河纺织"],
    },
}
WORLD = tuple(extraction(name, spec) for name, spec in REPORTS.items())
Entry = Mapping[str, Any]


def resolved(*entries: Entry) -> Resolution:
    return resolve_across(WORLD, Corrections.of(entries))


def graph(*entries: Entry) -> Graph:
    found = resolved(*entries)
    assert found.warnings == ()
    return merge(found.extractions)


def written(*entries: Entry) -> str:
    return "".join(turtle.serialise(rdf.triples(merge(resolved(*entries).extractions)), rdf.prefixes(terms.BASE)))


def called(name: str, found: Graph) -> list[Entity]:
    return [e for e in found.entities if name in (e.label, *e.aliases)]


def facts(found: Graph) -> set[tuple[str, str, str]]:
    labels = {e.id: e.label for e in found.entities}
    return {(labels[f.subject], f.predicate, labels.get(f.object or "", f.value or "")) for f in found.facts}


ADD = {
    "add fact": {"subject": "历下区", "predicate": "partnersWith", "object": {"label": "惠企专班", "report": "b.txt"}},
    "source": {"report": "b.txt", "quote": "历下区establishes惠企专班"},
}
ALL: list[Entry] = [
    {"same": ["企业专班", "惠企专班"]},
    {"different": [{"label": "张伟", "report": "a.txt"}, {"label": "张伟", "report": "b.txt"}]},
    {"rename": "泉城驿站", "to": "泉城红色驿站"},
    {"retype": {"label": "齐河纺织", "scope": "厦门市"}, "to": "Association"},
    {"alias": {"label": "李娜", "type": "Person"}, "add": "娜姐"},
    {"drop entity": "老井改造项目"},
    {"drop fact": {"subject": "历下区", "predicate": "builds", "object": "泉城驿站"}},
    ADD,
    {"confirm": {"subject": "张伟", "predicate": "holdsPost", "object": "历下区教育局局长"}, "note": "asked the bureau"},
]


def test_without_corrections() -> None:
    found = graph()
    assert len(called("张伟", found)) == 2
    assert len(called("泉城驿站", found)) == 1
    assert len(called("齐河纺织", found)) == 2
    assert [e.label for e in called("企业专班", found) + called("惠企专班", found)] == ["企业专班", "惠企专班"]


def test_same() -> None:
    (one,) = called("惠企专班", graph(ALL[0]))
    assert {*one.aliases, one.label} == {"企业专班", "惠企专班"}
    assert len(resolved(ALL[0]).replaced) == len(resolved().replaced) + 1


def test_same_over_two_types_gives_one_type_and_drops_what_does_not_fit() -> None:
    found = graph({"same": [{"label": "惠企专班"}, {"label": "泉城驿站"}]})
    (one,) = called("惠企专班", found)
    assert "泉城驿站" in (one.label, *one.aliases)
    predicates = {p for s, p, o in facts(found) if one.label in (s, o)}
    assert predicates <= ({"establishes"} if one.type == "Organisation" else {"builds"})


def test_same_of_three_by_id_and_context() -> None:
    ids = {e.label: e.id for e in graph().entities if e.type == "Organisation"}
    entry = {"same": [{"id": ids["企业专班"]}, {"label": "惠企专班"}, {"label": "齐河纺织", "report": "c.txt"}]}
    assert len({e.id for n in ("企业专班", "惠企专班") for e in called(n, graph(entry))}) == 1
    assert graph(entry).entities != graph(ALL[0]).entities


def test_different_parts_what_has_one_id() -> None:
    assert len(called("张伟", graph(ALL[1]))) == 3


def test_different_parts_what_a_reason_joined() -> None:
    entry = {"different": [{"label": "齐河纺织", "report": "a.txt"}, "山东齐河纺织有限公司"]}
    assert len(called("齐河纺织", graph())) == 2
    assert len(called("齐河纺织", graph(entry))) == 2
    assert "齐河纺织" not in called("山东齐河纺织有限公司", graph(entry))[0].aliases
    assert "齐河纺织" in called("山东齐河纺织有限公司", graph())[0].aliases


def test_different_of_one_report_from_all_others() -> None:
    assert len(called("张伟", graph({"different": ["张伟", {"label": "张伟", "report": "b.txt"}]}))) == 3


def test_rename_keeps_the_id_and_the_old_name() -> None:
    (before,), (after,) = called("泉城驿站", graph()), called("泉城驿站", graph(ALL[2]))
    assert (after.id, after.label) == (before.id, "泉城红色驿站")


def test_retype_within_a_scope() -> None:
    found = graph(ALL[3])
    assert {(e.label, e.subtype) for e in called("齐河纺织", found)} == {("山东齐河纺织有限公司", "Company"), ("齐河纺织", "Association")}


def test_retype_to_another_kind_moves_the_id_and_drops_facts_that_no_longer_fit() -> None:
    entry = {"retype": "泉城驿站", "to": "Organisation"}
    (before,), (after,) = called("泉城驿站", graph()), called("泉城驿站", graph(entry))
    assert (after.type, after.id == before.id) == ("Organisation", False)
    assert before.id in after.replaces
    assert ("历下区", "builds", "泉城驿站") in facts(graph()) - facts(graph(entry))


def test_alias() -> None:
    (one,) = called("娜姐", graph(ALL[4]))
    assert one.label == "李娜"


def test_drop_entity_drops_what_is_said_of_it() -> None:
    found = graph(ALL[5])
    assert called("老井改造项目", found) == []
    assert facts(graph()) - facts(found) == {("张伟", "leads", "老井改造项目")}


def test_drop_entity_drops_what_other_reports_call_by_another_name() -> None:
    names = {n for e in graph({"drop entity": "山东齐河纺织有限公司"}).entities for n in (e.label, e.scope) if "齐河" in (n or "")}
    assert names == {"齐河纺织"}
    assert [e.mentions[0][0] for e in called("齐河纺织", graph({"drop entity": "山东齐河纺织有限公司"}))] == ["c-0"]
    assert len(called("山东齐河纺织有限公司", graph({"drop entity": {"label": "齐河纺织", "report": "a.txt"}}))) == 1


def test_drop_fact() -> None:
    assert facts(graph()) - facts(graph(ALL[6])) == {("历下区", "builds", "泉城驿站")}


def test_drop_fact_of_one_report_only() -> None:
    entry = {"drop fact": {**ALL[8]["confirm"], "report": "a.txt"}}
    kept = [f for f in graph(entry).facts if f.predicate == "holdsPost"]
    assert [e.report for f in kept for e in f.evidence] == ["b-0"]


def test_add_fact_with_its_quote() -> None:
    entry = {
        **ADD,
        "add fact": {"subject": "李娜", "predicate": "memberOf", "object": "惠企专班"},
        "source": {"report": "b.txt", "quote": "李娜。"},
    }
    found = graph(entry)
    assert facts(found) - facts(graph()) == {("李娜", "memberOf", "惠企专班")}
    (added,) = [f for f in found.facts if f.predicate == "memberOf" and f.evidence[0].rule == "correction"]
    assert (added.evidence[0].quote, added.evidence[0].score) == ("李娜。", 1.0)


def test_add_fact_names_a_thing_that_was_missed() -> None:
    thing = {"label": "张伟现任", "type": "Programme"}
    entry = {
        "add fact": {"subject": "历下区", "predicate": "launches", "object": thing},
        "source": {"report": "a.txt", "quote": "张伟现任历下区教育局局长。"},
    }
    assert ("历下区", "launches", "张伟现任") in facts(graph(entry))


def test_confirm_makes_sure() -> None:
    scores = {e.score for f in graph(ALL[8]).facts if f.predicate == "holdsPost" for e in f.evidence}
    assert scores == {1.0}


@pytest.mark.parametrize("seed", range(5))
def test_order_means_nothing(seed: int) -> None:
    order = random.Random(seed)
    assert written(*order.sample(ALL, len(ALL))) == written(*ALL) != written()
    assert written(*ALL, *ALL[:3]) == written(*ALL)


@pytest.mark.parametrize("number", range(len(ALL)))
def test_a_deleted_line_is_undone(number: int, tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"
    lines = [f"- {json.dumps(e, ensure_ascii=False)}\n" for e in ALL]
    path.write_text("".join(lines), "utf-8")
    assert loaded(path) == written(*ALL)
    path.write_text("".join(line for i, line in enumerate(lines) if i != number), "utf-8")
    assert loaded(path) == written(*(e for i, e in enumerate(ALL) if i != number)) != written(*ALL)
    path.write_text(lines[number], "utf-8")
    assert loaded(path) != written()
    path.write_text("", "utf-8")
    assert loaded(path) == written()


def loaded(path: Path) -> str:
    found = resolve_across(WORLD, load([path]))
    return "".join(turtle.serialise(rdf.triples(merge(found.extractions)), rdf.prefixes(terms.BASE)))


def test_a_correction_holds_when_more_reports_come() -> None:
    more = extraction(
        "d",
        {
            "at": 370102,
            "day": "2024-01-01",
            "things": ["Place 泉城驿站", "Organisation/WorkingGroup 惠企专班"],
            "facts": ["历下区 establishes 惠企专班"],
        },
    )
    found = merge(resolve_across([*WORLD, more], Corrections.of(ALL)).extractions)
    assert [e.label for e in called("泉城驿站", found)] == ["泉城红色驿站"]
    assert len(called("惠企专班", found)) == 1


def test_corrections_may_name_what_others_made() -> None:
    """A label that a person sees in the graph can be used, though another entry gave it."""
    chain: list[Entry] = [
        {"rename": "泉城驿站", "to": "红色驿站"},
        {"rename": "红色驿站", "to": "红旗驿站"},
        {"alias": "红旗驿站", "add": "小红房"},
    ]
    for entries in (chain, chain[::-1]):
        (one,) = called("小红房", graph(*entries))
        assert "泉城驿站" in one.aliases


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"drop entity": "无此单位"}, "nothing in the reports is called 无此单位"),
        ({"same": ["企业专班", "无此单位"]}, "nothing in the reports is called 无此单位"),
        ({"same": ["企业专班", "齐河纺织"]}, "齐河纺织 means several things"),
        ({"drop fact": {"subject": "李娜", "predicate": "leads", "object": "企业专班"}}, "there is no such fact"),
        ({**ADD, "source": {"report": "b.txt", "quote": "没有这句话"}}, "the quote stands in no report"),
        ({"rename": {"label": "泉城驿站", "report": "c.txt"}, "to": "x"}, "nothing in the reports is called 泉城驿站 c.txt"),
        ({"different": ["李娜", "李娜"]}, "both sides mean the same thing"),
    ],
)
def test_what_matches_nothing_is_warned_about_and_changes_nothing(entry: Entry, says: str) -> None:
    found = resolved(entry)
    assert len(found.warnings) == 1
    file, warning = found.warnings[0]
    assert file == "corrections.yaml"
    assert says in warning
    assert written(entry) == written()


def test_entries_that_contradict_each_other() -> None:
    found = resolved({"same": ["企业专班", "惠企专班"]}, {"different": ["企业专班", "惠企专班"]})
    assert [w for _, w in found.warnings] == ['{"same": ["企业专班", "惠企专班"]}: another entry says that they differ']
    assert len(called("惠企专班", merge(found.extractions))) == 1


def test_a_question_that_was_answered_is_not_asked_again() -> None:
    def asked(*entries: Entry) -> set[frozenset[str]]:
        return {
            frozenset((q.left.report, q.right.report)) for q in resolve_across(more, Corrections.of(entries)).unsure if q.type == "Person"
        }

    more = [*WORLD, extraction("e", {"at": 370102, "day": "2024-01-01", "things": ["Person 李娜"]})]
    pair = frozenset(("reports/b.txt", "reports/e.txt"))
    sides = [{"label": "李娜", "report": "b.txt"}, {"label": "李娜", "report": "e.txt"}]
    assert pair in asked()
    assert pair not in asked({"different": sides})
    assert pair not in asked({"same": sides})


# ---------------------------------------------------------------- the file


def test_entries_are_read_from_files_beside_the_reports(tmp_path: Path) -> None:
    (tmp_path / "corrections.yaml").write_text(yaml.safe_dump(list(ALL), allow_unicode=True), "utf-8")
    (tmp_path / "a.txt").write_text("x", "utf-8")
    assert beside([str(tmp_path), str(tmp_path / "a.txt")]) == [tmp_path / "corrections.yaml"]
    assert load(beside([str(tmp_path)])) == Corrections.of(ALL)
    assert len(Corrections.of(ALL).items) == len(ALL) == len(VERBS)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- same: [a", "is no YAML in line"),
        ("same: [a, b]", "holds no list"),
        ("- same: [a]", "entry 1: same: needs a list of two"),
        ("- drop entity: a\n- merge: [a, b]", "entry 2: needs one of same, different"),
        ("- rename: a", "entry 1: rename needs to"),
        ("- {rename: a, to: b, form: c}", "rename has no field form"),
        ("- {retype: a, to: Thing}", "Thing is no class"),
        ("- drop fact: {subject: a, predicate: likes, object: b}", "likes is no predicate"),
        ("- drop fact: {subject: a, predicate: leads}", "the fact needs object"),
        ("- drop entity: {type: Person}", "a thing needs a label or an id"),
        ("- {add fact: {subject: a, predicate: leads, object: b}, source: here}", "the source is a mapping"),
        ("- drop entity", "entry 1: is no mapping"),
    ],
)
def test_a_file_that_has_no_known_form_is_refused(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"corrections\.yaml") as raised:
        load([path])
    assert says in str(raised.value)


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "corrections.yaml").write_text("# nothing yet\n", "utf-8")
    assert load([tmp_path / "corrections.yaml"]) == Corrections()


def test_the_entries_of_the_documentation_are_understood() -> None:
    page = (Path(__file__).parents[2] / "docs" / "corrections.md").read_text("utf-8")
    shown = Corrections.of(yaml.safe_load(page.split("```yaml\n")[1].split("```")[0]))
    assert {c.verb for c in shown.items} == set(VERBS) == set(re.findall(r"^\| `([a-z ]+)` \|", page, re.M))


@pytest.mark.parametrize("entries", [[], ALL, [{"same": ["惠企专班", "泉城驿站"]}], [{"retype": "泉城驿站", "to": "Organisation"}]])
def test_a_corrected_graph_keeps_the_rules_of_a_graph(entries: list[Entry], tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(written(*entries), "utf-8")
    assert [str(f) for f in check(path, with_shapes=False)] == []
