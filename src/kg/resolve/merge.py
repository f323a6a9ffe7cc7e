"""Names of one thing within a report: a quoted core and its class noun, a short form at the end of a longer name."""

import re
from collections import defaultdict
from collections.abc import Iterable

from kg import divisions, lexicon
from kg.model import Mention, Report
from kg.resolve.ids import folded
from kg.resolve.keys import Key

_CORE = re.compile(r"[“「『]([^“”「」『』]{2,20})[”」』]")
_MERGED = frozenset({"Organisation", "Project", "Programme", "Event", "Place"})


def aliases(report: Report, keys: dict[Mention, Key]) -> dict[tuple[str, str], tuple[str, str]]:
    """Key → the key of the same thing's fullest name, where two names are sure to be one thing."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    groups: dict[str, set[Key]] = defaultdict(set)
    for key in keys.values():
        if key.type in _MERGED:
            groups[key.type].add(key)
    found |= _governing({k for k in keys.values() if k.type == "Post"})
    cores = _cores(report, keys)
    for kind in sorted(groups):
        for key in sorted(groups[kind], key=lambda k: k.label):
            longer = _fuller(key, groups[kind], cores)
            if longer is not None:
                found[key.same()] = longer.same()
    return {short: _end(found, short) for short in found}


def _governing(posts: set[Key]) -> dict[tuple[str, str], tuple[str, str]]:
    """某区副区长 → 某区人民政府副区长, where the report says the latter: one post, in the government."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for key in posts:
        for government in lexicon.read_cached("identity")["governments"]:
            short = key.label.replace(government, "", 1)
            if government in key.label:
                found |= {p.same(): key.same() for p in posts if p.label == short}
    return found


def _end(found: dict[tuple[str, str], tuple[str, str]], start: tuple[str, str]) -> tuple[str, str]:
    """Follow merges to their end; a name never merges into a shorter one, so this ends."""
    while start in found:
        start = found[start]
    return start


def _cores(report: Report, keys: dict[Mention, Key]) -> dict[Key, str]:
    """The quoted part of each name that holds one."""
    found: dict[Key, str] = {}
    for mention, key in keys.items():
        if hit := _CORE.search(mention.span.of(report.text)):
            found.setdefault(key, folded(hit.group(1)))
    return found


def _fuller(key: Key, group: Iterable[Key], cores: dict[Key, str]) -> Key | None:
    """The one longer name of the same thing, if there is exactly one."""
    name = folded(key.label)
    fits = [
        k
        for k in group
        if len(k.label) > len(key.label)
        and (
            cores.get(k) == name
            or _is_tail(name, k, key)
            or _with_noun(name, folded(k.label))
            or _is_firm(name, k)
            or (key.type == "Organisation" and _short(name) == _short(folded(k.label)))
        )
    ]
    return fits[0] if len({k.same() for k in fits}) == 1 else None


def _short(name: str) -> str:
    """A body's name with its organ in the usual short form (人民政府 → 政府)."""
    for long, short in lexicon.read_cached("bodies")["synonyms"].items():
        name = name.replace(long, short or "")
    return name


def _is_tail(name: str, longer: Key, key: Key) -> bool:
    """滨江支行 of 某银行滨江支行: the short form of a body ends the long one, and is no bare kind."""
    tail = (
        key.type in ("Organisation", "Event", "Place")
        and folded(longer.label).endswith(name)
        and len(name) >= {"Place": 5, "Event": 3}.get(key.type, 4)
    )
    return tail and (key.subtype == longer.subtype or key.subtype is None)


def _is_firm(name: str, longer: Key) -> bool:
    """华泰纺织 or 华泰公司 of 某省华泰纺织股份有限公司: a firm's own words, without its seat and its form."""
    firm = longer.type == "Organisation" and longer.label.endswith(("有限公司", "有限责任公司", "集团", "合作社", "分公司"))
    whole = folded(longer.label)
    brand = re.sub("(?:公司|集团)$", "", name)
    at = whole.find(brand)
    branded = brand != name and len(brand) >= 2 and (at == 0 or whole[: max(at, 0)].rstrip("省市") in divisions.load().by_short)
    return firm and ((len(name) >= 4 and name in whole and not whole.endswith(name)) or branded)


def _with_noun(name: str, longer: str) -> bool:
    """石墨烯滤芯 and 石墨烯滤芯项目: the longer name adds only a class noun."""
    return longer.startswith(name) and longer[len(name) :] in _class_nouns()


def _class_nouns() -> frozenset[str]:
    return lexicon.heads("project").heads | lexicon.heads("programme").heads
