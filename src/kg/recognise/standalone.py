"""Bodies known by name or by what they do, without a class word: ministries (民政部), firms that put in money (苏州恒远精工投资5亿元)."""

import re
from collections.abc import Iterator
from functools import cache

from kg import divisions, lexicon
from kg.model import Mention, Span
from kg.tokens import Passage, Token


def standalone(passage: Passage) -> Iterator[Mention]:
    """Ministries and firms of the sentence that no class word shows."""
    yield from _ministries(passage)
    yield from _investors(passage)
    yield from _headed(passage)


@cache
def _national() -> re.Pattern[str]:
    return lexicon.compiled(lexicon.words("identity", "national_bodies"))


#: What shows that a body stands in a formula only: nobody of the report deals with it.
_FORMULA = re.compile(r"(?:贯彻|落实|学习|按照|根据|传达|响应|享受)[\u3400-\u9fff、]{0,8}$")


def _ministries(passage: Passage) -> Iterator[Mention]:
    """National bodies that the lexicon lists, as words of their own (not 农业农村部 in 农业农村部门)."""
    starts, text = passage.starts(), passage.text
    for hit in _national().finditer(text, passage.span.start, passage.span.end):
        after = passage.at(hit.end()) if hit.end() < passage.span.end else None
        local = after is not None and (after.tag == "LOC" or re.search("[省市区县旗]", text[hit.end() : after.span.end]))
        whole = hit.start() in starts and not local and text[hit.end() : hit.end() + 1] not in ("门", "署", "级", "队", "长")
        if whole and not _FORMULA.search(text[max(passage.span.start, hit.start() - 12) : hit.start()]):
            yield Mention(Span(*hit.span()), "Organisation", hit.group(), "national", 0.85, _class(hit.group()))


def _class(name: str) -> str:
    return "MassOrganisation" if "共青团" in name else "MediaOutlet" if name in ("人民日报", "新华社") else "GovernmentBody"


_PAYS = ("投资", "出资", "斥资", "注资", "捐资", "捐款", "捐赠")
_OPEN = frozenset({"w", "p", "u", "c"})


def _investors(passage: Passage) -> Iterator[Mention]:
    """A firm called by its city and its own words, or by words that no dictionary has, between a pause and a sum that it pays."""
    tokens = passage.tokens
    for n, verb in enumerate(tokens[:-1]):
        if verb.text not in _PAYS or tokens[n + 1].tag != "m" or not re.search(r"[元万亿]", tokens[n + 1].text):
            continue
        words: list[Token] = []
        while n > 0 and tokens[n - 1].tag not in _OPEN and len(words) < 5:
            n -= 1
            words.insert(0, tokens[n])
        if words and _is_firm(words) and (n == 0 or tokens[n - 1].tag in _OPEN):
            span = Span(words[0].span.start, words[-1].span.end)
            yield Mention(span, "Organisation", span.of(passage.text), "investor", 0.66, "Company")


_HEADS = re.compile(r"副?(?:董事长|总经理|总裁)|执行董事|首席执行官")
_WORDS = frozenset({"n", "nz", "v", "vn", "a", "an", "nw", "ORG", "LOC", "PER"})


def _headed(passage: Passage) -> Iterator[Mention]:
    """A firm by its own words before a title that only firms have (凯驰｜智能｜总经理): the first word is a name."""
    for hit in _HEADS.finditer(passage.text, passage.span.start, passage.span.end):
        words: list[Token] = []
        at = hit.start()
        while len(words) < 3 and (token := passage.at(at - 1) if at > passage.span.start else None) is not None:
            if token.tag not in _WORDS or token.span.end != at or token.text in lexicon.words("names", "stops"):
                break
            words.insert(0, token)
            at = token.span.start
            if token.tag in ("ORG", "LOC", "nz", "PER"):
                break
        seat = passage.at(at - 1) if words and words[0].tag == "nz" and at > passage.span.start else None
        if seat is not None and seat.tag == "LOC" and seat.text in divisions.load().by_short:
            words.insert(0, seat)
            at = seat.span.start
        span = Span(at, hit.start())
        if words and words[0].tag in ("ORG", "LOC", "nz") and 3 <= len(span) <= 8 and len(words) > 1:
            yield Mention(span, "Organisation", span.of(passage.text), "headed", 0.7, "Company")


def _is_firm(words: list[Token]) -> bool:
    """Whether words are a city and something of a firm's own, as 苏州｜恒远｜精工 or in one word."""
    whole = "".join(w.text for w in words)
    city = next((whole[:n] for n in (2, 3) if whole[:n] in divisions.load().by_short), "")
    seat = bool(city) and words[0].tag in ("LOC", "ORG")
    rest = whole[len(city) :]
    return seat and 3 <= len(rest) <= 8 and all(w.tag in ("n", "nz", "v", "vn", "a", "ORG", "PER", "LOC", "an", "nw") for w in words[1:])
