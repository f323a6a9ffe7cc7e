"""Calendar arithmetic: stretches of days, and their ISO form."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.values.kinds import Precision


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, and how fine the words are. `iso` is the value for a date field, None for a stretch.

    `within` is the first day of the month or quarter that an edge (3月底) is the end of.
    """

    first: date
    last: date
    precision: Precision
    iso: str | None
    within: date | None = None

    @property
    def opens(self) -> date:
        """From when on the words may be used: in March already of 3月底."""
        return self.within or self.first


def day(year: int, month: int, number: int) -> Period | None:
    """One day; None where the calendar has no such day."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return one(found)


def one(found: date) -> Period:
    """A date as a period of one day."""
    return Period(found, found, "day", found.isoformat())


def shifted(found: date, days: int) -> date | None:
    """The date so many days off; None beyond the calendar."""
    try:
        return found + timedelta(days)
    except OverflowError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def month(year: int, number: int) -> Period | None:
    """One month; `number` may run over 12 or under 1 into the years beside."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    if not 1 <= year <= 9999:
        return None
    return Period(date(year, number, 1), _month_end(year, number), "month", f"{year:04}-{number:02}")


def months(year: int, first: int, last: int, precision: Precision) -> Period | None:
    """A stretch of whole months of one year (months over 12 are those of the next)."""
    start, end = month(year, first), month(year, last)
    if start is None or end is None:
        return None
    if precision == "year":
        return Period(start.first, end.last, precision, f"{year:04}")
    return Period(start.first, end.last, precision, None)


def year(number: int) -> Period | None:
    """A whole year."""
    return months(number, 1, 12, "year")


def end_of(period: Period | None) -> Period | None:
    """The last day of a period, as a day."""
    return replace(one(period.last), within=period.first) if period else None


def between(first: Period | None, last: Period | None) -> Period | None:
    """From the start of one period to the end of another; None where they run backwards."""
    if first is None or last is None or last.last < first.first:
        return None
    return Period(first.first, last.last, "interval", None)
