"""Names in quotation marks: what a quoted part is, by the class noun after it, before it, at its own end, or by its verb.

“邻里通”“一院一策”等党建品牌: the noun after 等 types the whole list. 上线“随手拍”: the verb says that the words are a
programme's name. A quoted part that none of these types is a slogan or a figure of speech, and no entity.
"""

import re
from functools import cache

from kg import lexicon
from kg.model import Mention, Span
from kg.recognise.units import quoted
from kg.tokens import Passage

_SLOGAN = re.compile(r"[，。；！？,;!?：:]|\s.*\s")
_BETWEEN = re.compile(r"[、和及与]?$")
_SECTIONS = ("programme", "project", "event", "place", "award")


@cache
def _heads() -> dict[str, tuple[str, str | None]]:
    """Head noun → (type, class), over all kinds of names."""
    found: dict[str, tuple[str, str | None]] = {}
    for section in ("place", "programme", "event", "project"):
        found |= {h: (lexicon.heads(section).type, None) for h in lexicon.heads(section).heads}
    for row in lexicon.read_cached("bodies")["heads"]:
        found |= dict.fromkeys(row["words"], ("Organisation", row["class"]))
    return found


@cache
def _class_nouns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Class nouns after a quoted part (with 等, a number or an adjective between), and right before one."""
    heads = lexicon.alternation(_heads())
    after = re.compile(
        rf"(?:等)?(?:一批|一系列|系列|多个|[0-9一二三四五六七八九十两]+(?:个|项|大|支|家|款))?[\u3400-\u9fff]{{0,6}}?({heads})(?![\u3400-\u9fff]{{0,1}}[化性者])"
    )
    return after, re.compile(rf"({heads})(?:——|—|：|:|，即)?$")


def quotes(passage: Passage) -> list[Mention]:
    """Entities named by quoted parts of the sentence."""
    pairs = quoted(passage)
    found = []
    for n, (whole, inner) in enumerate(pairs):
        name = inner.of(passage.text)
        if not 2 <= len(name) <= 20:
            continue
        kind = _by_noun(passage, pairs, n) or _by_end(passage, inner) or _by_verb(passage, whole, name)
        if kind:
            kind = _by_deed(passage, whole, kind)
            score = 0.9 if kind[2] in ("noun", "deed") else 0.75
            found.append(Mention(whole, kind[0], name, f"quote-{kind[2]}", score, kind[1]))
    return found


def _by_deed(passage: Passage, whole: Span, kind: tuple[str, str | None, str]) -> tuple[str, str | None, str]:
    """The type corrected by the verb right before: what is set up is a body (成立“X”议事会), what is launched no place (推出“X超市”)."""
    left = passage.text[max(passage.span.start, whole.start - 6) : whole.start]
    if kind[0] == "Event" and re.search(lexicon.alternation(lexicon.words("names", "founding")) + "$", left):
        return "Organisation", "Association", "deed"
    if kind[0] == "Place" and kind[2] == "end" and re.search("(?:推出|推行|首创)了?$", left):
        return "Programme", None, "deed"
    return kind


def _by_noun(passage: Passage, pairs: list[tuple[Span, Span]], n: int) -> tuple[str, str | None, str] | None:
    """The type that a class noun gives: after the list that the quoted part stands in, or right before it."""
    after, before = _class_nouns()
    text, first, last = passage.text, n, n
    while last + 1 < len(pairs) and _BETWEEN.fullmatch(text[pairs[last][0].end : pairs[last + 1][0].start]):
        last += 1
    while first > 0 and _BETWEEN.fullmatch(text[pairs[first - 1][0].end : pairs[first][0].start]):
        first -= 1
    end = pairs[last][0].end
    hit = after.match(text, end, passage.span.end)
    if hit and (last > n or text[end] in "等" or hit.start(1) == end):
        cut = passage.at(hit.end() - 1)
        if cut is not None and cut.span.end == hit.end():
            kind, cls = _heads()[hit.group(1)]
            return kind, cls, "noun"
    start = pairs[first][0].start
    if hit := before.search(text, max(passage.span.start, start - 12), start):
        kind, cls = _heads()[hit.group(1)]
        named = kind not in ("Place", "Project") or text[start - 1] in "—：:，"  # 老项目“回头看” names nothing
        return (kind, cls, "noun") if named else None
    return None


def _by_end(passage: Passage, inner: Span) -> tuple[str, str | None, str] | None:
    """The type that the quoted part's own last word gives (“老班长调解队”)."""
    name = inner.of(passage.text)
    heads = _heads()
    for length in range(min(6, len(name) - 2), 0, -1):
        if name[-length:] in heads and length > 1 and not _SLOGAN.search(name) and not _is_talk(passage, inner):
            kind, cls = heads[name[-length:]]
            if kind == "Place" and any(t.tag == "v" for t in passage.words(inner)):
                return None  # 小法官进校园
            generic = lexicon.heads(kind.lower()).generic if cls is None else frozenset()
            return None if name[:-length] in generic else (kind, cls, "end")
    return None


def _is_talk(passage: Passage, inner: Span) -> bool:
    """Whether the quoted words are a sentence rather than a name: they hold an adverb, a pronoun or a particle."""
    return any(t.tag in ("d", "r", "u", "p", "xc", "ad") for t in passage.words(inner))


def _is_kind(name: str) -> bool:
    """Whether a quoted word only names a kind of place (“口袋公园”)."""
    place = lexicon.heads("place")
    return any(name.endswith(h) and name[: -len(h)] in place.generic | {""} for h in place.heads)


def _by_verb(passage: Passage, whole: Span, name: str) -> tuple[str, str | None, str] | None:
    """The type that the verb right before the quoted part gives."""
    if _SLOGAN.search(name) or len(name) > 12:
        return None
    left = passage.text[max(passage.span.start, whole.start - 8) : whole.start]
    for kind, verbs in lexicon.read_cached("names")["verbs"].items():
        if re.search(lexicon.alternation(verbs) + r"(?:了|起|出|以|的是)?$", left):
            return None if _is_kind(name) else (kind, None, "verb")
    return None
