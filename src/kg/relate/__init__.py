"""Relate: what the sentences of a report say of its mentions. Facts, statuses and statistics, each with its quote.

A report is read clause by clause. What a clause says is found by small readers, each a function of the clause and the scene
(who acts, which thing is spoken of, where); the scene goes on to the next clause.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from kg.model import Block, BlockKind, Mention, Report, Span
from kg.relate import ceremonies, company, frames, honours, labels, partners, roles, stages, structure, titles, where
from kg.relate.figures import figures
from kg.relate.goals import ahead, done
from kg.relate.heads import again, counted, echoed, had, owned, settled
from kg.relate.phrases import Clause, Phrase, clauses
from kg.relate.scene import Scene, after, focused, fresh, opening, paired, resumed
from kg.relate.triggers import governed, triggers
from kg.relations import Relation, Relations, StatisticOf, StatusOf
from kg.tokens import Passage
from kg.values import Time, quantities, times

__all__ = ["relate"]

Found = Relation | StatusOf | StatisticOf
T = TypeVar("T", Relation, StatusOf, StatisticOf)


def relate(report: Report, sentences: tuple[Passage, ...], mentions: tuple[Mention, ...]) -> Relations:
    """All that the report states. `mentions` are top-level, in order; `sentences` those they stand in."""
    found: list[Found] = list(structure.structure(report, mentions))
    scene = opening(report, mentions)
    with_us: list[tuple[Mention, Span]] = []
    honour: Mention | None = None
    for block in report.readable():
        start = len(found)
        inside = [m for m in mentions if block.span.contains(m.span)]
        honour = honours.heading_of(inside) or (None if _opens_part(block, report) else honour)
        scene = replace(fresh(scene), ahead=ahead(block, report, scene.ahead))
        for passage in (p for p in sentences if block.span.contains(p.span)):
            own = [m for m in inside if passage.span.contains(m.span)]
            for clause in clauses(passage, own) if honour not in own else ():
                found += honours.listed(report, clause, honour)
            heard = len(found)
            scene = _sentence(report, passage, own, scene, found, with_us)
            day = scene.date if scene.event is not None and "签约" in scene.event.full_name else None
            found += ceremonies.contracted(report, passage, day, _of(found[heard:], Relation), _of(found[heard:], StatusOf))
        facts, said = _of(found[start:], Relation), _of(found[start:], StatusOf)
        found += ceremonies.ceremonial(report, block.span, scene.event, scene.date, facts, said)
    found += ceremonies.speaker(report, mentions)
    found += company.whole_way(report, with_us, _of(found, Relation))
    return Relations(tuple(_of(found, Relation)), tuple(_of(found, StatusOf)), tuple(_of(found, StatisticOf)))


_PART = re.compile(r"\s*(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+[、.])")


def _opens_part(block: Block, report: Report) -> bool:
    """Whether a block ends a list of honours: the heading of another part, or running text."""
    text = block.span.of(report.text)
    return block.kind == BlockKind.TITLE or len(text) > 120 or _PART.match(text) is not None


def _of(found: list[Found], kind: type[T]) -> list[T]:
    return [f for f in found if isinstance(f, kind)]


def _sentence(
    report: Report, passage: Passage, mentions: list[Mention], scene: Scene, found: list[Found], with_us: list[tuple[Mention, Span]]
) -> Scene:
    """Read one sentence: adds to what was found and who went along, gives the scene after it."""
    scene, label = replace(scene, waiting=(), pending=(), moment=None, told=None, named=(), holder=None, stop=()), None
    if scene.home and scene.agent and (scene.agent[0].type == "Organisation" or scene.agent[0].subtype == "DevelopmentZone"):
        scene = replace(scene, topic=(), agent=(), lead=())  # an area's own account goes back to it
    for clause in clauses(passage, mentions):
        if clause.resumes:
            scene = replace(scene, moment=None)
        if clause.resumes and not any(p.marker == "" for p in clause.phrases[:1]):
            scene = resumed(scene)
        scene = echoed(paired(scene, clause), clause)
        label = labels.label_of(clause) or label
        found += labels.labelled(report, clause, label, scene)
        said = list(_read(report, clause, scene))
        found += said
        facts = _of(found, Relation)
        with_us += company.along(clause, scene, facts)
        found += company.companions(report, clause, scene, facts)
        scene = _next(report, clause, scene, _of(said, Relation), _of(said, StatisticOf))
    return scene


def _read(report: Report, clause: Clause, scene: Scene) -> Iterator[Found]:
    """What one clause says, by all readers."""
    facts = list(_facts(report, clause, scene))
    yield from facts
    yield from stages.stages(report, clause, scene, _times(report, clause, scene))
    numbers = quantities(clause.passage.text, clause.span.start, clause.span.end)
    yield from figures(report, clause, scene, numbers, facts)


def _times(report: Report, clause: Clause, scene: Scene) -> list[Time]:
    """The times of a clause, of the year that its sentence or its report is about."""
    year = scene.moment[:4] if scene.moment else scene.year
    return times(clause.passage.text, clause.span.start, clause.span.end, report.metadata.published, year)


def _facts(report: Report, clause: Clause, scene: Scene) -> Iterator[Relation]:
    """The relations that a clause states."""
    verbs = triggers(clause)
    yield from titles.apposition(report, clause)
    yield from titles.holding(report, clause, scene)
    yield from titles.apposed(report, clause, scene)
    yield from titles.heading(report, clause, scene)
    yield from titles.copulas(report, clause)
    yield from titles.occupations(report, clause)
    yield from titles.callings(report, clause)
    yield from where.where(report, clause, replace(scene, place=where.setting(clause, scene)))
    if scene.ahead and not done(clause):
        return  # a plan states what is to be, no facts
    yield from titles.leaders(report, clause, scene)
    yield from roles.roles(report, clause, scene)
    yield from company.guests(report, clause, scene)
    yield from company.stopped(report, clause, scene)
    filled = list(frames.fill(report, clause, verbs, scene))
    yield from filled
    yield from honours.competed(clause, filled)
    yield from frames.announced(report, clause, scene)
    yield from partners.partners(report, clause, scene)
    yield from partners.paired(report, clause)
    yield from roles.members(report, clause, scene)
    yield from honours.conferred(report, clause)


#: Facts that only say who holds an office in what was just brought up.
_OFFICES = frozenset({"holdsPost", "postIn", "leads", "occupies"})


def _next(report: Report, clause: Clause, scene: Scene, facts: list[Relation], figures: list[StatisticOf]) -> Scene:
    """The scene after a clause."""
    subject = _subject(clause) if again(scene, clause) is None else None
    found = focused(after(scene, clause, subject, bool(triggers(clause))), facts, subject is not None)
    if facts and all(f.predicate in _OFFICES for f in facts):
        found = replace(found, focus=scene.focus)  # 组建了B，甲任队长: it goes on about B
    found = settled(scene, found, clause, subject is not None)
    brought = subject is not None or found.focus is not scene.focus
    found = replace(found, told=figures[-1].about if figures else None if brought else scene.told)
    if found.event is not scene.event:
        days = [t.iso for t in _times(report, clause, scene) if t.precision == "day"]
        found = replace(found, date=days[0] if days else _day_before(report, clause))
    if (moment := _moment(report, clause, scene)) is not None:
        found = replace(found, moment=moment)
    waits = frames.pending(clause, triggers(clause), scene) or scene.pending
    held = [f.subject for f in facts if f.predicate == "holdsPost" and f.evidence.rule in ("appointment", "apposed")]
    found = replace(found, stop=company.stop(clause, scene))
    bonds = [f for f in facts if f.predicate == "partnersWith" and isinstance(f.object, Mention)]
    if bonds:
        found = replace(found, bond=tuple(dict.fromkeys(m for f in bonds for m in (f.subject, f.object) if isinstance(m, Mention))))
    return replace(found, place=where.setting(clause, scene), pending=waits, holder=held[-1] if len(set(held)) == 1 else None)


def _moment(report: Report, clause: Clause, scene: Scene) -> str | None:
    """The date of a clause that is nothing but a time (4月，A竣工)."""
    dated = [t for t in _times(report, clause, scene) if t.iso and t.precision in ("day", "month", "year")]
    rest = len(clause.text.strip()) - sum(len(t.span) for t in dated)
    return dated[-1].iso if dated and not clause.phrases and rest <= 4 else None


def _day_before(report: Report, clause: Clause) -> str | None:
    """The day that the sentence names before the clause (9月21日下午，E举行)."""
    days = [
        t.iso
        for t in times(clause.passage.text, clause.passage.span.start, clause.span.end, report.metadata.published)
        if t.precision == "day"
    ]
    return days[-1] if days else None


def _subject(clause: Clause) -> Phrase | None:
    """The phrase that a clause is about: the first without a marker that stands before its verb."""
    verbs = triggers(clause)
    limit = verbs[0].span.start if verbs else clause.span.end
    subject = next(
        (
            p
            for p in clause.phrases
            if p.marker == ""
            and p.span.start <= limit
            and not titles.predicated(clause, p)
            and not governed(clause, p)
            and not counted(clause, p)
            and not had(clause, p)
        ),
        None,
    )
    return owned(clause, subject) if subject is not None else None
