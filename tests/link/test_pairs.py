"""The labelled pairs: precision, recall, and not one false merge of people."""

from collections import Counter

from kg.link import resolve_across
from tests.link.world import groups, ids, world

PAIRS = [(g["form"], *p) for g in groups() for p in g["pairs"]]


def test_labelled_pairs() -> None:
    found = ids(resolve_across(world()))
    types = {(x.report.id.removesuffix("-0"), n): e.type for x in world() for e in x.entities for n in (e.label, *e.aliases)}
    tally: Counter[str] = Counter()
    wrong = []
    for form, report, name, other_report, other, label, why in PAIRS:
        same = found[report, name] == found[other_report, other]
        kind = ("tp" if same else "fn") if label == "same" else ("fp" if same else "tn")
        tally[kind] += 1
        tally["people merged wrongly"] += kind == "fp" and types[report, name] == "Person"
        if kind in ("fp", "fn"):
            wrong.append(f"{kind}: {form}: {name} ({report}) / {other} ({other_report}): {why}")
    precision, recall = tally["tp"] / (tally["tp"] + tally["fp"]), tally["tp"] / (tally["tp"] + tally["fn"])
    assert len(PAIRS) >= 150
    assert tally["tp"] + tally["fn"] >= 70
    assert tally["people merged wrongly"] == 0, wrong
    assert (precision >= 0.98, recall >= 0.92) == (True, True), (precision, recall, wrong)


def test_every_pair_has_a_label_and_a_reason_and_names_things_of_its_reports() -> None:
    names = {(x.report.id.removesuffix("-0"), n) for x in world() for e in x.entities for n in (e.label, *e.aliases)}
    for _, report, name, other_report, other, label, why in PAIRS:
        assert {(report, name), (other_report, other)} <= names
        assert label in ("same", "different")
        assert why
