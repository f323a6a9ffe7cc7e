"""Resolve: mentions and relations of one report to entities with ids, and facts between them."""

from kg.model import Extraction, Mention, Report
from kg.relations import Relations
from kg.resolve.places import link
from kg.resolve.referents import referents
from kg.resolve.within import assemble

__all__ = ["closure", "resolve"]


def resolve(report: Report, mentions: tuple[Mention, ...], short: dict[str, Mention], relations: Relations) -> Extraction:
    """The report's extraction. `mentions` are top-level, in order; `short` maps defined short forms to full mentions."""
    places = link(report, closure(mentions))
    unsaid = {r.subject for r in relations.facts} | {s.about for s in relations.statistics}
    homes = sorted((m for m in unsaid if m.recogniser == "home"), key=lambda m: m.span)
    keys = referents(report, (*mentions, *homes), places, short)
    return assemble(report, keys, relations, places)


def closure(mentions: tuple[Mention, ...]) -> list[Mention]:
    """Mentions and their owners, owners first, each once."""
    found: dict[Mention, None] = {}
    for mention in mentions:
        chain = [mention]
        while chain[-1].owner is not None:
            chain.append(chain[-1].owner)
        found |= dict.fromkeys(reversed(chain))
    return list(found)
