"""Things of a report before they have ids, and what has been read of it so far."""

from dataclasses import dataclass, field

from kg import lexicon
from kg.model import Mention, Report
from kg.resolve.ids import folded
from kg.resolve.places import Places


@dataclass(frozen=True, slots=True)
class Key:
    """A thing of the report before it has an id: its type, its whole name, its class; `division` for areas in the table."""

    type: str
    label: str
    subtype: str | None = None
    division: str | None = None

    def same(self) -> tuple[str, str]:
        return self.type, self.division or folded(self.label)


@dataclass(slots=True)
class Reading:
    """What has been read so far. The one mutable value of the stage, local to `referents`."""

    report: Report
    places: Places
    short: dict[str, Mention]
    keys: dict[Mention, Key] = field(default_factory=dict)
    seen: list[tuple[Mention, Key]] = field(default_factory=list)


def abbreviated(zone: str) -> str:
    """A development zone's usual short form: 某某高新技术产业开发区 is 某某高新区."""
    for short, forms in lexicon.read_cached("areas")["zone_forms"].items():
        for form in forms:
            if zone.endswith(form):
                return str(zone.removesuffix(form) + short)
    return zone
