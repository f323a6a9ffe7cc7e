"""What a ceremony makes of the projects that are presented at it: signed at a signing, started at a groundbreaking."""

from collections.abc import Iterable, Iterator

from kg import rules
from kg.model import Mention, Report, Span, cite
from kg.relations import Relation, StatusOf

_PRESENTS = frozenset({"investsIn", "introduces"})


def ceremonial(
    report: Report, block: Span, event: Mention | None, date: str | None, facts: Iterable[Relation], said: Iterable[StatusOf]
) -> Iterator[StatusOf]:
    """Statuses of the projects that a paragraph about a ceremony says are invested in or brought in, and of which it says no other."""
    if event is None:
        return
    text = block.of(report.text)
    told = {s.about.full_name for s in said}
    for row in rules.statuses()["ceremonies"]:
        if any(w in event.full_name for w in row["events"]) and any(w in text for w in row["words"]):
            for fact in facts:
                project = fact.object
                if (
                    fact.predicate in _PRESENTS
                    and isinstance(project, Mention)
                    and project.type == "Project"
                    and project.full_name not in told
                ):
                    span = project.span if block.contains(project.span) else fact.evidence.span
                    yield StatusOf(project, row["state"], date, cite(report, span, f"ceremony-{row['state']}", 0.75))
