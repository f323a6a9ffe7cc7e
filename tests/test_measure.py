import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import calibration
from kg.cli import app
from kg.errors import InputError
from kg.evaluate import gold as golds
from kg.evaluate import read
from kg.evaluate.show import placed
from tests import factory
from tests.annotated import SPRING

KG = CliRunner()
GOLD = Path(__file__).parent / "gold"


@pytest.mark.parametrize(
    ("content", "said"),
    [("{", "isn't JSON"), ("{}", "lacks 'report'"), ('{"report": "x", "entities": [1], "facts": []}', "isn't gold"), ("[]", "isn't gold")],
)
def test_gold_that_cannot_be_used_is_named(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "bad.json").write_text(content, "utf-8")
    with pytest.raises(InputError, match=r"bad\.json") as caught:
        read(tmp_path)
    assert said in str(caught.value)


def test_the_shipped_gold_can_be_read_and_its_facts_name_its_entities() -> None:
    found = [one for folder in sorted(GOLD.iterdir()) if folder.is_dir() for one in read(folder)]
    assert len(found) >= 37
    for one in found:
        names = {golds.key(e.name) for e in one.entities}
        ends = {golds.key(end) for s, p, o in one.facts for end in ((s,) if p == "occupies" else (s, o))}
        assert ends <= names, one.report


@pytest.fixture
def annotated(folder: Path) -> Path:
    (folder / "spring.json").write_text(json.dumps(SPRING), "utf-8")
    return folder


@pytest.fixture(autouse=True)
def hand_built(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "annotated" in request.fixturenames:
        monkeypatch.setattr("kg.pipeline.uncalibrated", lambda *_: factory.spring())


def test_the_command_prints_tables(annotated: Path) -> None:
    result = KG.invoke(app, ["evaluate", str(annotated), "--errors"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert "1 of 1 reports read; evidence 7 right, 0 wrong" in result.stdout
    assert "partnersWith" in result.stdout


def test_the_command_prints_json(annotated: Path) -> None:
    found = json.loads(KG.invoke(app, ["evaluate", str(annotated), "--json"]).stdout)[0]
    assert found["set"] == annotated.name
    assert found["scores"]["facts"]["all"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "tp": 5, "fp": 0, "fn": 0}


def test_a_missing_report_is_named_and_counts_as_missed(annotated: Path, tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (annotated / "spring.json").rename(tmp_path / "gold" / "spring.json")
    missing = KG.invoke(app, ["evaluate", str(tmp_path / "gold"), "--json"])
    assert (missing.exit_code, missing.stderr.count("\n")) == (1, 1)
    assert "spring.txt: isn't in" in missing.stderr
    assert json.loads(missing.stdout)[0]["scores"]["facts"]["all"]["fn"] == 6
    assert KG.invoke(app, ["evaluate", str(tmp_path / "gold"), "--texts", str(annotated)]).exit_code == 0


def test_a_folder_without_gold_gives_status_2(tmp_path: Path) -> None:
    result = KG.invoke(app, ["evaluate", str(tmp_path)])
    assert (result.exit_code, result.stderr) == (2, f"kg: {tmp_path}: holds no gold (name a folder with one .json file per report)\n")


def test_markdown_keeps_what_is_written_around_it(annotated: Path, tmp_path: Path) -> None:
    document = tmp_path / "accuracy.md"
    document.write_text(
        f"# Accuracy\n\nBefore.\n\n<!-- kg evaluate: {annotated.name} -->\nold\n<!-- end: {annotated.name} -->\n\nAfter.\n", "utf-8"
    )
    for _ in range(2):
        assert KG.invoke(app, ["evaluate", str(annotated), "--markdown", str(document)]).exit_code == 0
    text = document.read_text("utf-8")
    assert text.startswith("# Accuracy\n\nBefore.\n\n<!-- ")
    assert text.endswith(" -->\n\nAfter.\n")
    assert "old" not in text
    assert "| facts | all | 1.000 | 1.000 | 1.000 | 5 | 0 | 0 |" in text
    assert "星河科技" not in text


def test_a_set_without_marks_comes_at_the_end() -> None:
    assert placed("", "mine", "x") == "# Accuracy\n\n## mine\n\n<!-- kg evaluate: mine -->\nx\n<!-- end: mine -->\n"
    assert placed("# Mine\n", "a", r"\1").endswith("\n\\1\n<!-- end: a -->\n")


def test_counts_of_a_set_are_written_once(annotated: Path, tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    for _ in range(2):
        assert KG.invoke(app, ["evaluate", str(annotated), "--calibrate", str(file)]).exit_code == 0
    seen, _ = calibration.parse(file.read_text("utf-8"), str(file))
    assert seen == {annotated.name: {"leads-2": {0.875: (1, 1)}, "test-1": {0.9: (6, 6)}}}
