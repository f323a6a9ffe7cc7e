"""The query page and the viewer: no request leaves this machine."""

import html
import json
from functools import cache
from pathlib import Path

from kg import store, view
from kg.query import named
from kg.store import content
from kg.write.terms import PREFIXES

_STATIC = Path(__file__).parent / "static"
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
FILES = frozenset({"yasgui.min.js", "yasgui.min.css", "page.js", "page.css"})
#: YASGUI sets styles from script and draws icons from data: addresses; nothing comes from elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@cache
def static(name: str) -> bytes:
    """One of `FILES`."""
    return (_STATIC / name).read_bytes()


@cache
def index() -> bytes:
    """The query page, with the named queries at hand."""
    queries = [{"name": q.name, "answers": q.answers, "text": _with_prefixes(q.text)} for q in named()]
    data = json.dumps(queries, ensure_ascii=False).replace("<", "\\u003c")
    page = (_STATIC / "index.html").read_text("utf-8")
    return page.replace("<!-- options -->", "".join(map(_option, queries))).replace("/* queries */", data).encode()


def _option(query: dict[str, str]) -> str:
    name, answers = html.escape(query["name"]), html.escape(query["answers"])
    return f'<option value="{name}">{name} — {answers}</option>'


def _with_prefixes(text: str) -> str:
    used = {name: iri for name, iri in PREFIXES.items() if f"{name}:" in text}
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in used.items()) + text


def viewer(graph: Path) -> bytes:
    """The page beside the graph, where it is as new; else one drawn from the graph. Raises InputError for the graph."""
    page = graph.with_name("graph.html")
    try:
        if page.stat().st_mtime >= graph.stat().st_mtime:
            return page.read_bytes()
    except OSError:
        pass  # neither that page nor this graph: the next line says what is wrong, or draws it
    return view.render(content.read(store.open_(graph))).encode()
