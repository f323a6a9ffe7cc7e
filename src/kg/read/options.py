"""What a user may say about files, and how much of them is read."""

from dataclasses import dataclass

from kg.errors import InputError

MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Options:
    """How to read. `encoding` overrules detection; the four columns are those of JSON Lines and CSV corpora.

    A column that is named must be there; one that isn't (None) is found by the names that such columns often have.
    Sizes are in bytes: of any file, of one that is itself text (no scan, no corpus). `max_chars` and
    `max_lines` count those of one report.
    """

    encoding: str | None = None
    text: str | None = None
    title: str | None = None
    date: str | None = None
    source: str | None = None
    max_bytes: int = 128 * MB
    max_text_bytes: int = 16 * MB
    max_rows: int = 50_000
    max_chars: int = 300_000
    max_lines: int = 10_000
    max_pages: int = 1000
    max_members: int = 100_000

    def __post_init__(self) -> None:
        try:
            "".encode("utf-8" if self.encoding is None else self.encoding)
        except (LookupError, ValueError) as error:
            raise InputError(f"--encoding {self.encoding}", "is no encoding", "write it as utf-8, gb18030, big5 or utf-16") from error

    def said(self) -> dict[str, str]:
        """What the user chose, by the names of the command line."""
        columns = {"text-column": self.text, "title-column": self.title, "date-column": self.date, "source-column": self.source}
        return {name: value for name, value in {"encoding": self.encoding, **columns}.items() if value is not None}


DEFAULT = Options()
