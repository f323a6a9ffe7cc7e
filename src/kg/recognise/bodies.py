"""Bodies that lean on an owner, as deep as the text goes (区委 → 区委宣传部 → 区委宣传部新闻出版科), and the posts in them.

A recursive descent from anchors: after an area, a community, a company or a body, an organ may follow; after any of them, a
title. Where a name leaves its owner out (民政局 in a list, 组织部部长, 居委会主任), an empty deictic mention stands for it,
to be resolved with the rest of the report.
"""

import re
from collections.abc import Iterator
from functools import cache

from kg import lexicon
from kg.model import Mention, Span
from kg.recognise.organs import (
    Organ,
    after,
    bare_department,
    continues,
    elided,
    elided_area,
    elided_court,
    is_one,
    organs,
    organs_after,
    titles,
)
from kg.recognise.standing import standing
from kg.tokens import Passage

_LIST_MARKS = "、和及与"


def bodies(passage: Passage, anchors: list[Mention]) -> list[Mention]:
    """Bodies and posts of a sentence, each owned by what it leans on. `anchors` are areas, communities and named bodies."""
    found: list[Mention] = []
    for anchor in [*anchors, *standing(passage, anchors)]:
        if not (anchor.deictic and _general(passage, anchor.span.start)):
            found += _descend(passage, anchor)
    covered = [m.span for m in [*found, *(a for a in anchors if not a.deictic)]]
    for start in sorted(passage.starts()):
        if any(s.start <= start < s.end for s in covered):
            continue
        for mention in _ownerless(passage, start, found):
            found.append(mention)
            covered.append(mention.span)
    return [*found, *_shared_titles(passage, found, anchors)]


def _general(passage: Passage, start: int) -> bool:
    """Whether a word before makes a kind of what follows (各街道办事处)."""
    return passage.text[max(passage.span.start, start - 2) : start].endswith(
        ("各", "各级", "乡镇", "镇街", "基层", "有关", "相关", "所有", "一些", "部分", "多个")
    )


def _shared_titles(passage: Passage, found: list[Mention], anchors: list[Mention]) -> list[Mention]:
    """The title that a list of bodies shares: A局、B局、C局主要负责人 are three posts."""
    shared = lexicon.words("posts", "shared")
    out = []
    for post in found:
        if post.type != "Post" or post.name not in shared or post.owner is None:
            continue
        end = post.owner.span.start if not post.owner.deictic else post.span.start
        end = min(end, post.span.start)
        while (body := _member_before(passage, end, [*found, *anchors])) is not None:
            out.append(Mention(body.span, "Post", post.name, "title", 0.99, None, body))
            end = body.span.start
    return out


def _member_before(passage: Passage, end: int, bodies: list[Mention]) -> Mention | None:
    """The body, town or subdistrict that stands right before in a list."""
    if passage.text[end - 1 : end] not in ("、", "和", "及"):
        return None
    fits = [m for m in bodies if m.span.end == end - 1 and len(m.span) and not m.deictic]
    fits = [m for m in fits if m.type == "Organisation" or m.subtype in ("Town", "Subdistrict")]
    return min(fits, key=lambda m: m.span, default=None)


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
    body, area = titles()
    text, start = passage.text, after(passage, anchor)
    hit = None
    if anchor.type == "Area" and anchor.deictic and (hit := area.match(text, anchor.span.start, passage.span.end)):
        yield Mention(Span(hit.start(), hit.end()), "Post", hit.group(), "title", 0.9, None, anchor)
        return
    if anchor.type == "Area" or anchor.subtype == "GovernmentBody":
        hit = area.match(text, start, passage.span.end)
    if hit is None and anchor.subtype in ("Town", "Subdistrict") and not anchor.deictic:
        hit = lexicon.compiled(lexicon.words("posts", "shared")).match(text, start, passage.span.end)
    if hit is None and anchor.type in ("Organisation", "Community"):
        hit = body.match(text, start, passage.span.end)
    if hit is None and anchor.name.endswith("党组"):
        hit = re.compile("成员").match(text, start, passage.span.end)
    if hit is None:
        hit = _honorary().match(text, start, passage.span.end)
    if hit is None and not anchor.deictic:
        hit = _merged(passage, anchor)
    if hit is None or hit.group() == "负责人":
        charge = _IN_CHARGE.match(text, start, passage.span.end) if is_one(anchor.subtype, ("GovernmentBody", "PartyBody")) else None
        if charge and anchor.type == "Organisation":
            yield Mention(Span(anchor.span.start, charge.end()), "Post", charge.group(), "title", 0.9, None, anchor)
            return
    if hit and hit.group() not in lexicon.words("posts", "not_posts"):
        yield Mention(Span(anchor.span.start, hit.end()), "Post", hit.group(), "title", 0.92, None, _court(anchor, hit.group()))


def _merged(passage: Passage, anchor: Mention) -> re.Match[str] | None:
    """A title that shares the last character of its body's or area's name (教育局长, 派出所长, 城关镇长, 竹溪里长)."""
    body, area = titles()
    pattern = area if anchor.type == "Area" else body
    hit = pattern.match(passage.text, anchor.span.end - 1, passage.span.end) if len(anchor.span) else None
    whole = hit is not None and hit.group().endswith("长") and len(hit.group()) == 2 and hit.end() in {t.span.end for t in passage.tokens}
    return hit if whole else None


def _court(anchor: Mention, title: str) -> Mention:
    """Whose a title is: judges and prosecutors are their court's, also where a division is named before them."""
    of_court = title in lexicon.words("posts", "court_titles") and anchor.subtype == "JudicialBody" and anchor.owner is not None
    return anchor.owner if of_court and anchor.owner and anchor.owner.subtype == "JudicialBody" else anchor


@cache
def _honorary() -> re.Pattern[str]:
    return re.compile(
        r"(?:招商|乡贤|发展|形象|文化|旅游|法律|科技|创业|推广|宣传|城市|社会|公益|产业)"
        + lexicon.alternation(lexicon.words("posts", "honorary"))
    )


def _ownerless(passage: Passage, start: int, found: list[Mention]) -> Iterator[Mention]:
    """Organs, departments and titles at a word's start whose owner the text leaves out."""
    text, end = passage.text, passage.span.end
    _, area = titles()
    forms, kinds, patterns = organs()
    if hit := area.match(text, start, end):
        yield Mention(Span(start, hit.end()), "Post", hit.group(), "title", 0.8, None, elided_area(start, hit.group()))
        return
    if hit := bare_department().match(text, start, end):
        organ = Organ("GovernmentBody", ("District", "City", "Province"), False)
    elif (hit := forms.match(text, start, end)) and not kinds[hit.group()][0].letter:
        organ = kinds[hit.group()][0]
    elif (
        found_by := next(((m, o) for p, o in patterns if "JudicialBody" in o.owners and (m := p.match(text, start, end))), None)
    ) is not None:
        hit, organ = found_by
    else:
        yield from _bare_title(passage, start, found)
        return
    general = _general(passage, start) or (hit.group() == "政府" and text[:start].endswith(("靠", "希望", "让", "等", "请")))
    if continues(passage, hit.end()) or general:
        return
    court = "JudicialBody" in organ.owners
    owner = _shared_owner(passage, start, organ, found) or (elided_court(start) if court else elided(start, organ.owners))
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


#: Whoever is in charge of a public body, where the report doesn't say who (县能源局负责人).
_IN_CHARGE = re.compile("负责人|负责同志")
#: The office of a committee, after another post there (县委常委、办公室主任).
_OFFICE = re.compile("办公室(?=副?主任)")
#: A head by the kind of body that he heads (馆长, 副院长): of the nearest one whose name ends so.
_OWN_KIND = re.compile("副?(?P<kind>[馆站所园厂社台院场])长")


def _bare_title(passage: Passage, start: int, found: list[Mention]) -> Iterator[Mention]:
    """A title alone (队长, 董事长), where the lexicon says which bodies have it."""
    body, _ = titles()
    owners = lexicon.read_cached("posts")["title_owners"]
    hit = body.match(passage.text, start, passage.span.end)
    if hit and (before := _listed_post(passage, start, found)) is not None and hit.group() not in lexicon.words("posts", "not_posts"):
        owner = _list_owner(before, hit.group())
        if owner is not None:
            yield Mention(Span(start, hit.end()), "Post", hit.group(), "title", 0.85, None, _court(owner, hit.group()))
            return
    office = _OFFICE.match(passage.text, start, passage.span.end)
    if office and (before := _listed_post(passage, start, found)) is not None and before.owner and before.owner.name.endswith("委"):
        body_ = Mention(Span(start, start + 3), "Organisation", "办公室", "organ", 0.8, "PartyBody", before.owner)
        yield body_
        yield from _descend(passage, body_)
        return
    quoted = start > 0 and passage.text[start - 1] in "“「"
    if hit and hit.group() in lexicon.words("posts", "court_titles") and not quoted:
        yield Mention(Span(start, hit.end()), "Post", hit.group(), "title", 0.75, None, elided_court(start))
        return
    if hit and (chief := _chief(start, hit.group(), found)) is not None and not quoted:
        yield Mention(Span(start, hit.end()), "Post", hit.group(), "title", 0.8, None, chief)
        return
    kind = _OWN_KIND.fullmatch(hit.group()) if hit and hit.group() not in owners else None
    if hit and kind and not quoted:
        whose = Mention(Span(start, start), "Organisation", "该" + kind["kind"], "elided", 0.7, None, deictic=True)
        yield Mention(Span(start, hit.end()), "Post", kind.string, "title", 0.7, None, whose)
        return
    if hit and hit.group() in owners and not quoted:
        yield Mention(Span(start, hit.end()), "Post", hit.group(), "title", 0.7, None, elided(start, tuple(owners[hit.group()]), ">"))


def _shared_owner(passage: Passage, start: int, organ: Organ, found: list[Mention]) -> Mention | None:
    """The owner of the list member before (区教育局、司法局), where the mark between says that they share it."""
    if start == 0 or passage.text[start - 1] not in _LIST_MARKS:
        return None
    before = next((m for m in reversed(found) if m.span.end == start - 1), None)
    while before is not None:
        if is_one(before.subtype, organ.owners) and before.span.end <= start:
            return before
        before = before.owner
    return None
