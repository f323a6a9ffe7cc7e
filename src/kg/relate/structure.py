"""What names themselves say: a body belongs to its owner, a post to its body, an area to the area named before it."""

from collections.abc import Iterator

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
