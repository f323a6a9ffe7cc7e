"""The rules at work: what each recogniser, frame and reader proposed on some reports, what of it stood, and the frames' own examples."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kg import lexicon, pipeline, resources, rules
from kg.model import Extraction, Report, Source
from kg.recognise import passages_of, proposals, recognise
from kg.recognise.again import definitions
from kg.relate import relate
from kg.relate.phrases import clauses
from kg.relate.triggers import stated, triggers
from kg.resolve import resolve
from kg.rules import Example, Frame
from kg.script import same_length
from kg.segment import segment


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One list of a file under ontology/lexicon/: `entries` counts its words."""

    file: str
    section: str
    entries: int


@dataclass(frozen=True, slots=True)
class Work:
    """What rules did on some reports; all are counts.

    `proposed`, `won`: by (recogniser, type), mentions before and after the overlap policy and the second look. `seen`,
    `unstated`: by frame, clauses with one of its verbs, and those of them that only deny or intend. `made`, `kept`: by rule,
    facts, statuses and statistics between mentions, and evidence in what the report's entities were joined to.
    """

    proposed: Counter[tuple[str, str]]
    won: Counter[tuple[str, str]]
    seen: Counter[str]
    unstated: Counter[str]
    made: Counter[str]
    kept: Counter[str]


def lexicons() -> tuple[Lexicon, ...]:
    """All word lists, by file and section."""
    files = sorted(path.stem for path in (resources.root() / "lexicon").glob("*.yaml"))
    return tuple(Lexicon(name, section, _entries(value)) for name in files for section, value in lexicon.read_cached(name).items())


def _entries(value: Any) -> int:
    """How many words a value holds; lists of characters are written as one string."""
    if isinstance(value, dict):
        return sum(_entries(v) for key, v in value.items() if key not in ("class", "owners"))
    if isinstance(value, list):
        return sum(map(_entries, value))
    return len(value) if isinstance(value, str) and len(value) > 30 else 1


# ---------------------------------------------------------------- counts


def work(sources: Iterable[Source], recogniser: str = "lac") -> Work:
    """Counts over some reports."""
    total = Work(Counter(), Counter(), Counter(), Counter(), Counter(), Counter())
    for source in sources:
        _add(total, segment(source, None), recogniser)
    return total


def _add(total: Work, report: Report, recogniser: str) -> None:
    passages = passages_of(report, recogniser)
    mentions = recognise(report, passages)
    total.proposed.update((m.recogniser, m.type) for p in passages for m in proposals(p))
    total.won.update((m.recogniser, m.type) for m in mentions)
    for passage in passages:
        for clause in clauses(passage, [m for m in mentions if passage.span.contains(m.span)]):
            for trigger in triggers(clause):
                ids = [frame.id for frame in trigger.frames]
                total.seen.update(ids)
                if not stated(clause, trigger.span, clause.span.start):
                    total.unstated.update(ids)
    relations = relate(report, passages, mentions)
    total.made.update(fact.evidence.rule for fact in relations.facts)
    total.made.update(status.evidence.rule for status in relations.statuses)
    total.made.update(one.evidence.rule for one in relations.statistics)
    total.kept.update(_rules(resolve(report, mentions, definitions(same_length(report.text), mentions), relations)))


def _rules(extraction: Extraction) -> Iterator[str]:
    x = extraction
    grounds = (*(f.evidence for f in x.facts), *(s.evidence for s in x.statuses), *(s.evidence for s in x.statistics))
    return (evidence.rule for ground in grounds for evidence in ground)


# ---------------------------------------------------------------- the frames' own examples


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that a frame doesn't keep: what it must give and didn't, or gave and mustn't."""

    frame: str
    text: str
    reason: str

    def __str__(self) -> str:
        return f"{self.frame}: {self.text} {self.reason}"


def failures() -> tuple[Failure, ...]:
    """The examples of all frames that aren't kept."""
    return tuple(f for frame in rules.frames() for f in (*_unmatched(frame), *_unrejected(frame)))


def examples() -> int:
    """How many examples all frames have."""
    return sum(len(frame.match) + len(frame.reject) for frame in rules.frames())


def _unmatched(frame: Frame) -> Iterator[Failure]:
    for example in frame.match:
        given = _facts(example)
        for fact in example.facts:
            if fact not in given:
                yield Failure(frame.id, example.text, f"doesn't give {' '.join(fact)}")


def _unrejected(frame: Frame) -> Iterator[Failure]:
    for example in frame.reject:
        for fact in sorted(_facts(example)):
            if fact[1] == frame.predicate:
                yield Failure(frame.id, example.text, f"gives {' '.join(fact)}")


def _facts(example: Example) -> set[tuple[str, str, str]]:
    """The facts of an example's text, under all names of their ends."""
    found = pipeline.extract_report(Source("example", example.text), None, "lac")
    names = {e.id: (e.label, *e.aliases) for e in found.entities}
    return {
        (subject, fact.predicate, obj)
        for fact in found.facts
        for subject in names[fact.subject]
        for obj in (names[fact.object] if fact.object else (str(fact.value),))
    }
