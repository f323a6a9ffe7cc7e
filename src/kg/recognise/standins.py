"""Words that stand for a thing already named: 该项目, 会议, 公司. They name nothing, and are resolved with the whole report."""

import re
from functools import cache

from kg import lexicon
from kg.model import Mention, Span
from kg.tokens import Passage

#: A pointing word and a head noun: 这家研究院, 该联盟, 这座泵站, 本次签约仪式.
_POINTERS = r"(?:这[家所座支个项批次场]|该|此次|本次|本届|这次|此)"
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
        cls = "|".join(row["class"]) if isinstance(row["class"], list) else row["class"]
        words |= dict.fromkeys(row["words"], ("Organisation", cls))
    return lexicon.compiled(words), words


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, tuple[str, str | None]]]:
    """Head nouns of all kinds, after a pointing word or, for events, alone."""
    kinds: dict[str, tuple[str, str | None]] = {}
    for section in ("place", "programme", "project", "event"):
        kinds |= {w: (lexicon.heads(section).type, None) for w in lexicon.heads(section).heads if len(w) > 1}
    for row in lexicon.read_cached("bodies")["heads"]:
        kinds |= {w: ("Organisation", row["class"]) for w in row["words"] if len(w) > 1}
    heads = lexicon.alternation(kinds)
    events = lexicon.alternation(w for w, k in kinds.items() if k[0] == "Event" and len(w) > 2)
    return re.compile(rf"{_POINTERS}(?P<head>{heads})|(?P<event>{events})"), kinds


def _pointed(passage: Passage) -> list[Mention]:
    pattern, kinds = _heads()
    found = []
    for hit in pattern.finditer(passage.text, passage.span.start, passage.span.end):
        span = Span(*hit.span())
        last = passage.at(span.end - 1)
        if last is None or last.span.end != span.end or (hit["event"] and not _stands_alone(passage, span)):
            continue
        kind, cls = kinds[hit["head"] or hit["event"]]
        found.append(Mention(span, kind, hit.group(), "deixis", 0.65, cls, deictic=True))
    return found


def standins(passage: Passage) -> list[Mention]:
    """Stand-ins of the sentence."""
    pattern, words = _words()
    found = _pointed(passage)
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
    opened = before is None or (before.tag in _OPEN and before.text not in "”、")
    return opened and (after is None or after.tag not in _CLOSED_AFTER) and (before is None or before.text not in ("个", "等"))
