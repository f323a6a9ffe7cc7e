"""Other people's parsers, as counts of the triples that they read out of a file."""

import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import rdflib

N3 = Path(__file__).parents[1] / ".venv" / "n3"
_SCRIPT = """
const n3 = require('n3'), fs = require('fs');
const store = new n3.Store(new n3.Parser({format: process.argv[2]}).parse(fs.readFileSync(process.argv[1], 'utf8')));
console.log(store.size);
"""


def by_oxigraph(path: Path, form: ox.RdfFormat) -> int:
    return len(set(ox.parse(path=str(path), format=form)))


def by_rdflib(path: Path, form: str) -> int:
    return (
        sum(len(g) for g in rdflib.Dataset().parse(path, format=form).graphs())
        if form == "nquads"
        else len(rdflib.Graph().parse(path, format=form))
    )


def by_serdi(path: Path, form: str) -> int | None:
    """Lines that serdi gives in strict mode; None where it isn't installed."""
    return _lines(["serdi", "-i", form, "-o", "nquads" if form == "nquads" else "ntriples", str(path)])


def by_rapper(path: Path, form: str) -> int | None:
    return _lines(["rapper", "-q", "-i", form, "-o", "nquads" if form == "nquads" else "ntriples", str(path)])


def by_n3(path: Path, form: str) -> int | None:
    if not (N3 / "node_modules" / "n3").is_dir() or not shutil.which("node"):
        return None
    done = subprocess.run(["node", "-e", _SCRIPT, str(path), form], cwd=N3, capture_output=True, text=True, check=True)
    return int(done.stdout)


def _lines(command: list[str]) -> int | None:
    if not shutil.which(command[0]):
        return None
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return len(set(done.stdout.splitlines()))
