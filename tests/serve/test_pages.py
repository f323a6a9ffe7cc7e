import hashlib
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from kg.serve import Service, pages

BROWSER = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)


def test_what_is_not_ours_is_what_the_notice_says() -> None:
    folder = Path(pages.__file__).parent / "static"
    said = re.findall(r"sha256 ([0-9a-f]{64}) (\S+)", (folder / "NOTICE.md").read_text("utf-8"))
    assert {(hashlib.sha256((folder / name).read_bytes()).hexdigest(), name) for _, name in said} == set(said)
    assert len(said) == 2


def test_the_named_queries_on_the_page_declare_their_prefixes() -> None:
    assert b"PREFIX kg: <https://kg.example/ontology#>" in pages.index().replace(b"\\u003c", b"<")


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here")
def test_a_person_picks_a_query_and_sees_its_rows(service: Service) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        page = browser.new_page()
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(service.url)
        page.select_option("#named", "leads")
        page.get_by_text("柳泉街道惠企服务专班").first.wait_for()
        browser.close()
    assert said == []
    assert [url for url in asked if not url.startswith(service.url)] == []
