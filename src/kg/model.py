"""The values that flow through the stages: frozen, slotted, compared by content.

Offsets are code points of the decoded text, end exclusive. The text of a report is never rewritten after
reading, so `report.text[span.start:span.end]` holds for ever.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from kg.errors import EvidenceError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open interval of code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


class BlockKind(StrEnum):
    """What a line of a report is. Only the first six can give facts (see `Report.readable`)."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    LIST_ITEM = "list item"
    TABLE_ROW = "table row"
    SOURCE = "source line"
    BYLINE = "byline"
    EXCLUDED = "excluded"


READABLE = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like piece of the report, and its sentences in order."""

    span: Span
    kind: BlockKind
    sentences: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a report says of itself; None or empty where it doesn't. `published` is an ISO date."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader gives: decoded text, and what the format itself tells.

    `marks` are blocks that the format knows for sure (a DOCX heading, an HTML title); `hints` is metadata from
    outside the text (file name, address, table column), weaker than what the text says.
    """

    path: str
    text: str
    marks: tuple[tuple[Span, BlockKind], ...] = ()
    hints: Metadata = Metadata()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A source with its layout understood. `id` is a hash of the text, `path` the name the user knows it by."""

    id: str
    path: str
    text: str
    metadata: Metadata
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()

    def readable(self) -> tuple[Block, ...]:
        """The blocks that may give mentions and facts: not furniture, source lines or bylines."""
        return tuple(b for b in self.blocks if b.kind in READABLE)

    def sentence_at(self, span: Span) -> Span:
        """The sentence that holds the span; else the block; else the span itself."""
        for block in self.blocks:
            if block.span.contains(span):
                return next((s for s in block.sentences if s.contains(span)), block.span)
        return span


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, or a word standing for one, at one place of a report.

    `type` and `subtype` are local names of ontology classes. `owner` is the mention that the name leans on: the
    body inside a post's title, the area before a bureau, also where the report leaves it out and lets an earlier
    one serve (区教育局、司法局). `name` is the mention's own part, without the owner's words. `deictic` marks
    words that name nothing by themselves (街道, 该镇, 全区); `defines` is the full form that a short form was
    introduced for (以下简称).
    """

    span: Span
    type: str
    name: str
    recogniser: str
    score: float = 1.0
    subtype: str | None = None
    owner: "Mention | None" = None
    deictic: bool = False

    @property
    def holds_owner(self) -> bool:
        """Whether the name has its owner's name in it: at its start, or behind a word of its own (共青团某某县委)."""
        own = self.owner.name if self.owner else ""
        return len(own) > 1 and (self.name.startswith(own) or (len(own) > 2 and own in self.name))

    @property
    def full_name(self) -> str:
        """The name with its owners' names before it, unless it holds them itself."""
        return self.name if self.owner is None or self.holds_owner else self.owner.full_name + self.name


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of a report that an assertion rests on. Made by `cite` only, so the quote is the text."""

    report: str
    span: Span
    quote: str
    rule: str
    score: float
    trigger: Span | None = None

    def __post_init__(self) -> None:
        if not self.quote or len(self.quote) != len(self.span):
            raise EvidenceError(f"{self.rule}: the quote has {len(self.quote)} characters, its span {len(self.span)}")


def cite(report: Report, span: Span, rule: str, score: float, trigger: Span | None = None) -> Evidence:
    """Evidence at a span of the report, with the quote taken from the text."""
    return Evidence(report.id, span, span.of(report.text), rule, score, trigger)


def _need_evidence(what: object, evidence: tuple[Evidence, ...]) -> None:
    if not evidence:
        raise EvidenceError(f"no evidence for {what}")


#: Links that linking gives an entity of one report: an id that was merged into its own, and the label to go by.
REPLACES, LABEL = "replaces", "label"


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing under all its names. `mentions` are (report id, span) pairs; `links` are (property, value) pairs."""

    id: str
    type: str
    label: str
    subtype: str | None = None
    aliases: tuple[str, ...] = ()
    scope: str | None = None
    links: tuple[tuple[str, str], ...] = ()
    mentions: tuple[tuple[str, Span], ...] = ()

    @property
    def code(self) -> str | None:
        """The division code, where one is known for sure."""
        return dict(self.links).get("divisionCode")

    @property
    def replaces(self) -> tuple[str, ...]:
        """Ids that were merged into this one."""
        return tuple(value for name, value in self.links if name == REPLACES)


@dataclass(frozen=True, slots=True)
class Fact:
    """One relation. Exactly one of `object` (an entity's id) and `value` (a literal) is set; evidence is never empty."""

    subject: str
    predicate: str
    object: str | None
    evidence: tuple[Evidence, ...]
    value: str | None = None
    qualifiers: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        _need_evidence(f"{self.subject} {self.predicate} {self.object or self.value}", self.evidence)
        if (self.object is None) == (self.value is None):
            raise ValueError("a fact has an object or a value")


@dataclass(frozen=True, slots=True)
class Status:
    """The stage that a project or place has reached. `date` is an ISO date, month or year."""

    about: str
    state: str
    date: str | None
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        _need_evidence(f"status {self.state} of {self.about}", self.evidence)


@dataclass(frozen=True, slots=True)
class Statistic:
    """A number about one entity, in plain units (3.5亿元 is 350000000 元)."""

    about: str
    value: Decimal
    unit: str
    measure: str
    approximate: bool
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        _need_evidence(f"{self.value}{self.unit} of {self.about}", self.evidence)


Assertion = Fact | Status | Statistic


@dataclass(frozen=True, slots=True)
class Applied:
    """A correction that took effect. `said` is its entry as JSON, `verb` what the entry does, `file` where it stands.

    `entities` are ids of what it is about, `assertions` what it added or made sure, one for each piece of evidence; things
    and facts that it took away are in neither. `note`, `by` and `date` (an ISO day) are the entry's remarks, else empty.
    """

    said: str
    verb: str
    file: str
    entities: tuple[str, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    note: str = ""
    by: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """A file beside the reports that a build went by: corrections, a table, a dictionary; by name and SHA-256 of its bytes."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read out of one report. `background`: names that it only mentions, which make no entity."""

    report: Report
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    statuses: tuple[Status, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    background: tuple[Mention, ...] = ()
