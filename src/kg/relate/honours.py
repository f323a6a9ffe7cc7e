"""Lists of honours: an honour as heading, and below it, line by line, who has it; 授予A、B“X”称号."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Mention, Report, Span, cite
from kg.relate.phrases import Clause, Phrase
from kg.relate.scene import fitting
from kg.relations import Relation

_WINNERS = frozenset({"Person", "Organisation", "Area", "Community"})
_CONFERS = re.compile(r"授予")


def heading_of(mentions: Sequence[Mention]) -> Mention | None:
    """The honour that a block is the heading of."""
    return next((m for m in mentions if m.recogniser == "award-heading"), None)


def listed(report: Report, clause: Clause, honour: Mention | None) -> Iterator[Relation]:
    """Those that a line of the list below an honour begins with: a list of names, or one name and what is said of it."""
    if honour is None or not clause.first or not clause.phrases:
        return
    first = clause.phrases[0]
    opens = len(clause.passage.text[clause.passage.span.start : first.span.start].strip(" 　")) <= 3
    group = [first, *_beside(clause, first)] if opens else []
    for phrase in group:
        for head in fitting(phrase.heads, _WINNERS):
            yield Relation(head, "receives", honour, cite(report, head.span, "honours-list", 0.85))


def _beside(clause: Clause, first: Phrase) -> Iterator[Phrase]:
    """Further names of a line set apart by spaces only; a name and its title are one."""
    last = first
    for phrase in clause.phrases[1:]:
        gap = clause.passage.text[last.span.end : phrase.span.start]
        if gap.strip() or first.type == "Person":
            return
        yield phrase
        last = phrase


_GIVES = re.compile(r"颁发|颁赠|颁授|授予|颁")


def _given(report: Report, clause: Clause) -> Iterator[Relation]:
    """颁发“X”给A: the honour stands before its winner."""
    for award, winner in zip(clause.phrases, clause.phrases[1:], strict=False):
        left = clause.passage.text[max(clause.span.start, award.span.start - 4) : award.span.start]
        gap = clause.passage.text[award.span.end : winner.span.start]
        if award.type == "Award" and gap in ("给", "予", "给予", "奖给") and _GIVES.search(left):
            for head in fitting(winner.heads, _WINNERS):
                yield Relation(head, "receives", award.heads[-1], cite(report, Span(award.span.start, head.span.end), "conferred", 0.9))


def competed(clause: Clause, facts: Sequence[Relation]) -> Iterator[Relation]:
    """Who wins a prize at an event took part in it (在某大赛上夺得冠军)."""
    named = [h for p in clause.phrases if p.marker == "place" for h in p.heads if h.type == "Event"]
    for fact in facts:
        if named and fact.predicate == "receives" and fact.subject.type not in ("Project", "Place", "Programme"):
            yield replace(fact, predicate="participatesIn", object=named[-1])


def conferred(report: Report, clause: Clause) -> Iterator[Relation]:
    """授予A、B“X”称号: those between verb and honour."""
    yield from _given(report, clause)
    hit = _CONFERS.search(clause.passage.text, clause.span.start, clause.span.end)
    awards = [h for p in clause.phrases for h in p.heads if h.type == "Award" and hit and h.span.start > hit.end()]
    if hit is None or not awards:
        return
    for phrase in clause.phrases:
        if hit.end() <= phrase.span.start < awards[0].span.start:
            for head in fitting(phrase.heads, _WINNERS):
                span = Span(hit.start(), awards[0].span.end)
                yield Relation(head, "receives", awards[0], cite(report, span, "conferred", 0.9, Span(*hit.span())))
