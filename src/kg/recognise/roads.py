"""Roads, streets and rivers that something stands at: 位于清河路的X, 地处滨河街. Elsewhere a road is only part of other names."""

import re
from collections.abc import Iterator
from functools import cache

from kg import lexicon
from kg.model import Mention, Span
from kg.tokens import Passage

_AT = re.compile(r"(?:位于|坐落于|坐落在|地处|选址|设在|建在|开在)(?:[\u3400-\u9fff]{2,7}(?:区|县|市|镇|乡|街道|社区|村))?$")
_FREE = frozenset({"w", "u", "p", "c", "v", "f", "m", "TIME", "d"})


@cache
def _ends() -> tuple[str, ...]:
    return tuple(sorted(lexicon.words("names", "roads")))


def roads(passage: Passage) -> Iterator[Mention]:
    """Names of roads right behind a word of standing, whole words that the tagger calls places or nouns."""
    for token in passage.tokens:
        if token.tag not in ("LOC", "n", "nz") or not 3 <= len(token.text) <= 7 or not token.text.endswith(_ends()):
            continue
        after = passage.at(token.span.end) if token.span.end < passage.span.end else None
        before = passage.text[max(passage.span.start, token.span.start - 14) : token.span.start]
        if (after is None or after.tag in _FREE) and _AT.search(before):
            yield Mention(Span(token.span.start, token.span.end), "Place", token.text, "road", 0.8)
