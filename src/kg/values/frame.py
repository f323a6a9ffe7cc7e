"""What a time expression leans on: the publication date, the date told before it, and whether it lies ahead."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kg.values.dates import Period

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

#: What a report's bare 9月28日 gives for a year that is tried; None where that year has no such day.
Build = Callable[[int], Period | None]


@dataclass(frozen=True, slots=True)
class Told:
    """A date as far as it is known."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """The setting of one expression.

    `told` gives a bare month its year; `last` is the date named last, which 当天 and a bare 28日 go by.
    `deadline` is a 前 behind it.
    """

    published: date | None
    told: Told | None
    last: Told | None
    future: bool = False
    deadline: bool = False


def told_on(iso: str | None) -> Told | None:
    """An ISO day, month or year as a told date; None for anything else."""
    match = _ISO.match(iso or "")
    if not match or not int(match[1]) >= 1:
        return None
    month = int(match[2]) if match[2] and 1 <= int(match[2]) <= 12 else None
    return Told(int(match[1]), month, int(match[3]) if month and match[3] else None)


def published_on(iso: str | None) -> date | None:
    """The publication date; None where it isn't a whole valid day."""
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def choose(build: Build, frame: Frame) -> Period | None:
    """The year that a bare month, day, quarter means: the told one, else the next, nearest or latest one."""
    today = frame.published
    found = _in_told_year(build, frame)
    if found and (today is None or _fits(found, frame, today)):
        return found
    return _around(build, frame, today) if today else None


def _in_told_year(build: Build, frame: Frame) -> Period | None:
    """The told year's; the next year's where the told month would be gone by and that isn't after publication."""
    told, today = frame.told, frame.published
    if told is None or told.year >= 9999:
        return None
    found, later = build(told.year), build(told.year + 1)
    backwards = found and told.month and found.last < date(told.year, told.month, 1)
    return later if backwards and later and today and later.last <= today else found


def _fits(found: Period, frame: Frame, today: date) -> bool:
    """Whether the told year agrees with the direction: ahead where a cue says so, else not ahead."""
    return found.last >= today if frame.future else frame.deadline or found.opens <= today


def _around(build: Build, frame: Frame, today: date) -> Period | None:
    near = [p for p in (build(today.year + n) for n in (-1, 0, 1) if 1 <= today.year + n <= 9999) if p]
    if frame.future:
        return next((p for p in near if p.last >= today), None)
    if frame.deadline:
        return min(near, key=lambda p: abs((p.last - today).days), default=None)
    return next((p for p in reversed(near) if p.opens <= today), None)


def usual_year(frame: Frame) -> int | None:
    """The year of 年底 and 全年 with no year: the told one; in January and February the one gone by, unless ahead."""
    today = frame.published
    if frame.told and not (frame.future and today and frame.told.year < today.year):
        return frame.told.year
    if today is None:
        return None
    return today.year - (today.month <= 2 and not frame.future)
