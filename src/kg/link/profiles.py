"""Things of one id as one profile; namesakes far apart in time, and those that people part, get ids of their own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.link.types import Key, Profile, Thing
from kg.resolve.ids import entity_id

#: Years without a word of them after which a person of that name in that body is taken for another.
TENURE = 15


def profiles(things: Iterable[Thing], parted: Mapping[Key, str]) -> dict[str, Profile]:
    """Profiles by id. `parted` gives things that a correction keeps apart a mark that goes into their id."""
    groups: defaultdict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        groups[thing.id].append(_marked(thing, parted[thing.key]) if thing.key in parted else thing)
    found: defaultdict[str, list[Thing]] = defaultdict(list)
    for group in groups.values():
        for thing in _by_time(group):
            found[thing.id].append(thing)
    return {i: Profile(i, tuple(sorted(found[i], key=lambda t: t.key))) for i in sorted(found)}


def _marked(thing: Thing, mark: str) -> Thing:
    return replace(thing, id=entity_id(thing.entity.type, thing.bare, f"{thing.scope}|{mark}"))


def _by_time(group: list[Thing]) -> list[Thing]:
    """People: a long silence starts another person, whose id holds the year."""
    if group[0].entity.type != "Person" or len({t.day[:4] for t in group}) == 1:
        return group
    found, year, mark = [], 0, ""
    for thing in sorted(group, key=lambda t: (t.day, t.key)):
        now = int(thing.day[:4]) if thing.day[:4].isdigit() else 0
        if year and now - year > TENURE:
            mark = thing.day[:4]
        found.append(_marked(thing, mark) if mark else thing)
        year = now
    return found
