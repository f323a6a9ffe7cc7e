"""Words that stand for a thing already named: 该项目, 会议, 公司. They name nothing, and are resolved with the whole report."""

import re
from functools import cache

from kg import lexicon
from kg.model import Mention, Span
from kg.recognise.tokens import Passage

_POINTING = re.compile(r"[该此这本我]")
#: Tags of a word before which a bare noun can stand for a thing: a preposition, a mark, a pause.
_OPEN = frozenset({"p", "w", "c", "TIME", "d", "v"})
_CLOSED_AFTER = frozenset({"n", "nz", "vn", "PER", "ORG", "LOC", "an"})


@cache
def _words() -> tuple[re.Pattern[str], dict[str, tuple[str, str | None]]]:
    words: dict[str, tuple[str, str | None]] = {}
    for section in ("project", "programme", "event"):
        words |= {w: (lexicon.heads(section).type, None) for w in lexicon.heads(section).deictics}
    for row in lexicon.read_cached("bodies")["deictics"]:
        words |= {w: ("Organisation", row["class"]) for w in row["words"]}
    return lexicon.compiled(words), words


def standins(passage: Passage) -> list[Mention]:
    """Stand-ins of the sentence."""
    pattern, words = _words()
    found = []
    for hit in pattern.finditer(passage.text, passage.span.start, passage.span.end):
        span = Span(*hit.span())
        if _POINTING.match(hit.group()) or _stands_alone(passage, span):
            kind, cls = words[hit.group()]
            found.append(Mention(span, kind, hit.group(), "deixis", 0.7, cls, deictic=True))
    return found


def _stands_alone(passage: Passage, span: Span) -> bool:
    """Whether a bare noun has no modifier before it and no head after it."""
    first, last = passage.at(span.start), passage.at(span.end - 1)
    if first is None or last is None or first.span.start != span.start or last.span.end != span.end:
        return False
    before = passage.at(span.start - 1) if span.start > passage.span.start else None
    after = passage.at(span.end) if span.end < passage.span.end else None
    opened = before is None or before.tag in _OPEN and before.text not in "”、" or before.text == "、" and False
    return opened and (after is None or after.tag not in _CLOSED_AFTER) and (before is None or before.text not in ("个", "等"))
