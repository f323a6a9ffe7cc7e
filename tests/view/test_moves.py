"""What a reader does with mouse and keyboard, and what they then see."""

import re

import pytest
from playwright.sync_api import expect

from kg.graph import Graph
from tests.view.conftest import Open
from tests.view.factory import grown, small


def test_a_click_on_a_node_shows_its_facts_with_quote_report_and_date(opened: Open) -> None:
    page = opened()
    assert page.page.evaluate("() => kgView.openedBlocks()") == 0
    page.click_node("area-1")
    panel = page.panel()
    for seen in ("柳溪街道", "行政区", "990101001", "街道", "柳溪", "成立 →", "助企服务专班", "← 隶属", "桥东社区"):
        assert seen in panel
    quote = page.page.locator("#panel blockquote", has_text="柳溪街道成立助企服务专班。")
    expect(quote).to_have_count(1)
    expect(quote.locator("mark")).to_have_text("成立")
    expect(quote.locator("footer")).to_contain_text("柳溪街道助企见实效 · 云川日报 · 2023-03-12")
    expect(page.page.locator("#panel")).to_contain_text("桥东社区过上邻里节")
    assert page.complaints == []


def test_statuses_figures_and_literals_stand_in_the_pane(opened: Open) -> None:
    page = opened()
    page.click_node("proj-1")
    expect(page.page.locator("#panel")).to_contain_text("总投资：300,000,000元")
    expect(page.page.locator("#panel")).to_contain_text("状态：完成 · 2023-10")
    page.click_node("person-1")
    expect(page.page.locator("#panel")).to_contain_text("从业：区长")


def test_parallel_relations_are_two_lines_and_a_click_shows_the_quote(opened: Open) -> None:
    page = opened()
    first, second = (page.page.evaluate("(e) => kgView.middle(e)", e) for e in (0, 1))
    assert abs(first["x"] - second["x"]) + abs(first["y"] - second["y"]) > 8
    page.click_edge(1)
    quotes = page.page.locator("#panel section", has_text="牵头").locator("blockquote")
    expect(quotes.first).to_contain_text("柳溪街道还指导助企服务专班。")
    expect(quotes.first.locator("mark")).to_have_text("指导")
    expect(page.page.locator("#panel")).to_contain_text("两者间的其他关系")
    expect(page.page.locator("#panel")).to_contain_text("柳溪街道成立助企服务专班。")


@pytest.mark.parametrize(
    ("words", "found"),
    [("柳溪街道", "柳溪街道"), ("云杉科技", "云杉科技公司"), ("周明", "周明远"), ("专班", "助企服务专班"), ("街道", "柳溪街道")],
)
def test_slash_finds_by_any_name_and_jumps_there(opened: Open, words: str, found: str) -> None:
    page = opened()
    page.press("/")
    page.page.keyboard.insert_text(words)
    expect(page.page.get_by_role("option").first).to_contain_text(found)
    page.press("Enter")
    expect(page.page.locator("#panel h2")).to_have_text(found)
    box = page.page.locator("#canvas").bounding_box()
    key = next(e.id for e in small().entities if e.label == found)
    place = page.page.evaluate("(k) => kgView.place(k)", key)
    assert box is not None
    assert abs(place["x"] - box["width"] / 2) < 2
    assert abs(place["y"] - box["height"] / 2) < 2


def test_search_says_when_it_finds_nothing_and_escape_leaves_it(opened: Open) -> None:
    page = opened()
    page.press("/")
    page.page.keyboard.insert_text("没有这个")
    expect(page.page.locator("#found")).to_have_text("没有找到")
    page.press("Escape")
    expect(page.page.locator("#found")).to_be_hidden()


def test_path_between_two_nodes_by_mouse(opened: Open) -> None:
    page = opened()
    page.click_node("person-1")
    page.page.get_by_role("button", name="由此找路径").click()
    expect(page.page.locator("#banner")).to_contain_text("周明远")
    page.click_node("award-1")
    expect(page.page.locator("#panel h2").first).to_have_text("周明远 到 幸福社区")
    expect(page.page.locator("#panel")).to_contain_text("最短路径 4 步")
    expect(page.page.locator("#panel blockquote mark").first).to_have_text("牵头")
    page.page.locator("#legend li", has_text="行政区").locator("label").click()
    expect(page.page.locator("#panel")).to_contain_text("没有路径")


def test_path_with_shift_and_from_the_address(opened: Open) -> None:
    page = opened()
    page.click_node("person-1")
    page.click_node("area-1", modifiers=["Shift"])
    expect(page.page.locator("#panel")).to_contain_text("最短路径 2 步")
    assert "w=person-1~area-1" in page.page.url.replace("%7E", "~")


def test_the_address_brings_back_the_view(opened: Open) -> None:
    page = opened()
    page.click_node("comm-1")
    page.page.locator("#predicates li", has_text="举办").locator("label").click()
    page.press("d", "l")
    address = page.page.url
    again = opened(address=address[address.index("#") :])
    assert again.panel() == page.panel()
    assert sorted(again.labels()) == sorted(page.labels())
    expect(again.page.locator("html")).to_have_attribute("lang", "en")
    assert again.page.locator("html").get_attribute("data-theme") == page.page.locator("html").get_attribute("data-theme")


@pytest.mark.parametrize("address", ["#n=nobody&d=2", "#e=999", "#k=Nothing&p=x~y&r=77&c=abc&t=never~2023", "#w=a~b~c&d=99", "#%E0%A4%A"])
def test_a_broken_address_is_no_harm(opened: Open, address: str) -> None:
    page = opened(address=address)
    assert page.complaints == []
    assert len(page.labels()) == 9
    expect(page.page.locator("#counts")).to_have_text("9 个实体 · 10 条事实 · 2 篇报道")


def test_english_interface_keeps_the_chinese_names(opened: Open) -> None:
    page = opened()
    page.page.get_by_role("button", name="EN").click()
    page.settle()
    expect(page.page.locator("#legend")).to_contain_text("Organisation")
    expect(page.page.locator("#predicates")).to_contain_text("leads")
    given = [r.metadata.title or "" for r in small().reports] + [e.label for e in small().entities]
    left = re.sub("|".join(given), "", "".join(page.page.locator("header, #side, #panel h3").all_inner_texts()))
    assert re.findall("[\u4e00-\u9fff]+", left) == ["中文"]
    assert "柳溪街道" in page.labels()


def test_keyboard_walks_zooms_and_explains(opened: Open) -> None:
    page = opened()
    page.page.locator("#canvas").focus()
    page.press("n")
    expect(page.page.locator("#panel h2")).to_have_text("柳溪街道")
    page.press("p", "p")
    expect(page.page.locator("#panel h2")).not_to_have_text("柳溪街道")
    before = page.page.evaluate("() => kgView.scale()")
    page.press("+")
    assert page.page.evaluate("() => kgView.scale()") > before
    place = page.page.evaluate("() => kgView.place('area-1')")
    page.press("ArrowRight")
    assert page.page.evaluate("() => kgView.place('area-1')")["x"] == pytest.approx(place["x"] - 80, abs=1)
    page.press("?")
    expect(page.page.get_by_role("dialog")).to_contain_text("查找")
    page.press("Escape")
    expect(page.page.get_by_role("dialog")).to_be_hidden()


def test_dark_follows_the_system_until_chosen(opened: Open) -> None:
    page = opened(color_scheme="dark")
    expect(page.page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 28)"
    page.page.get_by_role("button", name="切换深浅色").click()
    expect(page.page.locator("html")).to_have_attribute("data-theme", "light")


@pytest.mark.parametrize("address", ["", "#n=area-1", "#e=0&l=en", "#v=table", "#w=person-1~award-1"])
def test_everything_that_can_be_used_has_a_name(opened: Open, address: str) -> None:
    nameless = opened(address=address).page.evaluate(
        """() => [...document.querySelectorAll('button, input, select, summary, [role=application], [role=listbox], aside, nav')]
          .filter((e) => !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length)).map((e) => e.id || e.className)"""
    )
    assert nameless == []


def test_usable_at_390_pixels(opened: Open) -> None:
    page = opened(width=390, height=844)
    assert page.page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert len(page.labels()) >= 6
    page.page.get_by_role("button", name="筛选面板").click()
    expect(page.page.locator("#legend")).to_be_visible()
    page.page.get_by_role("button", name="筛选面板").click()
    page.page.locator("#search").fill("周明")
    page.press("Enter")
    expect(page.page.locator("#panel")).to_contain_text("区长周明远牵头助企服务专班。")
    sheet = page.page.locator("#panel").bounding_box()
    assert sheet is not None
    assert sheet["x"] >= 0
    assert sheet["x"] + sheet["width"] <= 390


def test_no_name_covers_another(opened: Open) -> None:
    """A wheel of 60 with a hub: names are culled, not heaped, and the hub keeps its own."""
    page = opened(grown(61, [(0, i) for i in range(1, 61)]))
    boxes = page.page.evaluate("() => { const s = kgView.shown(); return [...s.labels, ...s.captions]; }")
    assert "第0号共建单位" in page.labels()
    assert len(boxes) > 10
    overlaps = [
        (a["text"], b["text"])
        for i, a in enumerate(boxes)
        for b in boxes[:i]
        if a["x"] < b["x"] + b["w"] and b["x"] < a["x"] + a["w"] and a["y"] < b["y"] + b["h"] and b["y"] < a["y"] + a["h"]
    ]
    assert overlaps == []


def test_relax_moves_a_small_view_and_stops(opened: Open) -> None:
    page = opened()
    before = page.page.evaluate("() => kgView.place('award-1')")
    page.page.get_by_role("button", name="舒展布局").click()
    page.page.wait_for_timeout(2600)
    after = page.page.evaluate("() => kgView.place('award-1')")
    page.page.wait_for_timeout(300)
    assert after != before
    assert page.page.evaluate("() => kgView.place('award-1')") == after


def test_an_empty_graph_says_so_by_its_counts(opened: Open) -> None:
    expect(opened(Graph()).page.locator("#counts")).to_have_text("0 个实体 · 0 条事实 · 0 篇报道")
