"""Measuring confidence: how many assertions of each confidence are right, and counts for each rule's own."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.calibration import Seen, Table
from kg.evaluate.score import Judged

#: Lower bounds of the buckets, the highest first.
BOUNDS = (0.95, 0.9, 0.8, 0.7, 0.5, 0.0)
#: The most that a rule may claim which no annotated report shows.
UNMEASURED = 0.8

_HEAD = """\
# How often what each rule says was right on annotated reports: set → rule → score that the rule gave: [right, of so many].
# Taken at the first look at each set, before any rule had been written with it in mind: later counts flatter. kg.calibration makes
# confidences of all sets together. `unmeasured`: the most that a rule may claim which no set shows.
# Written by kg evaluate GOLD --calibrate FILE, which puts a set's counts in place of those that it had.
"""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Assertions with a confidence of at least `low`, below the next higher bucket's."""

    low: float
    right: int
    of: int


def buckets(judged: Iterable[Judged], table: Table | None) -> tuple[Bucket, ...]:
    """How many assertions of each confidence are right; an assertion is as sure as its surest evidence.

    Without a table the rules' own scores count.
    """
    counts: Counter[tuple[float, bool]] = Counter()
    for one in judged:
        sure = max(table.confidence(e.rule, e.score) if table else e.score for e in one.evidence)
        counts[next(low for low in BOUNDS if sure >= low), one.right] += 1
    return tuple(Bucket(low, counts[low, True], counts[low, True] + counts[low, False]) for low in BOUNDS)


def counted(judged: Iterable[Judged]) -> dict[str, dict[float, tuple[int, int]]]:
    """Rule → score → how many were right, of how many; a rule counts once for an assertion, with its best score there."""
    seen: defaultdict[str, Counter[tuple[float, bool]]] = defaultdict(Counter)
    for one in judged:
        best: dict[str, float] = {}
        for evidence in one.evidence:
            best[evidence.rule] = max(evidence.score, best.get(evidence.rule, 0.0))
        for rule, score in best.items():
            seen[rule][score, one.right] += 1
    return {rule: _pairs(counts) for rule, counts in sorted(seen.items())}


def _pairs(counts: Counter[tuple[float, bool]]) -> dict[float, tuple[int, int]]:
    scores = sorted({score for score, _ in counts}, reverse=True)
    return {score: (counts[score, True], counts[score, True] + counts[score, False]) for score in scores}


def as_yaml(seen: Seen, unmeasured: float = UNMEASURED) -> str:
    """The counts as a calibration file."""
    lines = [f"{_HEAD}unmeasured: {unmeasured}", "sets:"]
    for name, rules in sorted(seen.items()):
        lines.append(f"  {name}:")
        for rule, rows in sorted(rules.items()):
            pairs = ", ".join(f"{score}: [{right}, {of}]" for score, (right, of) in sorted(rows.items(), reverse=True))
            lines.append(f"    {rule}: {{{pairs}}}")
    return "\n".join(lines) + "\n"
