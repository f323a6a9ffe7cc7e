"""The options of kg build and kg extract that say how files are read."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.pipeline import Options
from kg.read import Options as Reading
from kg.read import find, load

KG = CliRunner()
NAMES = ("正文栏", "标题栏", "日期栏", "来源栏")
COLUMNS = ("--text-column", NAMES[0], "--title-column", NAMES[1], "--date-column", NAMES[2], "--source-column", NAMES[3])
ROW = dict(zip(NAMES, ("6月20日，青江区滨河街道成立招商服务专班。", "滨河街道成立专班", "2023-06-21", "青江日报"), strict=True))
SAID = {"title": "滨河街道成立专班", "publisher": "青江日报", "published": "2023-06-21"}


def extracted(*arguments: str) -> list[dict[str, Any]]:
    result = KG.invoke(app, ["extract", "--recogniser", "jieba", *arguments])
    assert (result.exit_code, result.stderr) == (0, "")
    return [json.loads(line) for line in result.stdout.splitlines()]


def line(*arguments: str) -> str:
    """What a command that can use nothing says, in one line."""
    result = KG.invoke(app, [*arguments])
    assert (result.exit_code, result.stderr.count("\n"), result.stdout) == (2, 1, "")
    return result.stderr


@pytest.mark.parametrize("suffix", ["csv", "tsv", "jsonl"])
def test_columns_are_those_that_the_options_name(suffix: str, tmp_path: Path) -> None:
    between = "\t" if suffix == "tsv" else ","
    table = between.join(ROW) + "\n" + between.join(ROW.values()) + "\n"
    (tmp_path / f"corpus.{suffix}").write_text(json.dumps(ROW) if suffix == "jsonl" else table, "utf-8")
    (found,) = extracted(str(tmp_path), *COLUMNS)
    assert {key: found["metadata"][key] for key in SAID} == SAID
    assert "滨河街道" in {e["label"] for e in found["entities"]}


@pytest.mark.parametrize("kind", ["text", "title", "date", "source"])
@pytest.mark.parametrize("command", ["build", "extract"])
def test_a_named_column_must_be_there(command: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("text,title,date,source\n甲镇开工。,甲,2023-01-02,乙报\n", "utf-8")
    where = ["-o", str(tmp_path / "out")] if command == "build" else []
    said = line(command, str(tmp_path / "c.csv"), f"--{kind}-column", "nothing", *where)
    assert said.startswith(f"kg: {tmp_path}/c.csv: has no column 'nothing', only date, source, text, title")
    assert f"--{kind}-column" in said


def test_the_encoding_named_overrules_what_would_be_found(tmp_path: Path) -> None:
    # These bytes are good Big5 as well as good GB18030.
    text = "本報訊"
    data = text.encode("big5")
    (tmp_path / "a.txt").write_bytes(data)
    named = [load(find([str(tmp_path)])[0], Reading(encoding=e))[0].text for e in ("big5", "gb18030", "GBK")]
    assert named == [text, data.decode("gb18030"), data.decode("gb18030")]
    (tmp_path / "a.txt").write_bytes("6月20日，青江區濱河街道成立專班。".encode("big5"))
    (found,) = extracted(str(tmp_path), "--encoding", "big5")
    assert "濱河街道" in {e["label"] for e in found["entities"]}


@pytest.mark.parametrize("command", ["build", "extract"])
@pytest.mark.parametrize("encoding", ["latin-99", "hex", "undefined", "", " "])
def test_an_encoding_that_is_none(command: str, encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲镇开工。", "utf-8")
    where = ["-o", str(tmp_path / "out")] if command == "build" else []
    assert f"--encoding {encoding}: is no encoding" in line(command, str(tmp_path), "--encoding", encoding, *where)


def test_an_encoding_that_the_file_does_not_have(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("甲镇开工。".encode("gb18030"))
    assert "a.txt: is not utf-8 (leave --encoding out, or name another)" in line("extract", str(tmp_path), "--encoding", "utf-8")


def test_build_json_says_what_was_chosen(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes("6月20日，青江区滨河街道成立专班。".encode("gb18030"))
    result = KG.invoke(app, ["build", str(tmp_path / "in"), "-o", str(tmp_path), "--encoding", "gbk", "--recogniser", "jieba"])
    assert result.exit_code == 0
    assert json.loads((tmp_path / "build.json").read_text("utf-8"))["options"]["encoding"] == "gbk"
    assert Options().reading.said() == {}


def test_the_date_named_serves_only_reports_without_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("昨日，青江区滨河街道成立专班。\n", "utf-8")
    (tmp_path / "t20210305_77.txt").write_text("昨日，青江区滨河街道成立专班，由办事处主任任组长。\n", "utf-8")
    published = [x["metadata"]["published"] for x in extracted(str(tmp_path), "--date", "2024-03-05")]
    assert published == ["2024-03-05", "2021-03-05"]
