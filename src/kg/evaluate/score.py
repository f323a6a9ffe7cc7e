"""Scoring one report: which entities, facts, statuses, statistics and metadata are right, wrong and missed.

An entity is right when its type is the gold's and its label a gold name or alias; a fact when subject, predicate and object
are; a status when thing and stage are (dates are scored apart); a statistic when thing, value and unit are. Neither rewarded
nor punished: areas that the report doesn't name, the report's makers as entities, a 小区 in a 社区, a place inside a name.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from typing import TypeVar

from kg.evaluate.gold import Gold, key, number
from kg.model import Evidence, Extraction, Metadata

GROUPS = ("entities", "facts", "statuses", "status dates", "statistics", "metadata")
ALL = "all"

Counts = Counter[tuple[str, str, str]]
"""(group, label or ALL, tp | fp | fn | excluded | duplicate) → how many."""

T = TypeVar("T", bound=tuple[object, ...])


@dataclass(frozen=True, slots=True)
class Error:
    """One thing wrong: `kind` as “fact missed”, `words` what it says."""

    report: str
    kind: str
    words: tuple[str, ...]

    def __str__(self) -> str:
        return "\t".join((self.report, self.kind, *self.words))


@dataclass(frozen=True, slots=True)
class Judged:
    """An extracted fact, status or statistic with its evidence, and whether gold has it."""

    group: str
    evidence: tuple[Evidence, ...]
    right: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """One report scored. `evidence`: assertions whose quotes all stand at their offsets, and others."""

    report: str
    counts: Counts
    errors: tuple[Error, ...] = ()
    judged: tuple[Judged, ...] = ()
    evidence: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Score:
    """True positives, false positives, false negatives, and the shares that follow from them; 0 where there is nothing to divide by."""

    tp: int
    fp: int
    fn: int

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def scores(counts: Counts) -> dict[str, dict[str, Score]]:
    """Group → label → score, the whole group under ALL, first."""
    labels: defaultdict[str, set[str]] = defaultdict(set)
    for group, label, _ in counts:
        labels[group].add(label)
    return {
        group: {
            label: Score(*(counts[group, label, kind] for kind in ("tp", "fp", "fn")))
            for label in sorted(labels[group], key=lambda x: (x != ALL, x))
        }
        for group in GROUPS
        if group in labels
    }


def total(outcomes: Iterable[Outcome]) -> Counts:
    """The counts of several reports together."""
    counts: Counts = Counter()
    for outcome in outcomes:
        counts.update(outcome.counts)
    return counts


@dataclass(slots=True)
class _Sheet:
    """What has been found so far of one report. The one mutable value here, local to `judge`."""

    gold: Gold
    counts: Counts = field(default_factory=Counter)
    errors: list[Error] = field(default_factory=list)

    def add(self, group: str, label: str, kind: str) -> None:
        self.counts[group, ALL, kind] += 1
        self.counts[group, label, kind] += 1

    def wrong(self, kind: str, *words: str) -> None:
        self.errors.append(Error(self.gold.report, kind, words))

    def compare(self, group: str, kind: str, expected: set[T], found: set[T], free: set[T], label: Callable[[T], str]) -> None:
        """Count what is found against what is expected; items of `free` count neither way."""
        for item in sorted(found - free, key=str):
            good = item in expected
            self.add(group, label(item), "tp" if good else "fp")
            if not good:
                self.wrong(f"{kind} spurious", *map(str, item))
        for item in sorted(expected - found - free, key=str):
            self.add(group, label(item), "fn")
            self.wrong(f"{kind} missed", *map(str, item))


def judge(gold: Gold, extraction: Extraction | None, text: str | None = None) -> Outcome:
    """What is right, wrong and missed in a report; None counts as all missed. `text`: the report's, where it isn't the extraction's."""
    sheet = _Sheet(gold)
    text = extraction.report.text if extraction is not None else text
    names, free = _entities(sheet, extraction, text)
    judged = (*_facts(sheet, extraction, names, free), *_statuses(sheet, extraction, names), *_statistics(sheet, extraction, names))
    _metadata(sheet, extraction.report.metadata if extraction is not None else Metadata())
    return Outcome(gold.report, sheet.counts, tuple(sheet.errors), judged, _evidence(extraction))


# ---------------------------------------------------------------- entities


def _entities(sheet: _Sheet, extraction: Extraction | None, text: str | None) -> tuple[dict[str, str], frozenset[int]]:
    """Id → gold name, `?label` where there is none; and the gold entities that count neither way."""
    gold = sheet.gold
    folded = key(text) if text is not None else ""
    free = frozenset(n for n, e in enumerate(gold.entities) if text is not None and not any(k in folded for k in e.keys))
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at, one in enumerate(gold.entities):
        for k in one.keys:
            places[one.type, k].append(at)
    makers = {key(n) for n in (*gold.metadata.reporters, *gold.metadata.correspondents, gold.metadata.publisher or "")}
    taken: set[int] = set()
    names: dict[str, str] = {}
    for entity in extraction.entities if extraction is not None else ():
        candidates = places.get((entity.type, key(entity.label)), [])
        match = next((c for c in candidates if c not in taken), None)
        names[entity.id] = f"?{entity.label}" if match is None else gold.entities[match].name
        if match is not None:
            taken.add(match)
            if match not in free:
                sheet.add("entities", entity.type, "tp")
        elif key(entity.label) not in makers:  # a report's makers may be nodes of the graph, tied to the report
            kind = "excluded" if key(entity.label) in gold.excluded else "duplicate" if candidates else "spurious"
            sheet.add("entities", entity.type, "fp")
            sheet.counts["entities", ALL, kind] += 1
            sheet.wrong(f"entity {kind}", entity.type, entity.label)
    for at, one in enumerate(gold.entities):
        if at not in taken | free:
            sheet.add("entities", one.type, "fn")
            sheet.wrong("entity missed", one.type, one.name)
    return names, free


# ---------------------------------------------------------------- facts

Triple = tuple[str, str, str]


def _canonical(subject: str, predicate: str, obj: str) -> Triple:
    """One form of what says the same: either direction of partnersWith, folded occupations."""
    if predicate == "occupies":
        obj = key(obj)
    if predicate == "partnersWith" and obj < subject:
        subject, obj = obj, subject
    return subject, predicate, obj


def _facts(sheet: _Sheet, extraction: Extraction | None, names: dict[str, str], unnamed: frozenset[int]) -> list[Judged]:
    found: defaultdict[Triple, list[Evidence]] = defaultdict(list)
    for fact in extraction.facts if extraction is not None else ():
        obj = str(fact.value) if fact.object is None else names[fact.object]
        found[_canonical(names[fact.subject], fact.predicate, obj)] += fact.evidence
    expected = {_canonical(*f) for f in sheet.gold.facts}
    free = _free_facts(sheet.gold, expected, set(found), unnamed)
    sheet.compare("facts", "fact", expected, set(found), free, lambda f: f[1])
    return [Judged("facts", tuple(e), t in expected) for t, e in sorted(found.items()) if t not in free]


def _free_facts(gold: Gold, expected: set[Triple], found: set[Triple], free: frozenset[int]) -> set[Triple]:
    """Facts that count neither way."""
    index: dict[str, int] = {}
    for n, entity in enumerate(gold.entities):
        index.setdefault(key(entity.name), n)
    forms = {e.name: e.keys for e in gold.entities}
    kinds = {e.name: e.type for e in gold.entities}
    unnamed = {f for f in expected if {index.get(key(f[0])), index.get(key(f[2]))} & free}
    nested = {f for f in expected | found if f[1] == "partOf" and kinds.get(f[0]) == kinds.get(f[2]) == "Community"}
    inner = {f for f in expected | found if f[1] == "locatedIn" and any(n in key(f[0]) for n in forms.get(f[2], ()))}
    return unnamed | nested | inner


# ---------------------------------------------------------------- statuses, statistics


def _statuses(sheet: _Sheet, extraction: Extraction | None, names: dict[str, str]) -> list[Judged]:
    said = extraction.statuses if extraction is not None else ()
    expected = {(about, state) for about, state, _ in sheet.gold.statuses}
    sheet.compare("statuses", "status", expected, {(names[s.about], s.state) for s in said}, set(), lambda s: s[1])
    dated = {(about, state): date for about, state, date in sheet.gold.statuses if date}
    for status in said:
        if (date := dated.pop((names[status.about], status.state), None)) is not None:
            sheet.add("status dates", "date", "tp" if status.date == date else "fp")
            if status.date != date:
                sheet.wrong("status date wrong", names[status.about], status.state, f"{status.date} for {date}")
    for _ in dated:
        sheet.add("status dates", "date", "fn")
    return [Judged("statuses", s.evidence, (names[s.about], s.state) in expected) for s in said]


def _statistics(sheet: _Sheet, extraction: Extraction | None, names: dict[str, str]) -> list[Judged]:
    said = extraction.statistics if extraction is not None else ()
    expected = set(sheet.gold.statistics)
    found = [(names[s.about], number(s.value), s.unit) for s in said]
    sheet.compare("statistics", "statistic", expected, set(found), set(), lambda _: "value")
    return [Judged("statistics", s.evidence, f in expected) for s, f in zip(said, found, strict=True)]


# ---------------------------------------------------------------- metadata, evidence


def _metadata(sheet: _Sheet, got: Metadata) -> None:
    for one in fields(Metadata):
        wanted, said = getattr(sheet.gold.metadata, one.name) or None, getattr(got, one.name) or None
        if _same(one.name, wanted, said):
            if wanted:
                sheet.add("metadata", one.name, "tp")
            continue
        if said:
            sheet.add("metadata", one.name, "fp")
        if wanted:
            sheet.add("metadata", one.name, "fn")
        sheet.wrong("metadata", one.name, f"{said!r} for {wanted!r}")


def _same(name: str, a: str | tuple[str, ...] | None, b: str | tuple[str, ...] | None) -> bool:
    """Whether two values say the same; a title may stand with or without its subtitle (after ——)."""
    if not a or not b:
        return a == b
    if isinstance(a, tuple) or isinstance(b, tuple):
        return sorted(map(key, a)) == sorted(map(key, b))
    return key(a) == key(b) or (name == "title" and key(re.split("——", a)[0]) == key(re.split("——", b)[0]))


def _evidence(extraction: Extraction | None) -> tuple[int, int]:
    if extraction is None:
        return 0, 0
    text = extraction.report.text
    said = [one.evidence for group in (extraction.facts, extraction.statuses, extraction.statistics) for one in group]
    right = sum(all(e.span.of(text) == e.quote for e in evidence) for evidence in said)
    return right, len(said) - right
