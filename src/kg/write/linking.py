"""What build.json tells of linking: which corrections and tables it went by, what was merged, and what a person should decide."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from kg.link import Pair, Resolution
from kg.link.types import Question, Side
from kg.write.files import file_name


def record(resolution: Resolution, corrections: Iterable[Path], sources: Mapping[str, object]) -> dict[str, object]:
    """Plain values under the keys corrections, sources, merged, unsure."""
    return {
        "corrections": [{"file": p.name, "sha256": sha256(p.read_bytes()).hexdigest()} for p in sorted(corrections)],
        "sources": dict(sources),
        "merged": [{"from": old, "to": new} for old, new in resolution.replaced],
        "unsure": [_question(q) for q in resolution.unsure],
    }


def _question(question: Question) -> dict[str, object]:
    sides = {"left": _side(question.left), "right": _side(question.right)}
    return {"type": question.type, **sides, "score": question.pair.score, "reasons": _reasons(question.pair)}


def _side(side: Side) -> dict[str, str]:
    return {"id": side.id, "label": side.label, "scope": side.scope, "report": file_name(side.report), "quote": side.quote}


def _reasons(pair: Pair) -> list[dict[str, str | float]]:
    return [{"rule": r.rule, "left": r.left, "right": r.right, "weight": r.weight} for r in pair.reasons]
