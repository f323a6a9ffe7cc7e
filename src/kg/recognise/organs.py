"""Organs and titles of the lexicon: what may follow an owner, and the owners that a name leaves out."""

import re
from dataclasses import dataclass
from functools import cache

from kg import lexicon, ontology
from kg.model import Mention, Span
from kg.tokens import Passage

_AREA_LETTERS = "省市区县州旗盟"


@dataclass(frozen=True, slots=True)
class Organ:
    """A kind of body that leans on an owner. `letter`: only right after an area's own letter (区委). `says`: its usual name."""

    cls: str
    owners: tuple[str, ...]
    letter: bool
    says: str = ""


@cache
def organs() -> tuple[re.Pattern[str], dict[str, tuple[Organ, ...]], tuple[tuple[re.Pattern[str], Organ], ...]]:
    """A pattern over all forms, form → organs, and the organs known by a pattern."""
    forms: dict[str, tuple[Organ, ...]] = {}
    patterns: list[tuple[re.Pattern[str], Organ]] = []
    for row in lexicon.read_cached("bodies")["organs"]:
        organ = Organ(row["class"], tuple(row["owners"]), bool(row.get("after_area_letter")), row.get("says", ""))
        for form in row["forms"]:
            forms[form] = (*forms.get(form, ()), organ)
        patterns += [(re.compile(p), organ) for p in row.get("patterns", ())]
    return lexicon.compiled(forms), forms, tuple(patterns)


@cache
def _departments() -> tuple[tuple[re.Pattern[str], Organ], ...]:
    data = lexicon.read_cached("bodies")
    stops = re.escape(data["field_stops"])
    return tuple(
        (
            re.compile(rf"(?:(?![{stops}])[\u3400-\u9fff]){{2,12}}?{lexicon.alternation(r['suffixes'])}"),
            Organ(r["class"], tuple(r["owners"]), False),
        )
        for r in data["departments"]
    )


@cache
def bare_department() -> re.Pattern[str]:
    """A department known by its field, so that it is seen without an owner (民政局)."""
    data = lexicon.read_cached("bodies")
    return re.compile(lexicon.alternation(data["fields"]) + lexicon.alternation(data["field_suffixes"]))


@cache
def titles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Titles that follow a body, and titles that hold an area's letter."""
    data = lexicon.read_cached("posts")
    lead = "(?:原|代|名誉|执行)?(?:党组|党委|党工委)?(?:第一|常务|专职|兼职)?"
    return re.compile(lead + lexicon.alternation(data["body"])), re.compile("(?:原|代理|代)?(?:常务)?" + lexicon.alternation(data["area"]))


def is_one(cls: str | None, kinds: tuple[str, ...]) -> bool:
    """Whether a class, or one of several with | between them, is, or is below, one of some kinds."""
    return any(k in ontology.load().ancestors(c) for c in (cls or "").split("|") for k in kinds)


def organs_after(passage: Passage, anchor: Mention) -> Mention | None:
    """The body that follows an anchor directly: the longest organ or department that its class admits."""
    start, end = after(passage, anchor), passage.span.end
    text = passage.text
    hits: list[tuple[int, Organ]] = []
    forms, kinds, patterns = organs()
    if (hit := forms.match(text, start, end)) is not None:
        hits += [(hit.end(), organ) for organ in kinds[hit.group()] if _admits(anchor, organ, text)]
    hits += [(m.end(), o) for p, o in patterns if (m := p.match(text, start, end)) and is_one(anchor.subtype, o.owners)]
    if (
        anchor.type == "Area"
        and text.startswith(_LEAGUE, max(passage.span.start, anchor.span.start - len(_LEAGUE)))
        and text[start : start + 1] == "委"
    ):
        return Mention(
            Span(anchor.span.start - len(_LEAGUE), start + 1),
            "Organisation",
            _LEAGUE + anchor.name + "委",
            "organ",
            0.95,
            "MassOrganisation",
            anchor,
        )
    for pattern, organ in _departments():
        if (
            is_one(anchor.subtype, organ.owners)
            and (m := pattern.match(text, start, end))
            and _is_department(passage, Span(start, m.end()))
        ):
            hits.append((m.end(), organ))
    if anchor.type == "Area" and (m := bare_department().match(text, start, end)):
        hits.append((m.end(), Organ("GovernmentBody", (), False)))
    hits = [(e, o) for e, o in hits if not continues(passage, e)]
    if not hits:
        return None
    known = [h for h in hits if (hit := forms.match(text, start, end)) is not None and h[0] == hit.end() and len(hit.group()) > 1]
    stop, organ = max(known or hits, key=lambda h: h[0])
    return Mention(Span(anchor.span.start, stop), "Organisation", organ.says or text[start:stop], "organ", 0.93, organ.cls, anchor)


#: The youth league stands before the area that it belongs to (共青团某某县委).
_LEAGUE = "共青团"
_DEFINITION = re.compile(r"[（(](?:以下|下)?(?:统|简)?称[^（）()]{2,18}[）)]")


def after(passage: Passage, anchor: Mention) -> int:
    """Where what belongs to an anchor may begin: at its end, or past the bracket that defines its short form."""
    hit = _DEFINITION.match(passage.text, anchor.span.end, passage.span.end) if len(anchor.span) else None
    return hit.end() if hit else anchor.span.end


def _admits(anchor: Mention, organ: Organ, text: str) -> bool:
    if organ.letter:
        return anchor.type == "Area" and text[anchor.span.end - 1] in _AREA_LETTERS
    return anchor.type in ("Area", "Community", "Organisation")


#: What makes a street or a building of a government's short name (市府路, 县府大院).
_STREET = tuple("路街道大院广前后东西南北邸")


def continues(passage: Passage, end: int) -> bool:
    """Whether the word goes on past the organ's form, so that the form is a part of another word (区委员, 政府采购 aside)."""
    token = passage.at(end)
    return (
        (passage.text[end - 1] == "府" and passage.text[end : end + 1] in _STREET)
        or (passage.text[end - 1] == "委" and passage.text[end : end + 1] in ("员", "托", "派", "任", "会"))
        or (
            token is not None
            and token.span.start < end - 1
            and token.tag in ("v", "n")
            and token.span.end - token.span.start <= 3
            and token.text[-1] not in "长员记任"
        )
    )


#: A body called by its term (第十三届委员会) is the body itself, no department of the area.
_TERM = re.compile(r"第[0-9一二三四五六七八九十]+届")


def _is_department(passage: Passage, span: Span) -> bool:
    """Whether the words between owner and suffix look like a field: a known one, or nouns all through."""
    if _TERM.match(passage.text, span.start, span.end) or any(
        passage.text.startswith(hall, span.start) for hall in lexicon.words("bodies", "halls")
    ):
        return False
    if bare_department().fullmatch(passage.text, span.start, span.end):
        return True
    words = passage.words(span)
    nominal = lexicon.words("names", "nominal_verbs")
    return all(t.tag in ("n", "vn", "nz", "ORG", "c", "an", "a", "LOC") or t.text in nominal for t in words)


def elided(start: int, owners: tuple[str, ...], mark: str = "|") -> Mention:
    """The owner that a name leaves out: an empty mention of the classes it may have.

    `mark`: `|` where the nearest of any class is meant, `>` where an earlier class goes before a later one.
    """
    kind = ontology.load().kind_of(owners[0]) or "Organisation"
    return Mention(Span(start, start), kind, "", "elided", 0.7, mark.join(owners), deictic=True)


LETTER_CLASS = {
    "省": "Province",
    "市": "City|District",
    "区": "District",
    "县": "District",
    "旗": "District",
    "州": "City",
    "盟": "City",
    "镇": "Town",
    "乡": "Town",
}


def elided_court(start: int) -> Mention:
    """The court that a division of one leaves out (立案庭庭长)."""
    return Mention(Span(start, start), "Organisation", "人民法院", "elided", 0.7, "JudicialBody", deictic=True)


def elided_area(start: int, title: str) -> Mention:
    """The area that a title names by its letter only (区长, 副镇长)."""
    letter = title.removesuffix("助理")[-2]
    return Mention(Span(start, start), "Area", letter, "elided", 0.7, LETTER_CLASS[letter], deictic=True)
