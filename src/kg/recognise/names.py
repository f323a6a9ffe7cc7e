"""Names built on a head noun: companies, schools, projects, places, programmes, events.

From the head (项目, 有限公司, 公园) the name grows to the left over words that names are made of, as far as they go; verbs and
adjectives at its left edge fall off again. What remains is a name if it holds something of its own: a place, a quoted or
coined word, a number, or enough words that aren't general ones (重点项目 is a kind, 电驱壳体项目 a name).
"""

import re
from dataclasses import dataclass
from functools import cache

from kg import lexicon
from kg.model import Mention, Span
from kg.recognise.tokens import Passage
from kg.recognise.units import Unit

_MAKING = frozenset({"n", "nz", "nw", "vn", "an", "a", "LOC", "ORG", "PER", "f", "s", "nr", "q", "xc", "j", "b", "l", "i", "ad"})
_PROPER = frozenset({"LOC", "ORG", "PER", "nz", "nw", "AREA", "QUOTE", "BODY"})
_WHOLE = frozenset({"QUOTE", "PAREN", "AREA", "DEIXIS", "w"})
_JOINTS = frozenset("·-—－+&/—Mini ")
_PHASE = re.compile(r"[一二三四五六七八九十]期")
_LATIN = re.compile(r"[A-Za-z0-9]")
_ROAD = re.compile(r".{1,4}(?:路|街|巷|大道|里|山|河|湖|江|桥|门|湾|岛|苑|庄)$")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of name: its type and class, heads, and the words that name nothing. `least`: own characters that a name needs."""

    type: str
    cls: str | None
    heads: re.Pattern[str]
    generic: frozenset[str]
    least: int


@cache
def _kinds() -> tuple[Kind, ...]:
    bodies = lexicon.read_cached("bodies")
    generic = frozenset(bodies["generic_modifiers"])
    kinds = [Kind("Organisation", r["class"], lexicon.compiled(r["words"]), generic, 2) for r in bodies["heads"]]
    least = {"Project": 4, "Place": 3, "Programme": 4, "Event": 4}
    for section in ("event", "project", "place", "programme"):
        heads = lexicon.heads(section)
        kinds.append(Kind(heads.type, None, lexicon.compiled(heads.heads), heads.generic, least[heads.type]))
    return tuple(kinds)


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str], re.Pattern[str]]:
    get = lexicon.words
    numerals = re.compile(lexicon.read_cached("names")["numerals"])
    return get("names", "stops"), get("names", "nominal_verbs"), get("names", "edge_verbs"), get("names", "counters"), numerals


def names(passage: Passage, units: list[Unit]) -> list[Mention]:
    """Every name that ends in a head noun of some kind, in the sentence."""
    ends = {u.span.end: n for n, u in enumerate(units)}
    found = []
    for kind in _kinds():
        for hit in kind.heads.finditer(passage.text, passage.span.start, passage.span.end):
            at = ends.get(hit.end())
            if at is not None and _spans_head(units, at, hit) and (mention := _grow(passage, units, at, hit, kind)):
                found.append(mention)
    return found


def _spans_head(units: list[Unit], at: int, hit: re.Match[str]) -> bool:
    """Whether the head is made of whole words (有限 公司)."""
    while units[at].tag not in _WHOLE and units[at].span.start > hit.start() and at > 0:
        at -= 1
    inside_verb = units[at].tag == "v" and units[at].span.start < hit.start()
    return units[at].tag not in _WHOLE and not inside_verb


def _grow(passage: Passage, units: list[Unit], at: int, hit: re.Match[str], kind: Kind) -> Mention | None:
    """The name that ends in this head, or None where it is only a kind of thing."""
    first = at
    while units[first].span.start > hit.start():
        first -= 1
    left = _leftmost(units, first, kind)
    left = _trim(units, left, first, kind)
    if left is None:
        return None
    parts = units[left:first]
    own = Unit(Span(units[first].span.start, hit.start()), passage.text[units[first].span.start : hit.start()], units[first].tag)
    if len(own.span):
        parts = [*parts, own]
    if left > 0 and _counted(units[left - 1]):
        return None
    owner = None
    start = units[left].span.start
    if (
        left > 0
        and units[left - 1].tag == "DEIXIS"
        and units[left - 1].span.end == start
        and kind.type in ("Place", "Organisation", "Event", "Award")
    ):
        owner = units[left - 1].mention
    if parts and parts[0].tag in ("AREA", "BODY") and len(parts) > 1 and parts[0].mention and kind.type == "Place":
        owner, parts, start = None, parts, start
    if not _is_name(parts, hit.group(), kind, owner):
        return None
    score = 0.9 if any(p.tag in _PROPER for p in parts) else 0.7
    name = _clean(passage.text[start : hit.end()])
    span = Span(owner.span.start if owner else start, hit.end())
    return Mention(span, kind.type, name, "head", score, kind.cls, owner)


def _clean(name: str) -> str:
    return re.sub(r"[“”「」『』\"]", "", name).strip()


def _leftmost(units: list[Unit], first: int, kind: Kind) -> int:
    """Index of the furthest unit to the left that can belong to the name."""
    stops, nominal, _, _, numerals = _lists()
    left, quoted, length = first, False, 0
    while left > 0:
        unit, right = units[left - 1], units[left]
        length += len(unit.span)
        if unit.span.end != right.span.start or length > 36:
            break
        if unit.tag == "QUOTE" and not quoted:
            quoted = True
        elif unit.tag == "PAREN" and left >= 2 and _makes(units[left - 2], kind, stops, nominal, numerals):
            pass
        elif unit.tag in ("AREA", "BODY"):
            return left - 1
        elif unit.text in _JOINTS and left >= 2:
            pass
        elif (
            unit.tag == "DEIXIS"
            and left >= 2
            and units[left - 2].span.end == unit.span.start
            and units[left - 2].tag in _MAKING | {"QUOTE"}
        ):
            pass
        elif not _makes(unit, kind, stops, nominal, numerals):
            break
        left -= 1
    return left


def _makes(unit: Unit, kind: Kind, stops: frozenset[str], nominal: frozenset[str], numerals: re.Pattern[str]) -> bool:
    """Whether a name of this kind may hold the unit."""
    if unit.tag == "m":
        return bool(numerals.fullmatch(unit.text))
    if unit.tag == "TIME":
        return kind.type == "Event"
    if unit.tag in ("v", "vd"):
        return unit.text in nominal
    if unit.text in stops and unit.text not in nominal:
        return False
    return unit.tag in _MAKING or unit.tag in ("QUOTE", "AREA", "BODY")


def _trim(units: list[Unit], left: int, first: int, kind: Kind) -> int | None:
    """The left edge without the verbs, joints and brackets that stand there."""
    _, _, edge, _, _ = _lists()
    while left < first:
        unit = units[left]
        if unit.tag in ("v", "vd", "PAREN", "f", "ad", "u") or unit.text in edge or unit.text in _JOINTS or _PHASE.fullmatch(unit.text):
            left += 1
        else:
            break
    return left


def _counted(unit: Unit) -> bool:
    """Whether a number with a counting word stands before (14处, 3个, 一批)."""
    _, _, _, counters, _ = _lists()
    return unit.tag == "m" and any(unit.text.endswith(c) for c in counters) or unit.tag == "r"


def _is_name(parts: list[Unit], head: str, kind: Kind, owner: Mention | None) -> bool:
    """Whether what stands before the head makes a name of it."""
    own = [p for p in parts if p.text not in kind.generic and p.tag != "PAREN"]
    if not own:
        return False
    if kind.type == "Programme":
        return any(p.tag == "QUOTE" for p in own)
    if kind.type == "Event":
        return _is_event(own, parts)
    if all(p.tag in ("AREA", "BODY") for p in own):
        return kind.type in ("Place", "Organisation") and len(head) + sum(len(p.text) for p in parts if p.tag not in ("AREA", "BODY")) >= 3
    if any(p.tag in _PROPER or _LATIN.search(p.text) or _ROAD.match(p.text) for p in own):
        return True
    return sum(len(p.text) for p in own) >= kind.least


def _is_event(own: list[Unit], parts: list[Unit]) -> bool:
    """An event needs a host, an ordinal, a date or a quoted name."""
    return any(p.tag in ("QUOTE", "AREA", "TIME") or p.tag == "BODY" or p.text.startswith("第") for p in own) and len(parts) >= 1
