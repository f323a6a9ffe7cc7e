"""Times that are stretches by their words: 目前, 日前, 近三年, “十三五”期间, 党的十八大以来."""

from collections.abc import Callable
from datetime import date

from kg.model import Span
from kg.values.dates import month, shifted
from kg.values.frame import Frame
from kg.values.kinds import Time
from kg.values.numerals import whole
from kg.values.points import Match
from kg.values.words import table

_LATELY_DAYS = 7
_OPENERS = "，。；：！？、,;:!?\n \u3000“”（）()的在对"


def _iso(found: date | None) -> str | None:
    return found.isoformat() if found else None


def now(match: Match, frame: Frame, at: Span) -> Time:
    """目前: the day of publication; 截至目前: all until then."""
    today, until = _iso(frame.published), match["until"] or match["now"][0] in "截到"
    return Time(at, None if until else today, today, None, "fuzzy", bool(until))


def years(match: Match, frame: Frame, at: Span) -> Time:  # noqa: ARG001 - the shape that all readings share
    """近年来: up to now, from nobody knows when."""
    return Time(at, None, _iso(frame.published), None, "fuzzy", True)


def lately(match: Match, frame: Frame, at: Span) -> Time:  # noqa: ARG001 - the shape that all readings share
    """日前: the week before publication; with a cue, from publication on."""
    if frame.published is None:
        return Time(at, None, None, None, "fuzzy")
    if frame.future:
        return Time(at, _iso(frame.published), None, None, "fuzzy", True)
    return Time(at, _iso(shifted(frame.published, -_LATELY_DAYS)), _iso(frame.published), None, "fuzzy")


def stretch(match: Match, frame: Frame, at: Span) -> Time | None:
    """近三年, 过去两个月, 三年来. A bare 近一年 inside a clause is a length of time, not a time."""
    start, text = at.start, match.string
    if match["near"] == "近" and not match["stretch"].endswith(("来", "间")) and start and text[start - 1] not in _OPENERS:
        return None
    count, today = whole(match["N1"] or match["N2"]), frame.published
    if today is None or count is None:
        return Time(at, None, _iso(today), None, "fuzzy", today is not None)
    return Time(at, _iso(_back(today, count, match)), today.isoformat(), None, "interval")


def _back(today: date, count: int, match: Match) -> date | None:
    """So many units before a day: the same day of the month, or the month's last."""
    if match["days"] or match["unit"] in ("周", "星期"):
        return shifted(today, -count * (1 if match["days"] else 7))
    months = count * {"月": 1, "季度": 3}.get(match["unit"] or "年", 12)
    found = month(today.year, today.month - months)
    return found.first.replace(day=min(today.day, found.last.day)) if found else None


def plan(match: Match, frame: Frame, at: Span) -> Time:
    """“十三五”期间 and its first and last year."""
    words = table("times")
    first, part = int(words["plans"][match["planname"]]), words["plan_after"][match["planned"]]
    if part == "since":
        return Time(at, f"{first}-01-01", _iso(frame.published), None, "interval", frame.published is None)
    if part == "end":
        return Time(at, f"{first + 4}-12-31", f"{first + 4}-12-31", f"{first + 4}-12-31", "day")
    if part == "all":
        return Time(at, f"{first}-01-01", f"{first + 4}-12-31", None, "interval")
    only = first if part == "first" else first + 4
    return Time(at, f"{only}-01-01", f"{only}-12-31", str(only), "year")


def landmark(match: Match, frame: Frame, at: Span) -> Time:
    """党的十八大以来: from the event's first day until now."""
    today, first = frame.published, str(table("times")["landmarks"][match["event"]])
    end = today.isoformat() if today and today.isoformat() >= first else None
    return Time(at, first, end, None, "interval", end is None)


READINGS: dict[str, Callable[[Match, Frame, Span], Time | None]] = {
    "now": now, "years": years, "lately": lately, "stretch": stretch, "plan": plan, "landmark": landmark,
}  # fmt: skip
