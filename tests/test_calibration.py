import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import calibration
from kg.cli import app
from kg.errors import RulesError
from kg.evaluate.calibrate import as_yaml, buckets, counted
from kg.evaluate.score import Judged
from kg.model import Evidence, Span
from tests import factory

KG = CliRunner()


def judged(rule: str, score: float, right: int, of: int) -> list[Judged]:
    evidence = (Evidence("r", Span(0, 1), "字", rule, score),)
    return [Judged("facts", evidence, n < right) for n in range(of)]


def test_counts_become_confidences() -> None:
    seen = {"a": counted([*judged("sure", 0.9, 38, 38), *judged("poor", 0.9, 1, 6)]), "b": counted(judged("poor", 0.7, 0, 2))}
    table = calibration.of(seen, 0.8)
    assert table.confidence("sure", 0.9) > 0.95
    assert table.confidence("poor", 0.9) == round((1 + 3 * 0.2) / 9, 3)
    assert table.confidence("poor", 0.7) < table.confidence("poor", 0.9)
    assert table.confidence("poor", 0.5) == 0.2
    assert (table.confidence("new", 0.95), table.confidence("new", 0.6)) == (0.8, 0.6)


def test_a_calibration_file_is_read_as_it_was_written() -> None:
    seen = {"a": counted([*judged("x", 0.9, 3, 4), *judged("y", 0.85, 0, 1)]), "b": counted(judged("x", 0.72, 1, 1))}
    assert calibration.parse(as_yaml(seen, 0.7), "file") == (seen, 0.7)


@pytest.mark.parametrize(
    "text", ["[", "a: 1", "unmeasured: 0.8\nsets: {a: {x: {0.9: [3, 2]}}}", "unmeasured: 0.8\nsets: {a: {x: {0.9: 3}}}"]
)
def test_a_calibration_file_that_cannot_be_used_is_named(text: str) -> None:
    with pytest.raises(RulesError, match=r"own\.yaml"):
        calibration.parse(text, "own.yaml")


def test_an_assertion_is_as_sure_as_its_surest_evidence() -> None:
    both = (Evidence("r", Span(0, 1), "字", "x", 0.96), Evidence("r", Span(1, 2), "词", "y", 0.3))
    found = [b for b in buckets([Judged("facts", both, True)], None) if b.of]
    assert [(b.low, b.right, b.of) for b in found] == [(0.95, 1, 1)]


def test_all_evidence_of_an_extraction_is_calibrated() -> None:
    x = calibration.applied(factory.spring())
    scores_ = [e.score for group in (x.facts, x.statuses, x.statistics) for one in group for e in one.evidence]
    assert set(scores_) == {calibration.table().unmeasured}  # rules of hand-built evidence have no measure
    assert x.entities == factory.spring().entities


GOLD = Path(__file__).parent / "gold"
SETS = [p.name for p in sorted(GOLD.iterdir()) if p.is_dir() and p.name != "samples"]


@pytest.mark.parametrize("name", SETS)
def test_nine_in_ten_of_the_surest_facts_are_right(name: str) -> None:
    found = json.loads(KG.invoke(app, ["evaluate", str(GOLD / name), "--json"]).stdout)[0]
    sure = [row for row in found["confidence"] if row["from"] >= 0.9]
    assert sum(row["of"] for row in sure) > 100
    assert sum(row["right"] for row in sure) >= 0.9 * sum(row["of"] for row in sure)
    assert found["evidence"]["wrong"] == 0
