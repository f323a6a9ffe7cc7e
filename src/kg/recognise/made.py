"""The mention that a grown name makes: where it begins, what owns it, and the type that the words around it give."""

import re

from kg import lexicon
from kg.model import Mention, Span
from kg.recognise.naming import PROPER, Candidate, Kind, is_founded
from kg.recognise.units import Unit
from kg.tokens import Passage


def leans_on(before: Unit | None, start: int, kind: Kind) -> Mention | None:
    """The deictic word that a name leans on (街道信访中心)."""
    letter = kind.type == "Project" and before is not None and len(before.text) == 1
    leans = letter or kind.type in ("Place", "Organisation", "Event", "Award")
    return before.mention if before is not None and before.tag == "DEIXIS" and before.span.end == start and leans else None


#: The phase of a place that is being built (某某公园三期): a project, unless it is said to be one (三期项目).
_PHASED = re.compile(r"[一二三四五六]期(?!项目|工程|[a-zA-Z0-9间货])")
#: Firms by the building that they work in: what is built of them is the place.
_WORKS = frozenset({"厂", "酒店", "农场"})


def made(passage: Passage, candidate: Candidate, edge: Unit) -> Mention:
    """The mention of a name. `edge` is its leftmost unit; an area there is where a project or place stands."""
    kind, start = candidate.kind, candidate.span.start
    former = start > passage.span.start and passage.text[start - 1] == "原" and kind.type in ("Organisation", "Project")
    name = _clean(passage.text[start - former : candidate.span.end])
    owner = candidate.owner
    begin = min(edge.span.start, owner.span.start) if owner else edge.span.start - former
    span = Span(begin, candidate.span.end)
    if kind.type == "Place" and (phase := _PHASED.match(passage.text, span.end, passage.span.end)):
        return Mention(Span(begin, phase.end()), "Project", name + phase.group(), "phase", 0.85, None, owner or _site(edge, kind))
    if kind.cls == "Company" and candidate.head in _WORKS and candidate.verb in lexicon.words("names", "building"):
        return Mention(span, "Place", name, "head", 0.85, None, owner or _site(edge, kind))
    if kind.type in ("Place", "Event") and is_founded(candidate):
        return Mention(span, "Organisation", name, "founded", 0.85, None, owner)
    score = 0.9 if any(p.tag in PROPER for p in candidate.parts) else 0.7
    type_ = "Place" if former and kind.type == "Organisation" else kind.type
    return Mention(span, type_, name, "head", score, None if former else kind.cls, owner or _site(edge, kind))


def _site(edge: Unit, kind: Kind) -> Mention | None:
    """The area that a project's or place's name begins with."""
    area = edge.mention if edge.tag == "AREA" and kind.type in ("Project", "Place") else None
    return area if area is not None and edge.text.endswith(area.name) else None


def own_start(unit: Unit) -> int:
    """Where a name begins: at the innermost of the areas that stand before it."""
    area = unit.mention if unit.tag == "AREA" else None
    return area.span.end - len(area.name) if area and area.owner else unit.span.start


def _clean(name: str) -> str:
    """A name without quotation marks and without the bracket that defines a short form inside it."""
    return re.sub(r"[（(](?:以下|下)?(?:统|简)?称[^（）()]*[）)]|[“”「」『』\"]", "", name).strip()
