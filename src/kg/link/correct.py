"""Corrections bound to the things and assertions that they mean.

Each entry is bound once, in the first round in which it matches: against what the reports alone give, then against
what the entries bound so far make of it (a new label, a new type). All of a round are bound together, so the order of
entries means nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, pairwise
from pathlib import PurePath

from kg import ontology
from kg.link.binding import Lookup, assertions, ends, lookup
from kg.link.corrections import Correction, Corrections, FactPattern, Selector
from kg.link.plan import Added, Plan, edited
from kg.link.types import Decision, Key
from kg.model import Entity, Extraction, Span
from kg.resolve.ids import entity_id, folded

Decide = Callable[[Sequence[Extraction], Plan], Decision]


def corrected(
    extractions: Sequence[Extraction], corrections: Corrections, base: Decision, decide: Decide
) -> tuple[Plan, list[Extraction], Decision]:
    """What the entries ask for, the edited extractions, and what is decided of these."""
    plan, decision, changed = Plan(), base, list(extractions)
    waiting = list(corrections.items)
    while True:
        found = lookup(decision, extractions, plan.labels, lambda path: PurePath(path).name)
        plan.fresh.clear()
        bound = [c for c in waiting if _bind(c, found, extractions, plan)]
        if not bound:
            break
        waiting = [c for c in waiting if c not in bound]
        plan.overruled |= {c.said for c in bound if _overruled(c, plan)}
        changed = [edited(x, plan) for x in extractions]
        decision = decide(changed, plan)
    plan.warnings |= {(c.file, f"{c.said}: {_why_not(c, found)}") for c in waiting}
    plan.warnings |= {(c.file, f"{c.said}: another entry says that they differ") for c in corrections.items if c.said in plan.conflicts}
    plan.warnings |= {(c.file, f"{c.said}: another entry gives it another") for c in corrections.items if c.said in plan.overruled}
    return plan, changed, decision


def _overruled(entry: Correction, plan: Plan) -> bool:
    """Whether an entry of the same round gave another name or class to all that this one is about."""
    given = {"rename": plan.labels, "retype": plan.types}.get(entry.verb)
    return given is not None and all(given[key] != entry.value for key in plan.touched[entry.said])


def _bind(entry: Correction, found: Lookup, extractions: Iterable[Extraction], plan: Plan) -> bool:
    """Put into the plan what the entry asks for; False where it matches nothing, or too much."""
    match entry.verb:
        case "same":
            return _same(entry, found, plan)
        case "different":
            return _different(entry, found, plan)
        case "add fact":
            return _add(entry, found, extractions, plan)
        case "drop fact" | "confirm":
            return _on_facts(entry, found, extractions, plan)
        case _:
            return _on_entity(entry, found, plan)


def _on_facts(entry: Correction, found: Lookup, extractions: Iterable[Extraction], plan: Plan) -> bool:
    hits = assertions(entry.fact, extractions, found) if entry.fact else frozenset()
    if not hits:
        return False
    if entry.verb == "confirm":
        plan.confirmed |= hits
        plan.sure[entry.said] = hits
    else:
        plan.dropped_facts |= hits
    plan.touched[entry.said] = frozenset((report, end) for report, item in hits for end in ends(item))
    return True


def _on_entity(entry: Correction, found: Lookup, plan: Plan) -> bool:
    keys = found.whole(entry.things[0])
    for key in keys:
        match entry.verb:
            case "rename":
                plan.name(plan.labels, "rename", key, entry.value)
            case "retype":
                plan.name(plan.types, "retype", key, entry.value)
            case "alias":
                plan.aliases[key].update(entry.names)
            case _:
                plan.dropped.add(key)
    if keys:
        plan.touched[entry.said] = keys
    return bool(keys)


def _same(entry: Correction, found: Lookup, plan: Plan) -> bool:
    sides = [found.keys(s) for s in entry.things]
    if any(len({found.cluster[k] for k in side}) != 1 for side in sides):
        return False
    plan.same |= dict.fromkeys(pairwise(min(side) for side in sides), entry.said)
    plan.touched[entry.said] = frozenset().union(*sides)
    return True


def _different(entry: Correction, found: Lookup, plan: Plan) -> bool:
    sides = _apart([found.keys(s) for s in entry.things])
    if not all(sides):
        return False
    for one, other in combinations(range(len(sides)), 2):
        left, right = (_one_per_profile(sides[i], found) for i in (one, other))
        plan.parted |= {k: entry.things[other].text for k in sides[other] if found.profile[k] in left}
        plan.different |= {(a, b) for a in left.values() for b in right.values()}
    plan.touched[entry.said] = frozenset().union(*sides)
    return True


def _apart(sides: list[frozenset[Key]]) -> list[frozenset[Key]]:
    """Of sides that overlap the narrower keeps what both name: 张伟, and the 张伟 of one report."""
    return [
        side - frozenset().union(*(o for j, o in enumerate(sides) if j != i and _narrower(o, side, j < i))) for i, side in enumerate(sides)
    ]


def _narrower(one: frozenset[Key], other: frozenset[Key], first: bool) -> bool:
    return len(one) < len(other) or (len(one) == len(other) and first)


def _one_per_profile(keys: Iterable[Key], found: Lookup) -> dict[str, Key]:
    return {found.profile[k]: k for k in sorted(keys, reverse=True)}


# ---------------------------------------------------------------- added facts


def _add(entry: Correction, found: Lookup, extractions: Iterable[Extraction], plan: Plan) -> bool:
    assert entry.fact is not None
    place = _place(entry, found, extractions)
    if place is None:
        return False
    report, span, _ = place
    literal = ontology.load().properties[entry.fact.predicate].literal
    subject = _end(entry.fact.subject, found, place)
    obj = None if literal else _end(entry.fact.object, found, place)
    if subject is None or (obj is None and not literal) or not _allowed(entry.fact, subject, obj):
        return False
    for key, entity in (subject, *([obj] if obj else [])):
        if key not in found.things:
            plan.new[key] = entity
    made = Added(report, span, subject[0], entry.fact.predicate, obj[0] if obj else None, entry.fact.value if literal else None)
    plan.added.add(made)
    plan.made[entry.said] = made
    plan.touched[entry.said] = frozenset(key for key, _ in (subject, *([obj] if obj else [])))
    return True


def _allowed(fact: FactPattern, subject: tuple[Key, Entity], obj: tuple[Key, Entity] | None) -> bool:
    return ontology.load().allows(fact.predicate, subject[1].type, obj[1].type if obj else None)


def _place(entry: Correction, found: Lookup, extractions: Iterable[Extraction]) -> tuple[str, Span, str] | None:
    """Report, span and text of the quote, in the first report of that name that holds it."""
    name, quote = entry.source
    for x in extractions:
        if x.report.id in found.reports.get(name, ()) and (start := x.report.text.find(quote)) >= 0:
            return x.report.id, Span(start, start + len(quote)), quote
    return None


def _end(selector: Selector, found: Lookup, place: tuple[str, Span, str]) -> tuple[Key, Entity] | None:
    """The one thing meant; a new one where the selector tells its type and its name stands in the quote."""
    if len(found.clusters(selector)) == 1:
        key = min(found.keys(selector))
        return key, found.things[key].entity
    report, span, quote = place
    kind = ontology.load().kind_of(selector.type) if selector.type else None
    if found.keys(selector) or kind is None or selector.label not in quote:
        return None
    start = span.start + quote.index(selector.label)
    id_ = entity_id(kind, selector.label, "added")
    mention = (report, Span(start, start + len(selector.label)))
    return (report, id_), Entity(id_, kind, folded(selector.label), selector.type if selector.type != kind else None, mentions=(mention,))


# ---------------------------------------------------------------- what didn't match


def _why_not(entry: Correction, found: Lookup) -> str:
    selectors = [*entry.things, *([entry.fact.subject] if entry.fact else [])]
    if none := [s.text for s in selectors if not found.keys(s)]:
        return f"nothing in the reports is called {none[0]}"
    many = [s.text for s in selectors if len(found.clusters(s)) > 1]
    if many and entry.verb in ("same", "add fact"):
        return f"{many[0]} means several things: add type, scope or report"
    if entry.verb == "different":
        return "both sides mean the same thing of the same report"
    if entry.verb == "add fact":
        return "the quote stands in no report of that name, or the fact has no such ends"
    return "there is no such fact"
