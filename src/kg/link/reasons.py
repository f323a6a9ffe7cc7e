"""Candidates among things other than people, by blocking, and the reasons for and against their being one.

No block is compared pair by pair: a profile looks up its own name in the areas around its scope, its short form in its
city, and its name with each of its members, so the work grows with the number of profiles.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import pairwise, product

from kg import lexicon
from kg.link import words
from kg.link.homes import chain_of, up_to
from kg.link.types import Profile, Reason

_GROUPS = frozenset({"WorkingGroup", "Team", "Association"})
_OFFICIAL = frozenset({"PartyBody", "GovernmentBody", "Legislature", "JudicialBody", "MassOrganisation", "ResidentsCommittee"})
_NOUNED = frozenset({"Project", "Programme"})
#: Types that recognisers take for one another.
_CONFUSED = frozenset({"Organisation", "Place", "Project", "Programme", "Community"})
_SHORTEST = 4
#: How a short form is known, the surest first.
_HOW = ("defined", "core", "trade")
#: Days within which reports tell of one event, and within which a person should say.
_REPORTED, _SEASON = 3, 31

Found = Iterator[tuple[str, str, Reason]]
Index = Mapping[tuple[str, str], list[Profile]]


def of_things(profiles: Iterable[Profile]) -> Found:
    """(left id, right id, reason) for every candidate pair."""
    profiles = list(profiles)
    those = [p for p in profiles if p.type not in ("Person", "Event")]
    index: defaultdict[tuple[str, str], list[Profile]] = defaultdict(list)
    for profile in those:
        index[_name(profile), profile.scope].append(profile)
    yield from _same_scope(index)
    yield from _nested(those, index)
    yield from _other_type(those)
    yield from _short_forms(those)
    yield from _members(those)
    yield from _events(p for p in profiles if p.type == "Event")


def _name(profile: Profile) -> str:
    """The blocking key: type, and the name in its short form."""
    bare = profile.bare
    if profile.type in ("Organisation", "Post"):
        bare = words.shortened(words.area_post(bare) if profile.type == "Post" else bare)
    elif profile.type in _NOUNED:
        bare = _without_noun(bare)
    return f"{profile.type} {bare}"


def _without_noun(name: str) -> str:
    short = next((name.removesuffix(n) for n in sorted(words.listed("class_nouns")) if name.endswith(n)), name)
    return short if len(short) >= _SHORTEST else name


def _same_scope(index: Index) -> Found:
    for (_, scope), group in index.items():
        for left, right in pairwise(group):
            yield left.id, right.id, Reason("same scope and name", f"{left.label} in {scope}", f"{right.label} in {scope}", 1.0)


# ---------------------------------------------------------------- one name in an area and in a part of it


def _nested(those: Iterable[Profile], index: Index) -> Found:
    inside: defaultdict[str, list[tuple[Profile, Profile]]] = defaultdict(list)
    for fine in those:
        name = _name(fine)
        for code in chain_of(fine.scope)[1:]:
            for wide in index.get((name, code), ()):
                inside[wide.id].append((wide, fine))
    for pairs in inside.values():
        alone = len({_name(fine) + fine.scope for _, fine in pairs}) == 1
        for wide, fine in pairs:
            if weight := _nested_weight(wide, fine):
                rule = "same name, its area in the other's" if alone else "same name, several of it in the area"
                yield (
                    wide.id,
                    fine.id,
                    Reason(rule, f"{wide.label} in {wide.scope}", f"{fine.label} in {fine.scope}", weight if alone else 0.5),
                )


def _nested_weight(wide: Profile, fine: Profile) -> float:
    """How much a name says that stands with an area in one report and with a part of that area in another."""
    if wide.type == "Community" or _of_community(wide.bare):
        return 0.9 if up_to(wide.scope, 3) == wide.scope and _county(wide.scope) else 0.5
    if wide.type in ("Area", "Award"):
        return 0.0
    classes = {t.entity.subtype for p in (wide, fine) for t in p.things}
    if wide.type == "Post" or classes & _OFFICIAL or classes & _GROUPS:
        return 0.0 if wide.sure and fine.sure else 0.5
    return 0.5 if words.is_plain(wide.bare) or len(wide.bare) < _SHORTEST else 0.9


def _county(code: str) -> bool:
    return not code.endswith("00") and len(code) == 6


def _of_community(bare: str) -> bool:
    """Whether a body or post is a community's (和平社区党委): its name then says as much as the community's."""
    return _communities().match(bare) is not None


@cache
def _communities() -> re.Pattern[str]:
    kinds = [s for group in lexicon.read_cached("areas")["communities"] for s in group["suffixes"]]
    return re.compile(r".{2,8}?" + lexicon.alternation(kinds) + r".")


def _other_type(those: Iterable[Profile]) -> Found:
    """One name in one area under two types, in different reports: a question, for one of the types may be wrong."""
    index: defaultdict[tuple[str, str], list[Profile]] = defaultdict(list)
    for profile in those:
        if profile.type in _CONFUSED and len(profile.bare) >= _SHORTEST and not words.is_plain(profile.bare):
            index[profile.bare, profile.scope].append(profile)
    for group in index.values():
        for left, right in pairwise(group):
            if left.type != right.type and not _reports(left) & _reports(right):
                yield left.id, right.id, Reason("same scope and name, other type", left.type, right.type, 0.5)


def _reports(profile: Profile) -> set[str]:
    return {t.key[0] for t in profile.things}


# ---------------------------------------------------------------- short forms of companies


def _short_forms(those: Iterable[Profile]) -> Found:
    """A full name and a short one in the same city: as a report defines it, or what is left without place and legal form."""
    bodies = [p for p in those if p.type == "Organisation" and not {t.entity.subtype for t in p.things} & (_OFFICIAL | _GROUPS)]
    full: defaultdict[tuple[str, str], dict[str, tuple[Profile, str]]] = defaultdict(dict)
    for profile in bodies:
        if words.is_registered(profile.bare):
            for key, how in _forms_of(profile):
                full[key].setdefault(profile.id, (profile, how))
    for short in bodies:
        for city in _cities(short):
            known = [m for i, m in sorted(full.get((short.bare, city), {}).items()) if i != short.id]
            best = min((_HOW.index(how) for _, how in known), default=0)
            matches = [(p, how) for p, how in known if how == _HOW[best]]
            for profile, how in matches:
                yield profile.id, short.id, _short_reason(profile, short, how, len(matches))


def _forms_of(profile: Profile) -> Iterator[tuple[tuple[str, str], str]]:
    """(short form, city) and how it is known, the surest first."""
    cores = sorted(words.cores(profile.bare))
    cities = sorted(_cities(profile))
    for thing in profile.things:
        for name in sorted(thing.names - {profile.bare}):
            if 2 <= len(name) < len(profile.bare) and thing.home:
                yield (name, up_to(thing.home[0], 2)), "defined"
    yield from (((core, city), "core") for city in cities for core in cores)
    for core, trade in product(cores, sorted(words.listed("industries"))):
        if core.endswith(trade) and len(core) - len(trade) >= 2:
            yield from (((core.removesuffix(trade), city), "trade") for city in cities)


def _cities(profile: Profile) -> set[str]:
    return {up_to(t.home[0], 2) for t in profile.things if t.home}


def _short_reason(full: Profile, short: Profile, how: str, matches: int) -> Reason:
    rules = {"defined": ("abbreviation of, defined in a report of the city", 0.95), "core": ("abbreviation of, in the same city", 0.9)}
    rule, weight = rules.get(how, ("abbreviation of, without the trade", 0.5))
    if matches > 1:
        return Reason(rule + ", as of others", full.label, short.label, 0.5)
    return Reason(rule, full.label, short.label, weight)


# ---------------------------------------------------------------- events, posts and members


def _events(events: Iterable[Profile]) -> Found:
    """Events of one name in one area whose reports are a few days apart."""
    index: defaultdict[tuple[str, str], list[tuple[date, Profile]]] = defaultdict(list)
    for event in events:
        area, _, said = event.scope.partition("|")
        if said:
            index[event.bare, area].append((date.fromisoformat(said), event))
    for group in index.values():
        for (day, left), (then, right) in pairwise(sorted(group, key=lambda e: (e[0], e[1].id))):
            if (then - day).days <= _SEASON:
                weight = 0.9 if (then - day).days <= _REPORTED else 0.5
                yield left.id, right.id, Reason("same name and area, days apart", day.isoformat(), then.isoformat(), weight)


def of_posts(profiles: Iterable[Profile], canonical: Callable[[str], str]) -> Found:
    """Posts that say the same of one body under two of its names; `canonical` maps bodies to those across reports."""
    named = {p.id: p for p in profiles}
    index: defaultdict[tuple[str, str], list[Profile]] = defaultdict(list)
    for post in (p for p in named.values() if p.type == "Post"):
        for body in sorted(post.bodies & named.keys()):
            index[post.bare.removeprefix(named[body].bare), canonical(body)].append(post)
    for (role, body), group in index.items():
        for left, right in pairwise(group):
            yield left.id, right.id, Reason("same post in the same body", f"{role} in {body}", f"{role} in {body}", 1.0)


def _members(those: Iterable[Profile]) -> Found:
    """Alliances and groups of one name in one city that name the same members."""
    index: defaultdict[tuple[str, str, str], list[Profile]] = defaultdict(list)
    for profile in those:
        for member in profile.members:
            for city in _cities(profile):
                index[_name(profile), city, member].append(profile)
    shared: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    named = {p.id: p for p in those}
    for (_, _, member), group in index.items():
        for left, right in pairwise(group):
            shared[left.id, right.id].add(member)
    for (one, other), both in shared.items():
        weight = 0.9 if len(both) > 1 else 0.5
        yield one, other, Reason("shares members", f"{named[one].label}: {len(both)}", f"{named[other].label}: {len(both)}", weight)
