"""The quality gate: what the extraction makes of reports with gold annotations stays above the floors of gold/baseline.json."""

import json
from pathlib import Path

import pytest

from kg import resources
from kg.evaluate.score import ALL
from tests import update_baseline
from tests.update_baseline import EXAMPLES, GOLD, TOGETHER, Floors, floors, measured, scores_of, together, updated

FLOORS = floors()
FOLDERS = sorted(set(FLOORS) - {TOGETHER})
ROWS = [(folder, group) for folder in FOLDERS for group in FLOORS[folder]]


def test_what_is_gated() -> None:
    assert {"samples", "fresh", "fresh2", "fresh3"} <= set(FOLDERS)
    assert len(list((GOLD / "samples").glob("*.json"))) == len(list(EXAMPLES.glob("*.txt"))) == 7
    assert all(len(FLOORS[f]) == 6 for f in FOLDERS)
    assert len(FLOORS[TOGETHER]) >= 25


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_report_is_read(folder: str) -> None:
    found = measured(folder)
    assert found.unread == ()
    assert len(found.outcomes) == len(list((GOLD / folder).glob("*.json")))


@pytest.mark.parametrize(("folder", "group"), ROWS)
def test_scores_stay_above_their_floors(folder: str, group: str) -> None:
    """Where a score rose for good, `python -m tests.update_baseline` raises its floor."""
    assert scores_of(folder)[group] >= FLOORS[folder][group]


def test_no_type_predicate_or_stage_falls() -> None:
    found = together(FOLDERS)
    low = {label: (round(found.get(label, 0.0), 3), floor) for label, floor in FLOORS[TOGETHER].items() if found.get(label, 0.0) < floor}
    assert low == {}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_quote_stands_at_its_offsets(folder: str) -> None:
    right, wrong = (sum(o.evidence[n] for o in measured(folder).outcomes) for n in (0, 1))
    assert right > 300
    assert wrong == 0


def test_nothing_excluded_gets_into_the_samples_graph() -> None:
    counts = measured("samples").counts
    assert counts["entities", ALL, "excluded"] == 0
    assert counts["entities", ALL, "duplicate"] <= 3


# ---------------------------------------------------------------- the rules know no report

NAMED = ("Person", "Organisation", "Community", "Place", "Project", "Programme")
#: Bodies that there are once in a country or territory, and the form of a kind of body that every city has.
GENERAL = frozenset({"工业和信息化部", "房屋署", "团市委"})


def _names() -> dict[str, str]:
    """Names of the gold → where from, of kinds that no general word can be."""
    found = {}
    for file in sorted(GOLD.glob("*/*.json")):
        for entity in json.loads(file.read_text("utf-8"))["entities"]:
            if entity["type"] in NAMED and len(entity["name"]) >= 3 and entity["name"] not in GENERAL:
                found[entity["name"]] = f"{file.parent.name}/{file.stem}"
    return found


def test_no_rule_names_what_a_gold_report_is_about() -> None:
    """Not in a list, not in an example, not in a comment: else the scores say nothing of other reports."""
    names = _names()
    files = [*sorted(resources.root().rglob("*.yaml")), *sorted(Path(resources.__file__).parent.rglob("*.py"))]
    assert len(names) > 500
    assert len(files) > 60
    texts = {"/".join(file.parts[-3:]): file.read_text("utf-8") for file in files}
    assert [f"{file}: {name} of {where}" for file, text in texts.items() for name, where in names.items() if name in text] == []


# ---------------------------------------------------------------- floors only rise

OLD: Floors = {"samples": {"entities": 0.9, "facts": 0.8}}


def test_a_higher_score_raises_its_floor() -> None:
    new, fallen = updated(OLD, {"samples": {"entities": 0.95, "facts": 0.805}})
    assert new == {"samples": {"entities": 0.94, "facts": 0.8}}
    assert fallen == []


def test_a_new_folder_gets_floors() -> None:
    new, fallen = updated(OLD, {**OLD, "fresh9": {"entities": 0.5}})
    assert new["fresh9"] == {"entities": 0.49}
    assert fallen == []


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ({"samples": {"entities": 0.89, "facts": 0.8}}, ["samples, entities: 0.890 is below 0.900"]),
        ({"samples": {"entities": 0.9}}, ["samples, facts: no longer measured"]),
    ],
)
def test_what_fell_is_told_and_keeps_its_floor(scores: Floors, words: list[str]) -> None:
    new, fallen = updated(OLD, scores)
    assert fallen == words
    assert new["samples"]["entities"] == 0.9


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A baseline of one folder with a floor that no score reaches, and one that any does."""
    file = tmp_path / "baseline.json"
    old = {"floors": {"samples": {"entities": 1.01, "facts": 0.1}, TOGETHER: {}}, "lowered": []}
    file.write_text(json.dumps(old), "utf-8")
    monkeypatch.setattr(update_baseline, "FILE", file)
    monkeypatch.setattr(update_baseline, "folders", lambda: ["samples"])
    return file


def test_floors_are_not_lowered_silently(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = kept.read_bytes()
    assert update_baseline.main([]) == 1
    assert "samples, entities: " in capsys.readouterr().out
    assert kept.read_bytes() == before


def test_floors_are_lowered_for_a_reason(kept: Path) -> None:
    assert update_baseline.main(["--lower", "gold corrected"]) == 0
    data = json.loads(kept.read_text("utf-8"))
    assert [row["why"] for row in data["lowered"]] == ["gold corrected"]
    assert 0.5 < data["floors"]["samples"]["entities"] < 1
    assert data["floors"]["samples"]["facts"] > 0.1
