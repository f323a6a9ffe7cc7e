"""Two linear-chain CRFs over characters, for names and for the names inside a name, and what they see as mentions.

Needs python-crfsuite (MIT), which kg itself doesn't.
"""

import importlib
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from learned_reports import Items, Name, Sheet, outermost

from kg import lexicon
from kg.evaluate.gold import key
from kg.model import Mention, Span
from kg.script import same_length

#: As CRFsuite takes it: of six settings the best on fresh6.
TRAINING = {"c1": 0.5, "c2": 0.5, "max_iterations": 60, "feature.minfreq": 2}
#: Without and with what the rules see as features.
MODELS = ("plain", "informed")


@dataclass(frozen=True, slots=True)
class Guess:
    """A name that a CRF sees, how sure it is, and the longest name that it sees inside."""

    span: Span
    type: str
    sure: float
    inner: "Guess | None" = None


def crfsuite() -> Any:
    """The module pycrfsuite; ends the program with a word of advice where it is missing."""
    try:
        return importlib.import_module("pycrfsuite")
    except ImportError:
        raise SystemExit(
            f"This measurement needs python-crfsuite: {sys.executable} -m pip install 'python-crfsuite>=0.9.12,<0.10'"
        ) from None


def inside(items: Items, base: int, name: Name) -> Items:
    """The features of a name's characters, for the names inside it. `base` is where the items begin."""
    size = len(name[0])
    part = items[name[0].start - base : name[0].end - base]
    return [[*item, f"in={name[1]}", f"l={min(n, 8)}", f"r={min(size - n, 8)}"] for n, item in enumerate(part)]


def labels(names: Iterable[Name], within: Span) -> list[str]:
    """B- and I- of each name's type, O elsewhere."""
    found = ["O"] * len(within)
    for span, kind in names:
        found[span.start - within.start : span.end - within.start] = [f"B-{kind}"] + [f"I-{kind}"] * (len(span) - 1)
    return found


class Model:
    """Two linear-chain CRFs over characters: for names, and for the names inside a name."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name, self.informed = name, name == MODELS[1]
        self.files = tuple(folder / f"{name}-{part}.crf" for part in ("names", "inside"))

    def train(self, known: Iterable[Sheet]) -> "Model":
        """Learn from annotated reports."""
        trainers = [crfsuite().Trainer(algorithm="lbfgs", params=TRAINING, verbose=False) for _ in self.files]
        for sheet in known:
            for passage, names, items in zip(sheet.passages, sheet.names, self.items(sheet), strict=True):
                todo = outermost(names)
                trainers[0].append(items, labels(todo, passage.span))
                while todo:
                    name = todo.pop()
                    inner = outermost(n for n in names if name[0].contains(n[0]) and n[0] != name[0])
                    trainers[1].append(inside(items, passage.span.start, name), labels(inner, name[0]))
                    todo += inner
        for trainer, file in zip(trainers, self.files, strict=True):
            trainer.train(str(file))
        return self

    def items(self, sheet: Sheet) -> tuple[Items, ...]:
        """The features that this model uses."""
        return sheet.informed if self.informed else sheet.plain

    def taggers(self) -> list[Any]:
        """Both CRFs, ready to read."""
        taggers = [crfsuite().Tagger() for _ in self.files]
        for tagger, file in zip(taggers, self.files, strict=True):
            tagger.open(str(file))
        return taggers

    def guesses(self, sheet: Sheet) -> list[Guess]:
        """The names that it sees in a report."""
        outer, inner = self.taggers()
        found = []
        for passage, items in zip(sheet.passages, self.items(sheet), strict=True):
            base = passage.span.start
            found += [replace(g, inner=_inside(inner, items, base, g)) for g in _decoded(outer, items, base)]
        return found

    def chances(self, sheet: Sheet) -> dict[Mention, float]:
        """How likely it finds each mention of the rules' that spells its full name."""
        outer = self.taggers()[0]
        known, found = set(outer.labels()), {}
        for passage, items in zip(sheet.passages, self.items(sheet), strict=True):
            outer.set(items)
            for m in sheet.rules:
                if passage.span.contains(m.span) and len(m.span) and key(m.span.of(sheet.report.text)) == key(m.full_name):
                    at = m.span.start - passage.span.start
                    said = enumerate(labels([(m.span, m.type)], m.span), at)
                    found[m] = min(outer.marginal(x, n) if x in known else 0.0 for n, x in said)
        return found


def _decoded(tagger: Any, items: Items, base: int) -> list[Guess]:
    tagger.set(items)
    said = [*tagger.tag(), "O"]
    found = []
    for start, label in enumerate(said[:-1]):
        kind = label[2:]
        if label[0] == "B" or (label[0] == "I" and (start == 0 or said[start - 1][2:] != kind)):
            end = next(n for n in range(start + 1, len(said)) if said[n] != f"I-{kind}")
            sure = min(tagger.marginal(said[n], n) for n in range(start, end))
            found.append(Guess(Span(base + start, base + end), kind, sure))
    return found


def _inside(tagger: Any, items: Items, base: int, guess: Guess) -> Guess | None:
    part = inside(items, base, (guess.span, guess.type))
    found = [g for g in _decoded(tagger, part, guess.span.start) if len(g.span) < len(guess.span)]
    longest = max(found, key=lambda g: (len(g.span), -g.span.start), default=None)
    return longest and replace(longest, inner=_inside(tagger, items, base, longest))


@cache
def classes() -> dict[str, dict[str, str]]:
    """Type → ending → subtype."""
    areas, bodies = lexicon.read_cached("areas"), lexicon.read_cached("bodies")
    rows = {"Area": areas["areas"], "Community": areas["communities"], "Organisation": [*bodies["heads"], *bodies["organs"]]}
    return {t: {w: r["class"] for r in found for f in ("suffixes", "words", "forms") for w in r.get(f, ())} for t, found in rows.items()}


@cache
def deictics() -> frozenset[str]:
    """Words that name nothing by themselves."""
    rows = [*lexicon.read_cached("areas")["deictics"], *lexicon.read_cached("bodies")["deictics"]]
    sections = ("project", "place", "programme", "event", "award")
    return frozenset(w for row in rows for w in row["words"]).union(*(lexicon.heads(s).deictics for s in sections))


def mention(sheet: Sheet, guess: Guess, known: dict[Name, Mention]) -> Mention:
    """A guess as a mention with its owner; one that the rules propose too is taken from them."""
    if (guess.span, guess.type) in known:
        return known[guess.span, guess.type]
    name = guess.span.of(sheet.report.text).translate(str.maketrans("", "", '“”‘’「」『』《》"'))
    ends = classes().get(guess.type, {})
    subtype = next((ends[name[n:]] for n in range(len(name)) if name[n:] in ends), None)
    owner = mention(sheet, guess.inner, known) if guess.inner and guess.type in ("Post", "Organisation", "Community") else None
    return Mention(guess.span, guess.type, name, "crf", guess.sure, subtype, owner, same_length(name) in deictics())


def stands_in(name: str, kind: str, others: Iterable[tuple[str, str]]) -> bool:
    """Whether a name is a short form of one of the same type: its characters stand there in their order (区教委 for 某某区教育委员会)."""
    short = name.lstrip("本该此")
    return any(kind == other and len(name) < len(label) and _within(short, label) for other, label in others)


def _within(short: str, label: str) -> bool:
    rest = iter(label)
    return all(c in rest for c in short)
