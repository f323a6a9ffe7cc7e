"""The floors of the quality gate: measure, raise what has risen, refuse to lower anything unless told why.

`python -m tests.update_baseline` raises floors and takes in new folders of tests/gold; where a score fell below its floor it
lists it and changes nothing, unless `--lower "why"` is given; the reason is kept in baseline.json.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kg import evaluate
from kg.evaluate.score import ALL, Counts

GOLD = Path(__file__).parent / "gold"
EXAMPLES = Path(__file__).parents[1] / "examples"
FILE = GOLD / "baseline.json"
#: All folders together, by type, predicate and stage; labels with fewer items in gold say too little.
TOGETHER, LEAST = "together", 25
#: How far below what is measured a floor is set.
MARGIN, LABEL_MARGIN = 0.01, 0.03

Floors = dict[str, dict[str, float]]


def folders() -> list[str]:
    return sorted(p.name for p in GOLD.iterdir() if any(p.glob("*.json")))


@cache
def measured(folder: str) -> evaluate.Measured:
    """One folder of gold, its reports read and scored once per process. Those of `samples` stand in examples/."""
    return evaluate.measure(GOLD / folder, EXAMPLES if folder == "samples" else None)


def scores_of(folder: str) -> dict[str, float]:
    """Group → F1 of one folder."""
    return {group: labels[ALL].f1 for group, labels in evaluate.scores(measured(folder).counts).items()}


def together(names: Iterable[str]) -> dict[str, float]:
    """Group and label → F1 over several folders."""
    counts: Counts = Counter()
    for name in names:
        counts.update(measured(name).counts)
    found = evaluate.scores(counts)
    return {
        f"{group} {label}": score.f1
        for group in ("entities", "facts", "statuses")
        for label, score in found[group].items()
        if label != ALL and score.tp + score.fn >= LEAST
    }


def floors() -> Floors:
    """Folder → group → lowest F1 that passes."""
    kept: Floors = json.loads(FILE.read_text("utf-8"))["floors"] if FILE.exists() else {}
    return kept


def updated(old: Floors, scores: Floors) -> tuple[Floors, list[str]]:
    """Floors after a measurement, never lower than before; and what was measured below its floor, in words."""
    new: Floors = {}
    fallen = []
    for folder, measured_ in scores.items():
        margin = LABEL_MARGIN if folder == TOGETHER else MARGIN
        new[folder] = {}
        for group, score in measured_.items():
            floor = old.get(folder, {}).get(group, 0.0)
            if score < floor:
                fallen.append(f"{folder}, {group}: {score:.3f} is below {floor:.3f}")
            new[folder][group] = max(floor, _below(score, margin))
        fallen += [f"{folder}, {group}: no longer measured" for group in sorted(set(old.get(folder, {})) - set(measured_))]
    return new, fallen


def _lowered(floors_: Floors, scores: Floors) -> Floors:
    """The floors, those above what was measured set below it."""
    fresh, _ = updated({}, scores)
    return {f: {g: low if low <= scores[f][g] else fresh[f][g] for g, low in rows.items()} for f, rows in floors_.items()}


def _below(score: float, margin: float) -> float:
    """The floor under a score, in thousandths."""
    return max(0, int((score - margin) * 1000)) / 1000


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Floors of the quality gate")
    parser.add_argument("--lower", metavar="WHY", help="lower what fell, and keep the reason")
    lower: str | None = parser.parse_args(arguments).lower
    kept = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {"floors": {}, "lowered": []}
    scores = {f: scores_of(f) for f in folders()} | {TOGETHER: together(folders())}
    new, fallen = updated(kept["floors"], scores)
    if fallen and not lower:
        print("Not changed: scores have fallen.", *fallen, 'If that is meant: --lower "why"', sep="\n")
        return 1
    if fallen:
        new = _lowered(new, scores)
        kept["lowered"].append({"why": lower, "what": fallen})
    text = json.dumps({"floors": new, "lowered": kept["lowered"]}, ensure_ascii=False, indent=1, sort_keys=True)
    FILE.write_text(text + "\n", "utf-8")
    print(f"{FILE.name}: {sum(map(len, new.values()))} floors")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
