"""Ceremonies that are held for a thing named before them: 某某改造工程举行开工仪式 is the work's own."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg import lexicon
from kg.model import Mention, Span
from kg.tokens import Passage

_OWNERS = frozenset({"Project", "Place"})


def ceremonies(passage: Passage, named: Sequence[Mention]) -> Iterator[Mention]:
    """Ceremonies of the sentence without words of their own, owned by the work or place that it names last before them."""
    for hit in _held().finditer(passage.text, passage.span.start, passage.span.end):
        before = [m for m in named if m.type in _OWNERS and m.span.end <= hit.start()]
        owner = max(before, key=lambda m: m.span.end, default=None)
        yield Mention(Span(*hit.span("event")), "Event", hit["event"], "ceremony", 0.85, None, owner)


@cache
def _held() -> re.Pattern[str]:
    kinds = lexicon.alternation(lexicon.words("names", "ceremonies"))
    return re.compile(rf"(?:举行|举办|举行了|举办了)(?P<event>{kinds}(?:仪式|典礼))")
