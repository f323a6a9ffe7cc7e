"""Quotes, statuses, statistics and literals, packed so that they don't dominate the file: gzip blocks that the page opens on demand."""

import base64
import gzip
import json
from typing import Any

from kg import ontology
from kg.graph import Graph
from kg.model import Evidence, Statistic
from kg.view.columns import percent

#: Edges per block: one click opens one block, so it stays small.
BLOCK = 400


def blocks(graph: Graph) -> list[str]:
    """Base64 of gzipped JSON, `BLOCK` edges a piece.

    Each holds a table of quotes, and per edge a list of [quote number, trigger start, trigger end, rule, score].
    """
    report = {r.id: i for i, r in enumerate(graph.reports)}
    edges = [f.evidence for f in graph.facts if f.object is not None]
    return [_squeeze(_quoted(edges[i : i + BLOCK], report)) for i in range(0, len(edges), BLOCK)]


def extras(graph: Graph) -> str:
    """One block for all that isn't between two entities: {entity number: [row, …]}, a row as `_row` makes it."""
    index = {e.id: i for i, e in enumerate(graph.entities)}
    report = {r.id: i for i, r in enumerate(graph.reports)}
    literals = [f for f in graph.facts if f.object is None]
    rows = [(index[f.subject], _row(_named(f.predicate), f.value, dict(f.qualifiers).get("date"), f.evidence)) for f in literals]
    rows += [(index[s.about], _row(_named("Status"), _named(s.state), s.date, s.evidence)) for s in graph.statuses]
    rows += [(index[s.about], _row(s.measure, _figure(s), None, s.evidence)) for s in graph.statistics]
    quoted = _quoted([row["evidence"] for _, row in rows], report)
    found: dict[str, list[Any]] = {}
    for (node, row), evidence in zip(rows, quoted["edges"], strict=True):
        found.setdefault(str(node), []).append({**row, "evidence": evidence})
    return _squeeze({"quotes": quoted["quotes"], "nodes": found})


def _row(predicate: object, value: object, date: str | None, evidence: tuple[Evidence, ...]) -> dict[str, Any]:
    """What is said, as text or as {language: text}, or as a figure."""
    return {"predicate": predicate, "value": value, "date": date, "confidence": percent(evidence), "evidence": evidence}


def _named(name: str) -> dict[str, str]:
    return {lang: ontology.load().label(name, lang) for lang in ("zh", "en")}


def _figure(statistic: Statistic) -> dict[str, Any]:
    return {"number": f"{statistic.value:f}", "unit": statistic.unit, "about": statistic.approximate}


def _quoted(rows: list[tuple[Evidence, ...]], report: dict[str, int]) -> dict[str, Any]:
    """Facts of one sentence share its text: quotes are [report number, start, text], each once."""
    quotes: dict[tuple[int, int, str], int] = {}
    packed = [[_cited(e, quotes.setdefault((report[e.report], e.span.start, e.quote), len(quotes))) for e in row] for row in rows]
    return {"quotes": [list(q) for q in quotes], "edges": packed}


def _cited(evidence: Evidence, quote: int) -> list[Any]:
    """Trigger offsets count from the start of the quote; -1 where there is none."""
    trigger, start = evidence.trigger, evidence.span.start
    marked = [trigger.start - start, trigger.end - start] if trigger and evidence.span.contains(trigger) else [-1, -1]
    return [quote, *marked, evidence.rule, round(evidence.score * 100)]


def _squeeze(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()
