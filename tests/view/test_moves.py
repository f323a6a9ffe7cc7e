"""What a reader does with mouse and keyboard, and what they then see."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kg.graph import Graph
from kg.model import Fact
from tests.view.conftest import Open, Opened
from tests.view.factory import SPRING, entity, grown, small
from tests.view.factory import quote as cited


def pressed(page: Opened, *keys: str) -> None:
    for key in keys:
        page.page.keyboard.press(key)
    page.settle()


def exported(page: Opened) -> list[dict[str, str]]:
    """The CSV that the reader gets from the menu."""
    page.page.locator("#export summary").click()
    with page.page.expect_download() as download:
        page.page.get_by_role("button", name="CSV").click()
    return list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))


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
    pressed(page, "/")
    page.page.keyboard.insert_text(words)
    expect(page.page.get_by_role("option").first).to_contain_text(found)
    pressed(page, "Enter")
    expect(page.page.locator("#panel h2")).to_have_text(found)
    box = page.page.locator("#canvas").bounding_box()
    key = next(e.id for e in small().entities if e.label == found)
    place = page.page.evaluate("(k) => kgView.place(k)", key)
    assert box is not None
    assert abs(place["x"] - box["width"] / 2) < 2
    assert abs(place["y"] - box["height"] / 2) < 2


def test_search_says_when_it_finds_nothing_and_escape_leaves_it(opened: Open) -> None:
    page = opened()
    pressed(page, "/")
    page.page.keyboard.insert_text("没有这个")
    expect(page.page.locator("#found")).to_have_text("没有找到")
    pressed(page, "Escape")
    expect(page.page.locator("#found")).to_be_hidden()


def test_the_legend_is_the_filter_of_types(opened: Open) -> None:
    page = opened()
    line = page.page.locator("#legend li", has_text="组织机构")
    expect(line.locator(".count")).to_have_text("2")
    line.locator("label").click()
    page.settle()
    assert "助企服务专班" not in page.labels()
    assert "云杉科技公司" not in page.labels()
    assert "柳溪街道" in page.labels()
    expect(page.page.locator("#counts")).to_contain_text("7/9 个实体")
    line.hover()
    line.get_by_role("button").click()
    page.settle()
    assert sorted(page.labels()) == ["云杉科技公司", "助企服务专班"]
    page.page.get_by_role("button", name="清除全部筛选").click()
    page.settle()
    assert len(page.labels()) == 9


def test_filters_by_predicate_report_confidence_and_community(opened: Open) -> None:
    page = opened()
    counts = "() => [kgView.shown().nodes, kgView.shown().edges]"
    page.page.locator("#predicates li", has_text="牵头").locator("label").click()
    page.settle()
    assert page.page.evaluate(counts) == [8, 7]  # 周明远 stays: what he does for a living is still said
    page.page.locator("#predicates li", has_text="从业").locator("label").click()
    page.settle()
    assert page.page.evaluate(counts) == [7, 7]
    pressed(page, "r")
    page.page.locator("#reports li", has_text="桥东社区过上邻里节").locator("label").click()
    page.settle()
    assert sorted(page.labels()) == sorted(["柳溪街道", "助企服务专班", "云杉科技公司", "周明远", "云杉产业园项目"])
    pressed(page, "r")
    page.page.locator("#confidence").focus()
    pressed(page, *["ArrowRight"] * 12)
    expect(page.page.locator("#confidence-value")).to_have_text("≥ 60%")
    assert page.page.evaluate(counts)[1] == 8
    pressed(page, "r")
    page.page.locator("#community").select_option(index=1)
    page.settle()
    assert 0 < page.page.evaluate(counts)[0] < 9


def test_focus_keeps_what_lies_within_the_depth(opened: Open) -> None:
    page = opened()
    page.click_node("person-1")
    page.page.locator("#panel").get_by_role("button", name="1", exact=True).click()
    page.settle()
    assert sorted(page.labels()) == ["助企服务专班", "周明远"]
    pressed(page, "2")
    assert sorted(page.labels()) == ["助企服务专班", "周明远", "柳溪街道"]
    pressed(page, "Escape")
    assert len(page.labels()) == 9


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


def test_timeline_window_narrows_and_moves(opened: Open) -> None:
    page = opened()
    expect(page.page.locator("#timeline output")).to_have_text("2023-03 – 2023-10")
    page.page.get_by_label("起始月份").focus()
    pressed(page, "ArrowRight")
    expect(page.page.locator("#timeline output")).to_have_text("2023-04 – 2023-10")
    assert "周明远" not in page.labels()
    assert "云杉科技公司" in page.labels()  # by the date of its own fact, 2023-06
    pressed(page, *["ArrowRight"] * 3)
    assert "云杉科技公司" not in page.labels()
    window = page.page.locator("#timeline .window")
    box = window.bounding_box()
    assert box is not None
    page.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 8)
    page.page.mouse.down()
    page.page.mouse.move(box["x"] - 2000, box["y"] + 8, steps=5)
    page.page.mouse.up()
    expect(page.page.locator("#timeline output")).to_have_text("2023-03 – 2023-06")
    page.settle()
    assert "周明远" in page.labels()
    page.page.get_by_role("button", name="全部时间").click()
    expect(page.page.locator("#timeline output")).to_have_text("2023-03 – 2023-10")


def test_the_address_brings_back_the_view(opened: Open) -> None:
    page = opened()
    page.click_node("comm-1")
    page.page.locator("#predicates li", has_text="举办").locator("label").click()
    pressed(page, "d", "l")
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


def test_table_reads_sorts_and_opens_quotes(opened: Open) -> None:
    page = opened()
    pressed(page, "t")
    rows = page.page.locator("#table-view tbody tr:not(.quoted)")
    expect(rows).to_have_count(12)  # nine relations, an occupation, a status, a figure
    expect(page.page.locator("#table-view")).to_contain_text("300,000,000元")
    page.page.locator("#table-view").get_by_role("button", name="置信度").click()
    expect(rows.first).to_contain_text("55%")
    rows.first.get_by_role("button", name="牵头").click()
    expect(page.page.locator("#table-view blockquote").first).to_contain_text("柳溪街道还指导助企服务专班。")
    page.page.locator("#legend li", has_text="行政区").locator("label").click()
    expect(rows).to_have_count(7)
    rows.first.locator("td").first.get_by_role("button").click()
    expect(page.page.locator("#panel h2")).to_be_visible()


def test_csv_holds_what_is_shown_with_quotes(opened: Open) -> None:
    page = opened()
    page.page.locator("#legend li", has_text="行政区").locator("label").click()
    rows = exported(page)
    assert len(rows) == 7
    assert {r["quote"] for r in rows if r["predicate"] == "leads"} == {"区长周明远牵头助企服务专班。"}
    assert {r["date"] for r in rows if r["predicate"] == "investsIn"} == {"2023-06"}
    assert {r["object"] for r in rows if r["subject"] == "云杉产业园项目"} == {"完成", "300,000,000元"}


def test_png_is_a_picture_of_the_canvas(opened: Open) -> None:
    page = opened()
    page.page.locator("#export summary").click()
    with page.page.expect_download() as download:
        page.page.get_by_role("button", name="PNG").click()
    data = Path(download.value.path()).read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert len(data) > 5000


def test_keyboard_walks_zooms_and_explains(opened: Open) -> None:
    page = opened()
    page.page.locator("#canvas").focus()
    pressed(page, "n")
    expect(page.page.locator("#panel h2")).to_have_text("柳溪街道")
    pressed(page, "p", "p")
    expect(page.page.locator("#panel h2")).not_to_have_text("柳溪街道")
    before = page.page.evaluate("() => kgView.scale()")
    pressed(page, "+")
    assert page.page.evaluate("() => kgView.scale()") > before
    place = page.page.evaluate("() => kgView.place('area-1')")
    pressed(page, "ArrowRight")
    assert page.page.evaluate("() => kgView.place('area-1')")["x"] == pytest.approx(place["x"] - 80, abs=1)
    pressed(page, "?")
    expect(page.page.get_by_role("dialog")).to_contain_text("查找")
    pressed(page, "Escape")
    expect(page.page.get_by_role("dialog")).to_be_hidden()


def test_dark_follows_the_system_until_chosen(opened: Open) -> None:
    page = opened(color_scheme="dark")
    expect(page.page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 28)"
    page.page.get_by_role("button", name="切换深浅色").click()
    expect(page.page.locator("html")).to_have_attribute("data-theme", "light")


def test_print_shows_the_graph_and_the_pane_only(opened: Open) -> None:
    page = opened()
    page.click_node("area-1")
    page.page.emulate_media(media="print")
    expect(page.page.locator("#panel")).to_be_visible()
    expect(page.page.locator("#canvas")).to_be_visible()
    for part in ("#side", ".tools", ".search", "#timeline", ".zoom"):
        expect(page.page.locator(part)).to_be_hidden()


def test_the_link_to_the_view_can_be_copied(opened: Open) -> None:
    page = opened(address="#n=comm-1")
    page.page.locator("#export summary").click()
    page.page.get_by_role("button", name="复制此视图的链接").click()
    expect(page.page.locator("#banner")).to_contain_text("链接")


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
    pressed(page, "Enter")
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


def test_communities_are_named_and_a_click_on_the_name_opens_one(opened: Open) -> None:
    """Two wheels joined by one spoke."""
    pairs = [(0, i) for i in range(1, 12)] + [(20, i) for i in range(21, 32)] + [(0, 20)]
    page = opened(grown(32, pairs))
    captions = page.page.evaluate("() => kgView.shown().captions")
    assert {c["text"] for c in captions} == {"第0号共建单位 等 12", "第20号共建单位 等 12"}
    first = captions[0]
    page.page.locator("#canvas").click(position={"x": first["x"] + first["w"] / 2, "y": first["y"] + first["h"] / 2})
    page.settle()
    assert page.page.evaluate("() => kgView.counts()") == {"nodes": 12, "edges": 11}


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


def rows(page: Opened) -> list[str]:
    """The table's rows, cells joined by blanks."""
    page.settle()
    found = page.page.locator("#table-view tbody tr:visible").all_inner_texts()
    return [" ".join(text.split()) for text in found]


def test_the_filter_of_relations_holds_for_statuses_figures_and_words_too(opened: Open) -> None:
    page = opened(address="#v=table")
    expect(page.page.locator("#table-view caption")).to_contain_text("12 条事实")
    lines = page.page.locator("#predicates li")
    for name, gone in (("状态", "完成"), ("统计数据", "300,000,000元"), ("从业", "区长")):
        assert any(gone in row for row in rows(page))
        expect(lines.filter(has_text=name).locator(".count")).to_have_text("1")
        lines.filter(has_text=name).locator("label").click()
        expect(page.page.locator("#table-view")).not_to_contain_text(gone)
    assert len(rows(page)) == 9
    only = lines.filter(has_text="状态")
    only.hover()
    only.get_by_role("button").click()
    expect(page.page.locator("#table-view caption")).to_contain_text("1 条事实")
    assert rows(page) == ["云杉产业园项目 状态 完成 2023-10 90% 桥东社区过上邻里节"]
    pressed(page, "t")
    assert page.labels() == ["云杉产业园项目"]


def test_qualifiers_stand_in_pane_table_and_csv(opened: Open) -> None:
    evidence = (cited(SPRING, "区长周明远牵头助企服务专班。", "牵头"),)
    past = (("date", "2021"), ("tense", "past"))
    entities = (entity("p", "Person", "周明远", "r1"), entity("o", "Organisation", "助企服务专班", "r1"))
    facts = (Fact("p", "leads", "o", evidence, None, past), Fact("p", "occupies", None, evidence, "区长", past))
    page = opened(Graph((SPRING,), entities, facts))
    page.click_node("p")
    expect(page.page.locator("#panel .also")).to_have_text(["tense：past", "tense：past"])
    page.page.goto(f"{page.path.as_uri()}#e=0")
    expect(page.page.locator("#panel .also")).to_have_text("tense：past")
    pressed(page, "t")
    expect(page.page.locator("#table-view .also")).to_have_text(["tense：past", "tense：past"])
    assert {r["qualifiers"] for r in exported(page)} == {"tense=past"}


def test_lines_of_the_legend_keep_their_place_under_the_mouse(opened: Open) -> None:
    """A line that grows when it gets the focus would push the next one away from a click."""
    page = opened()
    line = page.page.locator("#legend li").last
    before = line.bounding_box()
    page.page.locator("#legend li").first.locator("label").click()
    page.settle()
    assert line.bounding_box() == before
