"""The wheel, made from the source archive and installed where no checkout is near. Asks the package registry."""

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from kg import __version__

pytestmark = pytest.mark.network

ROOT = Path(__file__).parents[1]
ENVIRONMENT = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV", "PYTHONWARNINGS"}}


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The source archive, and the wheel built from it."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    (sdist,), (wheel,) = out.glob("*.tar.gz"), out.glob("*.whl")
    return sdist, wheel


def ours(folder: str) -> set[str]:
    """The files of a folder of the checkout, as git or an archive would name them."""
    found = (p for p in (ROOT / folder).rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return {p.relative_to(ROOT).as_posix() for p in found}


def web_page(text: str) -> str:
    paragraphs = "".join(f"<p>{line}</p>\n" for line in text.splitlines() if line)
    return f"<!DOCTYPE html><html lang=zh><title>页</title><body><article>{paragraphs}</article></html>"


def test_the_wheel_holds_the_ontology_and_all_of_the_package(archives: tuple[Path, Path]) -> None:
    held = set(zipfile.ZipFile(archives[1]).namelist())
    ontology = {f"kg/{p}" for p in ours("ontology")}
    assert {"kg/ontology/kg.ttl", "kg/ontology/queries/leads.rq"} <= ontology
    assert ontology <= held
    assert {p.removeprefix("src/") for p in ours("src/kg")} <= held
    assert [p for p in held if not p.startswith(("kg/", "kg_reports-"))] == []


def test_the_source_archive_holds_what_it_needs(archives: tuple[Path, Path]) -> None:
    with tarfile.open(archives[0]) as archive:
        held = {n.split("/", 1)[1] for n in archive.getnames() if "/" in n}
    needed = {"LICENSE", "README.md", "README.zh.md", "CHANGELOG.md", "Makefile", "pyproject.toml", *ours("ontology"), *ours("examples")}
    assert needed <= held


def test_an_installed_wheel_builds_a_graph_far_from_the_checkout(archives: tuple[Path, Path], tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    bin_ = tmp_path / "venv" / "bin"
    run(bin_ / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", archives[1], cwd=tmp_path)
    run(bin_ / "python", "-m", "pip", "check", cwd=tmp_path)
    assert run(bin_ / "kg", "--version", cwd=tmp_path) == f"kg {__version__}\n"
    work = tmp_path / "work"
    work.mkdir()
    run(bin_ / "kg", "build", ROOT / "examples" / "lianxing.txt", cwd=work)
    assert "莲兴社区" in (work / "output" / "graph.ttl").read_text("utf-8")
    assert "莲兴社区" in run(bin_ / "kg", "query", "facts-of", "name=莲兴社区", cwd=work)
    (work / "page.html").write_text(web_page((ROOT / "examples" / "lianxing.txt").read_text("utf-8")), "utf-8")
    assert "莲兴社区" in run(bin_ / "kg", "extract", "page.html", cwd=work)  # the HTML reader has dependencies of its own
