"""Labels and what they announce: 主持：A; 地点：D; 出席会议的有B、C; 当选为副主任的有：E、F.

What a label of minutes and notices says is said of the report's event; a post before a colon is held by those named after it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg import rules
from kg.model import Mention, Report, Span, cite
from kg.relate.phrases import Clause
from kg.relate.scene import Scene
from kg.relations import Relation


@dataclass(frozen=True, slots=True)
class Label:
    """What a label announces: a relation to the event at hand, or the post that those named hold. `end`: where they may begin."""

    predicate: str
    end: int
    post: Mention | None = None


_ATTENDING = re.compile(
    r"(?:出席|参加|列席|参会|到会|与会|就座|参与)[^，。；：:]{0,8}?的?(?:领导|嘉宾|人员|同志)?还?有(?=[\u3400-\u9fff]|$)"
)
_CHOSEN = re.compile(r"(?:大会|会议)?(?:当选为?|选举产生|推选为?|选出)?(?:的|新一届)?")
_TAIL = re.compile(r"(?:的有|的是|名单|如下)?(?:[（(][^（）()]{1,14}[）)])?")


def label_of(clause: Clause) -> Label | None:
    """What a clause announces: a label or a post before a colon, or who attended."""
    if hit := _ATTENDING.search(clause.passage.text, clause.span.start, clause.span.end):
        return Label("participatesIn", hit.end())
    if clause.passage.text[clause.span.end : clause.span.end + 1] not in (":", "："):
        return None
    words = clause.text.replace(" ", "").replace("　", "")
    predicate = next((p for p, labels in rules.relations()["labels"].items() if words in labels), None)
    if predicate is not None:
        return Label(predicate, clause.span.end)
    return _post_label(clause)


def _post_label(clause: Clause) -> Label | None:
    """A clause that is nothing but a post, with a verb of choosing before it at most."""
    if len(clause.phrases) != 1 or [h.type for h in clause.phrases[0].heads] != ["Post"]:
        return None
    post = clause.phrases[0].heads[0]
    before = clause.passage.text[clause.span.start : post.span.start].strip()
    after = clause.passage.text[post.span.end : clause.span.end].strip()
    return Label("holdsPost", clause.span.end, post) if _CHOSEN.fullmatch(before) and _TAIL.fullmatch(after) else None


def labelled(report: Report, clause: Clause, label: Label | None, scene: Scene) -> Iterator[Relation]:
    """The facts of what stands after a label, in the same sentence."""
    if label is None or (label.post is None and scene.event is None):
        return
    for phrase in clause.phrases:
        for head in phrase.heads:
            if head.span.start < label.end:
                continue
            if label.post is not None:
                if head.type == "Person":
                    yield Relation(
                        head, "holdsPost", label.post, cite(report, Span(label.post.span.start, head.span.end), "label-post", 0.9)
                    )
            elif scene.event is not None:
                subject, obj = (scene.event, head) if label.predicate == "locatedIn" else (head, scene.event)
                yield Relation(subject, label.predicate, obj, cite(report, head.span, f"label-{label.predicate}", 0.85))
