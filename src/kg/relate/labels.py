"""Labelled lines of minutes and notices: 主持：A; 出席：B、C; 地点：D. What they say is said of the report's event."""

from collections.abc import Iterator

from kg import rules
from kg.model import Report, Span, cite
from kg.relate.phrases import Clause
from kg.relate.scene import Scene
from kg.relations import Relation


def label_of(clause: Clause) -> str | None:
    """The predicate that a clause announces, if it is nothing but a label before a colon."""
    after = clause.passage.text[clause.span.end : clause.span.end + 1]
    if after not in (":", "："):
        return None
    words = clause.text.replace(" ", "").replace("　", "")
    return next((p for p, labels in rules.relations()["labels"].items() if words in labels), None)


def labelled(report: Report, clause: Clause, label: str | None, scene: Scene) -> Iterator[Relation]:
    """The facts of what stands after a label, in the same sentence."""
    if label is None or scene.event is None:
        return
    for phrase in clause.phrases:
        for head in phrase.heads:
            subject, obj = (scene.event, head) if label == "locatedIn" else (head, scene.event)
            yield Relation(subject, label, obj, cite(report, Span(head.span.start, head.span.end), f"label-{label}", 0.85))
