import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import proposals, rules
from kg.cli import app
from kg.model import Source
from kg.rules import Example

KG = CliRunner()
TEXT = "清河街道推出“敲门问需”工作法，成立物业纠纷调解委员会，拟组建宣讲队。去年，桃源社区获评“全国民主法治示范社区”。"


def test_every_frame_keeps_its_own_examples() -> None:
    assert list(map(str, proposals.failures())) == []
    assert proposals.examples() >= len(rules.frames())


def test_lists_are_counted_by_file_and_section() -> None:
    found = {(one.file, one.section): one.entries for one in proposals.lexicons()}
    assert {file for file, _ in found} == {p.stem for p in (Path(__file__).parents[1] / "ontology" / "lexicon").glob("*.yaml")}
    assert all(entries > 0 for entries in found.values())


def test_work_counts_what_was_proposed_and_what_won() -> None:
    work = proposals.work([Source("x.txt", TEXT)])
    assert work.proposed["quote-noun", "Programme"] == 1
    assert work.won["quote-noun", "Programme"] == 0
    assert work.won["head", "Programme"] == 1
    assert (work.seen["establishes"], work.unstated["establishes"], work.made["establishes"]) == (2, 1, 1)
    assert (work.made["launches"], work.kept["launches"], work.kept["receives"]) == (1, 1, 1)


def test_work_of_several_reports_adds_up() -> None:
    one, both = proposals.work([Source("x.txt", TEXT)]), proposals.work([Source("x.txt", TEXT), Source("y.txt", TEXT)])
    assert both.made == Counter({rule: 2 * number for rule, number in one.made.items()})


def test_an_example_that_is_not_kept_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = next(f for f in rules.frames() if f.id == "establishes")
    wrong = Example("清河街道成立调解委员会。", (("桃源社区", "establishes", "调解委员会"),))
    broken = replace(frame, match=(wrong,), reject=(Example("清河街道成立物业纠纷调解委员会。"),))
    monkeypatch.setattr(rules, "frames", lambda: (broken,))
    result = KG.invoke(app, ["rules", "--check"])
    assert result.exit_code == 1
    assert "establishes: 清河街道成立调解委员会。 doesn't give 桃源社区 establishes 调解委员会" in result.stdout
    assert "gives 清河街道 establishes 物业纠纷调解委员会" in result.stdout
    assert result.stdout.endswith("2 examples, 2 not kept\n")


def test_the_command_lists_lexicons_recognisers_and_frames(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(TEXT, "utf-8")
    result = KG.invoke(app, ["rules", str(tmp_path)])
    assert (result.exit_code, result.stderr) == (0, "")
    rows = {tuple(re.findall(r"[^\s│]+", line)) for line in result.stdout.splitlines() if "│" in line}
    assert ("quote-noun", "Programme", "1", "0") in rows
    assert any(row[:2] == ("establishes", "establishes") and row[3:] == ("2", "1", "1", "1") for row in rows)
    assert any(row[:2] == ("posts.yaml", "body") for row in rows)


def test_reports_that_are_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = KG.invoke(app, ["rules"])
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "examples: does not exist" in result.stderr
