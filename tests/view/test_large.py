"""Beyond a thousand nodes: few live ones over a drawn backdrop, more where the reader looks, nothing lost."""

import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from kg.graph import Graph
from tests.view.conftest import Open, Opened
from tests.view.factory import grown

SIZE, GROUPS = 1500, 15


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Fifteen groups of a hundred around a hub each, and some links across."""
    return grown(SIZE, sorted(set(_pairs())))


def _pairs() -> Iterator[tuple[int, int]]:
    chance = random.Random(5)
    for node in range(SIZE):
        hub = node // 100 * 100
        if node != hub:
            yield hub, node
            yield hub + chance.randrange(100), node
        if node % 25 == 1:
            yield chance.randrange(SIZE), node


def shown(page: Opened, what: str) -> int:
    count: int = page.page.evaluate(f"() => kgView.shown().{what}")
    return count


def test_opens_on_hubs_and_named_communities_over_a_backdrop(opened: Open, graph: Graph) -> None:
    page = opened(graph)
    assert page.complaints == []
    assert 100 <= shown(page, "nodes") <= 300
    names = page.labels()
    assert sum(f"第{g * 100}号共建单位" in names for g in range(GROUPS)) >= 10
    assert shown(page, "captions.length") >= 8
    expect(page.page.locator("#counts")).to_contain_text("1,500 个实体")


def test_zooming_in_makes_what_is_in_view_live(opened: Open, graph: Graph) -> None:
    page = opened(graph)
    before = set(page.page.evaluate("() => kgView.liveKeys()"))
    page.page.locator("#canvas").hover()
    for _ in range(14):
        page.page.mouse.wheel(0, -160)
        page.page.wait_for_timeout(30)
    page.settle()
    came = set(page.page.evaluate("() => kgView.liveKeys()")) - before
    assert came
    box = page.page.locator("#canvas").bounding_box()
    assert box is not None
    places = [page.page.evaluate("(k) => kgView.place(k)", key) for key in sorted(came)[:20]]
    assert all(-5 <= p["x"] <= box["width"] + 5 and -5 <= p["y"] <= box["height"] + 5 for p in places)


def test_a_dot_of_the_backdrop_can_be_clicked(opened: Open, graph: Graph) -> None:
    page = opened(graph)
    live = set(page.page.evaluate("() => kgView.liveKeys()"))
    key = next(e.id for e in reversed(graph.entities) if e.id not in live and _alone(page, e.id))
    page.click_node(key)
    label = next(e.label for e in graph.entities if e.id == key)
    expect(page.page.locator("#panel h2")).to_have_text(label)
    assert key in page.page.evaluate("() => kgView.liveKeys()")
    assert label in page.labels()


def _alone(page: Opened, key: str) -> bool:
    """No live node or name under this place."""
    clear: bool = page.page.evaluate(
        """(key) => {
          const p = kgView.place(key), { captions } = kgView.shown();
          const far = (k) => { const q = kgView.place(k); return Math.hypot(p.x - q.x, p.y - q.y); };
          const under = (b) => p.x > b.x - 4 && p.x < b.x + b.w + 4 && p.y > b.y - 4 && p.y < b.y + b.h + 4;
          return kgView.liveKeys().every((k) => far(k) > 24) && !captions.some(under);
        }""",
        key,
    )
    return clear


def test_expansion_is_capped_and_can_be_undone(opened: Open, graph: Graph) -> None:
    page = opened(graph, address="#n=org-00300")
    before = shown(page, "nodes")
    page.page.get_by_role("button", name="展开邻居").click()
    page.settle()
    came = shown(page, "nodes") - before
    assert 0 < came <= 30
    expect(page.page.locator("#banner")).to_have_text(f"展开了 {came} 个邻居")
    page.page.get_by_role("button", name="撤销展开").click()
    page.settle()
    assert shown(page, "nodes") == before
    expect(page.page.locator("#undo")).to_be_hidden()


def test_a_community_alone_is_all_live_with_every_edge(opened: Open, graph: Graph) -> None:
    page = opened(graph)
    page.page.locator("#community").select_option(index=1)
    page.settle()
    counts = page.page.evaluate("() => kgView.counts()")
    assert 0 < counts["nodes"] < 700
    assert (shown(page, "nodes"), shown(page, "edges")) == (counts["nodes"], counts["edges"])


def test_no_fact_is_lost_in_the_table_and_quotes_come_from_their_own_block(opened: Open, graph: Graph) -> None:
    page = opened(graph, address="#v=table")
    expect(page.page.locator("#table-view caption")).to_contain_text(f"{len(graph.facts):,} 条事实")
    before = page.page.evaluate("() => kgView.openedBlocks()")
    page.page.goto(f"{page.path.as_uri()}#e={len(graph.facts) - 1}")
    expect(page.page.locator("#panel blockquote mark")).to_have_text("共建")
    assert page.page.evaluate("() => kgView.openedBlocks()") == before + 1


def test_search_reaches_a_node_that_was_not_live(opened: Open, graph: Graph) -> None:
    page = opened(graph)
    page.page.keyboard.press("/")
    page.page.keyboard.insert_text("第1437号")
    page.page.keyboard.press("Enter")
    page.settle()
    expect(page.page.locator("#panel h2")).to_have_text("第1437号共建单位")
    assert "第1437号共建单位" in page.labels()
