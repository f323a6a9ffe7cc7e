"""What a report states, between mentions: the form in which `relate` hands facts to `resolve`."""

from dataclasses import dataclass
from decimal import Decimal

from kg.model import Evidence, Mention


@dataclass(frozen=True, slots=True)
class Relation:
    """A fact between mentions; `object` is a mention or, for literals, a string."""

    subject: Mention
    predicate: str
    object: Mention | str
    evidence: Evidence
    qualifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StatusOf:
    """A stage of the thing that a mention means."""

    about: Mention
    state: str
    date: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class StatisticOf:
    """A number about the thing that a mention means."""

    about: Mention
    value: Decimal
    unit: str
    measure: str
    approximate: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Relations:
    """All that a report states, in the order of its text."""

    facts: tuple[Relation, ...] = ()
    statuses: tuple[StatusOf, ...] = ()
    statistics: tuple[StatisticOf, ...] = ()
