"""Verbs of frames in a clause, and whether what they say is stated: not negated, planned, hoped or asked."""

import re
from dataclasses import dataclass
from functools import cache

from kg import rules
from kg.model import Span
from kg.relate.phrases import Clause, Phrase, outside
from kg.rules import Frame


@dataclass(frozen=True, slots=True)
class Trigger:
    """A verb at its place, and the frames that it opens."""

    span: Span
    text: str
    frames: tuple[Frame, ...]


@cache
def _verbs() -> tuple[re.Pattern[str], dict[str, tuple[Frame, ...]]]:
    table: dict[str, tuple[Frame, ...]] = {}
    for frame in rules.frames():
        for verb in frame.triggers:
            table[verb] = (*table.get(verb, ()), frame)
    return rules.pattern(table), table


def triggers(clause: Clause) -> list[Trigger]:
    """Verbs of the clause in order, outside of names, at the start of words."""
    verbs, table = _verbs()
    starts = clause.passage.starts()
    found = []
    for hit in verbs.finditer(clause.passage.text, clause.span.start, clause.span.end):
        span = Span(*hit.span())
        if (
            outside(span, clause.phrases)
            and not _nominal(clause, span)
            and (span.start in starts or (len(span) > 1 and _verbal(clause, span)))
        ):
            found.append(Trigger(span, hit.group(), table[hit.group()]))
    return found


def _nominal(clause: Clause, span: Span) -> bool:
    """Whether the word is a noun here (总投资, 投资协议): the tagger says so, or 总 stands before it."""
    token = clause.passage.at(span.start)
    whole = token is not None and token.span == span
    return (
        whole
        and token is not None
        and (token.tag == "n" or clause.passage.text[max(clause.span.start, span.start - 1) : span.start] == "总")
    )


def _verbal(clause: Clause, span: Span) -> bool:
    """Whether the word that holds the trigger is a verb (率先成立)."""
    token = clause.passage.at(span.start)
    return token is not None and token.tag in ("v", "vn", "vd", "d", "m") and token.span.end >= span.end


@cache
def _denials() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return rules.pattern(rules.words("negations")), rules.pattern(rules.words("hypotheses"))


def stated(clause: Clause, span: Span, since: int) -> bool:
    """Whether the clause states what its verb says: no word of denial or intent between `since` and the verb.

    Words inside names don't count, nor does 将 where it takes an object (将A交给B).
    """
    return not (denied(clause, span, since) or intended(clause, span, since))


def denied(clause: Clause, span: Span, since: int) -> bool:
    """Whether a word of denial stands before the verb."""
    return _any(_denials()[0], clause, since, span.start)


def intended(clause: Clause, span: Span, since: int) -> bool:
    """Whether a word of plan or hope stands before the verb, or the clause asks."""
    return _any(_denials()[1], clause, since, span.start) or clause.text.rstrip().endswith(("吗", "呢", "?", "？"))


def _any(words: re.Pattern[str], clause: Clause, start: int, end: int) -> bool:
    starts = clause.passage.starts()
    for hit in words.finditer(clause.passage.text, start, end):
        span = Span(*hit.span())
        if span.start in starts and outside(span, clause.phrases) and not _takes_object(clause, span):
            return True
    return False


def _takes_object(clause: Clause, span: Span) -> bool:
    token = clause.passage.at(span.start)
    marks = token is not None and token.tag == "p"  # 将一处闲置锅炉房改造成…
    return clause.passage.text[span.start : span.end] == "将" and (
        marks or any(p.span.start - span.end in (0, 1) for p in clause.phrases)
    )


@cache
def governing() -> frozenset[str]:
    """Verbs that take what follows as their object: those of frames, and of helping and dealing with."""
    return frozenset(v for f in rules.frames() for v in f.triggers) | frozenset(rules.words("governing"))


def governed(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase is the object of a verb before it in the clause (联系A，…), so that it is no subject."""
    pivots = rules.words("pivots")
    taken = [h.span for p in clause.phrases for h in p.heads]
    for token in clause.passage.words(Span(clause.span.start, phrase.span.start)):
        verb = token.text in governing() and token.span.end <= phrase.span.start and token.text not in pivots
        if verb and not any(s.overlaps(token.span) for s in taken) and clause.passage.text[token.span.end : token.span.end + 1] != "的":
            between = [p for p in clause.phrases if token.span.end <= p.span.start < phrase.span.start]
            if (
                not between
                and phrase.span.start - token.span.end <= 6
                and "的" not in clause.passage.text[token.span.end : phrase.span.start]
            ):
                return True
    return False
