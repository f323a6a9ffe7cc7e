"""What names themselves say: a body belongs to its owner, a post to its body, an area to the area named before it."""

from collections.abc import Iterator
from itertools import pairwise

from kg.model import Mention, Report, Span, cite
from kg.relations import Relation

_PARTS = frozenset({"Area", "Community", "Organisation"})


def structure(report: Report, mentions: tuple[Mention, ...]) -> Iterator[Relation]:
    """partOf and postIn of every mention with an owner, down the chain."""
    for mention in mentions:
        current = mention
        while current.owner is not None:
            yield from _own(report, current, current.owner)
            current = current.owner
    yield from _genitive(report, mentions)


def _genitive(report: Report, mentions: tuple[Mention, ...]) -> Iterator[Relation]:
    """Communities that a town or subdistrict owns with 的 (某街道的甲社区、乙社区)."""
    area: Mention | None = None
    for before, mention in pairwise(mentions):
        gap = report.text[before.span.end : mention.span.start]
        if mention.type != "Community" or mention.deictic or not (gap == "的" or (gap in ("、", "和") and before.type == "Community")):
            area = None
            continue
        if gap == "的":
            area = before if before.subtype in ("Town", "Subdistrict") else None
        if area is not None and mention.owner is None:
            span = Span(area.span.start, mention.span.end)
            yield Relation(mention, "partOf", area, cite(report, span, "genitive", 0.9))


def _own(report: Report, mention: Mention, owner: Mention) -> Iterator[Relation]:
    span = mention.span if len(mention.span) else owner.span
    if not len(span):
        return
    score = 0.8 if owner.deictic and not owner.name else 0.95
    if mention.type == "Post":
        yield Relation(mention, "postIn", owner, cite(report, span, "title", score))
    elif mention.type in _PARTS and owner.type in _PARTS and (mention.type != "Organisation" or mention.recogniser == "organ"):
        yield Relation(mention, "partOf", owner, cite(report, Span(min(span.start, owner.span.start), span.end), "name", score))
    elif mention.type in ("Place", "Project") and owner.type in ("Area", "Community"):
        yield Relation(mention, "locatedIn", owner, cite(report, span, "name", 0.8))
