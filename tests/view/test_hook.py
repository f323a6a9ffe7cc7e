"""pyvis is pinned: what the page relies on of its release, which is not part of its documented interface."""

from importlib.metadata import version
from importlib.resources import files

from jinja2 import DictLoader, Environment
from pyvis.network import Network

from kg.view.page import OPTIONS, VIS, _Options


def network() -> Network:
    net = Network(directed=True, cdn_resources="in_line")
    net.nodes, net.edges, net.options = [{"id": 0}], [{"from": 0, "to": 0}], _Options(OPTIONS)
    return net


def test_the_release_is_the_one_that_the_page_was_built_on() -> None:
    assert version("pyvis") == "0.3.2"


def test_own_template_gets_nodes_edges_and_options_unchanged() -> None:
    net = network()
    net.templateEnv = Environment(loader=DictLoader({"own.html": "{{ nodes }}|{{ edges }}|{{ options }}|{{ mine }}"}), autoescape=True)
    net.templateEnv.globals["mine"] = "<b>"
    net.path = "own.html"
    nodes, edges, options, mine = net.generate_html("graph.html").split("|")
    assert (nodes, edges) == ("[{&#39;id&#39;: 0}]", "[{&#39;from&#39;: 0, &#39;to&#39;: 0}]")
    assert "&#34;physics&#34;" in options
    assert mine == "&lt;b&gt;"


def test_vis_network_lies_among_its_templates() -> None:
    source = files("pyvis").joinpath("templates", VIS).read_text("utf-8")
    assert "vis-network" in source[:400]
    assert "9.1.2" in source[:400]
    assert network().template_dir.rstrip("/\\") == str(files("pyvis").joinpath("templates"))


def test_the_stock_template_is_why_there_is_an_own_one() -> None:
    """It asks the network for styles, and one title that names a link makes every title HTML."""
    net = network()
    net.nodes[0]["title"] = "see href"
    html = net.generate_html("graph.html")
    assert "https://cdn.jsdelivr.net" in html
    assert "innerHTML" in html[html.rindex("<script") :]
