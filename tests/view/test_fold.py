"""Communities drawn as one node each, and the map of the whole in a corner."""

from playwright.sync_api import expect

from kg.graph import Graph
from tests.view.conftest import Open, Opened
from tests.view.factory import grown


def wheels() -> Graph:
    """Two wheels of twelve with their rims, joined by a line from hub to hub and one from rim to rim."""
    spokes = [(hub, hub + i) for hub in (0, 12) for i in range(1, 12)]
    rims = [(hub + i, hub + i + 1) for hub in (0, 12) for i in range(1, 11)]
    return grown(24, [*spokes, *rims, (0, 12), (3, 15)])


def drawn(page: Opened) -> tuple[int, int]:
    shown = page.page.evaluate("() => kgView.shown()")
    return shown["nodes"], shown["edges"]


def test_all_communities_become_one_node_each_and_open_again(opened: Open) -> None:
    page = opened(wheels())
    assert drawn(page) == (24, 44)
    page.page.get_by_role("button", name="收为点").click()
    page.settle()
    assert drawn(page) == (2, 2)
    names = page.page.evaluate("() => kgView.shown().labels.map((l) => l.shown)")
    assert sorted(names) == ["第0号共建单位 等 12", "第12号共建单位 等 12"]
    expect(page.page.locator("#counts")).to_have_text("24 个实体 · 44 条事实 · 1 篇报道")
    page.page.get_by_role("button", name="收为点").click()
    page.settle()
    assert drawn(page) == (24, 44)


def test_one_community_is_folded_from_the_pane_and_opened_by_a_double_click(opened: Open) -> None:
    page = opened(wheels())
    page.click_node("org-00005")
    page.page.get_by_role("button", name="群组收为一点").click()
    page.settle()
    assert drawn(page) == (13, 23)
    assert "f=org-00000" in page.page.url
    point = page.page.evaluate("() => kgView.place('org-00000')")
    page.page.locator("#canvas").dblclick(position={"x": point["x"], "y": point["y"]})
    page.settle()
    assert drawn(page) == (24, 44)


def test_a_search_opens_the_community_that_hides_what_is_found(opened: Open) -> None:
    page = opened(wheels(), address="#f=all")
    assert drawn(page) == (2, 2)
    page.press("/")
    page.page.keyboard.insert_text("第15号")
    page.press("Enter")
    expect(page.page.locator("#panel h2")).to_have_text("第15号共建单位")
    assert drawn(page) == (13, 23)
    assert "第15号共建单位" in page.labels()


def test_a_line_between_folded_communities_still_shows_its_quote(opened: Open) -> None:
    page = opened(wheels(), address="#f=all")
    page.click_edge(43)
    expect(page.page.locator("#panel blockquote mark").first).to_have_text("共建")


def test_the_map_shows_only_while_something_lies_outside_and_leads_there(opened: Open) -> None:
    page = opened(wheels())
    expect(page.page.locator("#minimap")).to_be_hidden()
    page.press("+", "+", "+", "+", "+")
    corner = page.page.locator("#minimap")
    expect(corner).to_be_visible()
    before = page.page.evaluate("() => kgView.place('org-00000')")
    box = corner.bounding_box()
    assert box is not None
    page.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.page.mouse.down()
    page.page.mouse.move(box["x"] + 12, box["y"] + 12)
    page.page.mouse.up()
    page.settle()
    after = page.page.evaluate("() => kgView.place('org-00000')")
    assert after["x"] > before["x"] + 50
    page.press("0")
    expect(corner).to_be_hidden()
