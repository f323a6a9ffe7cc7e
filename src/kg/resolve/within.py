"""From mentions and relations to the entities and facts of one report."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg import divisions, ontology
from kg.model import Entity, Evidence, Extraction, Fact, Mention, Report, Span, Statistic, Status, cite
from kg.relations import Relations
from kg.resolve.ids import entity_id, folded
from kg.resolve.keys import Key
from kg.resolve.merge import aliases
from kg.resolve.places import Places, in_script

#: Types whose names are kept apart by the area that the report is at home in.
_SCOPED = frozenset({"Person", "Place", "Project", "Programme", "Event", "Community"})
_SCOPED_CLASSES = frozenset({"WorkingGroup", "Team", "Association", "School", "Hospital"})


@dataclass(frozen=True, slots=True)
class Things:
    """The report's things: mention → entity id, and the entities."""

    ids: dict[Mention, str]
    entities: dict[str, Entity]


def assemble(report: Report, keys: dict[Mention, Key], relations: Relations, places: Places) -> Extraction:
    """The report's extraction: entities that are named, facts between them, enclosing areas added."""
    things = _things(report, keys, places)
    facts = _facts(relations, things)
    for subject, obj, evidence in (*_enclosing(report, keys, things), *_settled(report, keys, things, places)):
        facts.setdefault((subject, "partOf", obj, None), []).append(evidence)
    return Extraction(
        report,
        tuple(things.entities[i] for i in sorted(things.entities)),
        tuple(Fact(s, p, o, _distinct(e), v) for (s, p, o, v), e in sorted(facts.items(), key=lambda f: tuple(map(str, f[0])))),
        _statuses(relations, things),
        _statistics(relations, things),
        report.warnings,
    )


def _distinct(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(set(evidence), key=lambda e: (e.report, e.span, e.rule, -e.score)))


def _things(report: Report, keys: dict[Mention, Key], places: Places) -> Things:
    merged = aliases(report, keys)
    groups: dict[tuple[str, str], list[tuple[Mention, Key]]] = defaultdict(list)
    for mention, key in keys.items():
        groups[merged.get(key.same(), key.same())].append((mention, key))
    home = next((d.name for d in places.home if d.level <= 3), "")
    leaning: dict[Mention, list[Span]] = defaultdict(list)
    for mention in keys:
        if mention.owner is not None and len(mention.span):
            leaning[mention.owner].append(mention.span)
    ids: dict[Mention, str] = {}
    entities: dict[str, Entity] = {}
    for same, members in groups.items():
        entity = _entity(report, same, members, home, leaning)
        entities[entity.id] = entity
        ids |= {m: entity.id for m, _ in members}
    return Things(ids, entities)


def _entity(
    report: Report, same: tuple[str, str], members: list[tuple[Mention, Key]], home: str, leaning: dict[Mention, list[Span]]
) -> Entity:
    lead = max((k for _, k in members if k.same() == same), key=lambda k: (k.subtype is not None, k.label))
    subtype = Counter(k.subtype for _, k in members if k.subtype).most_common()
    label = lead.label if lead.division is None else _area_label(lead.division, in_script(report, lead.label))
    scope = lead.division or (home if lead.type in _SCOPED or (lead.subtype or "") in _SCOPED_CLASSES else "")
    surface = {m.span.of(report.text) for m, _ in members if len(m.span) and (not m.deictic or m.type == "Person")}
    others = {folded(n) for n in surface | {k.label for _, k in members}} - {folded(label), ""}
    links = (("divisionCode", lead.division),) if lead.division else ()
    spans = sorted({s for m, _ in members for s in _spans(m, leaning)})
    kind = min(subtype, key=lambda s: (-s[1], s[0]))[0] if subtype else None
    return Entity(
        entity_id(lead.type, label, scope),
        lead.type,
        folded(label),
        kind if kind in ontology.load().parents else None,
        tuple(sorted(others)),
        scope or None,
        links,
        tuple((report.id, s) for s in spans),
    )


def _spans(mention: Mention, leaning: dict[Mention, list[Span]]) -> list[Span]:
    """Where a mention stands; an owner that the text leaves out stands where the names that lean on it do."""
    return [mention.span] if len(mention.span) else leaning.get(mention, [])


def _area_label(code: str, name: str) -> str:
    """An area's own name as the report writes it; with its city's where several districts share it (枣庄市市中区)."""
    gazetteer = divisions.load()
    division = gazetteer.by_code[code]
    twins = [d for d in gazetteer.named(division.name) if d.level <= 3]
    parent = gazetteer.by_code.get(division.parent)
    return parent.name + name if len(twins) > 1 and division.level == 3 and parent else name


Triple = tuple[str, str, str | None, str | None]


def _facts(relations: Relations, things: Things) -> dict[Triple, list[Evidence]]:
    """Relations whose ends are known and whose types the ontology admits; nothing relates to itself."""
    onto = ontology.load()
    facts: dict[Triple, list[Evidence]] = defaultdict(list)
    for relation in relations.facts:
        subject = things.ids.get(relation.subject)
        obj = things.ids.get(relation.object) if isinstance(relation.object, Mention) else None
        value = relation.object if isinstance(relation.object, str) else None
        if subject is None or (obj is None) == (value is None) or subject == obj:
            continue
        kind = things.entities[obj].type if obj else None
        if not onto.allows(relation.predicate, things.entities[subject].type, kind):
            continue
        if obj and onto.properties[relation.predicate].symmetric and obj < subject:
            subject, obj = obj, subject
        facts[subject, relation.predicate, obj, value].append(relation.evidence)
    seated = {s for s, p, o, _ in facts if p == "postIn" and o and things.entities[o].type == "Organisation"}
    doubled = [f for f in facts if f[1] == "postIn" and f[0] in seated and f[2] and things.entities[f[2]].type == "Area"]
    for fact in doubled:  # a post in the government of an area isn't in the area as well
        del facts[fact]
    return facts


def _enclosing(report: Report, keys: dict[Mention, Key], things: Things) -> Iterable[tuple[str, str, Evidence]]:
    """partOf from each area to the next that encloses it, up to the province; areas that the report doesn't name are added."""
    gazetteer = divisions.load()
    first: dict[str, Mention] = {}
    for mention, key in sorted(keys.items(), key=lambda x: x[0].span):
        if key.division and len(mention.span):
            first.setdefault(key.division, mention)
    ids = {k.division: things.ids[m] for m, k in keys.items() if k.division}
    for code, mention in sorted(first.items()):
        evidence = cite(report, mention.span, "division-table", 0.97)
        inner = ids[code]
        for division in gazetteer.chain(gazetteer.by_code[code])[1:]:
            if division.code not in ids:
                entity = _entity(
                    report,
                    ("Area", division.code),
                    [(Mention(Span(0, 0), "Area", division.name, "table"), Key("Area", division.name, division.cls, division.code))],
                    "",
                    {},
                )
                things.entities[entity.id] = Entity(
                    entity.id, "Area", entity.label, entity.subtype, (), entity.scope, entity.links, ((report.id, mention.span),)
                )
                ids[division.code] = entity.id
            yield inner, ids[division.code], evidence
            inner = ids[division.code]


def _settled(report: Report, keys: dict[Mention, Key], things: Things, places: Places) -> Iterable[tuple[str, str, Evidence]]:
    """partOf of communities and zones whose names leave their area out: the report's own town; the area in the zone's name."""
    areas = {k.label: things.ids[m] for m, k in keys.items() if k.type == "Area" and k.division}
    home = next((areas[d.name] for d in places.home if d.level == 4 and d.name in areas), None) or _beyond_table(keys, things)
    placed = {k for m, k in keys.items() if m.owner is not None and m.owner in keys}
    for mention, key in sorted(keys.items(), key=lambda x: x[0].span):
        if not len(mention.span) or mention.deictic or key in placed:
            continue
        estate = key.subtype == "HousingEstate" and not key.label.endswith("邨")  # where a block of flats lies, is for the report to say
        if key.type == "Community" and not estate and home is not None:
            yield things.ids[mention], home, cite(report, mention.span, "home-area", 0.75)
        elif key.subtype == "DevelopmentZone":
            inner = [n for n in areas if key.label.startswith((n, divisions.short_name(n), n[:-1])) and len(n) > 2]
            if inner:
                yield things.ids[mention], areas[max(inner, key=lambda n: (len(n), n))], cite(report, mention.span, "zone-name", 0.8)


def _beyond_table(keys: dict[Mention, Key], things: Things) -> str | None:
    """The town or district that a report on a place beyond the division table names most (潮州鎮, 深水埗區)."""
    local = {m: k for m, k in keys.items() if k.type == "Area" and not k.division and k.subtype in ("Town", "District")}
    named = Counter(things.ids[m] for m in local)
    towns = {things.ids[m] for m, k in local.items() if k.subtype == "Town" and named[things.ids[m]] > 1}
    named = Counter({i: n for i, n in named.items() if i in towns}) or named
    linked = any(k.division and len(m.span) for m, k in keys.items() if k.subtype in ("District", "Subdistrict", "Town"))
    return min(named, key=lambda i: (-named[i], i), default=None) if not linked else None


def _statuses(relations: Relations, things: Things) -> tuple[Status, ...]:
    """One status per thing and state: the dated ones win over the undated."""
    found: dict[tuple[str, str], dict[str | None, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    for status in relations.statuses:
        if (about := things.ids.get(status.about)) and things.entities[about].type in ("Project", "Place", "Programme"):
            found[about, status.state][status.date].append(status.evidence)
    out = []
    for (about, state), dates in sorted(found.items()):
        known: list[str | None] = [d for d in dates if d] or [None]
        evidence = [e for d in dates for e in dates[d] if d in known]
        out += [Status(about, state, d, _distinct(dates[d] if d else evidence)) for d in sorted(known, key=str)]
    return tuple(out)


def _statistics(relations: Relations, things: Things) -> tuple[Statistic, ...]:
    """One statistic per thing, value, unit: the same figure in subhead and body counts once."""
    found: dict[tuple[str, str, str], list[tuple[str, bool, Evidence]]] = defaultdict(list)
    values = {}
    for stat in relations.statistics:
        if about := things.ids.get(stat.about):
            key = (about, str(stat.value), stat.unit)
            values[key] = stat.value
            found[key].append((stat.measure, stat.approximate, stat.evidence))
    return tuple(
        Statistic(k[0], values[k], k[2], rows[0][0], any(r[1] for r in rows), _distinct(r[2] for r in rows))
        for k, rows in sorted(found.items())
    )
