"""The same report in every encoding gives the same extraction; in every format, nearly the same."""

import json
from collections.abc import Callable, Iterable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from kg.read import Found, load
from kg.write import jsonl
from tests.read.making import printed, web_page, word_file

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.txt"))
LEAST = 0.97

ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "bom": lambda t: t.encode("utf-8-sig"),
    "utf-16-le": lambda t: t.encode("utf-16-le"),
    "utf-16-be": lambda t: t.encode("utf-16-be"),
    "utf-16": lambda t: t.encode("utf-16"),
    "gb18030": lambda t: t.encode("gb18030"),
    "crlf": lambda t: t.replace("\n", "\r\n").encode(),
    "cr": lambda t: t.replace("\n", "\r").encode(),
    "crlf-gb18030": lambda t: t.replace("\n", "\r\n").encode("gb18030"),
}


def table_page(text: str) -> bytes:
    """An old portal's page: tables hold it together, the text is one cell with <br> and blanks for an indent."""
    lines = "<br><br>".join("&nbsp;&nbsp;" + escape(line.strip()) for line in text.splitlines() if line.strip())
    menu = "<tr><td><a href=/>首页</a></td><td><a href=/n>要闻</a></td><td><a href=/s>社会</a></td></tr>"
    return f"<html><body><table>{menu}</table><table><tr><td><font size=2>{lines}</font></td></tr></table></body></html>".encode("gb18030")


FORMATS: dict[str, Callable[[str], tuple[str, bytes]]] = {
    "HTML": lambda t: ("page.html", web_page(t)),
    "HTML, GB18030, divs": lambda t: ("page.html", web_page(t, "gb18030", "div")),
    "HTML, tables and <br>": lambda t: ("old.htm", table_page(t)),
    "DOCX": lambda t: ("report.docx", word_file(t)),
    "PDF": lambda t: ("report.pdf", printed(t)),
    "PDF, running heads, narrow": lambda t: ("report.pdf", printed(t, columns=24, head="某某日报　第02版")),
}


@cache
def plain(path: Path) -> dict[str, Any]:
    return extracted("report.txt", path.read_bytes())


def extracted(name: str, data: bytes) -> dict[str, Any]:
    """What kg extract prints of a file."""
    (source,) = load(Found(name, data=data))
    found: dict[str, Any] = json.loads(jsonl.line(pipeline.extract_report(source, None, "lac")))
    return found


def entities(found: dict[str, Any]) -> set[tuple[str, ...]]:
    return {(e["type"], e["label"]) for e in found["entities"]}


def facts(found: dict[str, Any]) -> set[tuple[str, ...]]:
    label = {e["id"]: e["label"] for e in found["entities"]}
    return {(label[f["subject"]], f["predicate"], label.get(f.get("object", ""), str(f.get("value")))) for f in found["facts"]}


def metadata(found: dict[str, Any]) -> set[tuple[str, ...]]:
    return {(key, str(value)) for key, value in found["metadata"].items()}


def f1(pairs: Iterable[tuple[set[tuple[str, ...]], set[tuple[str, ...]]]]) -> float:
    """Micro F1 of (expected, found) sets."""
    sizes = [(len(a & b), len(a) + len(b)) for a, b in pairs]
    return 2 * sum(hit for hit, _ in sizes) / sum(both for _, both in sizes)


def test_there_are_samples() -> None:
    assert len(EXAMPLES) >= 7
    assert all(plain(p)["facts"] for p in EXAMPLES)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_gives_the_same_extraction(encoding: str) -> None:
    for path in EXAMPLES:
        assert extracted("report.txt", ENCODINGS[encoding](path.read_text("utf-8"))) == plain(path), path.name


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_gives_nearly_the_same_extraction(form: str) -> None:
    found = {path: extracted(*FORMATS[form](path.read_text("utf-8"))) for path in EXAMPLES}
    measured = {kind.__name__: f1((kind(plain(p)), kind(x)) for p, x in found.items()) for kind in (entities, facts, metadata)}
    print(f"{form}: " + ", ".join(f"{kind} {value:.3f}" for kind, value in measured.items()))
    assert min(measured.values()) >= LEAST
