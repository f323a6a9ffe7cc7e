"""What is made of a sentence: who proposed which name and which stood, which frames fired, and why the others didn't."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import Mention, Source
from kg.recognise import passages_of, proposals, recognise
from kg.recognise.overlap import longest_first
from kg.relate import relate
from kg.relate.phrases import Clause, clauses
from kg.relate.scene import fitting
from kg.relate.triggers import Trigger, denied, intended, triggers
from kg.relations import Relation, Relations
from kg.rules import Frame
from kg.segment import segment


@dataclass(frozen=True, slots=True)
class Proposed:
    """A name that a recogniser saw. `fate`: stands, stands with a new type, found on the second look, or what it lost to."""

    words: str
    type: str
    name: str
    recogniser: str
    score: float
    fate: str


@dataclass(frozen=True, slots=True)
class Tried:
    """A frame that a verb opened. `outcome`: fired, or why not; `facts`: what it stated."""

    trigger: str
    frame: str
    predicate: str
    outcome: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that happened to a text. `others`: (rule, what it stated) of readers that aren't frames."""

    proposed: tuple[Proposed, ...]
    tried: tuple[Tried, ...]
    others: tuple[tuple[str, str], ...]


def read(text: str, recogniser: str = "lac") -> Reading:
    """Read a sentence, or a few, as a report of their own: nothing is carried on from before."""
    report = segment(Source("the sentence", text), None)
    passages = passages_of(report, recogniser)
    mentions = recognise(report, passages)
    relations = relate(report, passages, mentions)
    tried: list[Tried] = []
    for passage in passages:
        for clause in clauses(passage, [m for m in mentions if passage.span.contains(m.span)]):
            tried += _tried(clause, relations.facts)
    first = [m for p in passages for m in proposals(p)]
    frames = {t.frame for t in tried}
    return Reading(tuple(_proposed(text, first, mentions)), tuple(tried), tuple(_others(relations, frames)))


# ---------------------------------------------------------------- names


def _proposed(text: str, first: list[Mention], final: tuple[Mention, ...]) -> Iterator[Proposed]:
    kept = longest_first(first)
    later = [m for m in final if m.span not in {k.span for k in kept}]
    for mention in sorted({*first, *later}, key=lambda m: (m.span, m.type, m.recogniser, m.name)):
        yield Proposed(
            mention.span.of(text), mention.type, mention.full_name, mention.recogniser, mention.score, _fate(mention, kept, final, text)
        )


def _fate(mention: Mention, kept: tuple[Mention, ...], final: tuple[Mention, ...], text: str) -> str:
    if mention in final:
        return "stands" if mention in kept else "found on the second look"
    winner = next((m for m in final if m.span.overlaps(mention.span)), None)
    if winner is None:
        return "dropped"
    if winner.span == mention.span and mention in kept:
        return f"stands as {winner.type}"
    return f"lost to {winner.type} {winner.span.of(text)} ({winner.recogniser})"


# ---------------------------------------------------------------- facts


def _called(mention: Mention) -> str:
    return mention.full_name or "(the area at home)"


def _stated(relation: Relation) -> str:
    obj = relation.object if isinstance(relation.object, str) else _called(relation.object)
    return f"{_called(relation.subject)} {relation.predicate} {obj}"


def _others(relations: Relations, frames: Iterable[str]) -> Iterator[tuple[str, str]]:
    for relation in relations.facts:
        if relation.evidence.rule not in frames:
            yield relation.evidence.rule, _stated(relation)
    for status in relations.statuses:
        yield status.evidence.rule, f"{_called(status.about)} {status.state} {status.date or ''}".rstrip()
    for one in relations.statistics:
        yield one.evidence.rule, f"{_called(one.about)} {one.measure} {one.value}{one.unit}"


def _tried(clause: Clause, facts: Iterable[Relation]) -> Iterator[Tried]:
    found = triggers(clause)
    for n, trigger in enumerate(found):
        since = found[n - 1].span.end if n > 1 else clause.span.start
        for frame in trigger.frames:
            made = tuple(_stated(f) for f in facts if f.evidence.rule == frame.id and f.evidence.trigger == trigger.span)
            outcome = "fired" if made else _reason(clause, trigger, frame, since)
            yield Tried(trigger.text, frame.id, frame.predicate, outcome, made)


def _reason(clause: Clause, trigger: Trigger, frame: Frame, since: int) -> str:
    """Why a frame that its verb opened stated nothing."""
    if denied(clause, trigger.span, since):
        return "denied"
    if intended(clause, trigger.span, since):
        return "intended, hoped or asked"
    if any(word in clause.text and word != trigger.text for word in frame.unless):
        return f"another frame's words: {', '.join(w for w in frame.unless if w in clause.text)}"
    if frame.after and not any(word in clause.text for word in frame.after):
        return f"none of {', '.join(frame.after)} after it"
    heads = [h for p in clause.phrases for h in p.heads]
    obj, subject = _missing(heads, frame.object, "object"), _missing(heads, frame.subject, "subject")
    able = {h for h in heads if fitting((h,), frame.object | frame.subject)}
    alone = f"only {next(iter(able)).name} fits, and it can't be both ends" if len(able) == 1 else ""
    return obj or subject or alone or "the words that fit stand in another part of the clause"


def _missing(heads: list[Mention], classes: frozenset[str], slot: str) -> str:
    """Why no mention of the clause fills a slot; empty where one could."""
    if fitting(tuple(heads), classes):
        return ""
    wanted = " or ".join(sorted(classes))
    there = ", ".join(f"{h.name} is {h.subtype or h.type}" for h in heads)
    return f"no {slot}: {wanted} wanted, {f'but {there}' if there else 'nothing named'}"
