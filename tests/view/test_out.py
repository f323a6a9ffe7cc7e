"""What leaves the page or is read instead of looked at: the table, CSV, PNG, print, a link."""

import csv
import io
from pathlib import Path

from playwright.sync_api import expect

from kg.graph import Graph
from kg.model import Fact
from tests.view.conftest import Open, Opened
from tests.view.factory import SPRING, entity
from tests.view.factory import quote as cited


def exported(page: Opened) -> list[dict[str, str]]:
    """The CSV that the reader gets from the menu."""
    page.page.locator("#export summary").click()
    with page.page.expect_download() as download:
        page.page.get_by_role("button", name="CSV").click()
    return list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))


def test_table_reads_sorts_and_opens_quotes(opened: Open) -> None:
    page = opened()
    page.press("t")
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
    page.press("t")
    expect(page.page.locator("#table-view .also")).to_have_text(["tense：past", "tense：past"])
    assert {r["qualifiers"] for r in exported(page)} == {"tense=past"}
