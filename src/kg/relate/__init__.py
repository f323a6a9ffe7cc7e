"""Relate: what the sentences of a report say of its mentions. Facts, statuses and statistics, each with its quote.

A report is read clause by clause. What a clause says is found by small readers, each a function of the clause and the scene
(who acts, which thing is spoken of, where); the scene goes on to the next clause.
"""

from collections.abc import Iterator
from dataclasses import replace

from kg.model import Mention, Report
from kg.recognise.tokens import Passage
from kg.relate import company, frames, labels, partners, roles, stages, structure, titles, where
from kg.relate.figures import figures
from kg.relate.phrases import Clause, Phrase, clauses
from kg.relate.scene import Scene, after, fresh, resumed
from kg.relate.triggers import triggers
from kg.relations import Relation, Relations, StatisticOf, StatusOf
from kg.values import quantities, times

__all__ = ["relate"]

Found = Relation | StatusOf | StatisticOf


def relate(report: Report, sentences: tuple[Passage, ...], mentions: tuple[Mention, ...]) -> Relations:
    """All that the report states. `mentions` are top-level, in order; `sentences` those they stand in."""
    found: list[Found] = list(structure.structure(report, mentions))
    scene, block = Scene(), None
    for passage in sentences:
        here = next((b for b in report.blocks if b.span.contains(passage.span)), None)
        if here is not block:
            scene, block = fresh(scene), here
        scene, label = replace(scene, waiting=()), None
        for clause in clauses(passage, [m for m in mentions if passage.span.contains(m.span)]):
            if clause.resumes and not any(p.marker == "" for p in clause.phrases[:1]):
                scene = resumed(scene)
            found += labels.labelled(report, clause, label, scene)
            found += _read(report, clause, scene)
            found += company.companions(report, clause, scene, [f for f in found if isinstance(f, Relation)])
            label = labels.label_of(clause) or label
            scene = _next(clause, scene)
    return Relations(
        tuple(f for f in found if isinstance(f, Relation)),
        tuple(f for f in found if isinstance(f, StatusOf)),
        tuple(f for f in found if isinstance(f, StatisticOf)),
    )


def _read(report: Report, clause: Clause, scene: Scene) -> Iterator[Found]:
    """What one clause says, by all readers."""
    verbs = triggers(clause)
    when = times(clause.passage.text, clause.span.start, clause.span.end, report.metadata.published)
    yield from titles.apposition(report, clause)
    yield from titles.holding(report, clause, scene)
    yield from titles.apposed(report, clause, scene)
    yield from titles.heading(report, clause, scene)
    yield from titles.occupations(report, clause)
    yield from titles.leaders(report, clause, scene)
    yield from roles.roles(report, clause, scene)
    yield from company.guests(report, clause)
    yield from frames.fill(report, clause, verbs, scene)
    yield from partners.partners(report, clause, scene)
    yield from where.where(report, clause, replace(scene, place=where.setting(clause, scene)))
    yield from stages.stages(report, clause, scene, when)
    numbers = quantities(clause.passage.text, clause.span.start, clause.span.end)
    yield from figures(report, clause, scene, numbers, False)


def _next(clause: Clause, scene: Scene) -> Scene:
    """The scene after a clause."""
    found = after(scene, clause, _subject(clause), bool(triggers(clause)))
    return replace(found, place=where.setting(clause, scene))


def _subject(clause: Clause) -> Phrase | None:
    """The phrase that a clause is about: the first without a marker that stands before its verb."""
    verbs = triggers(clause)
    limit = verbs[0].span.start if verbs else clause.span.end
    return next((p for p in clause.phrases if p.marker == "" and p.span.start <= limit and not titles.predicated(clause, p)), None)
