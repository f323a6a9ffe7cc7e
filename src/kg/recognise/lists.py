"""Lists that a noun closes: 恒远弹簧、华泰模具等27家企业 are companies, 河东、河西2个村 two villages, whatever they are called.

The noun and its number type the members that no other recogniser knows. The first member begins where the words before it stop
being parts of a name: behind a verb, a preposition or a mark.
"""

import re
from collections.abc import Iterator
from functools import cache

import cn2an

from kg import divisions, lexicon
from kg.model import Mention, Span
from kg.tokens import Passage, Token

#: Tags of words that members are made of.
_PARTS = frozenset({"n", "nz", "nw", "LOC", "ORG", "PER", "vn", "an", "a", "j", "b", "nr", "ns", "nt", "f", "s", "xc"})
_MEMBER = re.compile(r"[\u3400-\u9fffA-Za-z0-9·（）()]{2,14}")


_PROPER = frozenset({"nz", "nw", "LOC", "ORG", "PER"})


@cache
def _closing() -> tuple[re.Pattern[str], dict[str, tuple[str, str | None]]]:
    """What closes a list of bodies (等27家企业, 3所学校), and noun → (type, class)."""
    rows = lexicon.read_cached("names")["list_nouns"]
    kinds = {w: (row["type"], row.get("class")) for row in rows for w in row["words"]}
    number = r"[0-9一二三四五六七八九十百两多余近]+(?:余|多)?[家个所支]"
    noun = rf"(?:[\u3400-\u9fff]{{2,6}})?(?P<noun>{lexicon.alternation(kinds)})"
    return re.compile(rf"(?:等(?:{number})?|{number}){noun}(?![\u3400-\u9fff]?[家长部员])"), kinds


_NUMBERED = re.compile(
    r"(?P<rest>等)?(?P<number>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})个?(?:山区|边远|贫困|沿江|沿湖|试点|重点|中心|民族|产粮|沿线|农业)?(?P<noun>行政村|村|社区|镇|乡|街道|县|区)(?![民级道街镇域市委政间])"
)
_UNITS = {"行政村": "村"}


def listed(passage: Passage) -> list[Mention]:
    """Members of lists that a noun closes."""
    return [*_bodies(passage), *_communities(passage)]


def _bodies(passage: Passage) -> Iterator[Mention]:
    pattern, kinds = _closing()
    for hit in pattern.finditer(passage.text, passage.span.start, passage.span.end):
        kind, cls = kinds[hit["noun"]]
        members = list(_members(passage, hit.start()))
        members = [m for m in members if m.of(passage.text) not in lexicon.words("areas", "countries")]
        own = _is_work if kind == "Project" else _is_own  # 道路修整、管网疏通等项目 are kinds of work
        if len(members) > 1 and all(own(passage, m) for m in members):
            score = 0.92 if kind == "Project" else 0.7  # what is listed as a project is none of the place that it makes
            yield from (Mention(m, kind, m.of(passage.text), "list", score, cls) for m in members)


def _is_own(passage: Passage, span: Span) -> bool:
    """Whether words can be a body's own name: one of them is proper, or they are no common word together."""
    return _is_proper(passage, span) or (len(span) >= 4 and not lexicon.is_common(span.of(passage.text)))


def _is_work(passage: Passage, span: Span) -> bool:
    """Whether a listed project has a name of its own, no town's or body's."""
    return len(span) >= 5 and _is_proper(passage, span) and not span.of(passage.text).endswith(_body_ends())


@cache
def _body_ends() -> tuple[str, ...]:
    rows = lexicon.read_cached("bodies")["heads"]
    kinds = ("Company", "School", "Hospital", "Bank", "Association")
    return tuple(sorted({w for row in rows if row["class"] in kinds for w in row["words"] if len(w) > 1}))


def _is_proper(passage: Passage, span: Span) -> bool:
    return any(t.tag in _PROPER for t in passage.words(span))


def _communities(passage: Passage) -> Iterator[Mention]:
    """Villages, communities and towns that share their suffix: as many names as the number says, or fewer before 等."""
    data = lexicon.read_cached("areas")
    kinds = {s: ("Area", row["class"]) for row in data["areas"] for s in row["suffixes"]}
    kinds |= {s: ("Community", row["class"]) for row in data["communities"] for s in row["suffixes"]}
    for hit in _NUMBERED.finditer(passage.text, passage.span.start, passage.span.end):
        members = list(_members(passage, hit.start(), short=True))
        count = int(cn2an.cn2an(hit["number"], "smart"))
        if len(members) < 2 or (len(members) > count if hit["rest"] else len(members) != count) or any(len(m) > 5 for m in members):
            continue
        suffix = _UNITS.get(hit["noun"], hit["noun"])
        if suffix in "县区" and not all(_county(m.of(passage.text) + suffix) for m in members):
            continue  # 东、西2个区
        for member in members:
            name = member.of(passage.text)
            yield Mention(member, kinds[suffix][0], name if name.endswith(suffix) else name + suffix, "list", 0.9, kinds[suffix][1])


def _county(name: str) -> bool:
    return any(row.level == 3 for row in divisions.load().named(name))


#: A member whatever the tagger makes of it, between its marks (、小满3个镇).
_SHORT = re.compile(r"(?<=、)[\u3400-\u9fff]{1,4}$")


def _members(passage: Passage, end: int, short: bool = False) -> Iterator[Span]:
    """The members of the list that ends here, the last first. `short`: they are stems of areas, told by the marks between them."""
    stop = end
    while True:
        words = _run(passage, stop)
        marked = _SHORT.search(passage.text[passage.span.start : stop]) if short else None
        if not words and not marked:
            return
        span = Span(passage.span.start + marked.start() if marked else words[0].span.start, stop)
        if not _MEMBER.fullmatch(span.of(passage.text)):
            return
        yield span
        if passage.text[span.start - 1 : span.start] not in ("、", "和", "与") or span.start - 1 <= passage.span.start:
            return
        stop = span.start - 1


def _run(passage: Passage, end: int) -> list[Token]:
    """The words right before a position that can make a member, in order."""
    words: list[Token] = []
    at = end
    while at > passage.span.start:
        token = passage.at(at - 1)
        if token is None or token.span.end != at or token.tag not in _PARTS or token.text in lexicon.words("names", "stops"):
            break
        words.append(token)
        at = token.span.start
    return words[::-1]
