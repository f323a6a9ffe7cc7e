"""Colour, shape and order per class, from ontology/view.yaml, checked against the ontology at load."""

import re
from dataclasses import dataclass
from functools import cache

import yaml

from kg import ontology, resources
from kg.errors import RulesError

FILE = "view.yaml"
SHAPES = frozenset({"dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon"})
THEMES = ("light", "dark")
#: WCAG 2.1, 1.4.11: graphics against what lies beside them.
MIN_CONTRAST = 3.0


@dataclass(frozen=True, slots=True)
class ClassStyle:
    """How one of the ten kinds is drawn: a vis-network shape and a #rrggbb colour for each theme."""

    name: str
    shape: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class ViewStyle:
    """All class styles in legend order, and the page's two backgrounds."""

    classes: tuple[ClassStyle, ...]
    backgrounds: dict[str, str]


@cache
def load() -> ViewStyle:
    """The shipped style; RulesError where it contradicts itself or the ontology."""
    return parse(resources.read(FILE))


def parse(text: str) -> ViewStyle:
    """A style from YAML; RulesError names the entry and field that can't be used."""
    raw = yaml.safe_load(text)
    if not isinstance(raw, dict) or set(raw) != {"backgrounds", "classes"}:
        raise RulesError(FILE, "top level", "keys", "want exactly backgrounds and classes")
    backgrounds = {t: _colour("backgrounds", t, raw["backgrounds"].get(t)) for t in THEMES}
    style = ViewStyle(tuple(_class(entry, backgrounds) for entry in raw["classes"]), backgrounds)
    _check_kinds([c.name for c in style.classes])
    return style


def _class(entry: dict[str, str], backgrounds: dict[str, str]) -> ClassStyle:
    name = str(entry.get("class"))
    if entry.get("shape") not in SHAPES:
        raise RulesError(FILE, name, "shape", f"{entry.get('shape')!r} is none of {', '.join(sorted(SHAPES))}")
    colours = {t: _colour(name, t, entry.get(t)) for t in THEMES}
    for theme, colour in colours.items():
        if (ratio := contrast(colour, backgrounds[theme])) < MIN_CONTRAST:
            raise RulesError(FILE, name, theme, f"contrast to the background is {ratio:.2f}, want {MIN_CONTRAST}")
    return ClassStyle(name, entry["shape"], **colours)


def _check_kinds(names: list[str]) -> None:
    if sorted(names) == sorted(ontology.KINDS):
        return
    wrong = sorted(set(names) ^ set(ontology.KINDS)) or sorted(n for n in names if names.count(n) > 1)
    raise RulesError(FILE, wrong[0], "class", "want each of the ten kinds of the ontology once")


def _colour(entry: str, field: str, value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"#[0-9a-f]{6}", value):
        raise RulesError(FILE, entry, field, f"{value!r} is no colour of the form #rrggbb")
    return value


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two #rrggbb colours, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
