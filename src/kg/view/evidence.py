"""Quotes, statuses, statistics and literals, packed so that they don't dominate the file: gzip blocks that the page opens on demand."""

import base64
import gzip
import json
from typing import Any

from kg.graph import Graph
from kg.model import Evidence, Report
from kg.view import said

#: Reports by id, with their number in the page's table.
Reports = dict[str, tuple[int, Report]]
#: Edges per block: one click opens one block, so it stays small.
BLOCK = 400


def blocks(graph: Graph) -> list[str]:
    """Base64 of gzipped JSON, `BLOCK` edges a piece.

    Each holds a table of sentences, and per edge a list of rows as `_cited` makes them.
    """
    report = _numbered(graph)
    edges = [f.evidence for f in graph.facts if f.object is not None]
    return [_squeeze(_quoted(edges[i : i + BLOCK], report)) for i in range(0, len(edges), BLOCK)]


def extras(graph: Graph) -> str:
    """One block for all that isn't between two entities: {entity number: [row, …]}, in the order of the nodes' column `said`."""
    index = {e.id: i for i, e in enumerate(graph.entities)}
    rows = list(said.rows(graph))
    quoted = _quoted([row.evidence for row in rows], _numbered(graph))
    found: dict[str, list[Any]] = {}
    for row, evidence in zip(rows, quoted["edges"], strict=True):
        found.setdefault(str(index[row.about]), []).append({"predicate": row.name, "value": row.value, "evidence": evidence})
    return _squeeze({"sentences": quoted["sentences"], "nodes": found})


def _numbered(graph: Graph) -> Reports:
    return {r.id: (i, r) for i, r in enumerate(graph.reports)}


def _quoted(rows: list[tuple[Evidence, ...]], reports: Reports) -> dict[str, Any]:
    """Facts of one sentence share its text: sentences are [report number, start in the report, text], each once."""
    sentences: dict[tuple[int, int, str], int] = {}
    packed = [[_cited(e, reports, sentences) for e in row] for row in rows]
    return {"sentences": [list(s) for s in sentences], "edges": packed}


def _cited(evidence: Evidence, reports: Reports, sentences: dict[tuple[int, int, str], int]) -> list[Any]:
    """[sentence number, start and end of the quote in it, start and end of the trigger in it or -1, rule, score in percent]."""
    number, report = reports[evidence.report]
    sentence = report.sentence_at(evidence.span)
    row = sentences.setdefault((number, sentence.start, sentence.of(report.text)), len(sentences))
    trigger = evidence.trigger if evidence.trigger and sentence.contains(evidence.trigger) else None
    spans = [evidence.span.start - sentence.start, evidence.span.end - sentence.start]
    spans += [trigger.start - sentence.start, trigger.end - sentence.start] if trigger else [-1, -1]
    return [row, *spans, evidence.rule, round(evidence.score * 100)]


def _squeeze(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()
