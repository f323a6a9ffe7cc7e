"""Layout: a source's text into blocks, sentences and metadata. The text itself is never changed."""

import hashlib

from kg.model import Block, BlockKind, Report, Source
from kg.script import same_length
from kg.segment.damage import warnings_of
from kg.segment.labels import with_values
from kg.segment.layout import kinds
from kg.segment.lines import Line, joined, lines
from kg.segment.metadata import metadata
from kg.segment.pieces import cut
from kg.segment.roles import Role, role
from kg.segment.sentences import sentences

__all__ = ["segment"]


def segment(source: Source, date: str | None = None) -> Report:
    """The report with its layout understood: blocks of every kind, sentences in them, metadata, warnings.

    `date` is an ISO date for a report that has none in its text, name or address. Every character but white space
    stands in exactly one block, blocks in order. The id is 32 hex digits, a hash of the text alone.
    """
    plain = same_length(source.text)
    furniture = {span for span, kind in source.marks if kind is BlockKind.EXCLUDED}
    pieces = cut(_lines(plain, source), furniture)
    found, title = kinds(pieces, source.marks, source.hints.title)
    blocks = tuple(_block(plain, line, kind) for (line, _), kind in zip(pieces, found, strict=True))
    meta = metadata(source, pieces, found, title, date)
    warnings = (*source.warnings, *warnings_of(source.text, blocks))
    return Report(report_id(source.text), source.path, source.text, meta, blocks, warnings)


def report_id(text: str) -> str:
    """32 hex digits that say which text this is."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _lines(plain: str, source: Source) -> list[Line]:
    """Lines, with those joined that belong together; what the format marked stands alone."""
    found = with_values(lines(plain), plain)
    marked = {span for span, _ in source.marks}
    return joined(found, plain, [Role.OUTLINE if line.span in marked else role(line.text) for line in found])


def _block(text: str, line: Line, kind: BlockKind) -> Block:
    return Block(line.span, kind, sentences(text, line.span))
