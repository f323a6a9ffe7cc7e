"""The page against stock pyvis, in one run: what issue 8 demands, as ratios.

At 20,000 nodes and 60,000 edges against pyvis with the same positions given and otherwise stock options (with its
physics it never draws); at 200 nodes against pyvis as it comes. One sentence is the evidence of everything, so file
sizes are without evidence. Chromium without network; medians of three rounds, taken in turn.
"""

import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from pyvis.network import Network

from kg.graph import Graph
from kg.model import Entity, Fact, Metadata, Report, Span, cite
from kg.view import render
from kg.view.columns import drawing

ROUNDS = 3
FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
#: First draw: two frames after the first filled shape. Frames: the time between each two, which grows while the page works.
WATCH = """(() => {
  const proto = CanvasRenderingContext2D.prototype, fill = proto.fill;
  let begun = false;
  proto.fill = function (...a) {
    if (!begun) { begun = true; requestAnimationFrame(() => requestAnimationFrame(() => { window.firstDraw = performance.now(); })); }
    return fill.apply(this, a);
  };
  window.frames_ = [];
  let last = 0;
  (function tick(t) { if (last) window.frames_.push(t - last); last = t; requestAnimationFrame(tick); })(0);
})()"""
#: Measure, unit, most that the ratio may be.
AT_20000 = (("first draw", "ms", 0.25), ("drag p95", "ms", 0.10), ("zoom p95", "ms", 0.15), ("heap", "MB", 0.25), ("file", "MB", 0.5))
AT_200 = (("first draw", "ms", 0.15),)
Figures = dict[str, float]


def graph(size: int) -> Graph:
    """Three edges a node, preferring those that have many (Barabási and Albert): a worst case, for it has no communities."""
    kinds = ("Area", "Community", "Organisation", "Person", "Project", "Place", "Event")
    predicates = ("leads", "locatedIn", "partOf", "partnersWith")
    report = Report("r0", "bench.txt", "甲单位与乙单位结对共建。", Metadata("结对共建", None, "2023-01-01"), ())
    evidence = (cite(report, Span(0, len(report.text)), "bench-1", 0.9),)
    entities = tuple(Entity(f"e-{i:05}", kinds[i % 7], f"第{i}号共建单位", mentions=(("r0", Span(0, 1)),)) for i in range(size))
    facts = tuple(Fact(f"e-{a:05}", predicates[(a + b) % 4], f"e-{b:05}", evidence) for a, b in _pairs(size))
    return Graph((report,), entities, facts)


def _pairs(size: int) -> Iterator[tuple[int, int]]:
    chance, ends = random.Random(1), [0, 1, 2]
    for node in range(3, size):
        near: set[int] = set()
        while len(near) < 3:
            near.add(chance.choice(ends))
        yield from ((node, other) for other in sorted(near))
        ends += [*sorted(near), node, node, node]
    yield from ((0, 1), (1, 2), (2, 0), (0, 3), (1, 3), (2, 3), (0, 4), (1, 4), (2, 4))  # the first three have no one before them


def stock(data: Graph, placed: bool) -> str:
    """The same nodes and edges by pyvis and its own template; positions given and physics off, or all as it comes."""
    drawn = drawing(data)
    net = Network(directed=True, cdn_resources="in_line", height="852px")
    # what add_node and add_edge would make, which scan lists for every call
    net.nodes = [{"id": n["id"], "label": n["label"], "shape": "dot", "color": "#97c2fc"} for n in drawn.nodes]
    net.edges = [{"from": e["from"], "to": e["to"], "arrows": "to"} for e in drawn.edges]
    net.node_ids = [n["id"] for n in drawn.nodes]
    if placed:
        net.nodes = [{**made, "x": n["x"], "y": n["y"]} for made, n in zip(net.nodes, drawn.nodes, strict=True)]
        net.toggle_physics(False)
    html: str = net.generate_html("stock.html")
    return html


def opened(browser: Browser, path: Path) -> Page:
    """The page once it has drawn, and rested for a moment."""
    page = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True).new_page()
    page.set_default_timeout(120_000)
    page.add_init_script(WATCH)
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_function("() => window.firstDraw && (!document.querySelector('#canvas') || document.documentElement.dataset.ready)")
    page.wait_for_timeout(1500)
    return page


def p95(page: Page, work: Callable[[Page], None]) -> float:
    """The time between two frames, ms, that only a twentieth of them exceeds."""
    page.evaluate("() => { window.frames_.length = 0; }")
    work(page)
    frames: list[float] = sorted(page.evaluate("() => window.frames_"))
    page.wait_for_timeout(700)
    return frames[int(len(frames) * 0.95)]


def drag(page: Page) -> None:
    """Across the background, where no node is caught."""
    box = page.locator("canvas").first.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.06
    page.mouse.move(x, y)
    page.mouse.down()
    for i in range(40):
        page.mouse.move(x + i * 6, y + i % 7 * 4)
    page.mouse.up()


def zoom(page: Page) -> None:
    """In and out again with the wheel."""
    box = page.locator("canvas").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for turn in (-120, 120):
        for _ in range(12):
            page.mouse.wheel(0, turn)
            page.wait_for_timeout(30)


def heap(page: Page) -> float:
    """MB of JavaScript after a collection; pictures not counted."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.enable")
    session.send("HeapProfiler.collectGarbage")
    used: float = session.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    return used


def measured(chromium: Callable[[], Browser], path: Path, moves: bool) -> Figures:
    """All figures of one file in a browser of its own."""
    browser = chromium()
    page = opened(browser, path)
    found = {"first draw": float(page.evaluate("() => window.firstDraw")), "file": path.stat().st_size / 1e6}
    if moves:
        found |= {"drag p95": p95(page, drag), "zoom p95": p95(page, zoom), "heap": heap(page)}
    browser.close()
    return found


def compare(chromium: Callable[[], Browser], files: dict[str, Path], moves: bool) -> dict[str, Figures]:
    """Medians of the rounds, by file; the files take turns, so that both have the machine as busy."""
    rounds: list[dict[str, Figures]] = [{} for _ in range(ROUNDS)]
    for number, one in enumerate(rounds, 1):
        for name, path in files.items():
            one[name] = measured(chromium, path, moves)
            print(f"round {number}, {name}:", *(f"{k} {v:.1f}" for k, v in one[name].items()), file=sys.stderr)
    return {name: {k: statistics.median(r[name][k] for r in rounds) for k in rounds[0][name]} for name in files}


def table(title: str, found: dict[str, Figures], demands: tuple[tuple[str, str, float], ...]) -> bool:
    """Prints a line per demand; true where all are met."""
    (mine, other), met = found.values(), True
    print(f"{title:<44}{'kg':>10}{'pyvis':>10}{'ratio':>9}{'demand':>10}")
    for name, unit, most in demands:
        ratio = mine[name] / other[name]
        met &= ratio <= most
        verdict = "" if ratio <= most else "  MISSED"
        print(f"  {name + ', ' + unit:<42}{mine[name]:>10.1f}{other[name]:>10.1f}{ratio:>9.3f}   ≤ {most:.2f}{verdict}")
    return met


def written(folder: Path, name: str, html: str) -> Path:
    """The page as a file of the folder."""
    path = folder / f"{name}.html"
    path.write_text(html, "utf-8", newline="")
    return path


def main(folder: Path) -> bool:
    """Both comparisons; false where a demand is missed."""
    program = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
    if program is None:
        sys.exit("bench/view.py needs Chromium (on Debian and Ubuntu: apt-get install chromium)")
    large, small = graph(20_000), graph(200)
    start = time.perf_counter()
    page = render(large)
    taken, load = time.perf_counter() - start, os.getloadavg()[0]
    print(f"{len(large.entities):,} nodes and {len(large.facts):,} edges rendered in {taken:.1f} s; the machine's load was {load:.1f}")
    with sync_playwright() as playwright:

        def chromium() -> Browser:
            return playwright.chromium.launch(executable_path=program, args=FLAGS)

        files = {"kg": written(folder, "kg", page), "pyvis": written(folder, "pyvis", stock(large, placed=True))}
        met = table("20,000 nodes, against given positions", compare(chromium, files, moves=True), AT_20000)
        files = {"kg": written(folder, "kg200", render(small)), "pyvis": written(folder, "pyvis200", stock(small, placed=False))}
        return table("200 nodes, against stock options", compare(chromium, files, moves=False), AT_200) and met


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        sys.exit(0 if main(Path(place)) else 1)
