"""Which of several overlapping proposals stand. One policy for all recognisers, a pure function.

The user's own names stand before all. What a grammar or a list proposes beats what the tagger alone calls a name; then the
longest wins; among equals the higher score, then the leftmost, then the type's name. Bodies inside a title or a longer
body's name aren't lost: they live on as the winner's `owner`.
"""

from collections.abc import Iterable

from kg.model import Mention

#: Below this a proposal only fills gaps that others leave.
_WEAK = 0.65


def longest_first(proposals: Iterable[Mention]) -> tuple[Mention, ...]:
    """Proposals without overlaps, in the order of the text. Empty (elided) mentions never compete."""
    kept: list[Mention] = []
    ranked = sorted(
        (m for m in proposals if len(m.span)),
        key=lambda m: (m.recogniser != "dictionary", m.deictic, m.score < _WEAK, -len(m.span), -m.score, m.span.start, m.type, m.name),
    )
    for mention in ranked:
        if not any(mention.span.overlaps(k.span) for k in kept):
            kept.append(mention)
    return tuple(sorted(kept, key=lambda m: m.span))
