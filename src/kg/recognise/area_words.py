"""Words that areas and communities are known by: the suffixes of their names, and the words that stand for one."""

import re
from functools import cache

from kg import lexicon
from kg.model import Mention
from kg.tokens import Passage

PROPER = frozenset({"LOC", "ORG", "PER", "nz", "nw"})


@cache
def suffixes() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """A pattern over all suffixes, and suffix → (type, class)."""
    data = lexicon.read_cached("areas")
    kinds = {s: ("Area", row["class"]) for row in data["areas"] for s in row["suffixes"]} | {"州": ("Area", "City")}
    kinds |= {s: ("Community", row["class"]) for row in data["communities"] for s in row["suffixes"]}
    return lexicon.compiled(kinds), kinds


@cache
def deictics() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """A pattern over the words that stand for an area or community, and word → (type, class)."""
    data = lexicon.read_cached("areas")
    community = {row["class"] for row in data["communities"]}
    words = {w: ("Community" if row["class"] in community else "Area", row["class"]) for row in data["deictics"] for w in row["words"]}
    return lexicon.compiled(words), words


def suffix_of(mention: Mention) -> str:
    """The kind at the end of an area's full name (街道 of 某某街道); empty where it has none."""
    hit = next((h for h in suffixes()[0].finditer(mention.name) if h.end() == len(mention.name)), None)
    return hit.group() if hit else mention.name


def cut(passage: Passage, end: int) -> bool:
    """Whether the suffix is the first part of a longer common word (市场, 区域, 县城, 镇上 aside)."""
    token = passage.at(end)
    if token is None or token.span.start >= end or token.tag in PROPER:
        return False
    return passage.text[end - 1 : end + 1] in lexicon.words("areas", "not_suffix")
