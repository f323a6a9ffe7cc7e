"""Times with two ends: 1—6月, 4月25日至5月4日, 2016年至2018年."""

from dataclasses import replace

from kg.values.dates import Period, between, day, end_of, month, year
from kg.values.frame import Frame, Told, choose
from kg.values.points import Match, bare_day, number, stated, stated_year

_Side = tuple[int | None, int | None]  # month and day, as far as told


def span(match: Match, frame: Frame) -> Period | None:
    """Both ends of a range. A side that leaves its year or month to the other takes it from there."""
    sides = _sides(match)
    if sides is None:
        return None
    left, right = sides
    first = _first(match, left, frame)
    if first is None:
        return None
    if left[0] is None and right == (None, None) and first.precision != "year":
        return None
    last = _last(match, first, right, frame)
    return between(first, end_of(last) if match["eb"] else last)


def _sides(match: Match) -> tuple[_Side, _Side] | None:
    """Month and day of both sides; None where the pieces don't make a range."""
    month_a, day_a, loose = (number(match[k]) if match[k] else None for k in ("ma", "da", "xa"))
    right = (number(match["mb"]) if match["mb"] else None, _day_right(match))
    if loose is None:
        return ((month_a, day_a), right) if _fits(match, (month_a, day_a), right) else None
    if day_a is not None:
        return None
    if right == (None, None):
        return ((None, None), right) if month_a is None and loose > 999 and not stated(match, "a") else None
    if match["Db"]:
        return (month_a, loose), right
    return ((loose, None), right) if month_a is None and right[1] is None else None


def _day_right(match: Match) -> int | None:
    text = match["db"] or match["Db"]
    return number(text) if text else None


def _fits(match: Match, left: _Side, right: _Side) -> bool:
    """Whether the left side says something that the right side can end."""
    if left == (None, None):
        return stated(match, "a") and (stated(match, "z") or stated(match, "b"))
    return left[0] is not None or (right[0] is None and right[1] is not None)


def _first(match: Match, left: _Side, frame: Frame) -> Period | None:
    if match["xa"] and len(match["xa"]) == 4:
        return year(int(match["xa"]))
    if stated(match, "a"):
        found = stated_year(match, "a", frame)
        return _of(found, left) if found else None
    if left[0] is None and left[1] is not None:
        return bare_day(left[1], frame)
    last = _year_right(match, frame)
    return choose(lambda y: _of(y, left), replace(frame, told=Told(last), future=False) if last else frame)


def _last(match: Match, first: Period, right: _Side, frame: Frame) -> Period | None:
    """The end of the range: in the first side's year unless that would run backwards."""
    stated_right = _year_right(match, frame)
    if stated_right is not None:
        return _of(stated_right, right)
    if right[0] is None and right[1] is not None:
        return day(first.first.year, first.first.month, right[1])
    found = _of(first.first.year, right)
    return found if found and found.last >= first.first else _of(first.first.year + 1, right)


def _year_right(match: Match, frame: Frame) -> int | None:
    return next((stated_year(match, tag, frame) for tag in ("z", "b") if stated(match, tag)), None)


def _of(y: int, side: _Side) -> Period | None:
    if not 1 <= y < 9999:
        return None
    if side[0] is None:
        return year(y)
    return month(y, side[0]) if side[1] is None else day(y, side[0], side[1])
