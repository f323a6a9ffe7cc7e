"""view.yaml: loads, follows the ontology, and errors name the entry."""

import pytest

from kg import resources
from kg.errors import RulesError
from kg.ontology import KINDS
from kg.view import style


def test_the_shipped_style_covers_the_ten_kinds_once() -> None:
    assert sorted(c.name for c in style.load().classes) == sorted(KINDS)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("class: Area", "class: Region", "view.yaml, Area, class"),
        ("shape: hexagon", "shape: cube", "view.yaml, Community, shape"),
        ('light: "#2f5d8c"', 'light: "#eeeeee"', "view.yaml, Area, light: contrast"),
        ('dark: "#7fb2e5"', "dark: blue", "view.yaml, Area, dark: 'blue' is no colour"),
        ("backgrounds:", "background:", "view.yaml, top level, keys"),
        ("class: Award", "class: Area", "view.yaml, Award, class"),
    ],
)
def test_a_mistake_is_named(old: str, new: str, message: str) -> None:
    text = resources.read("view.yaml")
    assert old in text
    with pytest.raises(RulesError, match=message):
        style.parse(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ffffff", "#ffffff", 1.0)],
)
def test_contrast_is_wcags(one: str, other: str, ratio: float) -> None:
    assert style.contrast(one, other) == pytest.approx(ratio, abs=0.01)
