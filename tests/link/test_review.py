"""`kg review` asks, and writes answers that the next build goes by."""

from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from kg.cli import app
from kg.cli.review import append
from kg.errors import InputError
from kg.link import Corrections
from kg.model import Extraction, Source
from tests.link.world import extraction

SPECS = {
    "one": {"at": 370102, "day": "2022-03-01", "things": ["Person 李娜"], "facts": ["历下区 partOf 济南市"]},
    "two": {"at": 370102, "day": "2023-03-01", "things": ["Person 李娜", "Place 泉城驿站"], "facts": ["历下区 builds 泉城驿站"]},
}
BY_TEXT = {x.report.text: x for x in (extraction(n, s) for n, s in SPECS.items())}


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two reports that the stages, tested elsewhere, read as hand-built."""

    def read(source: Source, *_: object) -> Extraction:
        return BY_TEXT[source.text]

    monkeypatch.setattr("kg.pipeline.extract_report", read)
    for text, x in BY_TEXT.items():
        (tmp_path / Path(x.report.path).name).write_text(text, "utf-8")
    return tmp_path


def review(reports: Path, said: str, *more: str) -> str:
    result = CliRunner().invoke(app, ["review", str(reports), *more], input=said)
    assert result.exit_code == 0, result.output
    return result.output


def entries(reports: Path) -> list[dict[str, object]]:
    return list(yaml.safe_load((reports / "corrections.yaml").read_text("utf-8")))


def test_a_pair_is_shown_with_its_sentences_and_the_answer_kept(reports: Path) -> None:
    output = review(reports, "n\n")
    assert all(words in output for words in ("李娜", "one.txt", "two.txt", "same name, reports of one county"))
    sides = [{"label": "李娜", "type": "Person", "report": f"{n}.txt"} for n in ("one", "two")]
    (entry,) = entries(reports)
    assert set(entry) == {"different"}
    assert sorted(map(str, entry["different"])) == sorted(map(str, sides))  # type: ignore[call-overload]
    assert "no answers; 0 questions are open" in review(reports, "")


def test_yes_joins_the_pair(reports: Path) -> None:
    review(reports, "yes\n")
    assert [set(e) for e in entries(reports)] == [{"same"}]
    assert "0 questions" in review(reports, "")


def test_weak_facts_are_confirmed_or_dropped(reports: Path) -> None:
    output = review(reports, "s\nmaybe\ny\nn\nq\n", "--below", "0.95", "--limit", "3")
    assert "历下区builds泉城驿站。" in output
    assert [set(e) - {"note"} for e in entries(reports)] == [{"confirm"}, {"drop fact"}]
    assert len(Corrections.of(entries(reports)).items) == 2


def test_skipping_leaving_and_the_end_of_input_write_nothing(reports: Path) -> None:
    for said in ("s\n", "q\n", "", "skip\n"):
        assert "no answers; 1 questions are open" in review(reports, said)
    assert not (reports / "corrections.yaml").exists()


def test_answers_go_to_the_file_named(reports: Path, tmp_path: Path) -> None:
    named = tmp_path / "mine.yaml"
    named.write_text("- drop entity: 泉城驿站", "utf-8")
    review(reports, "y\n", "--corrections", str(named))
    assert [set(e) for e in yaml.safe_load(named.read_text("utf-8"))] == [{"drop entity"}, {"same"}]


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be written"):
        append(tmp_path / "missing" / "corrections.yaml", {"drop entity": "x"})


def test_a_build_goes_by_the_corrections_beside_the_reports_and_warns(reports: Path, tmp_path: Path) -> None:
    (reports / "corrections.yaml").write_text("- rename: 泉城驿站\n  to: 红色驿站\n- drop entity: 无此单位\n", "utf-8")
    result = CliRunner().invoke(app, ["build", str(reports), "-o", str(tmp_path / "out")])
    assert (result.exit_code, result.stderr) == (
        0,
        'kg: corrections.yaml: {"drop entity": "无此单位"}: nothing in the reports is called 无此单位\n',
    )
    assert "红色驿站" in (tmp_path / "out" / "entities.csv").read_text("utf-8-sig")
    record = yaml.safe_load((tmp_path / "out" / "build.json").read_text("utf-8"))
    assert [c["file"] for c in record["corrections"]] == ["corrections.yaml"]
    assert [w["report"] for w in record["warnings"]] == ["corrections.yaml"]
    assert [(q["type"], q["left"]["label"]) for q in record["unsure"]] == [("Person", "李娜")]
    assert record["sources"]["areas"]["vintage"] == "2025-12-31"
    assert record["sources"]["communities"] is None
