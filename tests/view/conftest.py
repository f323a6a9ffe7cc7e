"""One Chromium for all browser tests; every page is opened as a file with the network cut off."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from kg.graph import Graph
from kg.view import render
from tests.view.factory import small

FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


class Opened:
    """A page as its reader has it, with everything that it asked for and complained of."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page, self.path = page, path
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda r: self.requests.append(r.url))
        page.on("console", lambda m: self.complaints.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda e: self.complaints.append(str(e)))

    def go(self, address: str = "") -> "Opened":
        self.page.goto(f"{self.path.as_uri()}{address}")
        self.page.wait_for_selector("html[data-ready]")
        self.settle()
        return self

    def settle(self) -> None:
        """Waits until the view rests: nothing is animated here (reduced motion), only a zoom waits 120 ms for the next."""
        self.page.wait_for_timeout(160)
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def labels(self) -> list[str]:
        """The names of entities that stand on the canvas."""
        found: list[str] = self.page.evaluate("() => kgView.shown().labels.filter((l) => l.node !== undefined).map((l) => l.text)")
        return found

    def click_node(self, key: str, **options: object) -> None:
        self._click("(key) => kgView.place(key)", key, **options)

    def click_edge(self, number: int) -> None:
        self._click("(e) => kgView.middle(e)", number)

    def _click(self, where: str, what: object, **options: object) -> None:
        point = self.page.evaluate(where, what)
        self.page.locator("#canvas").click(position={"x": point["x"], "y": point["y"]}, **options)  # type: ignore[arg-type]
        self.settle()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.settle()

    def panel(self) -> str:
        return self.page.locator("#panel").inner_text()


Open = Callable[..., Opened]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Renders a graph, writes it as one file and opens it: opened(graph, width=…, address='#…')."""
    contexts: list[BrowserContext] = []

    def make(graph: Graph | None = None, width: int = 1400, height: int = 900, address: str = "", **options: object) -> Opened:
        path = tmp_path / "graph.html"
        path.write_text(render(graph if graph is not None else small()), "utf-8", newline="")
        context = browser.new_context(viewport={"width": width, "height": height}, offline=True, reduced_motion="reduce", **options)  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(8000)
        return Opened(context.new_page(), path).go(address)

    yield make
    for context in contexts:
        context.close()
