"""No text from a report becomes HTML or script: thirty hostile strings in every field, every pane opened."""

from urllib.parse import quote

from kg.view import render
from kg.view.page import as_json
from tests.view.conftest import Open
from tests.view.factory import hostile

RUN = "window.owned=1"
STRINGS = [
    # the ten of the notes: href in a title, heading, id in an option, </script> in options, and their kin
    f'<a href="javascript:{RUN}">x</a>',
    "see href",
    f"<h1 onclick={RUN}>x</h1>",
    f"<option onfocus={RUN} autofocus>",
    f"</script><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f'"><script>{RUN}</script>',
    f"'-({RUN})-'",
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    f"<svg onload={RUN}>",
    # twenty more
    f"<!--<script>{RUN}//-->",
    f"<!--</script><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"]]><script>{RUN}</script>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>",
    f"<math><mi xlink:href='javascript:{RUN}'>",
    f"javascript:{RUN}",
    f"<body onpageshow={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"\u2028{RUN}\u2029",
    f"\\u003cscript\\u003e{RUN}",
    f"${{{RUN}}}",
    f"`;{RUN};`",
    f'","x":"</script><script>{RUN}</script>',
    f"<base href='https://evil.example/'><script>{RUN}</script>",
    f"<meta http-equiv=refresh content='0;url=data:text/html,{RUN}'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    f"<ScRiPt >{RUN}</sCrIpT >",
    "__proto__",
]


def test_hostile_text_stays_text(opened: Open) -> None:
    """Every string's node, its relation and the table are opened, and it is searched for: what shows is the string itself."""
    assert len(set(STRINGS)) == 30
    page = opened(hostile(STRINGS))
    for number, text in enumerate(STRINGS):
        for what in (f"n={quote(text, safe='')}", f"e={number}", f"n={quote(text + 'b', safe='')}&l=en"):
            page.page.goto(f"{page.path.as_uri()}#{what}")
            page.page.wait_for_selector("#panel blockquote mark")
            assert page.page.locator("#panel blockquote mark").first.evaluate("(m) => m.textContent") == text
    for key in ("t", "d", "/"):
        page.page.keyboard.press(key)
    for text in STRINGS:
        page.page.locator("#search").fill(text)
        assert page.page.get_by_role("option").count() > 0
    page.settle()
    assert page.page.evaluate("() => window.owned") is None
    assert page.page.locator("iframe, svg, math, base, h1 *, #panel img, a[href^=javascript]").count() == 0
    assert set(page.requests) == {page.path.as_uri()}
    assert page.complaints == []


def test_json_blocks_cannot_end_their_element() -> None:
    assert as_json("</script><!--&\u2028\u2029") == '"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\\u2029"'


def test_an_injected_script_would_not_run(opened: Open) -> None:
    """The policy is there and bites: also script that found its way in is refused."""
    page = opened()
    page.page.evaluate(
        "(code) => { const s = document.createElement('div'); s.setAttribute('onclick', code); document.body.append(s); s.click(); }", RUN
    )
    assert page.page.evaluate("() => window.owned") is None
    assert any("Content Security Policy" in c for c in page.complaints)


def test_the_own_script_never_parses_html() -> None:
    html = render(hostile("x"))
    own = html[html.rindex("<script>") :]
    assert len(own) > 20_000
    ways = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "srcdoc", "fetch(", "XMLHttpRequest")
    assert [way for way in ways if way in own] == []
