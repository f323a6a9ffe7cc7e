"""Recognise: every mention of an entity in a report, rightly bounded and typed.

A cascade over each sentence (areas → names by head noun → quoted names → bodies and posts → awards → people → stand-ins), one
overlap policy, then a second look over the whole report with the names that the first one found.
"""

import re
from functools import partial

from kg import lexicon
from kg.model import Mention, Report
from kg.recognise import again
from kg.recognise.area_words import suffix_of
from kg.recognise.areas import anchors
from kg.recognise.awards import awards, is_post
from kg.recognise.background import background
from kg.recognise.bodies import bodies
from kg.recognise.ceremony import ceremonies
from kg.recognise.dictionary import Entry, names_in
from kg.recognise.formulas import is_formula
from kg.recognise.institutions import as_body
from kg.recognise.lists import listed
from kg.recognise.names import names
from kg.recognise.overlap import longest_first
from kg.recognise.people import people
from kg.recognise.quotes import quotes
from kg.recognise.roads import roads
from kg.recognise.standalone import standalone
from kg.recognise.standins import standins
from kg.recognise.units import units
from kg.script import same_length
from kg.tokens import Passage, passages, tagger, with_stems

__all__ = ["background", "passages_of", "recognise"]


def passages_of(report: Report, recogniser: str = "lac") -> tuple[Passage, ...]:
    """The report's readable sentences, tagged, in simplified script of the same length."""
    sentences = passages(report, curly(same_length(report.text)), tagger(recogniser))
    stems = {m.name[: -len(suffix_of(m))] for p in sentences for m in anchors(p) if not m.deictic and m.recogniser == "gazetteer"}
    return tuple(with_stems(p, frozenset(s for s in stems if len(s) >= 2)) for p in sentences)


_STRAIGHT = re.compile(r'"([^"\n]{1,80})"')


def curly(text: str) -> str:
    """The text with one kind of quotation marks, for the recognisers only: straight pairs and corner brackets as “ ”."""
    return _STRAIGHT.sub(r"“\1”", text).translate(str.maketrans("「」『』", "“”“”"))


def recognise(report: Report, sentences: tuple[Passage, ...], own: tuple[Entry, ...] = ()) -> tuple[Mention, ...]:
    """Mentions of the report in the order of its text, without overlaps; inner bodies and areas are their owners.

    `own` are names of the user's dictionaries.
    """
    proposed = [[*proposals(p), *names_in(p, own)] for p in sentences]
    first = [longest_first(ms) for ms in proposed]
    inner = [m for ms, kept in zip(proposed, first, strict=True) for m in ms if m.type in ("Project", "Programme") and m not in kept]
    return again.look(report, sentences, first, inner)


def proposals(passage: Passage) -> list[Mention]:
    """What every recogniser proposes for a sentence; proposals may overlap."""
    places = anchors(passage)
    first = [m for m in bodies(passage, places) if m.type == "Organisation" and m.owner and len(m.owner.span)]
    pieces = units(passage, [*places, *longest_first(first)])
    named = [*map(partial(as_body, passage), names(passage, pieces)), *listed(passage), *roads(passage), *standalone(passage)]
    named += _tagged_bodies(passage, places)
    quoted = quotes(passage)
    solid = longest_first([*named, *quoted])
    named += ceremonies(passage, solid)
    organisations = [m for m in solid if m.type == "Organisation"]
    organs = bodies(passage, sorted([*places, *organisations], key=lambda m: (m.span, m.deictic)))
    posts = [m for m in organs if m.type == "Post"]
    honours = [m for m in awards(passage) if not is_post(m, posts)]
    found = [*places, *named, *quoted, *organs, *honours]
    taken = [m for m in longest_first(found) if not m.deictic]
    # a bare letter (区) is an owner only
    kept = [m for m in found if not ((m.deictic and len(m.name) == 1) or is_formula(passage, m))]
    return [*kept, *people(passage, posts, taken), *standins(passage)]


def _tagged_bodies(passage: Passage, places: list[Mention]) -> list[Mention]:
    """What the tagger alone calls an organisation: a weak proposal, for companies without a class word (恒远光电)."""
    none = lexicon.words("bodies", "not_organisations")
    return [
        Mention(t.span, "Organisation", t.text, "tagger", 0.6)
        for t in passage.tokens
        if t.tag == "ORG"
        and len(t.text) >= 4
        and not t.text[0].isdigit()
        and t.text not in none
        and not any(p.span.overlaps(t.span) for p in places)
    ]
