"""Statistics: numbers with their unit and what they measure, about the thing that the clause speaks of."""

import re
from collections.abc import Iterator

from kg.model import Mention, Report, Span, cite
from kg.relate.about import about, modifies
from kg.relate.goals import aimed
from kg.relate.phrases import Clause
from kg.relate.scene import THINGS, Scene, fitting
from kg.relate.triggers import denied
from kg.relations import Relation, StatisticOf
from kg.values import Quantity

_EDGE = re.compile(r"[，。；、：:,;\s]")
#: Sizes that a thing has by its plan; they count before it stands.
_SIZE = re.compile(r"投资|投入|出资|占地|用地|面积|全长|总长|投资额|总额|规模|学位|[床车泊工座摊]位|容纳|产能|能力")


def figures(report: Report, clause: Clause, scene: Scene, quantities: list[Quantity], facts: list[Relation]) -> Iterator[StatisticOf]:
    """The statistics of a clause. `facts` are those that the clause states."""
    told = [q for q in quantities if _counts(clause, q)]
    listed = _distributed(clause, scene, told)
    for quantity in told:
        thing = listed.get(quantity.span) or about(clause, quantity, scene, facts)
        if thing is not None and not _is_goal(clause, quantity.span, scene, thing):
            measure = _measure(clause, quantity.span)
            inside = clause.passage.span.contains(thing.span) and len(thing.span) > 0 and abs(thing.span.start - quantity.span.start) < 60
            start = min(thing.span.start, quantity.span.start) if inside else clause.span.start
            end = max(thing.span.end, quantity.span.end) if inside else quantity.span.end
            yield StatisticOf(
                thing,
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
    """Whether a quantity is a statistic: stated, of its own, not a line of a class, a part of a name, the end of a list or in passing."""
    if quantity.indefinite or quantity.threshold or not quantity.unit or _in_name(clause, quantity.span) or _in_passing(quantity):
        return False
    if clause.passage.text[quantity.span.end : quantity.span.end + 1] == "的" and modifies(clause, quantity.span) is None:
        return False  # it tells the size of something that has no name
    if quantity.upper is not None and quantity.per:
        return False  # 每人联系1至2个项目
    return not (denied(clause, quantity.span, clause.span.start) or _closes_list(clause, quantity))


_BUILDINGS = frozenset({"幢", "栋", "座", "所"})


def _in_passing(quantity: Quantity) -> bool:
    """A small number spelt out (三个人, 跑了五趟) or a round one alone (万亩): told, not counted; buildings are."""
    if any(c.isdigit() for c in quantity.text):
        return False
    return (quantity.value <= 10 and quantity.unit not in _BUILDINGS | {"%"}) or quantity.text[0] in "百千万亿"


_EACH = re.compile(r"分别|依次")


def _distributed(clause: Clause, scene: Scene, quantities: list[Quantity]) -> dict[Span, Mention]:
    """Numbers given one by one to the members of a list (分别承接4个、3个、5个)."""
    hit = _EACH.search(clause.text)
    if hit is None:
        return {}
    after = [q for q in quantities if q.span.start >= clause.span.start + hit.end()]
    own = next((p.heads for p in clause.phrases if p.marker == "" and p.span.end <= clause.span.start + hit.start()), ())
    near = fitting(tuple(m for m in scene.recent if clause.passage.span.contains(m.span)), THINGS)[-len(after) :]
    for heads in (own, scene.focus, scene.topic, near):
        if len(heads) == len(after) > 1:
            return {q.span: head for q, head in zip(after, heads, strict=True)}
    return {}


def _in_name(clause: Clause, span: Span) -> bool:
    return any(h.span.overlaps(span) for p in clause.phrases for h in p.heads)


def _is_goal(clause: Clause, span: Span, scene: Scene, thing: Mention) -> bool:
    """Whether a number is aimed at or forecast. What a project costs and measures by its plan isn't."""
    words = _EDGE.split(clause.passage.text[clause.span.start : span.start])[-1]
    if _SIZE.search(words) and fitting((thing,), THINGS):
        return False
    return aimed(clause, span.start, scene)


_NUMBERED = re.compile(r"\d")


def _closes_list(clause: Clause, quantity: Quantity) -> bool:
    """A number that only closes a list of as many names (A、B、C等3个项目; 河东、河西2个村)."""
    left = clause.passage.text[clause.span.start : quantity.span.start]
    items = re.split(r"、|和|(?<![惠普涉])及", left.rstrip().removesuffix("等"))
    if len(items) < 2 or quantity.value != len(items) or quantity.approximate:
        return False
    return all(items[1:]) and not any(_NUMBERED.search(i) and not _in_name(clause, quantity.span) for i in items[1:-1])


def _measure(clause: Clause, span: Span) -> str:
    """What is measured, in the report's words: back to the pause before, and the noun that follows."""
    text = clause.passage.text
    left = _EDGE.split(text[clause.span.start : span.start])[-1]
    right = _EDGE.split(text[span.end : clause.span.end])[0]
    words = left[-16:] + right[:10]
    return words or span.of(text)
