"""entities.csv and facts.csv, for spreadsheets: UTF-8 with a byte order mark, no cell that runs as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator

from kg.graph import Graph
from kg.write.files import file_name
from kg.write.terms import decimal

ENTITY_COLUMNS = ("id", "type", "subtype", "label", "aliases", "code", "reports")
FACT_COLUMNS = ("subject_id", "subject", "predicate", "object_id", "object", "report", "start", "end", "quote", "confidence", "rule")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def entities(graph: Graph) -> bytes:
    """One row per entity; aliases and reports (file names) joined by `|`."""
    return _csv(ENTITY_COLUMNS, entity_rows(graph))


def entity_rows(graph: Graph) -> Iterator[tuple[str, ...]]:
    """The cells of `ENTITY_COLUMNS`."""
    names = file_names(graph)
    return (
        (e.id, e.type, e.subtype or "", e.label, _joined(e.aliases), e.code or "", _joined(sorted({names[r] for r, _ in e.mentions})))
        for e in graph.entities
    )


def facts(graph: Graph) -> bytes:
    """One row per fact and piece of evidence; `object_id` is empty where the object is a word of the report."""
    return _csv(FACT_COLUMNS, fact_rows(graph))


def fact_rows(graph: Graph) -> Iterator[tuple[str, ...]]:
    """The cells of `FACT_COLUMNS`."""
    names, labels = file_names(graph), {e.id: e.label for e in graph.entities}
    for f in graph.facts:
        said = (f.subject, labels[f.subject], f.predicate, f.object or "", labels[f.object] if f.object else f.value or "")
        for e in f.evidence:
            confidence = decimal(round(e.score, 4)).value
            yield (*said, names[e.report], str(e.span.start), str(e.span.end), e.quote, confidence, e.rule)


def file_names(graph: Graph) -> dict[str, str]:
    """Report id → file name."""
    return {r.id: file_name(r.path) for r in graph.reports}


def _joined(names: Iterable[str]) -> str:
    return "|".join(names)


def _csv(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)  # ends lines with CRLF as RFC 4180 asks, and so quotes a cell that holds either
    writer.writerow(columns)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    """A spreadsheet runs a cell that starts like a formula; an apostrophe before it makes it text."""
    return "'" + cell if cell.startswith(_FORMULA) else cell
