"""Bodies that lean on an owner, as deep as the text goes (区委 → 区委组织部 → 区委组织部干部监督科), and the posts in them.

A recursive descent from anchors: after an area, a community, a company or a body, an organ may follow; after any of them, a
title. Where a name leaves its owner out (民政局 in a list, 组织部部长, 居委会主任), an empty deictic mention stands for it,
to be resolved with the rest of the report.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg import lexicon, ontology
from kg.model import Mention, Span
from kg.recognise.tokens import Passage

_AREA_LETTERS = "省市区县州旗盟"
_LIST_MARKS = "、和及与"


@dataclass(frozen=True, slots=True)
class Organ:
    """A kind of body that leans on an owner. `letter`: only right after an area's own letter (区委)."""

    cls: str
    owners: tuple[str, ...]
    letter: bool


@cache
def _organs() -> tuple[re.Pattern[str], dict[str, tuple[Organ, ...]], tuple[tuple[re.Pattern[str], Organ], ...]]:
    forms: dict[str, tuple[Organ, ...]] = {}
    patterns: list[tuple[re.Pattern[str], Organ]] = []
    for row in lexicon.read_cached("bodies")["organs"]:
        organ = Organ(row["class"], tuple(row["owners"]), bool(row.get("after_area_letter")))
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
def _bare_department() -> re.Pattern[str]:
    """A department known by its field, so that it is seen without an owner (民政局)."""
    data = lexicon.read_cached("bodies")
    return re.compile(lexicon.alternation(data["fields"]) + lexicon.alternation(data["field_suffixes"]))


@cache
def _titles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Titles that follow a body, and titles that hold an area's letter."""
    data = lexicon.read_cached("posts")
    lead = "(?:原|代|名誉|执行)?(?:党组|党委|党工委)?(?:第一|常务|专职|兼职)?"
    return re.compile(lead + lexicon.alternation(data["body"])), re.compile("(?:原|代)?(?:常务)?" + lexicon.alternation(data["area"]))


def _is(cls: str | None, kinds: tuple[str, ...]) -> bool:
    above = ontology.load().ancestors(cls or "")
    return any(k in above for k in kinds)


def organs_after(passage: Passage, anchor: Mention) -> Mention | None:
    """The body that follows an anchor directly: the longest organ or department that its class admits."""
    start, end = _after(passage, anchor), passage.span.end
    text = passage.text
    hits: list[tuple[int, Organ]] = []
    forms, kinds, patterns = _organs()
    if (hit := forms.match(text, start, end)) is not None:
        hits += [(hit.end(), organ) for organ in kinds[hit.group()] if _admits(anchor, organ, text)]
    hits += [(m.end(), o) for p, o in patterns if (m := p.match(text, start, end)) and _is(anchor.subtype, o.owners)]
    for pattern, organ in _departments():
        if _is(anchor.subtype, organ.owners) and (m := pattern.match(text, start, end)) and _is_department(passage, Span(start, m.end())):
            hits.append((m.end(), organ))
    hits = [(e, o) for e, o in hits if not _continues(passage, e)]
    if not hits:
        return None
    known = [h for h in hits if (hit := forms.match(text, start, end)) is not None and h[0] == hit.end() and len(hit.group()) > 1]
    stop, organ = max(known or hits, key=lambda h: h[0])
    return Mention(Span(anchor.span.start, stop), "Organisation", text[start:stop], "organ", 0.93, organ.cls, anchor)


_DEFINITION = re.compile(r"[（(](?:以下|下)?(?:统|简)?称[^（）()]{2,18}[）)]")


def _after(passage: Passage, anchor: Mention) -> int:
    """Where what belongs to an anchor may begin: at its end, or past the bracket that defines its short form."""
    hit = _DEFINITION.match(passage.text, anchor.span.end, passage.span.end) if len(anchor.span) else None
    return hit.end() if hit else anchor.span.end


def _admits(anchor: Mention, organ: Organ, text: str) -> bool:
    if organ.letter:
        return anchor.type == "Area" and text[anchor.span.end - 1] in _AREA_LETTERS
    return anchor.type in ("Area", "Community", "Organisation")


def _continues(passage: Passage, end: int) -> bool:
    """Whether the word goes on past the organ's form, so that the form is a part of another word (区委员, 政府采购 aside)."""
    token = passage.at(end)
    return (
        passage.text[end - 1] == "委"
        and passage.text[end : end + 1] in ("员", "托", "派", "任", "会")
        or (
            token is not None
            and token.span.start < end - 1
            and token.tag in ("v", "n")
            and token.span.end - token.span.start <= 3
            and token.text[-1] not in "长员记任"
        )
    )


def _is_department(passage: Passage, span: Span) -> bool:
    """Whether the words between owner and suffix look like a field: a known one, or nouns all through."""
    if any(passage.text.startswith(hall, span.start) for hall in lexicon.words("bodies", "halls")):
        return False
    if _bare_department().fullmatch(passage.text, span.start, span.end):
        return True
    words = passage.words(span)
    nominal = lexicon.words("names", "nominal_verbs")
    return all(t.tag in ("n", "vn", "nz", "ORG", "c", "an", "a", "LOC") or t.text in nominal for t in words)


def bodies(passage: Passage, anchors: list[Mention]) -> list[Mention]:
    """Bodies and posts of a sentence, each owned by what it leans on. `anchors` are areas, communities and named bodies."""
    found: list[Mention] = []
    for anchor in [*anchors, *_standing(passage, anchors)]:
        if not (anchor.deictic and _general(passage, anchor.span.start)):
            found += _descend(passage, anchor)
    covered = [m.span for m in [*found, *(a for a in anchors if not a.deictic)]]
    for start in sorted(passage.starts()):
        if any(s.start <= start < s.end for s in covered):
            continue
        for mention in _ownerless(passage, start, found, anchors):
            found.append(mention)
            covered.append(mention.span)
    return [*found, *_shared_titles(passage, found)]


def _general(passage: Passage, start: int) -> bool:
    """Whether a word before makes a kind of what follows (各街道办事处)."""
    return passage.text[max(passage.span.start, start - 2) : start].endswith(("各", "各级", "有关", "相关", "所有", "一些", "部分", "多个"))


@cache
def _stand_ins() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str]]:
    rows = lexicon.read_cached("bodies")["deictics"]
    words = {w: row["class"] for row in rows for w in row["words"]}
    letters = re.compile("(?<=[为任兼由与和、，。：:（(及对向赴从])[省市区县州旗镇乡村]")
    return lexicon.compiled(words), words, letters


@cache
def _held_heads() -> re.Pattern[str]:
    """A bare head noun right before a title, with or without a pointing word (研究院院长, 该基金会主席)."""
    heads = lexicon.alternation(w for row in lexicon.read_cached("bodies")["heads"] for w in row["words"] if len(w) > 1)
    return re.compile(rf"(?P<whole>(?:该|这家|这所|本)?(?P<head>{heads}))(?={_titles()[0].pattern})")


@cache
def _head_class(head: str) -> str:
    return next(str(row["class"]) for row in lexicon.read_cached("bodies")["heads"] if head in row["words"])


def _standing(passage: Passage, anchors: list[Mention]) -> list[Mention]:
    """Anchors inside of words: 公司 and the like, and an area's letter after a function word that the tagger glued to it."""
    pattern, words, letters = _stand_ins()
    taken = [a.span for a in anchors]
    found = []
    for hit in pattern.finditer(passage.text, passage.span.start, passage.span.end):
        span = Span(*hit.span())
        if span.start in passage.starts() and not any(t.overlaps(span) for t in taken):
            found.append(Mention(span, "Organisation", hit.group(), "deixis", 0.7, words[hit.group()], deictic=True))
    for hit in _held_heads().finditer(passage.text, passage.span.start, passage.span.end):
        span = Span(*hit.span("head"))
        if span.start in passage.starts() and not any(t.overlaps(span) for t in taken):
            found.append(Mention(Span(*hit.span("whole")), "Organisation", hit["head"], "deixis", 0.7, _head_class(hit["head"]), deictic=True))
    for hit in letters.finditer(passage.text, passage.span.start, passage.span.end):
        span = Span(*hit.span())
        if span.start not in passage.starts() and not any(t.overlaps(span) for t in taken):
            cls = _LETTER_CLASS.get(hit.group(), "Village")
            found.append(Mention(span, "Community" if cls == "Village" else "Area", hit.group(), "deixis", 0.8, cls, deictic=True))
    return found


def _shared_titles(passage: Passage, found: list[Mention]) -> list[Mention]:
    """The title that a list of bodies shares: A局、B局、C局主要负责人 are three posts."""
    shared = lexicon.words("posts", "shared")
    out = []
    for post in found:
        if post.type != "Post" or post.name not in shared or post.owner is None:
            continue
        end = post.owner.span.start if not post.owner.deictic else post.span.start
        end = min(end, post.span.start)
        while (body := next((m for m in found if m.type == "Organisation" and m.span.end == end - 1 and passage.text[end - 1] == "、"), None)) is not None:
            out.append(Mention(body.span, "Post", post.name, "title", 0.95, None, body))
            end = body.span.start
    return out


def _descend(passage: Passage, anchor: Mention) -> Iterator[Mention]:
    """All organs and titles that follow the anchor, each leaning on the one before."""
    body = organs_after(passage, anchor)
    for post in _posts(passage, anchor):
        if body is None or not post.name.startswith(body.name):  # 党委书记 is a post in the 党委
            yield post
    if body is not None:
        yield body
        yield from _descend(passage, body)


def _posts(passage: Passage, anchor: Mention) -> Iterator[Mention]:
    """The title right after an anchor."""
    body, area = _titles()
    text, start = passage.text, _after(passage, anchor)
    hit = None
    if anchor.type == "Area" and anchor.deictic and (hit := area.match(text, anchor.span.start, passage.span.end)):
        yield Mention(Span(hit.start(), hit.end()), "Post", hit.group(), "title", 0.9, None, anchor)
        return
    if anchor.type == "Area" or anchor.subtype == "GovernmentBody":
        hit = area.match(text, start, passage.span.end)
    if hit is None and anchor.type in ("Organisation", "Community"):
        hit = body.match(text, start, passage.span.end)
    if hit is None:
        hit = _honorary().match(text, start, passage.span.end)
    if hit and hit.group() not in lexicon.words("posts", "not_posts"):
        yield Mention(Span(anchor.span.start, hit.end()), "Post", hit.group(), "title", 0.92, None, anchor)


@cache
def _honorary() -> re.Pattern[str]:
    return re.compile(r"(?:招商|乡贤|发展|形象|文化|旅游|法律|科技|创业|推广|宣传|城市|社会|公益|产业)" + lexicon.alternation(lexicon.words("posts", "honorary")))


def _ownerless(passage: Passage, start: int, found: list[Mention], anchors: list[Mention]) -> Iterator[Mention]:
    """Organs, departments and titles at a word's start whose owner the text leaves out."""
    text, end = passage.text, passage.span.end
    _, area = _titles()
    forms, kinds, patterns = _organs()
    if hit := area.match(text, start, end):
        yield Mention(Span(start, hit.end()), "Post", hit.group(), "title", 0.8, None, elided_area(start, hit.group()))
        return
    if hit := _bare_department().match(text, start, end):
        organ = Organ("GovernmentBody", ("District", "City", "Province"), False)
    elif (hit := forms.match(text, start, end)) and not kinds[hit.group()][0].letter:
        organ = kinds[hit.group()][0]
    elif (found_by := next(((m, o) for p, o in patterns if "JudicialBody" in o.owners and (m := p.match(text, start, end))), None)) is not None:
        hit, organ = found_by
    else:
        yield from _bare_title(passage, start, found)
        return
    if _continues(passage, hit.end()):
        return
    owner = _shared_owner(passage, start, organ, found) or _elided(start, organ.owners)
    body = Mention(Span(start, hit.end()), "Organisation", hit.group(), "organ", 0.8, organ.cls, owner)
    yield body
    yield from _descend(passage, body)


def _listed_post(passage: Passage, start: int, found: list[Mention]) -> Mention | None:
    """The post that stands right before in a list of titles."""
    if start == 0 or passage.text[start - 1] not in "、，,":
        return None
    return next((m for m in found if m.type == "Post" and m.span.end == start - 1), None) if passage.text[start - 1] == "、" else None


def _chief(start: int, title: str, found: list[Mention]) -> Mention | None:
    """The body of the sentence's last post of which a bare title is the deputy (主任张某主持，副主任李某出席)."""
    base = title.removeprefix("副")
    posts = [m for m in found if m.type == "Post" and m.span.end <= start and m.name == base]
    return posts[-1].owner if base != title and posts else None


def _list_owner(before: Mention, title: str) -> Mention | None:
    """Whose a title is that follows another in a list: the same body's, or for other than party titles the body of the party group."""
    owner = before.owner
    party = lexicon.words("posts", "party_titles")
    if owner is not None and title not in party and (before.name in party or owner.subtype == "PartyBody"):
        inner = owner.owner if owner.subtype == "PartyBody" else owner
        return inner if inner is not None and inner.type == "Organisation" else None
    return owner


def _bare_title(passage: Passage, start: int, found: list[Mention]) -> Iterator[Mention]:
    """A title alone (队长, 董事长), where the lexicon says which bodies have it."""
    body, _ = _titles()
    owners = lexicon.read_cached("posts")["title_owners"]
    hit = body.match(passage.text, start, passage.span.end)
    if hit and (before := _listed_post(passage, start, found)) is not None and hit.group() not in lexicon.words("posts", "not_posts"):
        owner = _list_owner(before, hit.group())
        if owner is not None:
            yield Mention(Span(start, hit.end()), "Post", hit.group(), "title", 0.85, None, owner)
            return
    quoted = start > 0 and passage.text[start - 1] in "“「"
    if hit and (chief := _chief(start, hit.group(), found)) is not None and not quoted:
        yield Mention(Span(start, hit.end()), "Post", hit.group(), "title", 0.8, None, chief)
        return
    if hit and hit.group() in owners and not quoted:
        yield Mention(Span(start, hit.end()), "Post", hit.group(), "title", 0.7, None, _elided(start, tuple(owners[hit.group()])))


def _elided(start: int, owners: tuple[str, ...]) -> Mention:
    """The owner that a name leaves out: an empty mention of the classes it may have, in order."""
    kind = ontology.load().kind_of(owners[0]) or "Organisation"
    return Mention(Span(start, start), kind, "", "elided", 0.7, "|".join(owners), deictic=True)


_LETTER_CLASS = {
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


def elided_area(start: int, title: str) -> Mention:
    """The area that a title names by its letter only (区长, 副镇长)."""
    return Mention(Span(start, start), "Area", "", "elided", 0.7, _LETTER_CLASS[title.removesuffix("助理")[-2]], deictic=True)


def _shared_owner(passage: Passage, start: int, organ: Organ, found: list[Mention]) -> Mention | None:
    """The owner of the list member before (区财政局、民政局), where the mark between says that they share it."""
    if start == 0 or passage.text[start - 1] not in _LIST_MARKS:
        return None
    before = next((m for m in reversed(found) if m.span.end == start - 1), None)
    while before is not None:
        if _is(before.subtype, organ.owners) and before.span.end <= start:
            return before
        before = before.owner
    return None
