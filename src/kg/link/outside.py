"""Links out of the graph: 12-digit codes of communities, and the user's own table of Wikidata items."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import divisions
from kg.errors import InputError
from kg.link.types import Decision
from kg.resolve.ids import folded
from kg.villages import SOURCE, Villages

_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:wiki|entity)/)?(Q[1-9][0-9]*)")
_ADDRESS = "http://www.wikidata.org/entity/"


Links = dict[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Wikidata:
    """Items by division code, and by folded name with a type (or none)."""

    file: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tables:
    """What links may lead to, where the user has it."""

    villages: Villages | None = None
    wikidata: Wikidata | None = None

    def sources(self) -> dict[str, dict[str, str] | None]:
        """Where codes and items come from; None where there is no such table."""
        items = {"source": "the user's table", "file": self.wikidata.file} if self.wikidata else None
        return {"areas": divisions.SOURCE, "communities": SOURCE if self.villages else None, "wikidata": items}


def load(path: Path) -> Wikidata:
    """A CSV table with the columns `qid` and `name` or `code`, and `type` where needed; raises InputError for another."""
    hint = "give a CSV file with the columns qid, name or code, and type where a name needs one"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except UnicodeDecodeError:
        raise InputError(path, "isn't UTF-8", "save it as UTF-8") from None
    except OSError as error:
        raise InputError(path, f"can't be read: {error.strerror or error}", hint) from error
    codes, names = set(), set()
    for number, row in enumerate(rows, 2):
        item = _ITEM.fullmatch((row.get("qid") or "").strip())
        code, name = (row.get("code") or "").strip(), folded(row.get("name") or "")
        if item is None or not (code or name):
            raise InputError(path, f"line {number} has no item of Wikidata, or no name and no code", hint)
        codes |= {(code, item[1])} if code else set()
        names |= {(name, (row.get("type") or "").strip(), item[1])} if name and not code else set()
    return Wikidata(path.name, tuple(sorted(codes)), tuple(sorted(names)))


def links(decision: Decision, labels: Mapping[str, str], tables: Tables) -> Links:
    """Canonical id → links to add."""
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    codes = {i: c for i, head in decision.canonical.items() if i == head and (c := _code(decision, i, tables.villages))}
    for id_, code in codes.items():
        found[id_].add(("divisionCode", code))
    for id_, item in _items(decision, labels, codes, tables.wikidata or Wikidata()):
        found[id_].add(("sameAs", _ADDRESS + item))
    return {i: tuple(sorted(pairs)) for i, pairs in found.items()}


def _code(decision: Decision, id_: str, villages: Villages | None) -> str | None:
    """An area's own code; a community's where its subdistrict is known and has just one of the name."""
    profile = decision.profiles[id_]
    if profile.type != "Community" or profile.code:
        return profile.code
    parent = divisions.load().by_code.get(profile.scope)
    return villages.code(profile.bare, parent) if villages and parent and parent.level == 4 and profile.sure else None


def _items(decision: Decision, labels: Mapping[str, str], codes: Mapping[str, str], wikidata: Wikidata) -> Iterator[tuple[str, str]]:
    of_code = {code: id_ for id_, code in codes.items()}
    yield from ((of_code[code], item) for code, item in wikidata.codes if code in of_code)
    named: defaultdict[str, list[str]] = defaultdict(list)
    for id_ in sorted(set(decision.canonical.values())):
        named[folded(labels.get(id_, decision.profiles[id_].label))].append(id_)
    for name, kind, item in wikidata.names:
        fits = [i for i in named.get(name, ()) if kind in ("", decision.profiles[i].type)]
        if len(fits) == 1:  # a name of two things is nobody's for sure
            yield fits[0], item
