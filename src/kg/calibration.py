"""Confidence as measured: how often what a rule says has been right on annotated reports, in place of what its author believed."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar

import yaml

from kg import resources
from kg.errors import RulesError
from kg.model import Evidence, Extraction, Fact, Statistic, Status

FILE = "calibration.yaml"
#: Of how many observations the share of the whole rule is worth, where one of its scores has been seen rarely.
_PRIOR = 3.0

Asserted = TypeVar("Asserted", Fact, Status, Statistic)
Seen = dict[str, dict[str, dict[float, tuple[int, int]]]]
"""Set of reports → rule → score that it gave → how many were right, of how many."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of so many assertions were right."""

    right: int
    of: int

    @property
    def share(self) -> float:
        """The share right, smoothed as Laplace did: one right and one wrong are added."""
        return (self.right + 1) / (self.of + 2)


@dataclass(frozen=True, slots=True)
class Measure:
    """What has been seen of one rule: all in all, and by the score that it gave (lower where its subject was carried on)."""

    whole: Tally
    by_score: tuple[tuple[float, Tally], ...] = ()

    def confidence(self, score: float) -> float:
        """The share of what the rule said with this score that was right, leaning on the whole rule where that was seldom."""
        seen = dict(self.by_score).get(score)
        if seen is None:
            return self.whole.share
        return (seen.right + _PRIOR * self.whole.share) / (seen.of + _PRIOR)


@dataclass(frozen=True, slots=True)
class Table:
    """Rule → measure. `unmeasured` is the most that a rule without one may claim."""

    rules: dict[str, Measure]
    unmeasured: float

    def confidence(self, rule: str, score: float) -> float:
        """The calibrated confidence, to three places."""
        known = self.rules.get(rule)
        return round(known.confidence(score) if known else min(score, self.unmeasured), 3)


@cache
def table() -> Table:
    """The shipped table; raises RulesError where it can't be used."""
    return of(*parse(resources.read(FILE), FILE))


def parse(text: str, file: str) -> tuple[Seen, float]:
    """A calibration file's counts and its limit for unmeasured rules; raises RulesError where it can't be used."""
    try:
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        sets = {name: {rule: _counts(rows) for rule, rows in rules.items()} for name, rules in data["sets"].items()}
        return sets, float(data["unmeasured"])
    except yaml.YAMLError as error:
        raise RulesError(file, "the file", "YAML", str(error)) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RulesError(file, "sets", "counts", f"can't be used: {error}") from error


def _counts(rows: dict[Any, Any]) -> dict[float, tuple[int, int]]:
    counts = {float(score): (int(right), int(of)) for score, (right, of) in rows.items()}
    if wrong := [pair for pair in counts.values() if not 0 <= pair[0] <= pair[1]]:
        raise ValueError(f"{wrong[0][0]} of {wrong[0][1]} is no share")
    return counts


def of(seen: Seen, unmeasured: float) -> Table:
    """The table that the counts of all sets make."""
    right: defaultdict[str, Counter[float]] = defaultdict(Counter)
    total: defaultdict[str, Counter[float]] = defaultdict(Counter)
    for rules in seen.values():
        for rule, rows in rules.items():
            right[rule].update({score: pair[0] for score, pair in rows.items()})
            total[rule].update({score: pair[1] for score, pair in rows.items()})
    return Table({rule: _measure(right[rule], total[rule]) for rule in sorted(total)}, unmeasured)


def _measure(right: Counter[float], total: Counter[float]) -> Measure:
    by_score = tuple((score, Tally(right[score], total[score])) for score in sorted(total, reverse=True))
    return Measure(Tally(right.total(), total.total()), by_score)


def calibrated(evidence: Evidence) -> Evidence:
    """The same evidence with its confidence as measured."""
    return replace(evidence, score=table().confidence(evidence.rule, evidence.score))


def applied(extraction: Extraction) -> Extraction:
    """An extraction whose evidence carries its confidence as measured."""
    return replace(
        extraction,
        facts=tuple(map(_applied, extraction.facts)),
        statuses=tuple(map(_applied, extraction.statuses)),
        statistics=tuple(map(_applied, extraction.statistics)),
    )


def _applied(asserted: Asserted) -> Asserted:
    return replace(asserted, evidence=tuple(map(calibrated, asserted.evidence)))
