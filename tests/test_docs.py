"""What the documents say: their commands run, their links lead somewhere, and nothing of the command line is left out."""

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from kg import pipeline
from kg.cli import app
from kg.ontology import KINDS, load
from kg.query import named
from kg.write.tables import ENTITY_COLUMNS, FACT_COLUMNS

ROOT = Path(__file__).parents[1]
READMES = [ROOT / "README.md", ROOT / "README.zh.md"]
GUIDES = [ROOT / "docs" / "guide.md", ROOT / "docs" / "guide.zh.md"]
READING = [ROOT / "docs" / "reading.md", ROOT / "docs" / "reading.zh.md"]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def text(path: Path) -> str:
    return path.read_text("utf-8")


# ---------------------------------------------------------------- commands


def commands(path: Path) -> Iterator[str]:
    """The kg commands of a document's shell blocks, in order; those on the reader's own folders (~) can't be run here."""
    for block in re.findall(r"^```(?:sh|bash|console)\n(.*?)^```", text(path), re.M | re.S):
        for line in block.splitlines():
            if line.startswith("kg "):
                yield line


WITH_COMMANDS = [d for d in DOCUMENTS if any(commands(d))]


@pytest.mark.parametrize("document", WITH_COMMANDS, ids=name)
def test_the_commands_of_a_document_run_one_after_the_other(document: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for command in commands(document):
        done = subprocess.run(["bash", "-c", command], cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), command
        assert done.stdout or ">" in command, f"{command} printed nothing"


def test_readmes_and_guides_show_commands() -> None:
    assert {*READMES, *GUIDES} <= set(WITH_COMMANDS)


@pytest.mark.parametrize("twins", [READMES, GUIDES, READING], ids=["readme", "guide", "reading"])
def test_twins_show_the_same_commands_and_tables(twins: list[Path]) -> None:
    shown = r"^\| `[^`]*`|^(?:make \w+|kg .*)"
    english, chinese = (re.findall(shown, text(t), re.M) for t in twins)
    assert len(english) > 15
    assert english == chinese


@pytest.mark.parametrize("target", ["demo", "test"])
def test_the_two_commands_of_the_readme_are_targets_of_make(target: str) -> None:
    assert re.search(rf"^{target}:", text(ROOT / "Makefile"), re.M)
    assert all(re.search(rf"^make {target}\b", text(r), re.M) for r in READMES)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, ...]]:
    """What the sample reports give: subject, predicate, object and quote."""
    out = tmp_path_factory.mktemp("output")
    pipeline.build([str(ROOT / "examples")], out)
    with (out / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        return {tuple(row[c] for c in ("subject", "predicate", "object", "quote")) for row in csv.DictReader(file)}


@pytest.mark.parametrize("readme", READMES, ids=name)
def test_the_facts_that_a_readme_shows_are_those_of_the_sample_reports(readme: Path, facts: set[tuple[str, ...]]) -> None:
    shown = re.findall(r"^\| ([\u4e00-\u9fff]\S*) \| ([a-z]\w+) \| (\S+) \| (\S+) \|$", text(readme), re.M)
    assert len(shown) >= 5
    assert set(shown) <= facts


# ---------------------------------------------------------------- the command line


def listed(application: Typer) -> list[str]:
    """The commands' names."""
    return sorted(c.name or getattr(c.callback, "__name__", "") for c in application.registered_commands)


def options(command: str) -> set[str]:
    """The long options of a command, as its help prints them."""
    result = CliRunner().invoke(app, [command, "--help"], terminal_width=200)
    assert result.exit_code == 0
    return set(re.findall(r"^\s+(?:-\w, )?(--[\w-]+)", result.output, re.M)) - {"--help"}


def section(guide: Path, command: str) -> str:
    """What the guide says of a command."""
    found = re.search(rf"^### kg {command}$\n(.*?)(?=^##|\Z)", text(guide), re.M | re.S)
    assert found, f"{guide} has no section on kg {command}"
    return found[1]


@pytest.mark.parametrize("command", listed(app))
def test_every_command_is_in_the_documents_and_explains_itself(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert len(result.output.split("Usage:")[1].splitlines()[2].strip()) > 20
    assert all(f"| `kg {command} " in text(r) for r in READMES)


@pytest.mark.parametrize("guide", GUIDES, ids=name)
@pytest.mark.parametrize("command", listed(app))
def test_the_guide_names_the_options_that_a_command_has(command: str, guide: Path) -> None:
    said = set(re.findall(r"`(--[\w-]+)`", section(guide, command)))
    assert said == options(command)


@pytest.mark.parametrize("guide", GUIDES, ids=name)
def test_the_guide_lists_the_named_queries_and_their_parameters(guide: Path) -> None:
    rows = re.findall(r"^\| `([a-z][\w-]+)` \| [^|]+ \|([^|]*)\|", section(guide, "query"), re.M)
    assert sorted((n, re.findall(r"`(\w+)`", cell)) for n, cell in rows) == [(q.name, [p for p, _ in q.params]) for q in named()]


@pytest.mark.parametrize("guide", GUIDES, ids=name)
def test_the_files_of_the_guide_are_those_that_a_build_writes(guide: Path) -> None:

    files = re.split(r"\n## (?:Files|文件)\n", text(guide))[1]
    assert set(re.findall(r"^\| `([\w.]+)` \|", files, re.M)) == set(pipeline.OUTPUTS)
    for table, columns in (("entities", ENTITY_COLUMNS), ("facts", FACT_COLUMNS)):
        line = re.search(rf"`{table}\.csv`(?:: | 的列：)(.*?)[.;；。]", files, re.S)
        assert line
        assert tuple(re.findall(r"`(\w+)`", line[1])) == columns


@pytest.mark.parametrize("readme", READMES, ids=name)
def test_the_readme_names_all_kinds_and_relations(readme: Path) -> None:
    assert tuple(re.findall(r"^\| `([A-Z]\w+)` \|", text(readme), re.M)) == KINDS
    ontology = load()
    missing = [p for p in ontology.predicates() if f"`{p}` {ontology.label(p)}" not in text(readme)]
    assert missing == []


# ---------------------------------------------------------------- links and pictures


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_links_lead_to_files_that_are_there(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text(document))
    missing = [link for link in links if not (document.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_a_document_says_something(document: Path) -> None:
    assert text(document).startswith("# ")
    assert len(text(document)) > 300
