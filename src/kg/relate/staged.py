"""The projects and places that a word of stage is said of, and the words of the report that say so."""

import re

from kg.model import Mention, Span
from kg.relate.heads import stranger
from kg.relate.phrases import Clause, Phrase
from kg.relate.scene import Scene, fitting

BUILT = frozenset({"Project", "Place"})
_PHASE = re.compile(r"[一二三四五六][期标]")


def things_before(clause: Clause, end: int, scene: Scene, others: bool = False) -> tuple[Mention, ...]:
    """The projects or places that the word is said of: the nearest phrase before it, else what the sentence speaks of.

    `others`: another subject in the clause only says it (承建单位A承诺年底交付).
    """
    before = [p for p in clause.phrases if p.span.end <= end and fitting(p.heads, BUILT) and p.marker in ("", "object")]
    if before:
        return () if _part_of(clause, before[-1]) else fitting(before[-1].heads, BUILT)
    if (
        scene.stranger
        or _COUNTED.search(clause.passage.text, clause.span.start, end)
        or (not others and any(p.span.end <= end and p.marker == "" for p in clause.phrases))
    ):
        return ()  # somebody else is the subject
    near = tuple(m for m in scene.recent if clause.passage.span.contains(m.span) and not m.deictic)
    carried = fitting(scene.focus, BUILT) or fitting(scene.topic, BUILT) or fitting(near, BUILT)[-1:]
    return carried or (fitting(scene.thing, BUILT) if not scene.topic or not clause.phrases else ())


#: Works that are only counted (14个项目成功签约).
_COUNTED = re.compile(r"[0-9]+[余多]?[个项](?:重点|重大|产业|民生)?(?:项目|工程)")


def _part_of(clause: Clause, phrase: Phrase) -> bool:
    """Whether a stand-in is but a part of another thing's name: of a phase (项目二期), of a work that wasn't recognised."""
    return phrase.heads[-1].deictic and (bool(_PHASE.match(clause.passage.text, phrase.span.end)) or stranger(clause))


def things_after(clause: Clause, span: Span) -> tuple[Mention, ...]:
    """The projects or places right behind the word; several phrases where a list is announced (开工的还有A和B)."""
    after = [p for p in clause.phrases if p.span.start >= span.end and p.marker in ("", "object")]
    if not after or after[0].span.start - span.end > 8 or after[0] is not next(p for p in clause.phrases if p.span.start >= span.end):
        return ()
    if _LISTS.match(clause.passage.text, span.end):
        return tuple(h for p in after for h in fitting(p.heads, BUILT))
    return fitting(after[0].heads, BUILT)


_LISTS = re.compile(r"的?(?:还有|还包括|包括|有|主要有)")


def modified(clause: Clause, span: Span) -> tuple[Mention, ...]:
    """The thing of a relative clause that goes on after the word (去年签约、落户某镇的X)."""
    text = clause.passage.text
    if text[span.end : span.end + 1] != "、":
        return ()
    for phrase in clause.phrases:
        if phrase.span.start >= span.end and fitting(phrase.heads, BUILT):
            gap = text[span.end : phrase.span.start].rstrip("“")
            return fitting(phrase.heads, BUILT) if len(gap) <= 16 and gap.endswith("的") else ()
    return ()


def quoted(clause: Clause, thing: Mention, span: Span) -> Span:
    """The quote: from the thing, where it stands in the same sentence, to the word."""
    if clause.passage.span.contains(thing.span):
        return Span(min(thing.span.start, span.start), max(thing.span.end, span.end))
    return Span(clause.span.start, max(span.end, clause.span.start + 1))
