"""Areas and communities: the division gazetteer in context, names by suffix, and words that stand for an area."""

import re
from dataclasses import replace
from functools import cache

from kg import divisions, lexicon
from kg.divisions import Division
from kg.model import Mention, Span
from kg.recognise.area_words import cut, deictics, suffixes
from kg.recognise.unlisted import town_end, unknown_start
from kg.tokens import Passage, Token

_LONGEST = 14


def areas(passage: Passage) -> list[Mention]:
    """Named areas and communities of a sentence, left to right, each owned by the one that stands right before it."""
    found: list[Mention] = []
    pattern, _ = suffixes()
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
    _, kinds = suffixes()
    kind, cls = kinds[hit.group()]
    if kind == "Community" and known is None and passage.text.startswith(("社区", "街道", "小区", "新村"), end):
        return None  # the name goes on: 桃源里社区
    if known is None and cls == "DevelopmentZone" and before and before.span.end == hit.start() and len(hit.group()) >= 4:
        name = before.name + hit.group()  # 清河县经济开发区
        return Mention(Span(before.span.start, end), "Area", name, "suffix", 0.85, cls, before)
    seat = before is not None and 1 < hit.start() - before.span.end < 4 and passage.text.startswith(("公所", "民代表会"), end)
    if known is None and before and seat and kind == "Area":
        return Mention(Span(before.span.start, end), "Area", passage.text[before.span.end : end], "suffix", 0.85, cls, before)
    if known is None and _longer(passage, hit, floor):
        return None  # 樟村坪镇, not 樟村
    if known is not None:
        start, cls = known
        kind = "Area"
    else:
        unknown = unknown_start(passage, hit, floor, kind, town_end(before))
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
        if rows and plain and not _told(passage, rows) and not _whole_county(passage, start, name):
            continue
        if (outside := _beyond().get(name)) is not None:
            return start, outside
        if rows and (start in starts or start == floor or _inside_proper(passage, start)):
            if cut(passage, hit.end()):
                continue
            return start, rows[0].cls
    return None


def _whole_county(passage: Passage, start: int, name: str) -> bool:
    """Whether the tagger sees a county of two characters, itself or at the head of its body's name (歙县｜人民政府), more than once."""
    token = passage.at(start)
    seen = token is not None and token.span.start == start and token.tag in ("LOC", "ORG")
    return seen and name[-1] in "县旗" and name not in lexicon.words("areas", "doubtful_counties") and passage.text.count(name) > 1


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


def _shorts(passage: Passage, named: list[Mention]) -> list[Mention]:
    """Provinces and cities by their short names (济南), where they stand as words of their own."""
    gazetteer, found = divisions.load(), []
    for token in passage.tokens:
        row = gazetteer.by_short.get(token.text)
        if (
            row
            and (token.tag == "LOC" or (token.tag == "ORG" and passage.text[token.span.start - 1 : token.span.start] in ("在", "从", "赴")))
            and token.text not in lexicon.words("areas", "not_shorts")
            and not any(m.span.overlaps(token.span) for m in named)
        ):
            found.append(_local(passage, token.text, token.span) or Mention(token.span, "Area", row.name, "gazetteer", 0.8, row.cls))
        elif (county := _origin(passage, token)) is not None and not any(m.span.overlaps(token.span) for m in named):
            found.append(Mention(token.span, "Area", county.name, "origin", 0.8, county.cls))
    return found


def _origin(passage: Passage, token: Token) -> Division | None:
    """The county that somebody comes from, by its short name between its province's and 人 (四川苍溪人)."""
    gazetteer = divisions.load()
    before = passage.at(token.span.start - 1) if token.span.start > passage.span.start else None
    province = gazetteer.by_short.get(before.text) if before is not None and before.tag == "LOC" else None
    if token.tag != "LOC" or province is None or passage.text[token.span.end : token.span.end + 1] != "人":
        return None
    rows = [r for suffix in "县区市旗" for r in gazetteer.named(token.text + suffix) if r.level == 3]
    return next((r for r in rows if gazetteer.within(r, province.code)), None)


def _local(passage: Passage, short: str, span: Span) -> Mention | None:
    """A city's short name in a report on a district or town of that name (朝阳 of 朝阳区) means the district or town."""
    if short + "市" in passage.text or short + "省" in passage.text:
        return None
    suffix = next((s for s in ("区", "县", "镇", "乡", "街道") if passage.text.count(short + s) > 1), None)
    return Mention(span, "Area", short + suffix, "suffix", 0.75, suffixes()[1][suffix][1]) if suffix else None


def anchors(passage: Passage) -> list[Mention]:
    """All areas and communities of a sentence, named or stood for, with the owners that stand right before them."""
    named = areas(passage)
    found: list[Mention] = []
    for mention in sorted([*named, *_deictics_in(passage, named)], key=lambda m: m.span):
        before = found[-1] if found else None
        if (
            mention.owner is None
            and before
            and before.span.end == mention.span.start
            and _encloses(before, mention)
            and mention.recogniser != "origin"
        ):
            mention = replace(mention, owner=before, span=Span(before.span.start, mention.span.end))
        found.append(mention)
    return found


_ORDER = ("Province", "City", "District", "DevelopmentZone", "Subdistrict", "Town", "ResidentialCommunity", "Village", "HousingEstate")


def _encloses(outer: Mention, inner: Mention) -> bool:
    return not inner.deictic and _ORDER.index(outer.subtype or "") < _ORDER.index(inner.subtype or "")


#: Kinds of places and bodies, among which a word stands for its kind (乡镇、社区和企业).
_AMONG_KINDS = re.compile("(?:部分|(?:乡镇|镇街|机关|企业|学校|校园|家庭|农村)[、和]?)$")
#: What 社区 before it makes a kind of: it stands for none that was named (社区治理研究会).
_GENERAL = re.compile("治理|矫正|营造|教育|自治|微更新|微治理|工作者|团购")


def _deictics_in(passage: Passage, named: list[Mention]) -> list[Mention]:
    pattern, words = deictics()
    starts, found = passage.starts(), []
    for hit in pattern.finditer(passage.text, passage.span.start, passage.span.end):
        span = Span(hit.start(), hit.end())
        longer = passage.text[span.start : span.end + 1] in lexicon.words("areas", "not_suffix")
        listed = _AMONG_KINDS.search(passage.text[passage.span.start : span.start]) and len(hit.group()) > 1
        general = listed or (hit.group() == "社区" and _GENERAL.match(passage.text, span.end))
        if span.start in starts and not longer and not general and not any(m.span.overlaps(span) for m in named):
            kind, cls = words[hit.group()]
            found.append(Mention(span, kind, hit.group(), "deixis", 0.9, cls, deictic=True))
    return found
