"""One made sentence through the whole pipeline, and tables that say what it must and must not give."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg.model import Extraction, Source
from kg.pipeline import extract_report

TITLE, DATE = "工作动态", "2024-06-20"
_TABLES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One row: a text under a title, and what it says. `gap`: why the code is known to get it wrong."""

    id: str
    table: str
    text: str
    title: str
    date: str | None
    wants: dict[str, Any]
    gap: str | None


FIELDS = frozenset(
    {"has", "not", "facts", "no_facts", "statuses", "no_statuses", "statistics", "no_statistics", "count"},
)


def cases() -> list[Case]:
    """All rows of all tables, in order of the tables' names."""
    tables = ((path.stem, yaml.safe_load(path.read_text("utf-8"))) for path in sorted(_TABLES.glob("*.yaml")))
    return [_case(table, n, row) for table, rows in tables for n, row in enumerate(rows, 1)]


def _case(table: str, number: int, row: dict[str, Any]) -> Case:
    wants = {k: v for k, v in row.items() if k not in ("text", "title", "date", "known_gap")}
    assert set(wants) <= FIELDS, f"{table}: {row['text']}: {sorted(set(wants) - FIELDS)}"
    assert wants, f"{table}: {row['text']}: nothing is asked of it"
    return Case(
        f"{table}-{number:02}", table, str(row["text"]), str(row.get("title", TITLE)), row.get("date", DATE), wants, row.get("known_gap")
    )


@cache
def extracted(text: str, title: str = TITLE, date: str | None = DATE, recogniser: str = "lac") -> Extraction:
    """What a report of a title line and this text says; read once per process."""
    return extract_report(Source("made.txt", f"{title}\n{text}\n"), date, recogniser)


def labels(extraction: Extraction) -> dict[str, str]:
    return {e.id: e.label for e in extraction.entities}


def facts(extraction: Extraction) -> set[tuple[str, str, str]]:
    """Facts by labels; symmetric ones both ways round."""
    name = labels(extraction)
    found = {(name[f.subject], f.predicate, name[f.object] if f.object else str(f.value)) for f in extraction.facts}
    return found | {(o, p, s) for s, p, o in found if p == "partnersWith"}


def problems(case: Case, extraction: Extraction) -> list[str]:
    """What of a row's wishes isn't so, in words; empty where all is well."""
    checks: dict[str, Callable[[Extraction, Any], Iterator[str]]] = {
        "has": _missing_entities,
        "not": _false_entities,
        "facts": _missing_facts,
        "no_facts": _false_facts,
        "statuses": _missing_statuses,
        "no_statuses": _false_statuses,
        "statistics": _missing_statistics,
        "no_statistics": _false_statistics,
        "count": _miscounted,
    }
    return [line for field, wanted in case.wants.items() for line in checks[field](extraction, wanted)]


def _either(names: str) -> list[str]:
    """The names that a table allows for one thing, with | between them."""
    return names.split("|")


def _missing_entities(extraction: Extraction, wanted: Iterable[str]) -> Iterator[str]:
    found = {(e.type, e.label) for e in extraction.entities}
    for kind, names in (w.split(" ", 1) for w in wanted):
        if not any((kind, n) in found for n in _either(names)):
            yield f"no {kind} {names} among {sorted(found)}"


def _false_entities(extraction: Extraction, unwanted: Iterable[str]) -> Iterator[str]:
    found = {e.label for e in extraction.entities} | {f"{e.type} {e.label}" for e in extraction.entities}
    yield from (f"entity {name}" for name in unwanted if name in found)


def _missing_facts(extraction: Extraction, wanted: Iterable[list[str]]) -> Iterator[str]:
    found = facts(extraction)
    for subject, predicate, obj in wanted:
        if not any((s, predicate, o) in found for s in _either(subject) for o in _either(obj)):
            yield f"no {subject} {predicate} {obj} among {sorted(found)}"


def _false_facts(extraction: Extraction, unwanted: Iterable[str | list[str]]) -> Iterator[str]:
    for pattern in unwanted:
        subject, predicate, obj = ("*", pattern, "*") if isinstance(pattern, str) else pattern
        for s, p, o in sorted(facts(extraction)):
            if p == predicate and subject in ("*", s) and obj in ("*", o):
                yield f"fact {s} {p} {o}"


def _statuses(extraction: Extraction) -> set[tuple[str, str, str | None]]:
    return {(labels(extraction)[s.about], s.state, s.date) for s in extraction.statuses}


def _missing_statuses(extraction: Extraction, wanted: Iterable[tuple[str, str, str | None]]) -> Iterator[str]:
    found = _statuses(extraction)
    for about, state, date in wanted:
        if not any(n in _either(about) and s == state and date in ("*", d) for n, s, d in found):
            yield f"no {about} {state} {date} among {sorted(found, key=str)}"


def _false_statuses(extraction: Extraction, unwanted: Iterable[str | list[str]]) -> Iterator[str]:
    for pattern in unwanted:
        about, state = ("*", pattern) if isinstance(pattern, str) else pattern
        yield from (f"status {found}" for found in sorted(_statuses(extraction), key=str) if found[1] == state and about in ("*", found[0]))


def _statistics(extraction: Extraction) -> set[tuple[str, Decimal, str]]:
    return {(labels(extraction)[s.about], s.value, s.unit) for s in extraction.statistics}


def _missing_statistics(extraction: Extraction, wanted: Iterable[tuple[str, object, str]]) -> Iterator[str]:
    found = _statistics(extraction)
    for about, value, unit in wanted:
        if not any((name, Decimal(str(value)), unit) in found for name in _either(about)):
            yield f"no {about} {value} {unit} among {sorted(found)}"


def _false_statistics(extraction: Extraction, unwanted: Iterable[str]) -> Iterator[str]:
    for about in unwanted:
        yield from (f"statistic {found}" for found in sorted(_statistics(extraction)) if about in ("*", found[0]))


def _miscounted(extraction: Extraction, wanted: dict[str, int]) -> Iterator[str]:
    found = Counter(e.type for e in extraction.entities)
    yield from (f"{found[kind]} of {kind} for {number}" for kind, number in wanted.items() if found[kind] != number)
