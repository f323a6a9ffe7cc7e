"""axe-core finds no serious or critical problem, whatever is open."""

from importlib import resources

import pytest

from tests.view.conftest import Open, Opened

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
GRAVE = {"serious", "critical"}


def problems(page: Opened) -> list[str]:
    """What axe calls serious or critical, with the element and what to do."""
    page.page.evaluate(AXE)
    found = page.page.evaluate("() => axe.run({ resultTypes: ['violations'] })")
    assert len(found["passes"]) > 15
    return [
        f"{v['id']}: {node['html'][:120]} {node['failureSummary']}"
        for v in found["violations"]
        if v["impact"] in GRAVE
        for node in v["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("address", ["#", "#n=area-1", "#e=0", "#v=table", "#w=person-1~award-1", "#l=en&n=proj-1&d=1"])
def test_no_serious_problem(opened: Open, address: str, width: int, theme: str) -> None:
    assert problems(opened(address=f"{address}&m={theme}", width=width, bypass_csp=True)) == []


def test_no_serious_problem_in_what_opens_on_demand(opened: Open) -> None:
    page = opened(bypass_csp=True)
    page.page.locator("#export summary").click()
    page.page.locator("#legend li").first.locator("label").click()
    page.page.keyboard.press("/")
    page.page.keyboard.insert_text("云")
    assert problems(page) == []
    page.page.keyboard.press("Escape")
    page.page.keyboard.press("?")
    assert problems(page) == []


def test_no_serious_problem_with_the_filters_open_on_a_narrow_screen(opened: Open) -> None:
    page = opened(width=390, height=844, bypass_csp=True)
    page.page.get_by_role("button", name="筛选面板").click()
    page.page.locator("#predicates li").first.locator("label").click()
    assert problems(page) == []


def test_axe_would_find_one(opened: Open) -> None:
    """The check bites: a button without a name is critical."""
    page = opened(bypass_csp=True)
    page.page.evaluate("() => document.body.append(document.createElement('button'))")
    assert [p.split(":")[0] for p in problems(page)] == ["button-name"]
