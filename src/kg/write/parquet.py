"""entities.parquet and facts.parquet: the two tables, typed, for pandas, Polars, DuckDB and Spark. Needs pyarrow."""

import io
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.graph import Graph
from kg.write.tables import ENTITY_COLUMNS, FACT_COLUMNS, entity_rows, fact_rows

if TYPE_CHECKING:
    import pyarrow as pa


def render(graph: Graph) -> dict[str, bytes]:
    """File name → bytes; raises InputError without pyarrow."""
    return {
        "entities.parquet": _write(ENTITY_COLUMNS, list(entity_rows(graph))),
        "facts.parquet": _write(FACT_COLUMNS, list(fact_rows(graph))),
    }


def _write(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> bytes:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise InputError("--format parquet", "needs pyarrow", "pip install 'kg-reports[parquet]'") from None
    table = pa.table({name: _column(name, [row[i] for row in rows], pa) for i, name in enumerate(columns)})
    out = io.BytesIO()
    parquet.write_table(table, out)
    return out.getvalue()


def _column(name: str, cells: list[str], arrow: "pa") -> "pa.Array":
    if name in ("aliases", "reports"):
        return arrow.array([cell.split("|") if cell else [] for cell in cells], arrow.list_(arrow.string()))
    if name in ("start", "end"):
        return arrow.array(map(int, cells), arrow.int32())
    if name == "confidence":
        return arrow.array(map(float, cells), arrow.float64())
    return arrow.array([cell or None for cell in cells], arrow.string())
