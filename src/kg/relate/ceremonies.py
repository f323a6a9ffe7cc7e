"""What a ceremony makes of the projects that are presented at it: signed at a signing, started at a groundbreaking.

So does a contract: whoever signs one and brings in a project by it (与A签订协议，引进X).
"""

import re
from collections.abc import Iterable, Iterator

from kg import rules
from kg.model import Mention, Report, Span, cite
from kg.relations import Relation, StatusOf
from kg.tokens import Passage
from kg.values import times

_PRESENTS = {"signed": frozenset({"investsIn", "introduces", "locatedIn"}), "started": frozenset({"investsIn", "introduces", "builds"})}
#: Stages that a project may have beside the one that the ceremony gives it.
_BESIDE = {"signed": frozenset({"planned", "expected"}), "started": frozenset({"expected"})}
_CONTRACT = re.compile(r"(?:签订|签署|签下|达成)[^，。；]{0,12}(?:协议|合同|协定)|(?:正式|牵手|成功|现场)签约[，,]")


def ceremonial(
    report: Report, block: Span, event: Mention | None, date: str | None, facts: Iterable[Relation], said: Iterable[StatusOf]
) -> Iterator[StatusOf]:
    """Statuses of the projects that a paragraph about a ceremony says are invested in or brought in, and of which it says no other."""
    if event is None:
        return
    text = block.of(report.text)
    said = list(said)
    for row in rules.statuses()["ceremonies"]:
        if any(w in event.full_name for w in row["events"]) and any(w in text for w in row["words"]):
            state = row["state"]
            told = {s.about.full_name for s in said if s.state not in _BESIDE[state]}
            for fact in facts:
                project = _project(fact, state)
                if project is not None and project.full_name not in told:
                    span = project.span if block.contains(project.span) else fact.evidence.span
                    yield StatusOf(project, state, date, cite(report, span, f"ceremony-{state}", 0.75))


def _project(fact: Relation, state: str) -> Mention | None:
    """The project that a fact presents: its object, or who settles somewhere."""
    if fact.predicate not in _PRESENTS[state]:
        return None
    thing = fact.subject if fact.predicate == "locatedIn" else fact.object
    return thing if isinstance(thing, Mention) and thing.type == "Project" else None


def contracted(
    report: Report, passage: Passage, ceremony: str | None, facts: Iterable[Relation], said: Iterable[StatusOf]
) -> Iterator[StatusOf]:
    """Signed: the projects that a sentence says are brought in by a contract signed before in it.

    The date is the sentence's last, else that of the `ceremony` at hand.
    """
    hit = _CONTRACT.search(passage.text, passage.span.start, passage.span.end)
    if hit is None:
        return
    told = {s.about.full_name for s in said if s.state == "signed"}
    dates = [t.iso for t in times(passage.text, passage.span.start, hit.end(), report.metadata.published) if t.iso and not t.open]
    for fact in facts:
        project = fact.object
        if (
            fact.predicate in ("introduces", "investsIn")
            and isinstance(project, Mention)
            and project.type == "Project"
            and project.span.start > hit.start()
            and project.full_name not in told
        ):
            whole = Span(hit.start(), max(project.span.end, hit.end()))
            yield StatusOf(project, "signed", dates[-1] if dates else ceremony, cite(report, whole, "contract-signed", 0.75))
