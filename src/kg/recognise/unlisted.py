"""Areas and communities that no table holds: where the name before a suffix begins, and whether it is one."""

import re

from kg import lexicon
from kg.model import Mention
from kg.recognise.area_words import PROPER, cut, deictics, suffixes
from kg.tokens import Passage

_HAN = re.compile(r"[\u3400-\u9fff]+")
#: Tags of words that a place name may be made of, where no gazetteer knows it.
_NAMELIKE = frozenset({"LOC", "ORG", "PER", "nz", "n", "f", "nr", "ns", "nt", "s", "an", "a", "nw"})
#: Tags of words that no place name has.
_GRAMMAR = frozenset({"w", "u", "c", "m", "q", "r", "p", "d"})
_LINKS = "的在和与及等将由把各全、"
#: Verbs that go to or from a village (某人回村).
_LEAVES = "回进驻离返下入"
#: Characters right behind a town that no name begins with.
_NUMERALS = "两一二三四五六七八九十0123456789"


def town_end(before: Mention | None) -> int | None:
    """Where the town or subdistrict ends that was named last."""
    return before.span.end if before and before.subtype in ("Town", "Subdistrict") else None


def unknown_start(passage: Passage, hit: re.Match[str], floor: int, kind: str, town: int | None) -> int | None:
    """Where a name that no gazetteer holds begins: the words before its suffix that can be part of a place's name.

    A community's name right behind its town begins at the town's end (复兴镇｜向阳山村), whatever its first character looks like.
    """
    token = passage.at(hit.end() - 1)
    if token is None or cut(passage, hit.end()):
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
        start, proper = left, proper or before.tag in PROPER
        if proper and kind == "Area" and not (suffixes()[1][hit.group()][1] == "DevelopmentZone" and hit.start() - left < 4):
            break
    if kind == "Community" and town is not None and start - town == 1 and hit.start() - town <= 4 and _name_begins(passage, town):
        return town
    marked = _MARKED.search(passage.text[passage.span.start : hit.start()]) if kind == "Community" else None
    if marked is not None and marked["suffix"] == hit.group() and marked["stem"] not in lexicon.words("areas", "not_stems"):
        return min(start, passage.span.start + marked.start("stem"))  # 梅岭社区、竹溪社区
    split = kind == "Community" and start == hit.start()
    start = _split_up(passage, start, hit.end(), floor) if split else _whole(passage, start, hit.end(), floor)
    stem = passage.text[start : hit.start()]
    return start if _is_name(passage, stem, start, hit.group(), proper) else None


def _name_begins(passage: Passage, at: int) -> bool:
    return passage.text[at] not in _LINKS and bool(_HAN.fullmatch(passage.text[at]))


#: A stem between the mark behind another community and its own suffix.
_MARKED = re.compile("[\u3400-\u9fff](?P<suffix>社区|里|村|小区)、(?P<stem>[\u3400-\u9fff]{1,4})$")


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
        or stem[:-1].find("银行") > 0
        or (suffix == "里" and stem[-1] in "里邻")
        or stem in lexicon.words("areas", "not_stems")
    ):
        return False
    token = passage.at(start)
    whole = token is not None and token.tag == "LOC" and token.span.end == start + len(name)
    general = stem[-1] + suffix in lexicon.words("areas", "not_areas")  # 山村
    village = suffix == "村" and whole and len(stem) > 1
    if name in deictics()[1] or (general and (not proper or suffix in ("村", "乡", "镇")) and not village):
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
        headed = suffix == "里" and passage.text[start + len(name) : start + len(name) + 1] == "长"  # 竹溪里长
        again = suffix in ("镇", "乡") and token is not None and token.tag == "LOC" and token.text == stem and passage.text.count(name) > 1
        return (whole or headed or again) and 2 <= len(stem) <= 5
    if suffix == "村":
        return (whole or proper) and len(stem) <= 5
    return len(stem) >= 2
