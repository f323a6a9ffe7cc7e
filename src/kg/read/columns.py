"""Fragments of a printed page in the order in which they are read: columns left to right, each from top to bottom."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

_MIN_LINES = 4


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of one line. Edges in points from the lower left corner of the page, `size` is that of its type;
    `column` are the edges of the column that it stands in."""

    left: float
    right: float
    bottom: float
    top: float
    text: str
    size: float
    column: tuple[float, float] = (0.0, 0.0)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 0.1)


def in_order(fragments: Sequence[Fragment]) -> list[Fragment]:
    """One fragment per printed line, in reading order, each with its column's edges."""
    found: list[Fragment] = []
    queue = [list(fragments)]
    while queue:
        part = queue.pop(0)
        split = _split(part)
        if split is None:
            found += _lines(part)
        else:
            queue[:0] = split
    return found


def _split(part: list[Fragment]) -> list[list[Fragment]] | None:
    """Two parts, the one to be read first before the other: left and right of a gutter, above and below a gap."""
    if len(part) < 2 * _MIN_LINES:
        return None
    if (cut := _gutter(part)) is not None:
        return [[f for f in part if f.right <= cut], [f for f in part if f.right > cut]]
    rows = sorted(part, key=lambda f: -f.top)
    for i in _gaps(rows):
        if _gutter(rows[i:]) is not None or _gutter(rows[:i]) is not None:
            return [rows[:i], rows[i:]]
    return None


def _gaps(rows: list[Fragment]) -> list[int]:
    """Where a horizontal line could be drawn without touching type; rows are sorted from the top."""
    found, lowest = [], float("inf")
    for i, row in enumerate(rows):
        if i and row.top <= lowest + 0.1 * row.height:
            found.append(i)
        lowest = min(lowest, row.bottom)
    return found


def _gutter(part: Sequence[Fragment]) -> float | None:
    """The middle of the widest upright strip without type that has full lines of text on both sides."""
    if len(part) < 2 * _MIN_LINES:
        return None
    size = sorted(f.size for f in part)[len(part) // 2]
    strips, right = [], float("-inf")
    for f in sorted(part, key=lambda f: f.left):
        if right > float("-inf") and f.left - right >= 0.6 * size:
            strips.append((f.left - right, (f.left + right) / 2))
        right = max(right, f.right)
    return next((cut for _, cut in sorted(strips, reverse=True) if _is_gutter(part, cut)), None)


def _is_gutter(part: Sequence[Fragment], cut: float) -> bool:
    """Columns of running text, not of a table: lines on both sides that fill their column."""
    sides = [f for f in part if f.right <= cut], [f for f in part if f.right > cut]
    return all(len(_levels(side)) >= _MIN_LINES and _filled(side) >= 0.6 for side in sides)


def _filled(side: Sequence[Fragment]) -> float:
    """How much of the column its lines cover, in the mean."""
    width = max(f.right for f in side) - min(f.left for f in side)
    lines = _levels(side)
    return sum(sum(f.right - f.left for f in line) for line in lines) / (len(lines) * max(width, 1))


def _levels(part: Sequence[Fragment]) -> list[list[Fragment]]:
    """Fragments that stand on one line, lines from the top."""
    lines: list[list[Fragment]] = []
    for f in sorted(part, key=lambda f: (-f.middle, f.left)):
        if lines and abs(lines[-1][0].middle - f.middle) < 0.5 * min(lines[-1][0].height, f.height):
            lines[-1].append(f)
        else:
            lines.append([f])
    return lines


def _lines(part: Sequence[Fragment]) -> list[Fragment]:
    """Each line as one fragment: cells of neighbouring rows apart by tabs, other gaps by blanks."""
    if not part:
        return []
    column = min(f.left for f in part), max(f.right for f in part)
    lines = [sorted(line, key=lambda f: f.left) for line in _levels(part)]
    cells = [len(line) for line in lines]
    found = []
    for i, line in enumerate(lines):
        row = cells[i] > 1 and (cells[i] in cells[max(0, i - 1) : i] or cells[i] in cells[i + 1 : i + 2])
        text = ("\t" if row else "  ").join(f.text for f in line)
        last = line[-1]
        found.append(replace(line[0], right=last.right, text=text, size=max(f.size for f in line), column=column))
    return found
