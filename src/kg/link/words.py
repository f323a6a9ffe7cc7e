"""The words of identity.yaml as sets and as functions on names."""

from functools import cache
from itertools import chain
from typing import Any

from kg import divisions, lexicon
from kg.resolve.ids import folded

#: How far a place's name before another name can reach.
_LONGEST_PLACE = 12


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
    """The province, city or county that a name starts with, by its short or full name; empty where there is none."""
    gazetteer = divisions.load()
    for end in range(min(_LONGEST_PLACE, len(name) - 2), 1, -1):
        head = name[:end]
        if head in gazetteer.by_short or any(d.level < 4 for d in gazetteer.named(head)):
            return head
    return ""


def is_national(name: str) -> bool:
    """Whether a name belongs to one thing in the whole country whatever the report is about."""
    starts, ends = tuple(sorted(listed("national"))), tuple(sorted(listed("national_ends")))
    return name.startswith(starts) or name in listed("national_bodies") or (name.endswith(ends) and len(name) > 3)


@cache
def core(name: str) -> str:
    """A company's own name: without the place before it, a place in brackets, and its legal form."""
    rest = folded(name)
    rest = rest[len(place_before(rest)) :].removeprefix("市").removeprefix("省")
    for form in sorted(listed("legal_forms"), key=lambda f: (-len(f), f)):
        if rest.endswith(form):
            rest = rest.removesuffix(form)
            break
    if rest.endswith(")") and "(" in rest:
        rest = rest[: rest.rindex("(")]
    return rest


def trade_dropped(longer: str, short: str) -> bool:
    """Whether a short form leaves out only words for the trade: 恒远光电科技 and 恒远光电."""
    return longer.startswith(short) and longer[len(short) :] in listed("industries") and len(short) >= 2


def is_plain(bare: str) -> bool:
    """Whether a name is so plain that another place may well have one of its own (实验小学, 党群服务中心)."""
    return bare in stand_ins() or any(bare.startswith(stem) and len(bare) - len(stem) <= 4 for stem in listed("plain_stems"))
