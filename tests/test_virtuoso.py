"""A real Virtuoso loads the N-Quads and answers. docs/sparql.md gives the same commands."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import export
from kg.ontology import KG
from kg.write.terms import RDFS
from tests import factory

pytestmark = pytest.mark.skipif(not shutil.which("virtuoso-t"), reason="no Virtuoso here (Debian: virtuoso-opensource-7-bin)")

INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = {port}
DirsAllowed = {folder}
NumberOfBuffers = 10000
[HTTPServer]
"""


@pytest.fixture(scope="module")
def virtuoso(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server that has loaded the hand-built graph."""
    folder = tmp_path_factory.mktemp("virtuoso")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    (folder / "virtuoso.ini").write_text(INI.format(folder=folder, port=port), "utf-8")
    export.export(built, "nquads", folder)
    server = subprocess.Popen(
        ["virtuoso-t", "-f", "-c", str(folder / "virtuoso.ini")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait(port)
        isql(port, f"ld_dir('{folder}', '*.nq', 'https://kg.example/id/r/graph'); rdf_loader_run(); checkpoint;")
        yield port
    finally:
        server.kill()
        server.wait()


def wait(port: int) -> None:
    for _ in range(300):
        if subprocess.run(_isql(port, "status();"), capture_output=True, check=False).returncode == 0:
            return
        time.sleep(0.2)
    raise TimeoutError("Virtuoso didn't start")


def _isql(port: int, command: str) -> list[str]:
    return ["isql-vt", f"127.0.0.1:{port}", "dba", "dba", "BANNER=OFF", "PROMPT=OFF", "VERBOSE=OFF", "CHARSET=UTF-8", f"exec={command}"]


def isql(port: int, command: str) -> list[str]:
    done = subprocess.run(_isql(port, command), capture_output=True, text=True, check=True)
    assert "Error" not in done.stdout + done.stderr, done.stdout + done.stderr
    return [line.strip() for line in done.stdout.splitlines() if line.strip()]


def test_every_report_has_its_graph(virtuoso: int) -> None:
    graphs = isql(virtuoso, "SPARQL SELECT DISTINCT ?g { GRAPH ?g { ?r a <https://kg.example/ontology#Report> } };")
    assert {g.rsplit("/", 1)[1] for g in graphs} == {r.id for r in factory.graph().reports}


def test_facts_and_chinese_names_are_there(virtuoso: int) -> None:
    nodes = sum(len(fact.evidence) for fact in factory.graph().facts)
    assert isql(virtuoso, f"SPARQL SELECT (COUNT(DISTINCT ?f) AS ?n) {{ ?f a <{KG}Fact> }};") == [str(nodes)]
    assert isql(virtuoso, f"SPARQL SELECT DISTINCT ?l {{ ?p a <{KG}Person> ; <{RDFS}label> ?l }};") == ["赵明"]
