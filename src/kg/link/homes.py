"""Where a report is at home, and which areas its things belong to, read off its extraction."""

from collections import Counter
from dataclasses import dataclass

from kg import divisions
from kg.divisions import Division
from kg.model import Entity, Extraction


@dataclass(frozen=True, slots=True)
class Where:
    """`areas` are the report's areas in the division table by entity id, `home` codes from the innermost outwards."""

    areas: dict[str, Division]
    home: tuple[str, ...]

    def at(self, level: int) -> str:
        """The home's code at a level or the nearest above it; empty where the report has no home."""
        gazetteer = divisions.load()
        return next((c for c in self.home if gazetteer.by_code[c].level <= level), "")


def where(extraction: Extraction) -> Where:
    """The report's areas and home."""
    gazetteer = divisions.load()
    found = ((e, gazetteer.by_code.get(e.code or "")) for e in extraction.entities if e.type == "Area")
    areas = {e.id: (e, d) for e, d in found if d is not None}
    votes: Counter[str] = Counter()
    for entity, division in areas.values():
        for above in gazetteer.chain(division):
            votes[above.code] += _weight(entity, division, extraction.report.metadata.title or "")
    return Where({i: d for i, (_, d) in areas.items()}, _home(votes))


def _weight(entity: Entity, division: Division, title: str) -> int:
    return len(entity.mentions) + (6 if division.name in title else 0)


def _home(votes: Counter[str]) -> tuple[str, ...]:
    """The chain that has most votes, from province to county; a subdistrict only where it has half of its level's."""
    gazetteer = divisions.load()
    chain: list[str] = []
    for level in (1, 2, 3, 4):
        rows = [(votes[c], -int(c), c) for c in votes if gazetteer.by_code[c].level == level and _inside(c, chain)]
        if rows and (level < 4 or 2 * max(rows)[0] > sum(r[0] for r in rows)):
            chain.append(max(rows)[2])
    return tuple(reversed(chain))


def _inside(code: str, chain: list[str]) -> bool:
    gazetteer = divisions.load()
    return not chain or gazetteer.within(gazetteer.by_code[code], chain[-1])


def chain_of(code: str) -> tuple[str, ...]:
    """The code itself and those of the areas that enclose it, innermost first; empty where it is no code."""
    gazetteer = divisions.load()
    return tuple(d.code for d in gazetteer.chain(gazetteer.by_code[code])) if code in gazetteer.by_code else ()


def up_to(code: str, level: int) -> str:
    """The code of the area at the level that holds this one, or the code itself where it is above."""
    gazetteer = divisions.load()
    return next((c for c in chain_of(code) if gazetteer.by_code[c].level <= level), code)


def without_areas(name: str, code: str, inner: bool = True) -> str | None:
    """A name without the names of the areas around it before it; None where the innermost one doesn't stand there.

    `inner` False allows any part of the chain to stand there, also none.
    """
    gazetteer = divisions.load()
    rest, last = name, ""
    for division in reversed(gazetteer.chain(gazetteer.by_code[code])):
        if rest.startswith(division.name) and len(rest) > len(division.name):
            rest, last = rest[len(division.name) :], division.code
    return rest if last == code or not inner else None
