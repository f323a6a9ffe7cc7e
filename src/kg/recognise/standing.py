"""Anchors that name nothing by themselves, before an organ or a title: 公司党支部, 该基金会主席, 任市水务局局长."""

import re
from functools import cache

from kg import lexicon
from kg.model import Mention, Span
from kg.recognise.organs import LETTER_CLASS, titles
from kg.tokens import Passage


@cache
def _stand_ins() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str]]:
    rows = lexicon.read_cached("bodies")["deictics"]
    words = {w: "|".join(row["class"]) if isinstance(row["class"], list) else row["class"] for row in rows for w in row["words"]}
    letters = re.compile("(?<=[为任兼由与和、，。：:（(及对向赴从])[省市区县州旗镇乡村]")
    return lexicon.compiled(words), words, letters


@cache
def _held_heads() -> re.Pattern[str]:
    """A bare head noun right before a title, with or without a pointing word (研究院院长, 该基金会主席)."""
    heads = lexicon.alternation(w for row in lexicon.read_cached("bodies")["heads"] for w in row["words"] if len(w) > 1)
    return re.compile(rf"(?P<whole>(?:该|这家|这所|本)?(?P<head>{heads}))(?={titles()[0].pattern})")


@cache
def _head_class(head: str) -> str:
    return next(str(row["class"]) for row in lexicon.read_cached("bodies")["heads"] if head in row["words"])


def standing(passage: Passage, anchors: list[Mention]) -> list[Mention]:
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
        own = hit["head"] == "办公室" and passage.text.endswith(("常委、", "委员、", "书记、"), passage.span.start, span.start)  # 县委的
        if span.start in passage.starts() and not own and not any(t.overlaps(span) for t in taken):
            found.append(
                Mention(Span(*hit.span("whole")), "Organisation", hit["head"], "deixis", 0.7, _head_class(hit["head"]), deictic=True)
            )
    for hit in letters.finditer(passage.text, passage.span.start, passage.span.end):
        span = Span(*hit.span())
        if span.start not in passage.starts() and not any(t.overlaps(span) for t in taken):
            cls = LETTER_CLASS.get(hit.group(), "Village")
            found.append(Mention(span, "Community" if cls == "Village" else "Area", hit.group(), "deixis", 0.8, cls, deictic=True))
    return found
