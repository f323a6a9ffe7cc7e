"""Short forms that one report defines for a company, told to the other reports of that city that use them.

A recogniser that sees one report alone can't know that 北山恒远 is a company; the report next to it says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import ahocorasick_rs

from kg.link import words
from kg.link.homes import Where, where
from kg.link.scopes import plain
from kg.model import Entity, Extraction
from kg.recognise.dictionary import Entry

_SHORTEST = 3


def told(extractions: Iterable[Extraction]) -> dict[str, tuple[Entry, ...]]:
    """Report id → names to look for in it; reports that learn nothing are left out."""
    found = [(x, _city(where(x))) for x in extractions]
    cities: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for x, city in found:
        for short, cls in _defined(x) if city else ():
            cities[city][short] = min(cls, cities[city].get(short, cls))
    matchers = {city: ahocorasick_rs.AhoCorasick(sorted(forms)) for city, forms in cities.items() if forms}
    news = {x.report.id: _news(x, cities[city], matchers[city]) for x, city in found if city in matchers}
    return {report: names for report, names in news.items() if names}


def _city(home: Where) -> str:
    return home.at(2)


def _defined(extraction: Extraction) -> Iterator[tuple[str, str]]:
    """(short form, class) of the companies that the report calls by their registered name too."""
    for entity in extraction.entities:
        name = plain(entity.label)
        if entity.type == "Organisation" and words.is_registered(name):
            yield from ((a, entity.subtype or "Company") for a in entity.aliases if _is_short_form(plain(a), name))


def _is_short_form(alias: str, name: str) -> bool:
    """Whether an alias is made of the name's characters in their order, and is no word for a kind."""
    letters = iter(name)
    within = all(letter in letters for letter in alias)
    return within and _SHORTEST <= len(alias) < len(name) and alias not in words.stand_ins()


def _news(extraction: Extraction, forms: Mapping[str, str], matcher: ahocorasick_rs.AhoCorasick) -> tuple[Entry, ...]:
    """The forms that stand in the report's text and are no name of anything in it."""
    names = sorted(forms)
    standing = {names[n] for n, _, _ in matcher.find_matches_as_indexes(extraction.report.text, overlapping=True)}
    known = {n for e in extraction.entities for n in _names(e)}
    return tuple(Entry(n, "Organisation", forms[n]) for n in sorted(standing - known))


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.label, *entity.aliases)
