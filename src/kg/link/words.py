"""The words of identity.yaml as sets and as functions on names."""

import re
from collections import Counter
from functools import cache
from itertools import chain
from typing import Any

from kg import divisions, lexicon
from kg.resolve.ids import folded

#: How far a place's name before another name can reach.
_LONGEST_PLACE = 12
_ROAD = re.compile("[东西南北中]?[路街道巷里]")


def data() -> dict[str, Any]:
    """The file as it stands."""
    return lexicon.read_cached("identity")


@cache
def listed(field: str) -> frozenset[str]:
    """One plain list of the file."""
    return frozenset(data()[field])


@cache
def stand_ins() -> frozenset[str]:
    """Words that stand for a thing and name none (街道, 该社区, 会议)."""
    groups = lexicon.read_cached("areas")["deictics"]
    words = set(chain.from_iterable(g["words"] for g in groups)) | listed("generic")
    for section in lexicon.read_cached("names").values():
        if isinstance(section, dict):
            words |= set(section.get("deictics", ())) | set(section.get("heads", ()))
    for organ in lexicon.read_cached("bodies")["organs"]:
        words |= set(organ["forms"])
    return frozenset(words)


@cache
def _forms() -> tuple[tuple[str, str], ...]:
    """(long form, short form) of parts of bodies' names, longest first."""
    pairs = [(long, short) for short, longs in data()["body_forms"].items() for long in longs]
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p)))


def shortened(name: str) -> str:
    """A body's name in its usual short form: 发展和改革局 is 发改局."""
    for long, short in _forms():
        if long in name:
            name = name.replace(long, short)
    return name


def area_post(name: str) -> str:
    """A post of an area without its government: 人民政府副区长 is 副区长."""
    for government in sorted(listed("governments"), key=len, reverse=True):
        if name.removeprefix(government) in lexicon.words("posts", "area"):
            return name.removeprefix(government)
    return name


def is_registered(name: str) -> bool:
    """Whether a company's name is the full one it is registered under."""
    return name.endswith(tuple(listed("legal_forms")))


def place_before(name: str) -> str:
    """The province, city or county that a name starts with, by its short or full name; empty where there is none.

    A road that is called after a place (山东路小学) is none; nor is a county's short name that several counties have.
    """
    gazetteer = divisions.load()
    for end in range(min(_LONGEST_PLACE, len(name) - 2), 1, -1):
        head = name[:end]
        if head in gazetteer.by_short or head in _counties() or any(d.level < 4 for d in gazetteer.named(head)):
            return "" if _ROAD.match(name, end) else head
    return ""


def city_before(name: str) -> tuple[str, str] | None:
    """The code of the province or city that a name starts with, and the rest of the name."""
    gazetteer, head = divisions.load(), place_before(name)
    found = gazetteer.by_short.get(head) or next((d for d in gazetteer.named(head) if d.level < 3), None)
    return (found.code, name[len(head) :]) if found else None


@cache
def _counties() -> frozenset[str]:
    """Short names that one county only has."""
    votes = Counter(d.name[:-1] for d in divisions.load().by_code.values() if d.level == 3)
    return frozenset(n for n, count in votes.items() if count == 1 and len(n) > 1)


def is_national(name: str) -> bool:
    """Whether a name belongs to one thing in the whole country whatever the report is about."""
    starts, ends = tuple(sorted(listed("national"))), tuple(sorted(listed("national_ends")))
    return name.startswith(starts) or name in listed("national_bodies") or (name.endswith(ends) and len(name) > 3)


@cache
def cores(name: str) -> frozenset[str]:
    """A company's own name, without legal form and a place in brackets: with what may be a place before it, and without."""
    rest = folded(name)
    form = next((f for f in sorted(listed("legal_forms"), key=lambda f: (-len(f), f)) if rest.endswith(f)), "")
    rest = rest.removesuffix(form)
    if rest.endswith(")") and "(" in rest:
        rest = rest[: rest.rindex("(")]
    bare = rest[len(place_before(rest)) :].removeprefix("市").removeprefix("省")
    return frozenset(n for n in (rest, bare) if len(n) > 1)


def is_plain(bare: str) -> bool:
    """Whether a name is so plain that another place may well have one of its own (实验小学, 党群服务中心)."""
    return bare in stand_ins() or any(bare.startswith(stem) and len(bare) - len(stem) <= 4 for stem in listed("plain_stems"))
