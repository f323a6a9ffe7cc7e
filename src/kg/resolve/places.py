"""Areas tied to the division table: which 市中区 is meant, where a report is at home, what encloses what.

A name of several divisions is settled by what the report says beside it: the area before it, other areas of the same
city, the city's name in the publisher, the title or a body's name. Where that leaves two, there is no code: wrong is
worse than none.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg import divisions
from kg.divisions import Division
from kg.model import Mention, Report
from kg.script import same_length, traditional


@dataclass(frozen=True, slots=True)
class Places:
    """What the division table says of a report's areas: mention → division, and the areas that the report is at home in."""

    linked: dict[Mention, Division]
    home: tuple[Division, ...]

    def home_of(self, endings: tuple[str, ...], classes: list[str]) -> Division | None:
        """The innermost home area whose name ends so (区, 市, 街道); an autonomous region is no 区 unless a province is meant."""
        fits = (d for d in self.home if d.name.endswith(endings))
        return next((d for d in fits if "Province" in classes or not d.name.endswith("自治区")), None)


def link(report: Report, areas: Iterable[Mention]) -> Places:
    """Divisions of the report's named areas (owners before what they own), and its home."""
    areas = [a for a in areas if a.type == "Area" and not a.deictic]
    clues = _clues(report, areas)
    linked: dict[Mention, Division] = {}
    abroad = {a.name for a in areas if a.owner and not a.owner.deictic and not divisions.load().named(same_length(a.owner.name))}
    for _ in range(2):  # what the first round settles are clues for the second
        for area in (a for a in areas if a.name not in abroad):
            division = _choose(area, linked.get(area.owner) if area.owner else None, clues)
            if division is not None:
                linked[area] = division
        clues = clues + Counter(d.code for found in set(linked.values()) for d in divisions.load().chain(found))
    return Places(linked, _home(report, areas, linked))


def _clues(report: Report, areas: list[Mention]) -> Counter[str]:
    """Codes of provinces, cities and counties that the report names by short or full name, and how often."""
    gazetteer = divisions.load()
    text = same_length(" ".join([report.text, report.metadata.publisher or "", report.metadata.title or ""]))
    clues: Counter[str] = Counter()
    for short, division in gazetteer.by_short.items():
        if count := text.count(short):
            for above in gazetteer.chain(division):
                clues[above.code] += min(count, 3)
    for area in areas:
        rows = gazetteer.named(same_length(area.name))
        if len(rows) == 1:
            clues.update(d.code for d in gazetteer.chain(rows[0]))
    return clues


def _choose(area: Mention, owner: Division | None, clues: Counter[str]) -> Division | None:
    """The one division of this name that owner and clues allow, or None where two remain."""
    gazetteer = divisions.load()
    rows = [d for d in gazetteer.named(same_length(area.name)) if d.cls == area.subtype or (d.level == 1 and area.subtype == "City")]
    if owner is not None:
        rows = [d for d in rows if gazetteer.within(d, owner.code) and d != owner]
    if len(rows) <= 1:
        return rows[0] if rows else None
    scores = sorted(((sum(min(clues[c.code], 20) * c.level for c in gazetteer.chain(d)[1:]), d.code, d) for d in rows), reverse=True)
    return scores[0][2] if scores[0][0] > scores[1][0] else None


def _home(report: Report, areas: list[Mention], linked: dict[Mention, Division]) -> tuple[Division, ...]:
    """The areas that the report is at home in, innermost first: the chain that its named areas support best.

    The title counts most, then how often an area is named; an area supports what encloses it.
    """
    gazetteer = divisions.load()
    title = report.metadata.title or ""
    votes: Counter[str] = Counter()
    for area in areas:
        if (division := linked.get(area)) is not None:
            weight = 6 if area.name in title else 1
            for above in gazetteer.chain(division):
                votes[above.code] += weight
    for division in _titled(title):
        for above in gazetteer.chain(division):
            votes[above.code] += 3
    chain: list[Division] = []
    parent = ""
    for level in (1, 2, 3, 4):
        rows = [
            (votes[c], -int(c), c)
            for c in votes
            if gazetteer.by_code[c].level == level and (not chain or gazetteer.within(gazetteer.by_code[c], parent))
        ]
        if not rows:
            continue
        best = max(rows)
        if level == 4 and not _dominant(best[0], [r[0] for r in rows]):
            break
        chain.append(gazetteer.by_code[best[2]])
        parent = best[2]
    return tuple(reversed(chain))


def _titled(title: str) -> list[Division]:
    """Divisions whose full names the title holds, also inside a body's name (东台市人民医院), where one division only has the name."""
    gazetteer, text = divisions.load(), same_length(title)
    found: list[Division] = []
    for end in range(2, len(text) + 1):
        if text[end - 1] in "市县区旗镇乡" or text[:end].endswith("街道"):
            rows = next((r for start in range(max(0, end - 8), end - 2) if (r := gazetteer.named(text[start:end]))), ())
            found += rows if len(rows) == 1 else ()
    return found


def _dominant(best: int, votes: list[int]) -> bool:
    """Whether one subdistrict or town stands out: half of all votes at its level."""
    return best * 2 > sum(votes) or len(votes) == 1


def in_script(report: Report, name: str) -> str:
    """An area's name from the table as the report would write it: traditional where the report is."""
    if name in report.text or report.text == same_length(report.text):
        return name
    written = traditional(name)
    own = sum(a != b for a, b in zip(report.text, same_length(report.text), strict=True))
    return written if written in report.text or own * 20 > len(report.text) else name
