"""The page: pyvis's Network as generator, with our own autoescaping template and no request to anywhere.

pyvis's stock template loads from CDNs and runs script out of titles (see docs); of pyvis we use the Network value,
its options and the vis-network that it bundles. Everything that comes from a report enters as JSON data only.
"""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from kg.graph import Graph
from kg.view import evidence
from kg.view.columns import Drawing, drawing, pack

HERE = Path(__file__).parent
VIS = "lib/vis-9.1.2/vis-network.min.js"
#: The page's own script, in the order in which it is put together.
SCRIPTS = (
    "text", "theme", "data", "evidence", "state", "filter", "fold", "geometry", "labels", "hulls", "path", "emphasis", "live",
    "backdrop", "canvas", "panel", "overview", "legend", "controls", "minimap", "frame", "search", "timeline", "table", "export",
    "keys", "main",
)  # fmt: skip
NODE_COLUMNS = ("key", "label", "kind", "subtype", "community", "x", "y", "reports")
EDGE_COLUMNS = ("from", "to", "predicate", "confidence", "reports")
#: Passed to vis-network as they stand: positions are given, nothing moves by itself.
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True, "tooltipDelay": 10_000_000, "hideEdgesOnDrag": False, "hideEdgesOnZoom": False, "multiselect": False,
        "selectConnectedEdges": False, "hoverConnectedEdges": False, "keyboard": False,
    },
    "nodes": {"shadow": False, "borderWidth": 1, "borderWidthSelected": 3, "font": {"size": 0}},
    "edges": {"smooth": False, "shadow": False, "selectionWidth": 1.5, "hoverWidth": 0.5},
}  # fmt: skip


def render(graph: Graph) -> str:
    """The whole page as one HTML text: no file beside it, no request, same graph same bytes."""
    drawn = drawing(graph)
    net = Network(directed=True, cdn_resources="in_line")
    # add_node and add_edge scan lists for every call (150 s at 20,000 nodes)
    net.nodes, net.edges, net.options = drawn.nodes, drawn.edges, _Options(OPTIONS)
    net.templateEnv = _environment(net.template_dir, drawn, graph)
    net.path = "page.html"
    html: str = net.generate_html("graph.html")
    return html


class _Options(dict[str, Any]):
    """pyvis asks a dict of options for nothing but `physics` and JSON; `to_json` covers the path of its own class."""

    def to_json(self) -> str:
        return json.dumps(self)


def _environment(pyvis_templates: str, drawn: Drawing, graph: Graph) -> Environment:
    loader: BaseLoader = ChoiceLoader([FileSystemLoader(HERE / "templates"), FileSystemLoader(pyvis_templates)])
    env = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    vis = _clean(loader.get_source(env, VIS)[0])
    own = '(() => {\n"use strict";\n' + "\n".join(_static(f"{name}.js") for name in SCRIPTS) + "\n})();\n"
    css = _static("page.css")
    env.filters["columns_of_nodes"] = lambda rows: as_json(pack(rows, NODE_COLUMNS, ("aliases", "code", "said")))
    env.filters["columns_of_edges"] = lambda rows: as_json(pack(rows, EDGE_COLUMNS, ("date", "also")))
    env.filters["as_json"] = as_json
    env.filters["escaped_json"] = _escaped
    env.globals.update(
        vis=Markup(vis), own=Markup(own), css=Markup(css), csp=_policy([vis, own], [css]),
        tables=drawn.tables, strings=json.loads(_static("strings.json")), counts=_counts(graph),
        evidence=evidence.blocks(graph), extras=evidence.extras(graph), block=evidence.BLOCK,
    )  # fmt: skip
    return env


def _counts(graph: Graph) -> dict[str, int]:
    return {"entities": len(graph.entities), "facts": len(graph.facts), "reports": len(graph.reports)}


def as_json(value: object) -> Markup:
    """Compact JSON that can't end the script element it stands in."""
    return _escaped(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _escaped(text: str) -> Markup:
    return Markup(
        text.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def _static(name: str) -> str:
    return _clean((HERE / "static" / name).read_text("utf-8"))


def _clean(source: str) -> str:
    """Browsers hash the text between the tags with \\n line ends; a source map would be a file that isn't there."""
    text = source.replace("\r\n", "\n").split("//# sourceMappingURL=", maxsplit=1)[0]
    if "</script" in text.lower() or "<!--" in text:
        raise ValueError("a script that would end its own element")
    return text


def _policy(scripts: list[str], styles: list[str]) -> str:
    """A content security policy that lets in nothing but these very texts."""
    lists = [" ".join(f"'sha256-{_digest(t)}'" for t in texts) for texts in (scripts, styles)]
    return f"default-src 'none'; script-src {lists[0]}; style-src {lists[1]}; img-src data: blob:; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
