"""Names that a report only mentions: countries, bodies and people in formulas, what the tagger alone knows.

They fill the gaps that all other recognisers leave. No grammar of the genre explains them and a report is seldom about them
(学习贯彻某某讲话精神, 出口到日本), so they make no entity and give no fact: they are listed beside what was read out of a report.
"""

from collections.abc import Iterator

from kg import lexicon
from kg.model import Mention, Report, Span
from kg.tokens import Passage, Token

_TYPES = {"PER": "Person", "ORG": "Organisation", "LOC": "Place"}


def background(report: Report, sentences: tuple[Passage, ...], mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The tagger's names that overlap no mention, in the order of the text. `mentions` are all that were recognised, in order."""
    return tuple(m for p in sentences for m in _gaps(report, p, [m for m in mentions if p.span.contains(m.span) and len(m.span)]))


def _gaps(report: Report, passage: Passage, mentions: list[Mention]) -> Iterator[Mention]:
    for token in passage.tokens:
        if not any(m.span.overlaps(token.span) for m in mentions):
            for span, kind in _names(token):
                yield Mention(span, kind, span.of(report.text), "background", 0.4)


def _names(token: Token) -> Iterator[tuple[Span, str]]:
    """Names in a word: a country; countries and provinces by their letters (中美, 港澳台); else what the tagger says it is."""
    letters = lexicon.read_cached("areas")["letters"]
    if token.text in lexicon.words("areas", "countries"):
        yield token.span, "Area"
    elif token.tag in ("LOC", "PER") and all(c in letters for c in token.text):
        for at in range(token.span.start, token.span.end):
            yield Span(at, at + 1), "Area"
    elif token.tag in _TYPES and len(token.text) > 1:
        yield token.span, _TYPES[token.tag]
