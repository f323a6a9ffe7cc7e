"""What words that name nothing by themselves mean: 该项目, 公司, 街道, a bare letter, an owner that a name leaves out.

A stand-in means the nearest thing named before that fits it; a bare letter (区, 市) or a left-out owner means the area of its
kind that the paragraph speaks of, else the one the report is at home in.
"""

import re

from kg import divisions, lexicon, ontology
from kg.divisions import Division
from kg.model import Mention, Span
from kg.resolve.keys import Key, Reading, abbreviated
from kg.resolve.places import in_script

#: How far back, in characters, a stand-in looks for what it means.
_REACH = {"Project": 400, "Programme": 250, "Event": 600, "Organisation": 400, "Person": 3000}


def stand_in(reading: Reading, mention: Mention) -> Key | None:
    """The thing that a stand-in means, or None where nothing named before fits."""
    if mention.type in ("Area", "Community"):
        return _area_meant(reading, mention)
    fits = [(m, k) for m, k in reading.seen if not m.deictic and m.span.start <= mention.span.start and _fits(mention, k)]
    if not fits and reading.late:
        return _only_one(reading, mention)
    if not fits:
        return None
    if mention.type == "Event" and not mention.name:  # the contest that a bare prize is won in
        fits = [(m, k) for m, k in fits if k.label.endswith(tuple(lexicon.words("names", "contests")))]
        if not fits:
            return None
    if not mention.name and mention.subtype and ">" in mention.subtype:
        for cls in mention.subtype.split(">"):
            near = [(m, k) for m, k in fits if cls in ontology.load().ancestors(k.subtype or k.type)]
            if near and mention.span.start - near[-1][0].span.end <= _REACH["Organisation"]:
                return _speaking(reading, mention, near)[1]
        return None
    tail = mention.name.lstrip("本此次该这个届家所座支项")
    pointed = len(mention.name) == 2 and mention.name[0] in "该本我"  # 该院 is a court or a hospital, no division of it
    by_tail = [(m, k) for m, k in fits if (len(tail) > 2 or pointed) and k.label.endswith(tail)]
    if pointed and mention.recogniser == "elided" and not by_tail:
        return None
    last, key = _speaking(reading, mention, by_tail or fits)
    if key.type == "Project" and _unknown_between(reading, last, mention, tail):
        return None
    return key if mention.span.start - last.span.end <= _REACH.get(mention.type, 400) or by_tail else None


def _only_one(reading: Reading, mention: Mention) -> Key | None:
    """The one body of the report that a word before its first naming can mean."""
    fits = {k for m, k in reading.seen if not m.deictic and k.type == "Organisation" and _fits(mention, k)}
    named = mention.type == "Organisation" and mention.subtype in ("School", "Hospital", "Company")
    return next(iter(fits)) if named and mention.name and len(fits) == 1 else None


def _unknown_between(reading: Reading, last: Mention, mention: Mention, tail: str) -> bool:
    """Whether a work that wasn't recognised stands between, under the noun that the stand-in has (…扩宽工程。该工程由A实施)."""
    between = reading.report.text[last.span.end : mention.span.start]
    at = between.rfind(tail) if tail in ("工程", "项目") else -1
    if at < 2 or not re.search("[\u3400-\u9fff]{2}$", between[:at]):
        return False
    span = Span(last.span.end + at, last.span.end + at + len(tail))
    return not any(m.span.overlaps(span) for m, _ in reading.seen)


#: Words before a body that only helps or gives: what is said after it is seldom said of it (由A投资，公司…).
_ASIDE = ("由", "被", "与", "同", "和", "跟", "联合", "携手", "邀请", "向", "给")


def _speaking(reading: Reading, mention: Mention, fits: list[tuple[Mention, Key]]) -> tuple[Mention, Key]:
    """The last of the things that fit, but one that a sentence names only aside where its own subject fits as well."""
    text, last = reading.report.text, fits[-1]
    if last[1].type != "Organisation" or not text[: last[0].span.start].endswith(_ASIDE):
        return last
    sentence = reading.report.sentence_at(last[0].span)
    left_out = mention.recogniser == "elided"  # whose 院长 it is, an earlier sentence may tell as well
    reach = _REACH["Organisation"] if not mention.name else len(text)
    near = [f for f in fits if f[0].span.end < last[0].span.start and mention.span.start - f[0].span.end <= reach]
    before = [f for f in near if left_out or sentence.contains(f[0].span)]
    often = [k for _, k in fits]
    subjects = [f for f in before if not text[: f[0].span.start].endswith(_ASIDE) and often.count(f[1]) >= often.count(last[1])]
    return subjects[-1] if subjects else last


def _fits(mention: Mention, key: Key) -> bool:
    """Whether a thing can be what a stand-in means: its type, and one of its classes where it names some."""
    if mention.type == "Person":
        return key.type == "Person" and key.label[0] == mention.name[0]
    classes = (mention.subtype or mention.type).replace(">", "|").split("|")
    above = ontology.load().ancestors(key.subtype or key.type)
    return (key.type in ("Organisation", "Community", "Area") and any(c in above for c in classes)) or (
        key.type == mention.type and mention.subtype is None
    )


def home_key(reading: Reading) -> Key | None:
    """The innermost area that the report is at home in."""
    home = next(iter(reading.places.home), None)
    return Key("Area", in_script(reading.report, home.name), home.cls, home.code) if home else None


def _area_meant(reading: Reading, mention: Mention) -> Key | None:
    """The area or community that a deictic word, a letter or a left-out owner means."""
    if mention.recogniser == "home":
        return home_key(reading)
    endings = _endings(mention)
    classes = (mention.subtype or "Province").replace(">", "|").split("|")
    fits = [(m, k) for m, k in reading.seen if not m.deictic and k.type == mention.type and _is_kind(k, endings, classes)]
    before = [(m, k) for m, k in fits if m.span.start < mention.span.start or m.span == mention.span]
    if mention.name.startswith(("该", "本", "这")) and before:
        return before[-1][1]
    block = next((b.span for b in reading.report.blocks if b.span.contains(mention.span)), None)
    near = [(m, k) for m, k in before if block is not None and block.contains(m.span)]
    home = reading.places.home_of(endings, classes) if mention.type == "Area" and endings else None
    if home is not None:  # where something is held isn't whose mayor speaks (推介会在合肥举行。市长…)
        text = reading.report.text
        near = [(m, k) for m, k in near if k.division == home.code or not text[: m.span.start].endswith(_VENUE)]
    if near and not mention.name.startswith(("全", "我")) and not _above(near[-1][1], home):
        return near[-1][1]
    if home is not None:
        return Key("Area", in_script(reading.report, home.name), home.cls, home.code)
    return _most_named([k for _, k in before])


_VENUE = ("在", "于", "赴")


def _above(key: Key, home: Division | None) -> bool:
    """Whether an area encloses the one that the report is at home in: 市 in a county-level city's report isn't the city above it."""
    return home is not None and key.division in {d.code for d in divisions.load().chain(home)[1:]}


def _most_named(before: list[Key]) -> Key | None:
    """The one that was named most often so far."""
    return max(sorted(before, key=lambda k: k.label), key=before.count) if before else None


_CLASS_ENDINGS = {
    "Province": ("省", "自治区", "市"),
    "City": ("市", "州", "盟"),
    "District": ("区", "县", "市", "旗"),
    "Subdistrict": ("街道",),
    "Town": ("镇", "乡"),
}


def _endings(mention: Mention) -> tuple[str, ...]:
    """How the names of the areas end that a deictic word can mean."""
    if mention.name:
        bare = mention.name.removeprefix("全").removeprefix("我们").removeprefix("我").removeprefix("该").removeprefix("本")
        return (bare.removesuffix("里"),)
    return tuple(e for c in (mention.subtype or "").replace(">", "|").split("|") for e in _CLASS_ENDINGS.get(c, ()))


def _is_kind(key: Key, endings: tuple[str, ...], classes: list[str]) -> bool:
    if key.subtype == "DevelopmentZone" and key.subtype in classes:
        general = not endings or endings[0].endswith("园区")
        return general or key.label.endswith(endings) or abbreviated(key.label).endswith(endings)
    if key.subtype in classes and (key.type == "Community" or key.label.endswith(endings or "")):
        return True
    # 市 may be a county-level city, 区 a zone that the text calls so
    return bool(endings) and key.type == "Area" and key.subtype in ("City", "District") and key.label.endswith(endings)
