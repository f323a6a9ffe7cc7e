"""What the reader leaves out, and what then is left to see."""

from playwright.sync_api import expect

from tests.view.conftest import Open, Opened
from tests.view.factory import grown


def rows(page: Opened) -> list[str]:
    """The table's rows, cells joined by blanks."""
    page.settle()
    found = page.page.locator("#table-view tbody tr:visible").all_inner_texts()
    return [" ".join(text.split()) for text in found]


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
    page.press("r")
    page.page.locator("#reports li", has_text="桥东社区过上邻里节").locator("label").click()
    page.settle()
    assert sorted(page.labels()) == sorted(["柳溪街道", "助企服务专班", "云杉科技公司", "周明远", "云杉产业园项目"])
    page.press("r")
    page.page.locator("#confidence").focus()
    page.press(*["ArrowRight"] * 12)
    expect(page.page.locator("#confidence-value")).to_have_text("≥ 60%")
    assert page.page.evaluate(counts)[1] == 8
    page.press("r")
    page.page.locator("#community").select_option(index=1)
    page.settle()
    assert 0 < page.page.evaluate(counts)[0] < 9


def test_focus_keeps_what_lies_within_the_depth(opened: Open) -> None:
    page = opened()
    page.click_node("person-1")
    page.page.locator("#panel").get_by_role("button", name="1", exact=True).click()
    page.settle()
    assert sorted(page.labels()) == ["助企服务专班", "周明远"]
    page.press("2")
    assert sorted(page.labels()) == ["助企服务专班", "周明远", "柳溪街道"]
    page.press("Escape")
    assert len(page.labels()) == 9


def test_timeline_window_narrows_and_moves(opened: Open) -> None:
    page = opened()
    expect(page.page.locator("#timeline output")).to_have_text("2023-03 – 2023-10")
    page.page.get_by_label("起始月份").focus()
    page.press("ArrowRight")
    expect(page.page.locator("#timeline output")).to_have_text("2023-04 – 2023-10")
    assert "周明远" not in page.labels()
    assert "云杉科技公司" in page.labels()  # by the date of its own fact, 2023-06
    page.press(*["ArrowRight"] * 3)
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
    page.press("t")
    assert page.labels() == ["云杉产业园项目"]


def test_lines_of_the_legend_keep_their_place_under_the_mouse(opened: Open) -> None:
    """A line that grows when it gets the focus would push the next one away from a click."""
    page = opened()
    line = page.page.locator("#legend li").last
    before = line.bounding_box()
    page.page.locator("#legend li").first.locator("label").click()
    page.settle()
    assert line.bounding_box() == before


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
