"""A sentence as units for building names: words, with quoted parts, brackets, areas and bodies as one unit each."""

import re
from dataclasses import dataclass

from kg.model import Mention, Span
from kg.tokens import Passage

_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"。！？\n]{1,30})[”」』\"]")
_BRACKETED = re.compile(r"[（(]([^（）()。；]{1,8}|(?:以下|下)?(?:统|简)?称[^（）()。；]{2,16})[）)]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a name. `tag` is a word's tag, or QUOTE, PAREN, AREA, DEIXIS, BODY; `mention` is what the last three are."""

    span: Span
    text: str
    tag: str
    mention: Mention | None = None


def quoted(passage: Passage) -> list[tuple[Span, Span]]:
    """Quoted parts: the whole with its marks, and what stands inside. Nested quotes are one."""
    return [(Span(*m.span()), Span(*m.span(1))) for m in _QUOTED.finditer(passage.text, passage.span.start, passage.span.end)]


def units(passage: Passage, mentions: list[Mention]) -> list[Unit]:
    """The sentence cut into units; a word that a larger unit covers partly gives what remains of it."""
    text = passage.text
    whole = [Unit(q, inner.of(text), "QUOTE") for q, inner in quoted(passage)]
    whole += [Unit(Span(*m.span()), m.group(1), "PAREN") for m in _BRACKETED.finditer(text, passage.span.start, passage.span.end)]
    tags = {"Area": "AREA", "Community": "AREA", "Organisation": "BODY"}
    ends = {t.span.end for t in passage.tokens}
    for m in mentions:
        if m.type in tags and len(m.span) and (not m.deictic or m.span.end in ends):
            whole.append(Unit(m.span, m.span.of(text), "DEIXIS" if m.deictic else tags[m.type], m))
    kept: list[Unit] = []
    for unit in sorted(whole, key=lambda u: (-len(u.span), u.span.start)):
        if not any(u.span.overlaps(unit.span) for u in kept):
            kept.append(unit)
    for token in passage.tokens:
        for span in _rest(token.span, kept):
            kept.append(Unit(span, span.of(text), token.tag))
    return sorted(kept, key=lambda u: u.span)


def _rest(span: Span, kept: list[Unit]) -> list[Span]:
    """What of a word no larger unit covers: nothing, all, or its head and tail."""
    over = [u.span for u in kept if u.span.overlaps(span)]
    if not over:
        return [span]
    head, tail = Span(span.start, max(span.start, over[0].start)), Span(min(span.end, max(o.end for o in over)), span.end)
    return [s for s in (head, tail) if len(s)]
