"""Areas and communities: the division gazetteer in context, names by suffix, and words that stand for an area."""

import re
from dataclasses import replace
from functools import cache

from kg import divisions, lexicon
from kg.divisions import Division
from kg.model import Mention, Span
from kg.tokens import Passage

_HAN = re.compile(r"[\u3400-\u9fff]+")
#: Tags of words that a place name may be made of, where no gazetteer knows it.
_NAMELIKE = frozenset({"LOC", "ORG", "PER", "nz", "n", "f", "nr", "ns", "nt", "s", "an", "a", "nw"})
_PROPER = frozenset({"LOC", "ORG", "PER", "nz", "nw"})
#: Tags of words that no place name has.
_GRAMMAR = frozenset({"w", "u", "c", "m", "q", "r", "p", "d"})
_LONGEST = 14
#: Characters right behind a town that no name begins with.
_NUMERALS = "两一二三四五六七八九十0123456789"
#: Verbs that go to or from a village (某人回村).
_LEAVES = "回进驻离返下入"
_LINKS = "的在和与及等将由把各全、"


@cache
def _suffixes() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """A pattern over all suffixes, and suffix → (type, class)."""
    data = lexicon.read_cached("areas")
    kinds = {s: ("Area", row["class"]) for row in data["areas"] for s in row["suffixes"]} | {"州": ("Area", "City")}
    kinds |= {s: ("Community", row["class"]) for row in data["communities"] for s in row["suffixes"]}
    return lexicon.compiled(kinds), kinds


@cache
def _deictics() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """A pattern over the words that stand for an area or community, and word → (type, class)."""
    data = lexicon.read_cached("areas")
    community = {row["class"] for row in data["communities"]}
    words = {w: ("Community" if row["class"] in community else "Area", row["class"]) for row in data["deictics"] for w in row["words"]}
    return lexicon.compiled(words), words


def suffix_of(mention: Mention) -> str:
    """The kind at the end of an area's full name (街道 of 某某街道); empty where it has none."""
    hit = next((h for h in _suffixes()[0].finditer(mention.name) if h.end() == len(mention.name)), None)
    return hit.group() if hit else mention.name


def areas(passage: Passage) -> list[Mention]:
    """Named areas and communities of a sentence, left to right, each owned by the one that stands right before it."""
    found: list[Mention] = []
    pattern, _ = _suffixes()
    starts = passage.starts()
    position = passage.span.start
    while hit := pattern.search(passage.text, position, passage.span.end):
        mention = _named(passage, hit, found[-1] if found else None, starts)
        if mention:
            found.append(mention)
            position = mention.span.end
        else:
            position = hit.start() + 1
    return sorted([*found, *_shorts(passage, found)], key=lambda m: m.span)


def _named(passage: Passage, hit: re.Match[str], before: Mention | None, starts: frozenset[int]) -> Mention | None:
    """The area or community that ends with this suffix, if it is one."""
    end, floor = hit.end(), max(passage.span.start, before.span.end if before else 0)
    known = _known(passage, hit, floor, starts)
    _, kinds = _suffixes()
    kind, cls = kinds[hit.group()]
    if kind == "Community" and known is None and passage.text.startswith(("社区", "街道", "小区", "新村"), end):
        return None  # the name goes on: 桃源里社区
    if known is None and _longer(passage, hit, floor):
        return None  # 樟村坪镇, not 樟村
    if known is not None:
        start, cls = known
        kind = "Area"
    else:
        unknown = _unknown_start(passage, hit, floor, kind, _town_end(before))
        if unknown is None:
            return None
        start = unknown
    owner = before if before and before.span.end == start else None
    return Mention(
        Span(owner.span.start if owner else start, end),
        kind,
        passage.text[start:end],
        "gazetteer" if known else "suffix",
        0.98 if known else 0.85,
        cls,
        owner,
    )


def _longer(passage: Passage, hit: re.Match[str], floor: int) -> bool:
    """Whether a division's name that the table has begins before this suffix and ends behind it."""
    gazetteer = divisions.load()
    for start in range(max(floor, hit.start() - 4), hit.start()):
        for end in range(hit.end() + 1, min(hit.end() + 5, passage.span.end) + 1):
            rows = gazetteer.named(passage.text[start:end])
            if rows and rows[0].level == 4 and start in passage.starts():
                return True
    return False


def _known(passage: Passage, hit: re.Match[str], floor: int, starts: frozenset[int]) -> tuple[int, str] | None:
    """Start and class of the longest division name that ends here at a word's start."""
    gazetteer = divisions.load()
    for start in range(max(floor, hit.end() - _LONGEST), hit.start()):
        name = passage.text[start : hit.end()]
        rows = gazetteer.named(name)
        if rows and passage.text[start : hit.start()] in lexicon.words("areas", "not_stems") and start != floor:
            continue
        plain = len(name) == 2 or name in lexicon.words("areas", "not_areas")
        if rows and plain and not _told(passage, rows):
            continue
        if (outside := _beyond().get(name)) is not None:
            return start, outside
        if rows and (start in starts or start == floor or _inside_proper(passage, start)):
            if _cut(passage, hit.end()):
                continue
            return start, rows[0].cls
    return None


@cache
def _beyond() -> dict[str, str]:
    """Divisions that the table lacks, and their classes: counties of Taiwan, districts of Hong Kong."""
    return {name: row["class"] for row in lexicon.read_cached("areas")["beyond_table"] for name in row["names"]}


def _told(passage: Passage, rows: tuple[Division, ...]) -> bool:
    """Whether the report names a district that is called like a common word (东区, 老城区) behind its city at least once."""
    by_code = divisions.load().by_code
    cities = {by_code[r.parent].name for r in rows if r.level == 3 and r.parent in by_code}
    return any(city + rows[0].name in passage.text or divisions.short_name(city) + rows[0].name in passage.text for city in cities)


def _inside_proper(passage: Passage, position: int) -> bool:
    token = passage.at(position)
    return token is not None and token.tag in ("LOC", "ORG")


def _cut(passage: Passage, end: int) -> bool:
    """Whether the suffix is the first part of a longer common word (市场, 区域, 县城, 镇上 aside)."""
    token = passage.at(end)
    if token is None or token.span.start >= end or token.tag in _PROPER:
        return False
    return passage.text[end - 1 : end + 1] in lexicon.words("areas", "not_suffix")


def _town_end(before: Mention | None) -> int | None:
    """Where the town or subdistrict ends that was named last."""
    return before.span.end if before and before.subtype in ("Town", "Subdistrict") else None


def _unknown_start(passage: Passage, hit: re.Match[str], floor: int, kind: str, town: int | None) -> int | None:
    """Where a name that no gazetteer holds begins: the words before its suffix that can be part of a place's name.

    A community's name right behind its town begins at the town's end (复兴镇｜随阳山村), whatever its first character looks like.
    """
    token = passage.at(hit.end() - 1)
    if token is None or _cut(passage, hit.end()):
        return None
    start, proper = hit.start(), False
    longest = 8 if len(hit.group()) > 2 else 6
    while start > floor:
        before = passage.at(start - 1)
        if before is None or before.tag not in _NAMELIKE or not _HAN.fullmatch(before.text):
            break
        left = max(before.span.start, floor)
        if hit.start() - left > longest or passage.text[left:start] in lexicon.words("areas", "not_stems"):
            break
        start, proper = left, proper or before.tag in _PROPER
        if proper and kind == "Area" and not (_suffixes()[1][hit.group()][1] == "DevelopmentZone" and hit.start() - left < 4):
            break
    if kind == "Community" and town is not None and start - town == 1 and hit.start() - town <= 4 and passage.text[town] not in _LINKS:
        return town
    split = kind == "Community" and start == hit.start()
    start = _split_up(passage, start, hit.end(), floor) if split else _whole(passage, start, hit.end(), floor)
    stem = passage.text[start : hit.start()]
    return start if _is_name(passage, stem, start, hit.group(), proper) else None


def _split_up(passage: Passage, start: int, end: int, floor: int) -> int:
    """The start moved over a stem that the tagger broke into single characters (南|迎|社区).

    The report has the name more than once, and once at least right behind an area or where a clause begins.
    """
    left = start
    while left > floor and start - left < 3:
        before = passage.at(left - 1)
        if before is None or len(before.text) != 1 or before.tag in _GRAMMAR or not _HAN.fullmatch(before.text):
            break
        left -= 1
    first = passage.at(left)
    name = re.escape(passage.text[left:end])
    known = re.search(rf"(?:街道|[镇乡区县市]|[，。；：\s]){name}", passage.text)
    again = passage.text.count(passage.text[left:end]) > 1
    return left if start - left > 1 and first and first.tag != "v" and known and again else start


def _whole(passage: Passage, start: int, end: int, floor: int) -> int:
    """The start moved over a character that the tagger split off, where the report never has the name without it (学｜林里社区)."""
    before = passage.at(start - 1) if start > floor else None
    if before is None or len(before.text) != 1 or before.tag in ("w", "u", "c", "m", "r", "p", "d") or start == end:
        return start
    longer, name = passage.text[start - 1 : end], passage.text[start:end]
    alone = re.search(rf"(?<![\u3400-\u9fff]){re.escape(name)}", passage.text)
    return start - 1 if alone is None and passage.text.count(longer) > 1 else start


def _is_name(passage: Passage, stem: str, start: int, suffix: str, proper: bool) -> bool:
    """Whether a stem that no gazetteer holds makes a name with this suffix.

    The gazetteer has every division down to counties, so an unknown 区, 县 or 市 must be one word that the tagger calls a place.
    """
    name = stem + suffix
    if (
        not stem
        or (stem[0] == "长" and passage.text[start - 1] in "省市区县镇乡村里州")
        or name in lexicon.words("areas", "not_areas")
        or stem in lexicon.words("areas", "not_stems")
    ):
        return False
    token = passage.at(start)
    whole = token is not None and token.tag == "LOC" and token.span.end == start + len(name)
    if name in _deictics()[1] or (
        stem[-1] + suffix in lexicon.words("areas", "not_areas") and (not proper or suffix in ("村", "乡", "镇")) and not (suffix == "村" and whole and len(stem) > 1)
    ):
        return False
    if suffix in ("村", "镇", "乡") and (stem[-1] in _LEAVES or (stem[-1] in _NUMERALS and passage.text[start - 1 : start] == "、")):
        return False
    before = passage.at(start - 1) if start > passage.span.start else None
    if suffix in lexicon.words("areas", "complete"):
        numbered = stem[-1] in _NUMERALS
        return whole and 3 <= len(name) <= 5 and not numbered and stem[-1] + suffix not in lexicon.words("areas", "not_areas")
    if before is not None and before.tag in ("m", "q", "r") and not proper:
        return False
    if suffix in ("镇", "乡", "苑", "寨", "屯", "里"):
        headed = suffix == "里" and passage.text[start + len(name) : start + len(name) + 1] == "长"  # 光春里长
        again = suffix in ("镇", "乡") and token is not None and token.tag == "LOC" and token.text == stem and passage.text.count(name) > 1
        return (whole or headed or again) and 2 <= len(stem) <= 5
    if suffix == "村":
        return (whole or proper) and len(stem) <= 5
    return len(stem) >= 2


def _shorts(passage: Passage, named: list[Mention]) -> list[Mention]:
    """Provinces and cities by their short names (济南), where they stand as words of their own."""
    gazetteer, found = divisions.load(), []
    for token in passage.tokens:
        row = gazetteer.by_short.get(token.text)
        if (
            row
            and token.tag == "LOC"
            and token.text not in lexicon.words("areas", "not_shorts")
            and not any(m.span.overlaps(token.span) for m in named)
        ):
            found.append(_local(passage, token.text, token.span) or Mention(token.span, "Area", row.name, "gazetteer", 0.8, row.cls))
    return found


def _local(passage: Passage, short: str, span: Span) -> Mention | None:
    """A city's short name in a report on a district or town of that name (朝阳 of 朝阳区) means the district or town."""
    if short + "市" in passage.text or short + "省" in passage.text:
        return None
    suffix = next((s for s in ("区", "县", "镇", "乡", "街道") if passage.text.count(short + s) > 1), None)
    return Mention(span, "Area", short + suffix, "suffix", 0.75, _suffixes()[1][suffix][1]) if suffix else None


def anchors(passage: Passage) -> list[Mention]:
    """All areas and communities of a sentence, named or stood for, with the owners that stand right before them."""
    named = areas(passage)
    found: list[Mention] = []
    for mention in sorted([*named, *_deictics_in(passage, named)], key=lambda m: m.span):
        before = found[-1] if found else None
        if mention.owner is None and before and before.span.end == mention.span.start and _encloses(before, mention):
            mention = replace(mention, owner=before, span=Span(before.span.start, mention.span.end))
        found.append(mention)
    return found


_ORDER = ("Province", "City", "District", "DevelopmentZone", "Subdistrict", "Town", "ResidentialCommunity", "Village", "HousingEstate")


def _encloses(outer: Mention, inner: Mention) -> bool:
    return not inner.deictic and _ORDER.index(outer.subtype or "") < _ORDER.index(inner.subtype or "")


def _deictics_in(passage: Passage, named: list[Mention]) -> list[Mention]:
    pattern, words = _deictics()
    starts, found = passage.starts(), []
    for hit in pattern.finditer(passage.text, passage.span.start, passage.span.end):
        span = Span(hit.start(), hit.end())
        longer = passage.text[span.start : span.end + 1] in lexicon.words("areas", "not_suffix")
        if span.start in starts and not longer and not any(m.span.overlaps(span) for m in named):
            kind, cls = words[hit.group()]
            found.append(Mention(span, kind, hit.group(), "deixis", 0.9, cls, deictic=True))
    return found
