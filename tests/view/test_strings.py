"""The words of the interface: each used key has both languages, none is left over."""

import json
import re

import pytest

from kg.view.page import HERE, SCRIPTS

STRINGS: dict[str, dict[str, str]] = json.loads((HERE / "static" / "strings.json").read_text("utf-8"))
SOURCES = [p.read_text("utf-8") for p in [*sorted((HERE / "static").glob("*.js")), HERE / "templates" / "page.html"]]


def test_every_key_has_both_languages_and_the_same_places() -> None:
    assert len(STRINGS) > 50
    for key, words in STRINGS.items():
        assert set(words) == {"zh", "en"}, key
        assert words["zh"], key
        assert words["en"], key
        assert set(re.findall(r"\{\w+\}", words["zh"])) == set(re.findall(r"\{\w+\}", words["en"])), key


def test_every_key_used_exists_and_every_key_is_used() -> None:
    text = "".join(SOURCES)
    asked = re.findall(r'\bt\((?:\w+ \? )?"(\w+)"', text) + re.findall(r'data-t(?:-\w+)?="(\w+)"', text)
    assert set(asked) - set(STRINGS) == set()
    assert [k for k in STRINGS if f'"{k}"' not in text and f"strings.{k}." not in text] == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_are_small_and_explain_themselves(name: str) -> None:
    lines = (HERE / "static" / f"{name}.js").read_text("utf-8").splitlines()
    assert len(lines) < 300
    assert lines[0].startswith("// ")


def test_every_script_is_put_in() -> None:
    assert sorted(SCRIPTS) == sorted(p.stem for p in (HERE / "static").glob("*.js"))
