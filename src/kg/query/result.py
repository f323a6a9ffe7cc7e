"""What a query may take, and what it gives."""

from dataclasses import dataclass

from kg.write.terms import Literal, Object


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: wall seconds (loading the graph included), rows or triples, bytes of memory."""

    seconds: float = 30.0
    rows: int = 10_000
    memory: int = 4 << 30


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of terms, None where a variable has no value. ASK gives one row, CONSTRUCT rows of three.

    `form` is select, ask or construct; `truncated` says that the row limit cut the answer.
    """

    form: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Object | None, ...], ...]
    truncated: bool = False

    def records(self) -> list[dict[str, str]]:
        """The rows as plain text by column, without those that have no value."""
        named = (zip(self.columns, row, strict=True) for row in self.rows)
        return [{c: cell.value if isinstance(cell, Literal) else cell for c, cell in row if cell is not None} for row in named]
