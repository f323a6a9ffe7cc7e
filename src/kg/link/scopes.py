"""What makes a name unique: the area that a thing of one report belongs to, and the stable id that follows.

A pure function of one report's extraction, so no other report changes an id. Where the report ties a thing to an area
(it is part of it, located there, set up by it, or named after it) that is its scope; else the area that the report is
at home in is assumed, on the level that things of its type are named at.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg import divisions
from kg.link import ties, words
from kg.link.homes import Where, chain_of, up_to, where, without_areas
from kg.link.types import Thing, Tie
from kg.model import Entity, Extraction
from kg.resolve.ids import entity_id, folded
from kg.resolve.keys import abbreviated
from kg.script import same_length

#: The level of area (2 city, 3 county, 4 subdistrict) that keeps names of a type or class apart.
_LEVELS = {"Community": 4, "Organisation": 4, "Post": 4, "Place": 3, "Project": 3, "Programme": 3, "Event": 3, "Award": 3, "Area": 2}
_TRADE = frozenset({"Company", "Bank", "MediaOutlet"})
_OFFICIAL = frozenset({"PartyBody", "GovernmentBody", "Legislature", "JudicialBody", "MassOrganisation", "ResidentsCommittee"})
#: The level of the home that is assumed where a report doesn't tie a thing to an area; others: the county's.
_ASSUMED = {"WorkingGroup": 4, "Team": 4, "Association": 4, "Company": 2, "Bank": 2, "MediaOutlet": 2, "Area": 2, "Award": 2}
#: Relations that tie their subject, or their object, to an area.
_TIES_SUBJECT = ("partOf", "postIn", "locatedIn")
_TIES_OBJECT = ("establishes",)


@dataclass(frozen=True, slots=True)
class Reading:
    """One report's extraction as an index: entities by id, its areas and home, and what each entity is tied to."""

    extraction: Extraction
    entities: dict[str, Entity]
    where: Where
    owners: dict[str, tuple[str, ...]]


def things(extraction: Extraction) -> tuple[Thing, ...]:
    """Every entity of the report with its stable id; people last, since their ids rest on those of bodies."""
    reading = Reading(extraction, {e.id: e for e in extraction.entities}, where(extraction), _owners(extraction))
    others = {e.id: _thing(reading, e) for e in extraction.entities if e.type not in ("Person", "Post")}
    others |= {e.id: _post(reading, e, others) for e in extraction.entities if e.type == "Post"}
    members = _members(extraction, others)
    found = [replace(t, members=members.get(i, frozenset())) for i, t in others.items()]
    people = [e for e in extraction.entities if e.type == "Person"]
    held = ties.of_people(extraction, others)
    return (*found, *(_person(reading, e, held.get(e.id, frozenset())) for e in people))


def plain(name: str) -> str:
    """A name for comparison across reports: folded, in simplified characters."""
    return folded(same_length(name))


def _owners(extraction: Extraction) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for fact in extraction.facts:
        if fact.object is not None and fact.predicate in _TIES_SUBJECT:
            found[fact.subject].add(fact.object)
        elif fact.object is not None and fact.predicate in _TIES_OBJECT:
            found[fact.object].add(fact.subject)
    return {i: tuple(sorted(owners)) for i, owners in found.items()}


def _members(extraction: Extraction, others: dict[str, Thing]) -> dict[str, frozenset[str]]:
    """Stable ids of the members of each body of the report."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for fact in extraction.facts:
        if fact.predicate == "memberOf" and fact.object and fact.subject in others:
            found[fact.object].add(others[fact.subject].id)
    return {i: frozenset(ids) for i, ids in found.items()}


# ---------------------------------------------------------------- things other than people


def _thing(reading: Reading, entity: Entity) -> Thing:
    bare, scope, sure = _scope(reading, entity)
    return _made(reading, entity, bare, scope, sure, entity_id(entity.type, bare, scope))


def _post(reading: Reading, entity: Entity, others: dict[str, Thing]) -> Thing:
    """A post is as unique as its body."""
    body = next((others[o] for o in reading.owners.get(entity.id, ()) if o in others), None)
    if body is None:
        return _thing(reading, entity)
    name = plain(entity.label)
    bare = without_areas(name, body.scope, inner=False) if body.sure and chain_of(body.scope) else name
    return replace(_made(reading, entity, bare or name, body.scope, body.sure, entity_id("Post", bare or name, body.scope)), body=body.id)


def _made(reading: Reading, entity: Entity, bare: str, scope: str, sure: bool, id_: str) -> Thing:
    report = reading.extraction.report
    names = frozenset(plain(n) for n in (entity.label, *entity.aliases)) - words.stand_ins()
    day = report.metadata.published or ""
    return Thing((report.id, entity.id), entity, id_, bare, scope, sure, reading.where.home, day, names)


def _scope(reading: Reading, entity: Entity) -> tuple[str, str, bool]:
    """Bare name, scope, and whether the report ties the thing to it."""
    name = plain(entity.label)
    if entity.id in reading.where.areas:
        division = reading.where.areas[entity.id]
        return division.name, division.code, True
    if entity.type == "Area":
        return _zone(reading, entity, name)
    if _is_national(entity, name):
        return name, "", True
    bare, scope, sure = _placed(reading, entity, name)
    if entity.type == "Event":
        return bare, _dated(reading, bare, scope), sure
    return (bare, scope, sure) if scope and not _nameless(entity, bare, sure) else (bare, reading.extraction.report.id, False)


def _zone(reading: Reading, entity: Entity, name: str) -> tuple[str, str, bool]:
    """An area that the division table doesn't hold: its short form within its city, a plain kind (高新区) within its county."""
    bare, place = abbreviated(name), words.place_before(name)
    level = 3 if bare in words.stand_ins() else 2
    owners = [reading.where.areas[o].code for o in reading.owners.get(entity.id, ()) if o in reading.where.areas]
    scope = up_to(owners[0], level) if owners else reading.where.at(level)
    return bare, scope or ("" if place else reading.extraction.report.id), bool(owners or place)


def _is_national(entity: Entity, name: str) -> bool:
    """Whether the name is enough: national bodies, and companies and schools named after a province, city or county."""
    if words.is_national(name):
        return True
    if entity.type != "Organisation" or entity.subtype in _OFFICIAL:
        return False
    return bool(words.place_before(name) if words.is_registered(name) else entity.subtype in _TRADE and words.city_before(name))


def _nameless(entity: Entity, bare: str, sure: bool) -> bool:
    """Whether the name is a plain kind that no report shares with another (会议, 平台)."""
    if entity.type == "Award":
        return False
    return not sure and (entity.type == "Post" or bare in words.stand_ins())


def _placed(reading: Reading, entity: Entity, name: str) -> tuple[str, str, bool]:
    plain_one = entity.type in ("Project", "Place", "Programme") and words.is_plain(name)
    level = 4 if plain_one else _LEVELS.get(entity.type, 3)
    if (named := _named_after(reading, name)) is not None:
        return named[0], up_to(named[1], level), True
    if entity.type == "Organisation" and entity.subtype not in _OFFICIAL and (place := words.city_before(name)) is not None:
        return place[1], place[0], True
    if (code := _tied(reading, entity.id)) is not None and entity.subtype not in _TRADE:
        return without_areas(name, code, inner=False) or name, up_to(code, level), True
    assumed = 4 if plain_one else _ASSUMED.get(entity.subtype or "", _ASSUMED.get(entity.type, 3))
    home = reading.where.at(assumed)
    return (without_areas(name, home, inner=False) or name) if home else name, home, False


def _named_after(reading: Reading, name: str) -> tuple[str, str] | None:
    """The name without the area that it starts with, and that area's code; the home's where two areas share the name."""
    found = []
    for division in set(reading.where.areas.values()):
        rest = without_areas(name, division.code)
        if rest:
            found.append((len(rest), division.code not in reading.where.home, division.code, rest))
    return (min(found)[3], min(found)[2]) if found else None


def _tied(reading: Reading, start: str) -> str | None:
    """The code of the innermost area that the report's relations tie a thing to, going over bodies and communities."""
    seen, queue, codes = {start}, list(reading.owners.get(start, ())), set()
    while queue:
        now = queue.pop(0)
        if now in reading.where.areas:
            codes.add(reading.where.areas[now].code)
        elif now not in seen and (owner := reading.entities.get(now)) is not None:
            if (named := _named_after(reading, plain(owner.label))) is not None:
                codes.add(named[1])
            queue += reading.owners.get(now, ())
        seen.add(now)
    return _innermost(codes)


def _innermost(codes: Iterable[str]) -> str | None:
    """The one code inside all others; None where two lie beside each other or there is none."""
    found = sorted(codes, key=lambda c: (-len(c.rstrip("0")), c))
    if not found or any(up_to(found[0], _level(c)) != c for c in found[1:]):
        return None
    return found[0]


def _level(code: str) -> int:
    return divisions.load().by_code[code].level


def _dated(reading: Reading, bare: str, scope: str) -> str:
    """An event's scope: names that carry their own year or number recur nowhere, others are of their report's day."""
    report = reading.extraction.report
    if scope and bare not in words.stand_ins() and any(ch.isdigit() for ch in bare):
        return scope
    return f"{scope}|{report.metadata.published}" if scope and report.metadata.published and bare not in words.stand_ins() else report.id


# ---------------------------------------------------------------- people


def _person(reading: Reading, entity: Entity, held: frozenset[Tie]) -> Thing:
    """A person is unique within a body that they serve; without one, within the report."""
    name = plain(entity.label)
    anchor = ties.anchor(held)
    scope = anchor or reading.extraction.report.id
    thing = _made(reading, entity, name, scope, anchor is not None, entity_id("Person", name, scope))
    return replace(thing, ties=held)
