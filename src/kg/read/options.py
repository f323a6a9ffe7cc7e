"""What a user may say about files, and how much of them is read."""

from dataclasses import dataclass

MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Options:
    """How to read. `encoding` overrules detection; the four column names are those of JSON Lines and CSV corpora.

    Sizes are in bytes: of any file, of one that is itself text (no scan), of a corpus. `max_chars` counts the
    characters of one report.
    """

    encoding: str | None = None
    text: str = "text"
    title: str = "title"
    date: str = "date"
    source: str = "source"
    max_bytes: int = 128 * MB
    max_text_bytes: int = 16 * MB
    max_corpus_bytes: int = 256 * MB
    max_chars: int = 1_000_000
    max_pages: int = 1000
    max_members: int = 100_000


DEFAULT = Options()
