"""A measurement as rows of tables, as JSON and as Markdown."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from kg.calibration import Table
from kg.evaluate.calibrate import Bucket, buckets
from kg.evaluate.groups import grouped
from kg.evaluate.run import Measured
from kg.evaluate.score import ALL, Score, scores

Rows = list[list[str]]

SCORE_COLUMNS = ("what", "label", "precision", "recall", "F1", "right", "wrong", "missed")
GROUP_COLUMNS = ("error", "group", "most often", "number")
BUCKET_COLUMNS = ("confidence", "right", "of", "share")
#: How many details of a group of errors are named.
_DETAILS = 4


def score_rows(measured: Measured) -> Rows:
    """A row per group and label."""
    return [[group, label, *_cells(score)] for group, found in scores(measured.counts).items() for label, score in found.items()]


def _cells(score: Score) -> list[str]:
    shares = (score.precision, score.recall, score.f1)
    return [*(f"{share:.3f}" for share in shares), *map(str, (score.tp, score.fp, score.fn))]


def group_rows(measured: Measured) -> Rows:
    """A row per group of errors, the largest first."""
    found = grouped(measured.errors)
    sums: Counter[tuple[str, str]] = Counter()
    for (what, group, _), number in found.items():
        sums[what, group] += number
    ranked = sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    return [[what, group, _details(found, what, group), str(number)] for (what, group), number in ranked]


def _details(found: Counter[tuple[str, str, str]], what: str, group: str) -> str:
    mine = sorted(((-n, detail) for (w, g, detail), n in found.items() if (w, g) == (what, group) and detail))
    return "; ".join(f"{detail} {-n}" for n, detail in mine[:_DETAILS])


def bucket_rows(found: Iterable[Bucket]) -> Rows:
    """A row per bucket that holds anything."""
    return [[f"≥ {b.low:.2f}", str(b.right), str(b.of), f"{b.right / b.of:.3f}"] for b in found if b.of]


def sure(measured: Measured, table: Table, group: str = "facts") -> tuple[Bucket, ...]:
    """The buckets of one group's assertions, by calibrated confidence."""
    return buckets((j for j in measured.judged if j.group == group), table)


def summary(measured: Measured) -> str:
    """Reports, evidence and names out of place, in a line."""
    right, wrong = (sum(o.evidence[n] for o in measured.outcomes) for n in (0, 1))
    counts = measured.counts
    bad = ", ".join(f"{counts['entities', ALL, kind]} {kind}" for kind in ("excluded", "duplicate"))
    read = f"{len(measured.outcomes) - len(measured.unread)} of {len(measured.outcomes)} reports read"
    return f"{read}; evidence {right} right, {wrong} wrong; entities {bad}"


def as_json(measured: Measured, table: Table) -> dict[str, object]:
    """All of a measurement as plain values; shares to three places."""
    found = scores(measured.counts)
    right, wrong = (sum(o.evidence[n] for o in measured.outcomes) for n in (0, 1))
    return {
        "set": measured.name,
        "reports": {"gold": len(measured.outcomes), "read": len(measured.outcomes) - len(measured.unread)},
        "scores": {group: {label: _score(score) for label, score in labels.items()} for group, labels in found.items()},
        "evidence": {"right": right, "wrong": wrong},
        "excluded": measured.counts["entities", ALL, "excluded"],
        "duplicate": measured.counts["entities", ALL, "duplicate"],
        "errors": [dict(zip(GROUP_COLUMNS, [*row[:3], int(row[3])], strict=True)) for row in group_rows(measured)],
        "confidence": [{"from": b.low, "right": b.right, "of": b.of} for b in sure(measured, table)],
    }


def _score(score: Score) -> dict[str, float | int]:
    shares = {"p": score.precision, "r": score.recall, "f1": score.f1}
    return {**{name: round(share, 3) for name, share in shares.items()}, "tp": score.tp, "fp": score.fp, "fn": score.fn}


# ---------------------------------------------------------------- Markdown


def as_markdown(measured: Measured, table: Table) -> str:
    """Tables of scores, error groups and confidence, without a name out of the reports."""
    parts = [
        f"{summary(measured)}.",
        _table(SCORE_COLUMNS, score_rows(measured)),
        "Largest groups of errors:",
        _table(GROUP_COLUMNS, group_rows(measured)[:12]),
        "Facts by confidence:",
        _table(BUCKET_COLUMNS, bucket_rows(sure(measured, table))),
    ]
    return "\n\n".join(parts)


def _table(columns: Sequence[str], rows: Rows) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |" for line in lines)


def placed(text: str, name: str, block: str) -> str:
    """A document with the tables of one set between its marks, in place of those that stood there; at the end where it has no marks."""
    first, last = f"<!-- kg evaluate: {name} -->", f"<!-- end: {name} -->"
    marked = f"{first}\n{block}\n{last}"
    between = re.compile(f"{re.escape(first)}.*?{re.escape(last)}", re.S)
    if between.search(text):
        return between.sub(lambda _: marked, text)
    start = text.rstrip("\n") or "# Accuracy"
    return f"{start}\n\n## {name}\n\n{marked}\n"
