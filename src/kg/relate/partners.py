"""Bonds between bodies: A与B签约, A联合B, A与B、C结对共建. Stated once; the predicate is symmetric."""

import re
from collections.abc import Iterator

from kg import rules
from kg.model import Mention, Report, Span, cite
from kg.relate.phrases import Clause, Phrase
from kg.relate.scene import Scene, fitting
from kg.relate.triggers import stated
from kg.relations import Relation

_BODIES = frozenset({"Organisation", "Area", "Community"})


def partners(report: Report, clause: Clause, scene: Scene) -> Iterator[Relation]:
    """The bonds that a clause states."""
    bonds = list(rules.pattern(rules.words("partners", "bonds")).finditer(clause.passage.text, clause.span.start, clause.span.end))
    for phrase in clause.phrases:
        others = fitting(phrase.heads, _BODIES)
        if not others or phrase.marker not in ("with", "joint"):
            continue
        bond = next((b for b in bonds if b.start() >= phrase.span.end), None) if phrase.marker == "with" else None
        if phrase.marker == "with" and (bond is None or not stated(clause, Span(*bond.span()), clause.span.start)):
            continue
        for subject in _subject(clause, phrase, scene):
            for other in others:
                if subject.span != other.span:
                    end = bond.end() if bond else phrase.span.end
                    inside = clause.passage.span.contains(subject.span) and subject.span.end <= phrase.span.start
                    span = Span(subject.span.start if inside else min(phrase.span.start, other.span.start), max(end, phrase.span.end))
                    yield Relation(subject, "partnersWith", other, cite(report, span, "bond", 0.88 if inside else 0.75))


def paired(report: Report, clause: Clause) -> Iterator[Relation]:
    """A和B结成对子: the two bodies of one phrase before the word of bonding."""
    for phrase in clause.phrases:
        bodies = fitting(phrase.heads, _BODIES)
        hit = _PAIRS.match(clause.passage.text, phrase.span.end, clause.span.end)
        if hit is None or phrase.marker or len(phrase.heads) != 2 or len(bodies) != 2:
            continue
        if clause.passage.text[bodies[0].span.end : bodies[1].span.start] == "和" and stated(clause, Span(*hit.span()), clause.span.start):
            yield Relation(bodies[0], "partnersWith", bodies[1], cite(report, Span(phrase.span.start, hit.end()), "pair", 0.85))


_PAIRS = re.compile("(?:双方|正式|已经?|也|还|就|现场)?(?:结成|结为|结对|签订|签署|签约|达成|缔结|牵手|携手)")


def _subject(clause: Clause, phrase: Phrase, scene: Scene) -> tuple[Mention, ...]:
    """Who the bond is with: the nearest bodies before in the clause that bear no marker (or 由), else who acts."""
    before = [p for p in clause.phrases if p.span.end <= phrase.span.start and p.marker in ("", "agent") and fitting(p.heads, _BODIES)]
    return fitting(before[-1].heads, _BODIES) if before else fitting(scene.agent, _BODIES)
