"""Which tables of a page hold data, and which only hold the page together."""

from lxml import etree

_LONG = 160
_CELLS = ("td", "th")


def data_tables(root: etree._Element) -> set[etree._Element]:
    """The rows of tables that hold data: no table inside, several columns, no long cell."""
    rows: set[etree._Element] = set()
    outer = {above for table in root.iter("table") for above in table.iterancestors("table")}
    for table in root.iter("table"):
        if table not in outer:
            rows |= _rows(table)
    return rows


def _rows(table: etree._Element) -> set[etree._Element]:
    rows = list(table.iter("tr"))
    cells = [[cell for cell in row if cell.tag in _CELLS] for row in rows]
    wide = sum(len(row) >= 2 for row in cells)
    if wide < 2 or wide * 2 < len(rows) or any(_is_long(cell) for row in cells for cell in row):
        return set()
    return {row for row, own in zip(rows, cells, strict=True) if own}


def _is_long(cell: etree._Element) -> bool:
    size = 0
    for piece in cell.itertext():
        size += len(piece.strip())
        if size > _LONG:
            return True
    return False
