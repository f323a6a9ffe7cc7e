"""Fragments of a printed page in the order in which they are read: columns left to right, each from top to bottom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

_MIN_LINES = 3
#: A page with more pieces is no newspaper page; its columns are not looked for.
_MOST = 1500


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
    queue = [(list(fragments), _edges(fragments))]
    while queue:
        part, column = queue.pop(0)
        if (cut := _gutter(part)) is not None:
            sides = [f for f in part if f.right <= cut], [f for f in part if f.right > cut]
            queue[:0] = [(side, _edges(side)) for side in sides]
        elif (bands := _bands(part)) is not None:
            queue[:0] = [(band, column) for band in bands]
        else:
            found += _lines(part, column)
    return found


def _edges(part: Sequence[Fragment]) -> tuple[float, float]:
    """Where lines begin and end: where a fifth of them do, for page numbers and addresses stand outside."""
    if len(part) > _MOST:
        return min(f.left for f in part), max(f.right for f in part)
    left = [f.left for f in part if _is_usual(f, part, lambda o: o.left)] or [f.left for f in part]
    right = [f.right for f in part if _is_usual(f, part, lambda o: o.right)] or [f.right for f in part]
    return min(left, default=0.0), max(right, default=0.0)


def _is_usual(f: Fragment, part: Sequence[Fragment], edge: Callable[[Fragment], float]) -> bool:
    return sum(abs(edge(other) - edge(f)) <= 0.5 * f.size for other in part) >= max(2, len(part) / 5)


def _bands(part: list[Fragment]) -> tuple[list[Fragment], list[Fragment]] | None:
    """What stands above and what below the best level line that touches no type, where columns may hide in one of them."""
    if not 2 * _MIN_LINES <= len(part) <= _MOST:
        return None
    rows = sorted(part, key=lambda f: -f.top)
    gaps = sorted(_gaps(rows), key=lambda gap: -gap[1])[:40]
    best = max(gaps, key=lambda gap: (_opens(rows, gap[0]), gap[1], -gap[0]), default=None)
    return (rows[: best[0]], rows[best[0] :]) if best else None


def _gaps(rows: list[Fragment]) -> list[tuple[int, float]]:
    """(row below, height) of the level strips without type that are not mere line spacing; rows are sorted from the top."""
    found, lowest = [], float("inf")
    for i, row in enumerate(rows):
        if i and lowest - row.top >= _least_gap(rows, i):
            found.append((i, lowest - row.top))
        lowest = min(lowest, row.bottom)
    return found


def _least_gap(rows: list[Fragment], i: int) -> float:
    """Beside a headline or a subtitle any gap will do, between lines of one size only one of a line's height."""
    sizes = sorted(f.size for f in rows)
    headline = max(rows[i].size, rows[i - 1].size) >= 1.15 * sizes[len(sizes) // 2]
    other = abs(rows[i].size - rows[i - 1].size) >= 0.07 * rows[i].size
    return -0.1 * rows[i].height if headline or other else 0.9 * rows[i].height


def _opens(rows: list[Fragment], i: int) -> bool:
    """Whether a cut above row i lays columns bare."""
    return _gutter(rows[i:]) is not None or _gutter(rows[:i]) is not None


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
    least = min(len(_levels(side)) for side in sides)
    return least >= _MIN_LINES and min(map(_filled, sides)) >= (0.6 if least > _MIN_LINES else 0.85)


def _filled(side: Sequence[Fragment]) -> float:
    """How much of the column its lines cover, in the mean, the last one apart."""
    width = max(f.right for f in side) - min(f.left for f in side)
    lines = _levels(side)[:-1]
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


def _lines(part: Sequence[Fragment], column: tuple[float, float]) -> list[Fragment]:
    """Each line as one fragment: cells of neighbouring rows apart by tabs, other gaps by blanks."""
    lines = [sorted(line, key=lambda f: f.left) for line in _levels(part)]
    cells = [len(line) for line in lines]
    found = []
    for i, line in enumerate(lines):
        row = cells[i] > 1 and (cells[i] in cells[max(0, i - 1) : i] or cells[i] in cells[i + 1 : i + 2])
        text = ("\t" if row else "  ").join(f.text for f in line)
        last = line[-1]
        found.append(replace(line[0], right=last.right, text=text, size=max(f.size for f in line), column=column))
    return found
