"""Gold annotations: one JSON file per report says what a perfect build puts into the graph."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from kg.errors import InputError
from kg.model import Metadata

_FORM = "see the form in docs/accuracy.md"
_QUOTES = re.compile(r"[“”‘’\"'「」『』《》\s]")


def key(name: object) -> str:
    """A name for comparison: width, quotation marks and spaces do not matter."""
    return _QUOTES.sub("", unicodedata.normalize("NFKC", str(name)))


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity by the fullest name that the report supports; `aliases` are other labels that count as right."""

    type: str
    name: str
    aliases: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(map(key, (self.name, *self.aliases)))


@dataclass(frozen=True, slots=True)
class Gold:
    """What one report says. Facts are (subject, predicate, object), statuses (about, state, date), statistics (about, value, unit)."""

    report: str
    metadata: Metadata
    entities: tuple[GoldEntity, ...]
    facts: tuple[tuple[str, str, str], ...] = ()
    statuses: tuple[tuple[str, str, str | None], ...] = ()
    statistics: tuple[tuple[str, float | str, str], ...] = ()
    excluded: frozenset[str] = frozenset()


def read(folder: Path) -> tuple[Gold, ...]:
    """The gold of a folder, by file name; raises InputError where there is none or a file isn't of that form."""
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not files:
        raise InputError(folder, "holds no gold", "name a folder with one .json file per report")
    return tuple(_read(file) for file in files)


def _read(file: Path) -> Gold:
    try:
        return parse(orjson.loads(file.read_bytes()))
    except OSError as error:
        raise InputError(file, f"can't be read: {error.strerror or error}") from error
    except orjson.JSONDecodeError as error:
        raise InputError(file, f"isn't JSON: {error}", _FORM) from error
    except KeyError as error:
        raise InputError(file, f"lacks {error}", _FORM) from error
    except (TypeError, ValueError, AttributeError) as error:
        raise InputError(file, f"isn't gold: {error}", _FORM) from error


def parse(row: dict[str, Any]) -> Gold:
    """Gold out of plain JSON values; raises KeyError, TypeError or ValueError where they aren't of the form."""
    said = row.get("metadata") or {}
    return Gold(
        row["report"],
        Metadata(
            said.get("title") or None,
            said.get("publisher") or None,
            said.get("published") or None,
            tuple(said.get("reporters") or ()),
            tuple(said.get("correspondents") or ()),
        ),
        tuple(GoldEntity(e["type"], e["name"], tuple(e.get("aliases", ()))) for e in row["entities"]),
        tuple((s, p, o) for s, p, o in row["facts"]),
        tuple((a, s, d) for a, s, d in row.get("statuses", ())),
        tuple((s["about"], number(s["value"]), s["unit"]) for s in row.get("statistics", ())),
        frozenset(map(key, row.get("excluded", ()))),
    )


def number(value: object) -> float | str:
    """A value for comparison: a number to six places, else its words."""
    try:
        return round(float(str(value)), 6)
    except ValueError:
        return str(value)
