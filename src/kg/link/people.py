"""Candidates among people, and the reasons for and against their being one: posts, bodies and careers, never the name alone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, pairwise

from kg.link.homes import up_to
from kg.link.profiles import TENURE
from kg.link.types import Profile, Reason, Tie

#: Larger blocks of one name in one body are compared neighbour by neighbour: they chain to the same end.
_ALL_PAIRS = 30
#: How many namesakes of one county are asked about pair by pair.
_ASKED = 5
UNFIT = ", at times that don't fit"

Found = Iterator[tuple[str, str, Reason]]


def of_people(profiles: Iterable[Profile], canonical: Callable[[str], str]) -> Found:
    """(left id, right id, reason). `canonical` maps ids of bodies and posts to those that hold across reports."""
    people = [p for p in profiles if p.type == "Person"]
    index: defaultdict[tuple[str, str], list[Profile]] = defaultdict(list)
    held = {p.id: _held(p, canonical) for p in people}
    for person in people:
        for what in held[person.id]:
            index[person.bare, what].append(person)
    for (_, what), group in index.items():
        for left, right in _pairs(group):
            yield from _linked(left, right, what, held[left.id][what], held[right.id][what])
    yield from _namesakes(people)


def _held(person: Profile, canonical: Callable[[str], str]) -> dict[str, set[tuple[str, str]]]:
    """Post, body or group → (current, former or other; day of the report) of each tie to it."""
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for thing in person.things:
        for tie in thing.ties:
            for what in _ends(tie):
                found[canonical(what)].add((tie.kind, thing.day))
    return found


def _ends(tie: Tie) -> tuple[str, ...]:
    return (tie.what, tie.body) if tie.body else (tie.what,)


def _pairs(group: list[Profile]) -> Iterable[tuple[Profile, Profile]]:
    return combinations(group, 2) if len(group) <= _ALL_PAIRS else pairwise(group)


def _linked(left: Profile, right: Profile, what: str, one: set[tuple[str, str]], other: set[tuple[str, str]]) -> Found:
    kinds = {k for k, _ in one}, {k for k, _ in other}
    career = "former" in kinds[0] ^ kinds[1]
    rule = "career" if career else "same post or body"
    said = (f"{left.bare}: {_said(one)}", f"{right.bare}: {_said(other)}")
    if _compatible(one, other):
        yield left.id, right.id, Reason(rule, f"{said[0]} {what}", f"{said[1]} {what}", _weight(career, kinds))
    else:
        yield left.id, right.id, Reason(rule + UNFIT, f"{said[0]} {what}", f"{said[1]} {what}", 0.5)


def _weight(career: bool, kinds: tuple[set[str], set[str]]) -> float:
    """A holder and a former holder say more of one another than two former ones."""
    return 0.92 if career else 0.85 if "former" in kinds[0] & kinds[1] else 0.9


def _said(ties: set[tuple[str, str]]) -> str:
    return ", ".join(f"{kind} {day}".strip() for kind, day in sorted(ties))


def _compatible(one: set[tuple[str, str]], other: set[tuple[str, str]]) -> bool:
    """Whether one person can hold both: not decades apart, and nobody is a former holder before holding."""
    return any(_fits(a, b) for a in one for b in other)


def _fits(a: tuple[str, str], b: tuple[str, str]) -> bool:
    (kind, day), (other, then) = a, b
    if not (day[:4].isdigit() and then[:4].isdigit()):
        return True
    if abs(int(day[:4]) - int(then[:4])) > TENURE:
        return False
    if kind == "former" and other == "current":
        return then <= day
    return day <= then if kind == "current" and other == "former" else True


def _namesakes(people: Iterable[Profile]) -> Found:
    """People of one name in reports of one county, for a person to decide."""
    index: defaultdict[tuple[str, str], list[Profile]] = defaultdict(list)
    for person in people:
        for home in sorted({up_to(t.home[0], 3) for t in person.things if t.home}):
            index[person.bare, home].append(person)
    for (name, home), group in index.items():
        for left, right in combinations(group, 2) if len(group) <= _ASKED else pairwise(group):
            yield left.id, right.id, Reason("same name, reports of one county", f"{name} in {home}", f"{name} in {home}", 0.4)
