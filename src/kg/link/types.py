"""The values that linking passes on: things of one report, profiles of one id, judged pairs, the resolution."""

from dataclasses import dataclass
from enum import StrEnum

from kg.model import Applied, Entity, Extraction

#: A thing of one report: the report's id and the entity's id within it.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tie:
    """What a person holds or belongs to, by stable ids: `current` or `former` post with its body, or `other`."""

    kind: str
    what: str
    body: str | None


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity as one report shows it, and what makes its name unique.

    `bare` is the name without the names of areas before it, `scope` the code of the area (or another string) within
    which the name is unique, `sure` whether the report says so (else the report's home is assumed), `home` the codes
    of the areas that the report is at home in, innermost first, `day` the report's date, `names` label and aliases
    that name the thing by themselves, `members` stable ids of what is said to belong to it, `body` that of a post's body.
    """

    key: Key
    entity: Entity
    id: str
    bare: str
    scope: str
    sure: bool
    home: tuple[str, ...]
    day: str
    names: frozenset[str]
    ties: frozenset[Tie] = frozenset()
    members: frozenset[str] = frozenset()
    body: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """All things that share a stable id: sorted, never empty."""

    id: str
    things: tuple[Thing, ...]

    @property
    def type(self) -> str:
        return self.things[0].entity.type

    @property
    def bare(self) -> str:
        return self.things[0].bare

    @property
    def scope(self) -> str:
        return self.things[0].scope

    @property
    def sure(self) -> bool:
        return any(t.sure for t in self.things)

    @property
    def code(self) -> str | None:
        return next((t.entity.code for t in self.things if t.entity.code), None)

    @property
    def label(self) -> str:
        """The label that most mentions carry; the longer, then the smaller one where votes are even."""
        votes: dict[str, int] = {}
        for thing in self.things:
            votes[thing.entity.label] = votes.get(thing.entity.label, 0) + len(thing.entity.mentions)
        return min(votes, key=lambda name: (-votes[name], -len(name), name))

    @property
    def names(self) -> frozenset[str]:
        return frozenset().union(*(t.names for t in self.things))

    @property
    def ties(self) -> frozenset[Tie]:
        return frozenset().union(*(t.ties for t in self.things))

    @property
    def bodies(self) -> frozenset[str]:
        return frozenset(t.body for t in self.things if t.body)

    @property
    def members(self) -> frozenset[str]:
        return frozenset().union(*(t.members for t in self.things))


class Judgement(StrEnum):
    """What is decided of a pair."""

    SAME = "same"
    DIFFERENT = "not same"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for (weight above 0) or against (below) two things being one, with the two values that made it."""

    rule: str
    left: str
    right: str
    weight: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two profiles by their ids, left < right, and what is decided of them."""

    left: str
    right: str
    reasons: tuple[Reason, ...]
    judgement: Judgement

    @property
    def score(self) -> float:
        return round(sum(r.weight for r in self.reasons), 2)


@dataclass(frozen=True, slots=True)
class Decision:
    """What deciding gives: profiles by id, judged pairs, profile id → canonical id, and each thing's profile id."""

    profiles: dict[str, Profile]
    pairs: tuple[Pair, ...]
    canonical: dict[str, str]
    of_thing: dict[Key, str]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a question: the thing's id, name and scope, and the report and sentence that name it first."""

    id: str
    label: str
    scope: str
    report: str
    quote: str


@dataclass(frozen=True, slots=True)
class Question:
    """A pair that wasn't decided, as a person reads it."""

    type: str
    left: Side
    right: Side
    pair: Pair


@dataclass(frozen=True, slots=True)
class Resolution:
    """Extractions whose entity ids hold across reports.

    `replaced` are (old id, new id) of merged things, `pairs` all judged pairs, `unsure` those that a person should
    decide, `warnings` are (file or report, warning), `applied` the corrections that took effect.
    """

    extractions: tuple[Extraction, ...]
    replaced: tuple[tuple[str, str], ...] = ()
    pairs: tuple[Pair, ...] = ()
    unsure: tuple[Question, ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    applied: tuple[Applied, ...] = ()
