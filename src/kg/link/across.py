"""Across reports: things → profiles → candidates with reasons → clusters, then their ids into the extractions.

Deciding and applying are apart: `decide` only looks, `kg.link.apply` only rewrites. Corrections change what is looked
at and force or forbid a merge; nothing else knows of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.link import people, reasons
from kg.link.apply import Naming, replacements, rewritten
from kg.link.clusters import Clusters, judged
from kg.link.correct import corrected
from kg.link.corrections import Corrections
from kg.link.effects import applied
from kg.link.outside import Tables, links
from kg.link.plan import Plan, with_added
from kg.link.profiles import profiles
from kg.link.scopes import things
from kg.link.types import Decision, Judgement, Key, Profile, Question, Resolution, Side, Thing
from kg.model import Extraction, Span


def resolve_across(extractions: Iterable[Extraction], corrections: Corrections | None = None, tables: Tables | None = None) -> Resolution:
    """One id for one thing across reports; the order of extractions and corrections changes nothing."""
    tables = tables or Tables()
    found = _distinct(extractions)
    base = decide(found)
    if corrections is None or not corrections.items:
        return _resolution(found, base, base, Plan(), Corrections(), tables)
    plan, changed, decision = corrected(found, corrections, base, decide)
    return _resolution(changed, decision, base, plan, corrections, tables)


def _distinct(extractions: Iterable[Extraction]) -> list[Extraction]:
    """In a total order; of one text under two paths the first."""
    found: dict[str, Extraction] = {}
    for one in sorted(extractions, key=lambda x: (x.report.id, x.report.path)):
        found.setdefault(one.report.id, one)
    return list(found.values())


def decide(extractions: Iterable[Extraction], plan: Plan | None = None) -> Decision:
    """Profiles, judged pairs and clusters; `plan` holds what corrections force, forbid and part."""
    plan = plan or Plan()
    found = profiles((t for x in extractions for t in things(x)), plan.parted)
    of_thing = {t.key: p.id for p in found.values() for t in p.things}
    clusters = Clusters(found, _enemies(plan, of_thing))
    known = ((pair, said) for pair, said in sorted(plan.same.items()) if all(k in of_thing for k in pair))
    plan.conflicts = {said for (a, b), said in known if not clusters.join(of_thing[a], of_thing[b], law=True)}
    pairs = judged(reasons.of_things(found.values()))
    clusters.join_all(pairs)
    for more in (reasons.of_posts, people.of_people):  # these rest on the bodies found so far
        of_bodies = judged(more(found.values(), clusters.find))
        for pair in of_bodies:
            if pair.judgement is not Judgement.SAME and any(r.rule.endswith(people.UNFIT) for r in pair.reasons):
                clusters.part(pair.left, pair.right)
        clusters.join_all(of_bodies)
        pairs += of_bodies
    return Decision(found, tuple(sorted(pairs, key=lambda p: (p.left, p.right))), clusters.canonical(), of_thing)


def _enemies(plan: Plan, of_thing: Mapping[Key, str]) -> list[tuple[str, str]]:
    known = ((of_thing.get(a), of_thing.get(b)) for a, b in sorted(plan.different))
    return [(a, b) for a, b in known if a and b and a != b]


# ---------------------------------------------------------------- the outcome


def _resolution(
    extractions: list[Extraction], decision: Decision, base: Decision, plan: Plan, corrections: Corrections, tables: Tables
) -> Resolution:
    ids = {k: decision.canonical[p] for k, p in decision.of_thing.items()}
    labels = _labels(decision, plan)
    naming = Naming(ids, labels, _replaces(decision, base), _types(decision), links(decision, labels, tables))
    changed = with_added([rewritten(x, naming) for x in extractions], plan, ids)
    return Resolution(
        tuple(changed),
        replacements(changed),
        decision.pairs,
        _questions(extractions, decision, plan),
        tuple(sorted(plan.warnings)),
        applied(corrections, plan, changed, ids),
    )


def _labels(decision: Decision, plan: Plan) -> dict[str, str]:
    """Labels of clusters of several profiles, and those that corrections give."""
    sizes: defaultdict[str, int] = defaultdict(int)
    for id_ in decision.canonical.values():
        sizes[id_] += 1
    labels = {i: decision.profiles[i].label for i, n in sizes.items() if n > 1}
    for key, label in sorted(plan.labels.items(), reverse=True):
        if key in decision.of_thing:
            labels[decision.canonical[decision.of_thing[key]]] = label
    return labels


def _types(decision: Decision) -> dict[str, tuple[str, str | None]]:
    """Type and class of clusters in which people joined things of several types."""
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for id_, head in decision.canonical.items():
        kinds[head].add(decision.profiles[id_].type)
    heads = {i: decision.profiles[i].things[0].entity for i, found in kinds.items() if len(found) > 1}
    return {i: (e.type, e.subtype) for i, e in heads.items()}


def _replaces(decision: Decision, base: Decision) -> dict[str, tuple[str, ...]]:
    """Canonical id → other ids of its cluster, and ids that its things had before corrections."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for old, new in decision.canonical.items():
        if old != new:
            found[new].add(old)
    for profile in base.profiles.values():
        now = {decision.canonical[decision.of_thing[t.key]] for t in profile.things if t.key in decision.of_thing}
        if len(now) == 1 and profile.id not in decision.profiles:
            found[now.pop()].add(profile.id)
    return {new: tuple(sorted(old)) for new, old in sorted(found.items())}


def _questions(extractions: list[Extraction], decision: Decision, plan: Plan) -> tuple[Question, ...]:
    """Unsure pairs whose ends stayed apart, each pair of clusters once, that no correction has answered."""
    texts = {x.report.id: x for x in extractions}
    answered = {frozenset(decision.canonical[i] for i in pair) for pair in _enemies(plan, decision.of_thing)}
    found: dict[frozenset[str], Question] = {}
    for pair in decision.pairs:
        ends = frozenset((decision.canonical[pair.left], decision.canonical[pair.right]))
        if pair.judgement is Judgement.UNSURE and len(ends) == 2 and ends not in answered:
            left, right = decision.profiles[pair.left], decision.profiles[pair.right]
            found.setdefault(ends, Question(left.type, _side(left, texts), _side(right, texts), pair))
    return tuple(sorted(found.values(), key=lambda q: (-q.pair.score, q.pair.left, q.pair.right)))


def _side(profile: Profile, texts: Mapping[str, Extraction]) -> Side:
    thing: Thing = profile.things[0]
    report = texts[thing.key[0]].report
    span = next((s for r, s in thing.entity.mentions if r == report.id), Span(0, 0))
    scope = thing.entity.scope or profile.scope
    return Side(profile.id, thing.entity.label, scope, report.path, report.sentence_at(span).of(report.text))
