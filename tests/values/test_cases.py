"""The table of made expressions: every form of time and quantity that reports use, with what it means."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.values import Quantity, Time, quantities, times

_TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text("utf-8"))


@dataclass(frozen=True)
class TimeCase:
    published: str | None
    context: str | None
    text: str
    wanted: tuple[str, ...]


def _time_cases() -> list[TimeCase]:
    return [
        TimeCase(None if g["published"] is None else str(g["published"]), g.get("context"), str(text), tuple(map(str, wanted)))
        for g in _TABLE["times"]
        for text, wanted in g["cases"]
    ]


TIMES = _time_cases()
QUANTITIES: list[tuple[str, list[str]]] = [(str(text), [str(w) for w in wanted]) for text, wanted in _TABLE["quantities"]]


def told(time: Time, text: str) -> str:
    """A time in the words of the table."""
    parts = (time.span.of(text).replace(" ", "/"), time.start or "-", time.end or "-", time.iso or "-", time.precision)
    return " ".join((*parts, *(["open"] if time.open else [])))


def counted(quantity: Quantity) -> set[str]:
    """A quantity in the words of the table."""
    flags = [f for f in ("approximate", "threshold", "indefinite") if getattr(quantity, f)]
    flags += [f"per={quantity.per}"] if quantity.per else []
    flags += [f"upper={quantity.upper}"] if quantity.upper is not None else []
    return {quantity.text, f"={quantity.value}", f"unit={quantity.unit or '-'}", *flags}


def wanted(line: str) -> set[str]:
    words, value, unit, *flags = line.split()
    return {words, f"={Decimal(value)}", f"unit={unit}", *flags}


def test_how_many() -> None:
    assert len(TIMES) == 281
    assert len(QUANTITIES) == 340
    assert len({(c.text, c.published, c.context) for c in TIMES}) == len(TIMES)
    assert len({text for text, _ in QUANTITIES}) == len(QUANTITIES)


@pytest.mark.parametrize("case", TIMES, ids=lambda c: f"{c.published}-{c.text}")
def test_times(case: TimeCase) -> None:
    found = times(case.text, 0, len(case.text), case.published, case.context)
    assert [told(t, case.text) for t in found] == list(case.wanted)


@pytest.mark.parametrize(("text", "lines"), QUANTITIES, ids=[text for text, _ in QUANTITIES])
def test_quantities(text: str, lines: list[str]) -> None:
    assert [counted(q) for q in quantities(text, 0, len(text))] == [wanted(line) for line in lines]
