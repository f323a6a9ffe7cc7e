"""The frames of ontology/relations.yaml and statuses.yaml as frozen values, cross-checked against the ontology at load."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from kg import lexicon, ontology, resources
from kg.errors import RulesError


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the facts (names and predicate) that it must give; for a rejection none."""

    text: str
    facts: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What a group of verbs says: predicate, slots with their classes, and how the slots are filled.

    `pick`: the `first` phrase to the left, the `nearest`, or `all`. `here`: where no object stands in the clause, what the
    passage speaks of serves: `Event` the event at hand, `last` the sentence's last thing of a fitting class, `thing` the project
    or place spoken of, `home` the area that acts. `goal`: the object may stand before the verb, after 赴, 到 or 来. `several`:
    all fitting phrases after the verb are objects.
    `listing`: a colon may announce the objects (引进项目3个：A；B). `passive_only`: the subject stands after 由 (B由A组成).
    `after`: words one
    of which must follow in the clause. `unless`: verbs whose presence in the clause gives it to another frame.
    `through`: verbs that may stand between the verb and its object (投资…建设X). `giver`: who stands after 被 or 由 gives what the
    subject gets, and is no subject (A被B评为C). `own`: the subject stands in the clause; none is carried on.
    """

    id: str
    predicate: str
    triggers: tuple[str, ...]
    subject: frozenset[str]
    object: frozenset[str]
    confidence: float
    pick: str
    here: str
    goal: bool
    several: bool
    passive_only: bool
    giver: bool
    own: bool
    listing: bool
    after: tuple[str, ...]
    unless: tuple[str, ...]
    through: tuple[str, ...]
    match: tuple[Example, ...]
    reject: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """The words that say a stage of a project: after the thing (`left`) or before it (`right`)."""

    state: str
    left: tuple[str, ...]
    right: tuple[str, ...]


#: Fields of a frame that it must have, as lists.
_LISTS = ("triggers", "subject", "object")


@cache
def relations() -> dict[str, Any]:
    """relations.yaml as read."""
    return _yaml("relations.yaml")


@cache
def frames() -> tuple[Frame, ...]:
    """All frames, checked."""
    return tuple(_frame(row) for row in relations()["frames"])


@cache
def stages() -> tuple[Stage, ...]:
    """All stages, checked."""
    rows = statuses()["states"]
    for row in rows:
        _complete("statuses.yaml", row, "state", ("left", "right"), ())
        if row["state"] not in ontology.load().states:
            raise RulesError("statuses.yaml", row["state"], "state", "is no kg:State of kg.ttl")
    return tuple(Stage(r["state"], tuple(r["left"]), tuple(r["right"])) for r in rows)


@cache
def statuses() -> dict[str, Any]:
    """statuses.yaml as read."""
    return _yaml("statuses.yaml")


def _yaml(name: str) -> dict[str, Any]:
    try:
        return dict(yaml.load(resources.read(name), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.YAMLError as error:
        raise RulesError(name, "the file", "YAML", str(error)) from error


def _complete(file: str, row: dict[str, Any], name: str, words: Iterable[str], values: Iterable[str], others: Iterable[str] = ()) -> None:
    """A row is called by `name`, has lists of `words` and single `values`, and no field but these and `others`."""
    entry = str(row.get(name, "an entry without a name"))
    for field in (name, *values, *words):
        if field not in row:
            raise RulesError(file, entry, field, "is missing")
    for field in words:
        if not isinstance(row[field], list):
            raise RulesError(file, entry, field, "is no list")
    for field in sorted(set(row) - {name, *words, *values, *others}):
        raise RulesError(file, entry, str(field), "is no field here")


def _frame(row: dict[str, Any]) -> Frame:
    _complete("relations.yaml", row, "id", _LISTS, ("predicate", "confidence"), Frame.__slots__)
    frame = Frame(
        row["id"],
        row["predicate"],
        tuple(row["triggers"]),
        frozenset(row["subject"]),
        frozenset(row["object"]),
        float(row["confidence"]),
        row.get("pick", "first"),
        row.get("here", ""),
        bool(row.get("goal")),
        bool(row.get("several")),
        bool(row.get("passive_only")),
        bool(row.get("giver")),
        bool(row.get("own")),
        bool(row.get("listing")),
        tuple(row.get("after", ())),
        tuple(row.get("unless", ())),
        tuple(row.get("through", ())),
        tuple(_example(e) for e in row.get("match", ())),
        tuple(_example(e) for e in row.get("reject", ())),
    )
    _check(frame)
    return frame


def _example(row: dict[str, Any] | str) -> Example:
    if isinstance(row, str):
        return Example(row)
    return Example(row["text"], tuple((s, p, o) for s, p, o in row["facts"]))


def _check(frame: Frame) -> None:
    """Predicate and classes exist, and the ontology admits every pair of slots."""
    onto = ontology.load()
    if frame.predicate not in onto.predicates():
        raise RulesError("relations.yaml", frame.id, "predicate", f"{frame.predicate} is no predicate of kg.ttl")
    for field, names in (("subject", frame.subject), ("object", frame.object)):
        for name in sorted(names - set(onto.parents)):
            raise RulesError("relations.yaml", frame.id, field, f"{name} is no class of kg.ttl")
    for subject in sorted(frame.subject):
        for obj in sorted(frame.object):
            if not any(onto.allows(frame.predicate, k, o) for k in _kinds(subject) for o in _kinds(obj)):
                raise RulesError("relations.yaml", frame.id, "subject, object", f"{frame.predicate} doesn't admit {subject} → {obj}")


def _kinds(cls: str) -> Iterable[str]:
    """The class itself, and the ten kinds below it where it is a union (Agent)."""
    return [cls, *(k for k in ontology.KINDS if ontology.load().is_a(k, cls))]


def words(*path: str) -> tuple[str, ...]:
    """A word list of relations.yaml by its path."""
    value: Any = relations()
    for step in path:
        value = value[step]
    return tuple(value)


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """A compiled alternation of words, longest first."""
    return _compiled(tuple(words))


@cache
def _compiled(words: tuple[str, ...]) -> re.Pattern[str]:
    return lexicon.compiled(words)
