"""What people hold and belong to in one report, by stable ids, and whether they hold it still."""

from collections import defaultdict
from collections.abc import Mapping

from kg.link import words
from kg.link.types import Thing, Tie
from kg.model import Entity, Evidence, Extraction, Fact, Report

#: Relations by which a person belongs to what they name; a visit or a prize ties nobody.
_BELONGS = frozenset({"memberOf", "leads", "establishes", "launches", "builds"})
_NO_TIE = frozenset({"Area", "Event", "Award", "Post", "Person"})
#: How far before a post a word may stand that says the post is a former one.
_BEFORE = 12


def of_people(extraction: Extraction, others: Mapping[str, Thing]) -> dict[str, frozenset[Tie]]:
    """Ties of each person, by the entity's id in this report."""
    bodies = {f.subject: f.object for f in extraction.facts if f.predicate == "postIn" and f.object}
    found: defaultdict[str, set[Tie]] = defaultdict(set)
    for fact in extraction.facts:
        if fact.object is None or fact.object not in others:
            continue
        if fact.predicate == "holdsPost":
            found[fact.subject] |= _post(extraction, fact, others[fact.object], others.get(bodies.get(fact.object) or ""))
        elif fact.predicate in _BELONGS and _binds(others[fact.object]):
            found[fact.subject].add(Tie("other", others[fact.object].id, None))
    return {i: frozenset(held) for i, held in found.items()}


def _binds(thing: Thing) -> bool:
    """Whether belonging to it tells people apart: not where its name is so plain that there may be several."""
    return thing.entity.type not in _NO_TIE and (thing.sure or not words.is_plain(thing.bare))


def _post(extraction: Extraction, fact: Fact, post: Thing, body: Thing | None) -> set[Tie]:
    """The tie of a post that names its body; a bare title (总经理) ties to nothing."""
    if body is None and not post.sure:
        return set()
    kind = "former" if _is_former(extraction.report, fact, post.entity) else "current"
    return {Tie(kind, post.id, body.id if body else None)}


def _is_former(report: Report, fact: Fact, post: Entity) -> bool:
    """Whether all that the report says of this holding is in the past tense."""
    spans = [span for r, span in post.mentions if r == report.id]
    said = [_past(report.text, e, [s.start for s in spans if e.span.contains(s)]) for e in fact.evidence]
    return (bool(said) and all(said)) or ("tense", "past") in fact.qualifiers


def _past(text: str, evidence: Evidence, starts: list[int]) -> bool:
    letters = words.listed("former_letters")
    for start in starts or [evidence.span.end]:
        before = text[max(evidence.span.start - _BEFORE, start - _BEFORE, 0) : start]
        clause = before.replace("；", "，").rsplit("，", 1)[-1].rsplit("现", 1)[-1]
        if any(word in clause for word in words.listed("former")) or clause[-1:] in letters:
            return True
    return False


def anchor(held: frozenset[Tie]) -> str | None:
    """What a person's id rests on: the smallest id of a body held now, of anything else, or held before."""
    current = [t.body or t.what for t in held if t.kind == "current"]
    other = [t.what for t in held if t.kind == "other"]
    former = [f"former|{t.body or t.what}" for t in held if t.kind == "former"]
    return min(current or other or former, default=None)
