"""Which things and assertions a correction means: selectors looked up in what was decided so far."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kg import divisions
from kg.link.corrections import FactPattern, Selector
from kg.link.homes import chain_of
from kg.link.types import Decision, Key, Thing
from kg.model import Assertion, Extraction, Fact, Statistic, Status
from kg.resolve.ids import folded


@dataclass(frozen=True, slots=True)
class Lookup:
    """Things by folded name and by id, and what decides whether a selector's context fits."""

    things: Mapping[Key, Thing]
    names: Mapping[str, frozenset[Key]]
    ids: Mapping[str, frozenset[Key]]
    cluster: Mapping[Key, str]
    profile: Mapping[Key, str]
    labels: Mapping[Key, str]
    reports: Mapping[str, frozenset[str]]

    def keys(self, selector: Selector) -> frozenset[Key]:
        """All things that the selector names; those that go by the name before those that have it for an alias."""
        found = self.ids.get(selector.id, frozenset()) if selector.id else self.names.get(folded(selector.label), frozenset())
        if selector.id and selector.label:
            found &= self.names.get(folded(selector.label), frozenset())
        fits = frozenset(k for k in found if self._fits(selector, k))
        return frozenset(k for k in fits if self.labels[k] == folded(selector.label)) or fits

    def whole(self, selector: Selector) -> frozenset[Key]:
        """The same with all that was joined with them; a selector that names a report means that report's only."""
        keys = self.keys(selector)
        return keys if selector.report else frozenset(k for c in {self.cluster[k] for k in keys} for k in self.ids[c])

    def clusters(self, selector: Selector) -> frozenset[str]:
        return frozenset(self.cluster[k] for k in self.keys(selector))

    def _fits(self, selector: Selector, key: Key) -> bool:
        thing = self.things[key]
        if selector.type and selector.type not in (thing.entity.type, thing.entity.subtype):
            return False
        if selector.report and key[0] not in self.reports.get(selector.report, ()):
            return False
        return not selector.scope or selector.scope in self._scopes(thing)

    def _scopes(self, thing: Thing) -> set[str]:
        """All words by which a person may name a thing's scope: codes and names of its areas, its bodies' names."""
        gazetteer = divisions.load()
        codes = {*chain_of(thing.scope), *(thing.home if not thing.sure else ()), *chain_of(thing.entity.code or "")}
        found = {thing.scope, thing.entity.scope or "", *codes, *(gazetteer.by_code[c].name for c in codes)}
        bodies = {i for t in thing.ties for i in (t.what, t.body) if i}
        return found | {self.things[k].entity.label for i in bodies for k in self.ids.get(i, ())} | bodies


def lookup(decision: Decision, extractions: Iterable[Extraction], renamed: Mapping[Key, str], file_name: Callable[[str], str]) -> Lookup:
    """`renamed` gives labels that corrections bound before have given."""
    names: defaultdict[str, set[Key]] = defaultdict(set)
    ids: defaultdict[str, set[Key]] = defaultdict(set)
    things = {t.key: t for p in decision.profiles.values() for t in p.things}
    cluster = {k: decision.canonical[decision.of_thing[k]] for k in things}
    for key, thing in things.items():
        for name in (thing.entity.label, *thing.entity.aliases, renamed.get(key, "")):
            names[folded(name)].add(key)
        for id_ in (decision.of_thing[key], cluster[key]):
            ids[id_].add(key)
    reports: defaultdict[str, set[str]] = defaultdict(set)
    for x in extractions:
        for name in (x.report.id, x.report.path, file_name(x.report.path)):
            reports[name].add(x.report.id)
    labels = {k: folded(renamed.get(k, t.entity.label)) for k, t in things.items()}
    freeze = {n: frozenset(ks) for n, ks in names.items()}, {i: frozenset(ks) for i, ks in ids.items()}
    return Lookup(things, *freeze, cluster, decision.of_thing, labels, {n: frozenset(rs) for n, rs in reports.items()})


def assertions(pattern: FactPattern, extractions: Iterable[Extraction], found: Lookup) -> frozenset[tuple[str, Assertion]]:
    """(report, assertion) for all that fit the pattern."""
    subjects = found.whole(pattern.subject)
    objects = found.whole(pattern.object)
    reports = {r for r, _ in subjects}
    if pattern.report:
        reports &= found.reports.get(pattern.report, frozenset())
    hits = set()
    for x in extractions:
        if x.report.id in reports:
            hits |= {(x.report.id, a) for a in _all(x, pattern.predicate) if _means(a, x.report.id, pattern, subjects, objects)}
    return frozenset(hits)


def ends(item: Assertion) -> tuple[str, ...]:
    """Ids of the things that an assertion is about."""
    found = (item.subject, item.object) if isinstance(item, Fact) else (item.about,)
    return tuple(end for end in found if end is not None)


def _all(extraction: Extraction, predicate: str) -> Iterable[Assertion]:
    if predicate == "status":
        return extraction.statuses
    if predicate == "statistic":
        return extraction.statistics
    return [f for f in extraction.facts if f.predicate == predicate]


def _means(item: Assertion, report: str, pattern: FactPattern, subjects: frozenset[Key], objects: frozenset[Key]) -> bool:
    match item:
        case Fact(subject=subject, object=obj, value=value):
            if obj is None:
                return (report, subject) in subjects and value == pattern.value
            ends = {(subject, obj), (obj, subject)} if item.predicate == "partnersWith" else {(subject, obj)}
            return any((report, s) in subjects and (report, o) in objects for s, o in ends)
        case Status(about=about, state=state):
            return (report, about) in subjects and state == pattern.value
        case Statistic(about=about, value=number, unit=unit):
            return (report, about) in subjects and pattern.value in (str(number), f"{number}{unit}")
