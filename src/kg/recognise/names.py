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
_JOINTS = frozenset("·-—－+&/—暨 ")
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
            if at is not None and not _goes_on(passage, hit) and _spans_head(units, at, hit) and (mention := _grow(passage, units, at, hit, kind)):
                found.append(mention)
    return found


def _goes_on(passage: Passage, hit: re.Match[str]) -> bool:
    """Whether what follows makes the head part of another word (项目经理, 工程队)."""
    return passage.text.startswith(tuple(lexicon.words("names", "not_before")), hit.end())


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
    left = _trim(units, left, first)
    parts = units[left:first]
    own = Unit(Span(units[first].span.start, hit.start()), passage.text[units[first].span.start : hit.start()], units[first].tag)
    if len(own.span):
        parts = [*parts, own]
    if left > 0 and (_counted(units[left - 1]) or _indefinite(passage, units, left)):
        return None
    owner = None
    start = units[left].span.start if kind.type == "Event" else _own_start(units[left])
    if (
        left > 0
        and units[left - 1].tag == "DEIXIS"
        and units[left - 1].span.end == start
        and kind.type in ("Place", "Organisation", "Event", "Award")
    ):
        owner = units[left - 1].mention
    founded = left > 0 and units[left - 1].text in lexicon.words("names", "founding") and units[left - 1].span.end == units[left].span.start
    held = kind.type == "Event" and _is_held(passage, parts, kind, Span(start, hit.end()))
    launched = kind.type == "Programme" and left > 0 and units[left - 1].text in lexicon.words("names", "launching") and _is_mechanism(parts)
    if owner is None and units[left].tag == "AREA" and kind.type in ("Project", "Place", "Event"):
        area = units[left].mention
        inner = area if area is not None and units[left].text.endswith(area.name) and kind.type != "Event" else None
    else:
        inner = None
    if not (_is_name(parts, hit.group(), kind, owner) or held or launched or (founded and _is_founded(parts, kind))):
        return None
    score = 0.9 if any(p.tag in _PROPER for p in parts) else 0.7
    former = start > passage.span.start and passage.text[start - 1] == "原" and kind.type in ("Organisation", "Project")
    name = _clean(passage.text[start - former : hit.end()])
    span = Span(owner.span.start if owner else units[left].span.start - former, hit.end())
    if founded and kind.type == "Place":
        return Mention(span, "Organisation", name, "founded", 0.85, None, owner)
    return Mention(span, "Place" if former and kind.type == "Organisation" else kind.type, name, "head", score, None if former else kind.cls, owner or inner)


def _own_start(unit: Unit) -> int:
    """Where a name begins: at the innermost of the areas that stand before it."""
    area = unit.mention if unit.tag == "AREA" else None
    return area.span.end - len(area.name) if area and area.owner else unit.span.start


def _is_held(passage: Passage, parts: list[Unit], kind: Kind, span: Span) -> bool:
    """An event of a clear kind that the sentence says is held (举行宪法宣誓仪式)."""
    own = sum(len(p.text) for p in parts if p.text not in kind.generic)
    before, after = passage.text[max(passage.span.start, span.start - 5) : span.start], passage.text[span.end : min(passage.span.end, span.end + 16)]
    return own >= 2 and bool(re.search(r"(?:举行|举办|召开|主办|承办|主持|主持召开|参加|出席|列席)(?:了)?$", before) or re.match(r"(?:在[^，。]{1,12})?(?:举行|召开|举办|启动)", after))


def _is_mechanism(parts: list[Unit]) -> bool:
    """A mechanism that is being set up has a name where enough of its words say what it is for."""
    generic = lexicon.words("names", "mechanism_generic")
    return sum(len(p.text) for p in parts if p.text not in generic) >= 4 and sum(len(p.text) for p in parts) >= 5


def _is_founded(parts: list[Unit], kind: Kind) -> bool:
    """A body that is being set up is named by what it does, in general words (成立企业服务办公室)."""
    return kind.type in ("Organisation", "Place") and sum(len(p.text) for p in parts) >= 2


def _clean(name: str) -> str:
    """A name without quotation marks and without the bracket that defines a short form inside it."""
    return re.sub(r"[（(](?:以下|下)?(?:统|简)?称[^（）()]*[）)]|[“”「」『』\"]", "", name).strip()


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
        elif unit.tag == "PAREN" and left >= 2 and units[left - 2].tag == "AREA" and kind.type == "Event":
            return left - 2
        elif unit.tag == "PAREN" and left >= 2 and _makes(units[left - 2], kind, stops, nominal, numerals):
            pass
        elif unit.tag == "AREA" or unit.tag == "BODY" and kind.type == "Event":
            return left - 1
        elif unit.tag == "BODY":
            break
        elif unit.text in _JOINTS and left >= 2:
            pass
        elif (
            unit.tag == "DEIXIS"
            and left >= 2
            and units[left - 2].span.end == unit.span.start
            and units[left - 2].tag in _MAKING | {"QUOTE", "AREA"}
        ):
            pass
        elif not _makes(unit, kind, stops, nominal, numerals) and not _splinter(unit, right, first, left):
            break
        left -= 1
    return left


def _splinter(unit: Unit, right: Unit, first: int, left: int) -> bool:
    """A single character that the tagger split off a coined word (汇｜玉众创空间), right before the head's own word."""
    return unit.tag in ("v", "m", "d", "p") and len(unit.text) == 1 and left == first and right.tag == "n" and unit.text not in _LIGHT


#: Single-character verbs and function words that stand before names on their own.
_LIGHT = frozenset("在是有到建设获达为让把被由从向对与和及等于以将给至赴入进出上下去来看说讲做当任办开成共各每该本")


def _makes(unit: Unit, kind: Kind, stops: frozenset[str], nominal: frozenset[str], numerals: re.Pattern[str]) -> bool:
    """Whether a name of this kind may hold the unit."""
    if unit.tag == "m":
        return bool(numerals.fullmatch(unit.text))
    if unit.tag == "TIME":
        return kind.type == "Event" or unit.text in ("现代", "当代", "未来", "新时代")
    if unit.tag in ("v", "vd"):
        return unit.text in nominal and (unit.text not in stops or kind.type == "Event")
    if unit.text in stops and unit.text not in nominal:
        return False
    return unit.tag in _MAKING or unit.tag in ("QUOTE", "AREA", "BODY")


def _trim(units: list[Unit], left: int, first: int) -> int:
    """The left edge without the verbs, joints and brackets that stand there; a subject and its verb go together (某村建设X项目)."""
    _, _, edge, _, _ = _lists()
    for at in range(first - 1, left, -1):
        agent = units[at - 1].tag in ("AREA", "BODY", "DEIXIS", "PER", "ORG") or lexicon.heads("place").heads & {units[at - 1].text, units[at - 1].text[-2:]}
        if units[at].tag == "v" and units[at].text in edge and agent and at < first - 1:
            left = at + 1
            break
    while left < first:
        unit = units[left]
        splinter = len(unit.text) == 1 and unit.text not in _LIGHT and left == first - 1
        if unit.tag in ("v", "vd", "PAREN", "f", "ad", "u") and not splinter or unit.text in edge or unit.text in _JOINTS or _PHASE.fullmatch(unit.text):
            left += 1
        else:
            break
    return left


def _counted(unit: Unit) -> bool:
    """Whether a number with a counting word stands before (14处, 3个, 一批)."""
    _, _, _, counters, _ = _lists()
    return unit.tag == "m" and any(unit.text.endswith(c) for c in counters) or unit.tag == "r" and unit.text in lexicon.words("names", "determiners")


def _indefinite(passage: Passage, units: list[Unit], left: int) -> bool:
    """Whether the noun phrase began with 一个, 某 or the like (一处计划投资2.1亿元的…项目)."""
    if units[left - 1].text != "的":
        return False
    words = lexicon.words("names", "indefinite")
    for unit in reversed(units[: left - 1]):
        if unit.tag == "w" and unit.text in "，。；,;":
            return False
        if unit.text in words:
            return True
    return False


def _is_name(parts: list[Unit], head: str, kind: Kind, owner: Mention | None) -> bool:
    """Whether what stands before the head makes a name of it."""
    own = [p for p in parts if p.text not in kind.generic and p.tag != "PAREN"]
    if not own:
        return kind.cls in ("WorkingGroup", "Association") and sum(len(p.text) for p in parts) >= 6
    if kind.type == "Programme":
        return any(p.tag == "QUOTE" for p in own) or head in lexicon.words("names", "campaigns") and sum(len(p.text) for p in own) >= 4
    if kind.type == "Event":
        return _is_event(own, parts)
    if kind.cls in ("WorkingGroup", "Association") and sum(len(p.text) for p in parts) >= 4:
        return True
    if all(p.tag in ("AREA", "BODY") for p in own):
        if kind.type == "Project":
            return own[0].mention is not None and own[0].mention.type == "Community"
        if kind.cls in ("School", "Hospital"):
            return True
        return kind.type in ("Place", "Organisation") and len(head) + sum(len(p.text) for p in parts if p.tag not in ("AREA", "BODY")) >= 3
    if any(p.tag in _PROPER or _LATIN.search(p.text) or _ROAD.match(p.text) for p in own):
        return True
    least = 2 if owner is not None else kind.least - (len(head) >= 4)
    return sum(len(p.text) for p in own) >= least or kind.type == "Place" and sum(len(p.text) for p in parts) >= 6


def _is_event(own: list[Unit], parts: list[Unit]) -> bool:
    """An event needs a host, an ordinal, a date or a quoted name."""
    if own[-1].text + "节" in lexicon.words("names", "not_festivals"):
        return False
    return any(p.tag in ("QUOTE", "AREA", "TIME", "BODY", "LOC", "ORG") or p.text.startswith(("第", "首届")) for p in own)
