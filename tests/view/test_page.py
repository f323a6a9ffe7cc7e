"""The page in a real browser, network cut off: what is drawn, and that nothing is asked for from outside."""

from html import unescape

import pytest

from kg.graph import Graph
from kg.view import render
from tests.view.conftest import Open
from tests.view.factory import grown, small


def test_draws_every_entity_with_its_chinese_name_and_asks_for_nothing(opened: Open) -> None:
    page = opened()
    assert sorted(page.labels()) == sorted(e.label for e in small().entities)
    shown = page.page.evaluate("() => kgView.shown()")
    assert (shown["nodes"], shown["edges"]) == (9, 9)
    assert page.requests == [page.path.as_uri()]
    assert page.complaints == []


def test_paints_nodes_and_glyphs_on_the_canvas(opened: Open) -> None:
    """Not only the library's word: the colours of two classes and dark text stand in the pixels."""
    found = opened().page.evaluate(
        """() => {
          const c = document.querySelector('#canvas canvas'), d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data, seen = {};
          for (let i = 0; i < d.length; i += 4) { const k = [d[i], d[i + 1], d[i + 2]].join(); seen[k] = (seen[k] ?? 0) + 1; }
          return seen;
        }"""
    )
    assert found["47,93,140"] > 50  # Area, #2f5d8c
    assert found["163,38,95"] > 50  # Person, #a3265f
    assert found["31,35,40"] > 200  # names


@pytest.mark.parametrize("graph", [Graph(), grown(1, []), grown(2, [(0, 1)]), grown(3, [(0, 0)])], ids=["nothing", "one", "pair", "loop"])
def test_opens_for_the_smallest_graphs(opened: Open, graph: Graph) -> None:
    page = opened(graph)
    assert page.complaints == []
    assert page.page.evaluate("() => kgView.shown().nodes") == len(graph.entities)
    assert page.page.evaluate("() => kgView.shown().edges") == len(graph.facts)


def test_same_graph_same_bytes() -> None:
    assert render(small()) == render(small())


def test_is_one_utf8_file_without_addresses() -> None:
    html = render(small())
    assert html.startswith("<!DOCTYPE html>\n")
    head = unescape(html[: html.index("<script")])
    assert 'charset="utf-8"' in head
    assert "default-src 'none'" in head
    assert 'src="' not in head
    assert "http" not in head.replace("http-equiv", "")
