"""Which corrections took effect, and on what: told of in the graph, beside what the reports say."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.link.apply import renamed
from kg.link.corrections import Correction, Corrections
from kg.link.plan import Plan, fact_of, kept
from kg.link.types import Key
from kg.model import Applied, Assertion, Extraction, Fact, Statistic, Status

#: What these say is nothing where no such assertion is left.
_NEED_ONE = frozenset({"confirm", "add fact"})


def applied(corrections: Corrections, plan: Plan, extractions: Iterable[Extraction], ids: Mapping[Key, str]) -> tuple[Applied, ...]:
    """Those that were bound and that no other entry overrules, in order. `extractions` are the linked ones, `ids` canonical."""
    bound = plan.touched.keys() - plan.conflicts - plan.overruled
    effects = _Effects(plan, extractions, ids)
    found = (effects.of(entry) for entry in corrections.items if entry.said in bound)
    return tuple(a for a in found if a.assertions or a.verb not in _NEED_ONE)


class _Effects:
    """The plan beside what came of it."""

    def __init__(self, plan: Plan, extractions: Iterable[Extraction], ids: Mapping[Key, str]) -> None:
        self.plan, self.ids = plan, ids
        self.linked = {x.report.id: x for x in extractions}
        self.within: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for (report, entity), id_ in ids.items():
            self.within[report][entity] = id_

    def of(self, entry: Correction) -> Applied:
        entities = {self.ids[key] for key in self.plan.touched[entry.said] if key in self.ids}
        whole = (*self._sure(entry.said), *self._made(entry.said))
        assertions = sorted({replace(a, evidence=(e,)) for a in whole for e in a.evidence}, key=repr)
        return Applied(entry.said, entry.verb, entry.file, tuple(sorted(entities)), tuple(assertions), entry.note, entry.by, entry.date)

    def _sure(self, said: str) -> Iterator[Assertion]:
        """What a person confirmed, as far as other entries left it."""
        for report, item in self.plan.sure.get(said, ()):
            found = self.linked[report]
            try:
                now = self._now(item, report)
            except KeyError:
                continue  # another entry dropped one of its ends
            if now in (*found.facts, *found.statuses, *found.statistics):
                yield now

    def _now(self, item: Assertion, report: str) -> Assertion:
        ids = self.within[report]
        match item:
            case Fact():
                return renamed(kept(item, report, self.plan), ids)
            case Status():
                return renamed(kept(item, report, self.plan), ids)
            case Statistic():
                return renamed(kept(item, report, self.plan), ids)

    def _made(self, said: str) -> Iterator[Assertion]:
        made = self.plan.made.get(said)
        if made and made.subject in self.ids and (made.object is None or made.object in self.ids):
            yield fact_of(made, self.linked[made.report].report, self.ids)
