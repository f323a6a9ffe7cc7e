"""Names built on a head noun: companies, schools, projects, places, programmes, events.

From the head (项目, 有限公司, 公园) the name grows to the left over words that names are made of, as far as they go; verbs and
adjectives at its left edge fall off again. Whether what remains is a name is for `naming` to say.
"""

import re
from collections.abc import Iterator
from functools import cache

from kg import divisions, lexicon
from kg.model import Mention, Span
from kg.recognise.made import leans_on, made, own_start
from kg.recognise.naming import Candidate, Kind, is_name, kinds
from kg.recognise.units import Unit
from kg.tokens import Passage

_MAKING = frozenset({"n", "nz", "nw", "vn", "an", "a", "LOC", "ORG", "PER", "f", "s", "nr", "q", "xc", "j", "b", "l", "i", "ad"})
_WHOLE = frozenset({"QUOTE", "PAREN", "AREA", "DEIXIS", "w"})
_JOINTS = frozenset("·-—－+&/暨 ")
_PHASE = re.compile(r"[一二三四五六七八九十]期")


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str], re.Pattern[str]]:
    get = lexicon.words
    numerals = re.compile(lexicon.read_cached("names")["numerals"])
    return get("names", "stops"), get("names", "nominal_verbs"), get("names", "edge_verbs"), get("names", "counters"), numerals


def names(passage: Passage, units: list[Unit]) -> list[Mention]:
    """Every name that ends in a head noun of some kind, in the sentence."""
    ends = {u.span.end: n for n, u in enumerate(units)}
    found = []
    places = {h.end(): h.start() for k in kinds() if k.type == "Place" for h, _ in _heads(passage, ends, k)}
    for kind in kinds():
        for hit, at in _heads(passage, ends, kind):
            if kind.type == "Organisation" and places.get(hit.end(), hit.start()) < hit.start():
                continue  # 污水处理厂 is a place, though 厂 is a firm
            if not _goes_on(passage, hit, kind) and _spans_head(units, at, hit) and (mention := _grow(passage, units, at, hit, kind)):
                found.append(mention)
    return found


def _heads(passage: Passage, ends: dict[int, int], kind: Kind) -> Iterator[tuple[re.Match[str], int]]:
    """Where the sentence has a head of this kind that ends with a word, and that word's index (第一|中学, not 第|一中|学)."""
    position = passage.span.start
    while hit := kind.heads.search(passage.text, position, passage.span.end):
        at = ends.get(hit.end())
        if at is not None:
            yield hit, at
        position = hit.end() if at is not None else hit.start() + 1


#: 计划 is a verb before a date, a sum or a verb (工程计划4月开工).
_PLANS = re.compile(
    r"(?:于|在|今年|明年|年内|年底|[0-9一二三四五六七八九十]+(?:年|月|亿|万)|总?投资|投入|开工|启动|建设|实施|新建|完成|到)"
)
#: A count behind a head counts things of a kind (引进项目43个); a size measures one thing.
_LINES = re.compile(r"[0-9]+(?:余|多)?(?:条|台|套|栋|幢|盏)")
_NUMBER = re.compile(r"[0-9]+(?:余|多)?(?:个|处|家|座|所|支|场|间)(?![月年])")


def _goes_on(passage: Passage, hit: re.Match[str], kind: Kind) -> bool:
    """Whether what follows makes the head part of another word (项目经理, 工程队)."""
    if hit.group() == "计划" and _PLANS.match(passage.text, hit.end(), passage.span.end):
        return True
    counts = _NUMBER.match(passage.text, hit.end(), passage.span.end) or (
        kind.type == "Place" and _LINES.match(passage.text, hit.end(), passage.span.end)
    )
    if counts and kind.type in ("Place", "Project", "Organisation"):
        return True  # 新建口袋公园17个
    words = lexicon.words("names", "not_before") | (lexicon.words("names", "members") if kind.type != "Organisation" else frozenset())
    return passage.text.startswith(tuple(words), hit.end())


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
    left = _trim(units, _leftmost(units, first, kind), first)
    before = units[left - 1] if left > 0 else None
    if before is not None and (_counted(before) or _indefinite(units, left)):
        return None
    host = units[left].mention if kind.type == "Event" and units[left].tag == "BODY" and left < first else None
    whole = kind.type == "Event" or hit.group().endswith("有限公司")  # a firm is registered under all its areas' names
    start = host.span.end if host else units[left].span.start if whole else own_start(units[left])
    verb = before.text if before is not None and before.span.end == units[left].span.start else ""
    owner = host or leans_on(before, start, kind)
    candidate = Candidate(kind, hit.group(), _parts(passage, units, left, first, hit), Span(start, hit.end()), verb, owner)
    return made(passage, candidate, units[left]) if is_name(passage, candidate) else None


def _parts(passage: Passage, units: list[Unit], left: int, first: int, hit: re.Match[str]) -> tuple[Unit, ...]:
    """The units before the head, and what the head's own word holds before it."""
    own = Span(units[first].span.start, hit.start())
    rest = [Unit(own, own.of(passage.text), units[first].tag)] if len(own) else []
    return (*units[left:first], *rest)


def _leftmost(units: list[Unit], first: int, kind: Kind) -> int:
    """Index of the furthest unit to the left that can belong to the name."""
    stops, nominal, _, _, numerals = _lists()
    left, quoted, length = first, False, 0
    while left > 0:
        unit, right = units[left - 1], units[left]
        length += len(unit.span)
        if unit.span.end != right.span.start or length > 36 or (unit.tag in ("q", "m") and right.tag == "QUOTE"):
            break
        if unit.tag == "QUOTE" and not quoted:
            quoted = True
        elif unit.tag == "PAREN" and left >= 2 and units[left - 2].tag == "AREA" and kind.type == "Event":
            return left - 2
        elif unit.tag == "PAREN" and left >= 2 and _makes(units[left - 2], kind, stops, nominal, numerals):
            pass
        elif unit.tag == "AREA" or (unit.tag == "BODY" and kind.type == "Event") or _is_seat(unit, kind):
            return left - 2 if kind.type == "Event" and _ordinal(units, left - 2, unit) else left - 1
        elif unit.tag == "BODY":
            break
        elif (
            (unit.text in _JOINTS and left >= 2)
            or (_stretch(units, left) and kind.type in ("Project", "Organisation"))
            or (
                unit.tag == "DEIXIS"
                and left >= 2
                and units[left - 2].span.end == unit.span.start
                and units[left - 2].tag in _MAKING | {"QUOTE", "AREA"}
            )
        ):
            pass
        elif not (_makes(unit, kind, stops, nominal, numerals) or _coined(units, left, first) or _compound(units, left, first, kind)):
            break
        left -= 1
    return left


def _ordinal(units: list[Unit], at: int, after: Unit) -> bool:
    """Whether an ordinal stands right before an event's area (首届｜漳州钟表设计大赛)."""
    return at >= 0 and units[at].span.end == after.span.start and bool(_SESSION.fullmatch(units[at].text))


def _stretch(units: list[Unit], left: int) -> bool:
    """Whether the unit before `left` joins the two ends of a road or line (岭下｜至｜某村公路改造工程)."""
    if units[left - 1].text == "对" and left >= 2:
        return units[left].text[0] in "俄外台港日韩美欧蒙"  # 对俄贸易商会
    ends = {units[left - 2].tag, units[left].tag} if left >= 2 else set()
    return units[left - 1].text == "至" and ends <= {"LOC", "AREA", "n", "nz", "s"} and bool(ends & {"LOC", "AREA"})


_SESSION = re.compile(r"首届|第[0-9一二三四五六七八九十百]+届")


def _is_seat(unit: Unit, kind: Kind) -> bool:
    """Whether a firm's or school's name begins here: at the city or province where it sits."""
    return kind.type == "Organisation" and unit.tag == "LOC" and unit.text in divisions.load().by_short


def _coined(units: list[Unit], left: int, first: int) -> bool:
    """Whether the unit before `left` is a piece of a coined word that the tagger took for a verb or adverb.

    A single character right before the head's own word (聚｜星众创空间) or after a piece of a name (风石｜渡), or a longer word
    that no dictionary has.
    """
    unit, right = units[left - 1], units[left]
    if unit.tag not in ("v", "m", "d", "p", "vd") or unit.text in _LIGHT:
        return False
    before = units[left - 2] if left >= 2 and units[left - 2].span.end == unit.span.start else None
    if len(unit.text) > 1:
        stops, _, edge, _, _ = _lists()
        known = unit.tag != "v" or len(unit.text) > 2 or unit.text in stops | edge or lexicon.is_common(unit.text)
        return not known and before is not None and before.tag == "AREA"
    after_piece = before is not None and (before.tag in ("LOC", "ORG", "PER", "nz") or (before.tag == "n" and len(before.text) == 1))
    return (left == first and right.tag == "n") or (unit.tag != "m" and after_piece)


def _compound(units: list[Unit], left: int, first: int, kind: Kind) -> bool:
    """Whether a verb right before the head is part of the name: another verb or 的 stands before what it acts on (建设精油｜提取｜项目)."""
    if kind.type != "Project" or left != first or units[left - 1].tag != "v" or len(units[left - 1].text) != 2:
        return False
    _, _, edge, _, _ = _lists()
    at = left - 2
    while at >= 0 and units[at].tag in _ACTED_ON and units[at].span.end == units[at + 1].span.start:
        at -= 1
    opens = at >= 0 and units[at].span.end == units[at + 1].span.start and (units[at].text == "的" or units[at].text in edge)
    return opens and at < left - 2


_ACTED_ON = frozenset({"n", "nz", "nw", "a", "vn"})


#: Single-character verbs and function words that stand before names on their own.
_LIGHT = frozenset(
    "因按据凭沿依经比跟同除就也都还又再才只更最很可却并仅闯拓抢占卖买找跑搭逛走种养修拆搞抓促护治守用听讲唱跳打在是有到建设获达为让把被由从向对与和及等于以将给至赴入进出上下去来看说讲做当任办开成共各每该本"
)


#: A word that the tagger calls a time is none unless it tells one (夜泊).
_TIMELIKE = re.compile(r"[0-9一二三四五六七八九十年月日时季周天早晚今明昨前后期间初末底]")


def _makes(unit: Unit, kind: Kind, stops: frozenset[str], nominal: frozenset[str], numerals: re.Pattern[str]) -> bool:
    """Whether a name of this kind may hold the unit."""
    if unit.tag == "m":
        return bool(numerals.fullmatch(unit.text))
    if unit.tag == "TIME":
        return kind.type == "Event" or unit.text in ("现代", "当代", "未来", "新时代") or not _TIMELIKE.search(unit.text)
    if unit.tag in ("v", "vd"):
        return unit.text in nominal and (unit.text not in stops or kind.type == "Event" or kind.cls == "WorkingGroup")
    if unit.text in stops and unit.text not in nominal:
        return False
    return unit.tag in _MAKING or unit.tag in ("QUOTE", "AREA", "BODY")


def _trim(units: list[Unit], left: int, first: int) -> int:
    """The left edge without the verbs, joints and brackets that stand there; a subject and its verb go together (某村建设X项目)."""
    _, _, edge, _, _ = _lists()
    for at in range(first - 1, left, -1):
        agent = units[at - 1].tag in ("AREA", "BODY", "DEIXIS", "PER", "ORG") or lexicon.heads("place").heads & {
            units[at - 1].text,
            units[at - 1].text[-2:],
        }
        if units[at].tag == "v" and units[at].text in edge and agent and at < first - 1:
            left = at + 1
            break
    while left < first:
        unit = units[left]
        if (epithet := _epithet(units, left, first)) is not None:
            left = epithet
            continue
        splinter = len(unit.text) == 1 and _coined(units, left + 1, first)
        if (
            (unit.tag in ("v", "vd", "PAREN", "f", "ad", "u") and not splinter)
            or unit.text in edge
            or unit.text in _JOINTS
            or _PHASE.fullmatch(unit.text)
        ):
            left += 1
        else:
            break
    return left


def _epithet(units: list[Unit], left: int, first: int) -> int | None:
    """Behind the words that only say what kind of firm it is (台资企业｜某某公司), or None where there are none."""
    words = ""
    for at in range(left, min(left + 2, first)):
        words += units[at].text
        if words in lexicon.words("bodies", "glued_prefixes"):
            return at + 1
    return None


def _counted(unit: Unit) -> bool:
    """Whether a number with a counting word stands before (14处, 3个, 一批)."""
    _, _, _, counters, _ = _lists()
    ordinal = _SESSION.fullmatch(unit.text)
    return (unit.tag == "m" and not ordinal and any(unit.text.endswith(c) for c in counters)) or (
        unit.tag == "r" and unit.text in lexicon.words("names", "determiners")
    )


def _indefinite(units: list[Unit], left: int) -> bool:
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
