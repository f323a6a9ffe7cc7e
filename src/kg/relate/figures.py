"""Statistics: numbers with their unit and what they measure, about the thing that the clause speaks of."""

import re
from collections.abc import Iterator
from functools import cache

from kg import lexicon
from kg.model import Mention, Report, Span, cite
from kg.relate.phrases import Clause
from kg.relate.scene import Scene, fitting
from kg.relate.triggers import denied, intended
from kg.relations import Relation, StatisticOf
from kg.values import Quantity

_ABOUT = frozenset({"Organisation", "Community", "Area", "Place", "Project", "Programme", "Event"})
_PAID = re.compile(r"(?:投资|出资|投入|斥资|注资|资金|总投资|投资额|花)[\u3400-\u9fff]{0,3}$")
_GOAL = re.compile(r"力争|目标|计划(?!总?投资)|确保|达产|预计|可实现|将|拟|争取|预期")
_EDGE = re.compile(r"[，。；、：:,;\s]")


def figures(report: Report, clause: Clause, scene: Scene, quantities: list[Quantity], facts: list[Relation]) -> Iterator[StatisticOf]:
    """The statistics of a clause. `facts` are those that the clause states."""
    told = [q for q in quantities if _counts(clause, q)]
    listed = _distributed(clause, scene, told)
    for quantity in told:
        about = listed.get(quantity.span) or _about(clause, quantity, scene, facts)
        if about is not None:
            measure = _measure(clause, quantity.span)
            inside = clause.passage.span.contains(about.span) and len(about.span) > 0 and abs(about.span.start - quantity.span.start) < 60
            start = min(about.span.start, quantity.span.start) if inside else clause.span.start
            end = max(about.span.end, quantity.span.end) if inside else quantity.span.end
            yield StatisticOf(
                about,
                quantity.value,
                _as_written(report, quantity),
                measure,
                quantity.approximate,
                cite(report, Span(start, end), "figure", 0.8, quantity.span),
            )


def _as_written(report: Report, quantity: Quantity) -> str:
    """The unit in the script of the report."""
    written = quantity.span.of(report.text)
    at = quantity.text.rfind(quantity.unit)
    return written[at : at + len(quantity.unit)] if at >= 0 and len(written) == len(quantity.text) else quantity.unit


def _counts(clause: Clause, quantity: Quantity) -> bool:
    """Whether a quantity is a statistic: stated, of its own, not a goal, a line of a class, a part of a name or the end of a list."""
    if quantity.indefinite or quantity.threshold or not quantity.unit or _in_name(clause, quantity.span):
        return False
    if clause.passage.text[quantity.span.end : quantity.span.end + 1] == "的" and _modified(clause, quantity.span) is None:
        return False  # it tells the size of something that has no name
    return not (denied(clause, quantity.span, clause.span.start) or _is_goal(clause, quantity.span) or _closes_list(clause, quantity.span))


_EACH = re.compile(r"分别|依次")


def _distributed(clause: Clause, scene: Scene, quantities: list[Quantity]) -> dict[Span, Mention]:
    """Numbers given one by one to the members of a list (分别承接4个、3个、5个)."""
    hit = _EACH.search(clause.text)
    if hit is None:
        return {}
    after = [q for q in quantities if q.span.start >= clause.span.start + hit.end()]
    own = next((p.heads for p in clause.phrases if p.marker == "" and p.span.end <= clause.span.start + hit.start()), ())
    for heads in (own, scene.focus, scene.topic):
        if len(heads) == len(after) > 1:
            return {q.span: head for q, head in zip(after, heads, strict=True)}
    return {}


def _in_name(clause: Clause, span: Span) -> bool:
    return any(h.span.overlaps(span) for p in clause.phrases for h in p.heads)


def _is_goal(clause: Clause, span: Span) -> bool:
    left = clause.passage.text[clause.span.start : span.start]
    return bool(_GOAL.search(left)) or (intended(clause, Span(span.start, span.start), clause.span.start) and "投资" not in left)


def _closes_list(clause: Clause, span: Span) -> bool:
    """A number that only closes a list of as many names (A、B、C等3个项目)."""
    text = clause.passage.text
    before = [p for p in clause.phrases if p.span.end <= span.start]
    if not before or text[before[-1].span.end : span.start].strip() not in ("等", ""):
        return False
    digits = re.match(r"[0-9]+", text[span.start : span.end])
    return bool(digits) and int(digits.group()) == len(before[-1].heads) if digits else False


def _about(clause: Clause, quantity: Quantity, scene: Scene, facts: list[Relation]) -> Mention | None:
    """The thing that a number is said of."""
    text = clause.passage.text
    left = text[clause.span.start : quantity.span.start]
    if (modified := _modified(clause, quantity.span)) is not None:
        return modified
    if (joined := _joined(clause, quantity, facts)) is not None:
        return joined
    if _PAID.search(left) and (thing := _paid_for(clause, quantity, scene)) is not None:
        return thing
    before = [p for p in clause.phrases if p.span.end <= quantity.span.start and p.marker in ("", "agent") and fitting(p.heads, _ABOUT)]
    if before:
        return fitting(before[0].heads, _ABOUT)[-1]
    if scene.event is not None and (_THIS_TIME.match(left) or clause.passage.kind == "title"):
        return scene.event
    if scene.focus and not _acts().search(left):
        return scene.focus[-1]
    for carried in (scene.topic, scene.agent, scene.thing, scene.home):
        if heads := fitting(carried, _ABOUT):
            return heads[-1]
    return None


_THIS_TIME = re.compile(r"(?:此次|本次|这次|活动共|活动中|现场)")


@cache
def _acts() -> re.Pattern[str]:
    return lexicon.compiled(lexicon.words("values", "acts"))


def _paid_for(clause: Clause, quantity: Quantity, scene: Scene) -> Mention | None:
    """What money is spent on: the project before or after in the clause, else the one at hand."""
    kinds = frozenset({"Project", "Place"})
    after = [h for p in clause.phrases if p.span.start >= quantity.span.end for h in fitting(p.heads, kinds)]
    before = [h for p in clause.phrases if p.span.end <= quantity.span.start for h in fitting(p.heads, kinds)]
    if before:
        return before[-1]
    return after[0] if after else next(iter(fitting(scene.topic, kinds)), None)


def _joined(clause: Clause, quantity: Quantity, facts: list[Relation]) -> Mention | None:
    """A count that closes a list of members or settlers is about what they join (A、B等31家企业加入C)."""
    before = [p for p in clause.phrases if p.span.end <= quantity.span.start]
    if not before or not clause.passage.text[before[-1].span.end : quantity.span.start].startswith("等"):
        return None
    return next(
        (
            f.object
            for f in facts
            if f.predicate in ("memberOf", "locatedIn", "participatesIn")
            and f.subject in before[-1].heads
            and isinstance(f.object, Mention)
        ),
        None,
    )


def _modified(clause: Clause, span: Span) -> Mention | None:
    """The thing that a number modifies: 总投资12亿元、占地180亩的X."""
    text = clause.passage.text
    for phrase in clause.phrases:
        if phrase.span.start < span.end:
            continue
        gap = text[span.end : phrase.span.start]
        if (
            "的" in gap
            and len(gap) <= 24
            and gap.endswith(("的", "的“"))
            and fitting(phrase.heads, frozenset({"Project", "Place", "Event"}))
        ):
            return phrase.heads[0]
        return None
    return None


def _measure(clause: Clause, span: Span) -> str:
    """What is measured, in the report's words: back to the pause before, and the noun that follows."""
    text = clause.passage.text
    left = _EDGE.split(text[clause.span.start : span.start])[-1]
    right = _EDGE.split(text[span.end : clause.span.end])[0]
    words = left[-16:] + right[:10]
    return words or span.of(text)
