"""Time expressions of a stretch of text, resolved against the publication date and the dates told before them."""

import re
from functools import cache

from kg.model import Span
from kg.values import grammar, points, ranges, spans
from kg.values.dates import Period
from kg.values.frame import Frame, Told, published_on, told_on
from kg.values.kinds import Time
from kg.values.words import any_of, table

_CLAUSE = re.compile(r"[，。；！？,;!?\n]")
_SENTENCE = re.compile(r"[。！？\n]")
_CUE_REACH = 10  # characters between a cue and its time: 确保X工程8月20日前
_OPENERS = "，。；：！？、,;:!?\n \u3000“”（）()—于在自从"


def times(text: str, start: int, end: int, published: str | None, context: str | None = None, *, future: bool | None = None) -> list[Time]:
    """The times between two offsets, in order.

    `published` is an ISO day, `context` the last explicit ISO day, month or year before `start`: a bare 9月28日 takes
    its year. A date that opens a clause is context for the rest of its sentence, and 当天 and a bare 28日 go by
    the last date named. `future` says that the times lie ahead; None
    looks for a cue (预计, 将, 力争) in the clause. What leans on an unknown date has no dates. Never raises.
    """
    today, given = published_on(published), told_on(context)
    fixed = [m.span() for m in _fixed().finditer(text, start, end)]
    found: list[Time] = []
    told, last, at = given, given, start
    for match in grammar.pattern().finditer(text, start, end):
        if match.end() == match.start() or _barred(match, start) or any(a <= match.start() < b for a, b in fixed):
            continue
        if _SENTENCE.search(text, at, match.start()):
            told = given
        at = match.start()
        frame = Frame(today, told, last, _ahead(match, start, end) if future is None else future, _near(match))
        time = _read(match, frame)
        if time is None:
            continue
        found.append(time)
        carried = _carried(match, start, time)
        told, last = carried or told, carried or last
    return found


@cache
def _fixed() -> re.Pattern[str]:
    return re.compile(any_of(table("times")["fixed"]))


def _barred(match: re.Match[str], start: int) -> bool:
    """Whether what stands before makes it no time: 每年6月, 第3季, 为期3日."""
    before = match.string[max(start, match.start() - 4) : match.start()]
    return before.endswith(tuple(table("times")["not_after"]))


def _ahead(match: re.Match[str], start: int, end: int) -> bool:
    """Whether the clause announces the time: a cue shortly before it, or 将 right behind it."""
    words = table("times")
    before = _CLAUSE.split(match.string[max(start, match.start() - _CUE_REACH) : match.start()])[-1]
    for phrase in words["not_future"]:
        before = before.replace(phrase, "")
    if any(before.rfind(cue) > _last(before, words["past"]) for cue in words["future"]):
        return True
    return match.string.startswith(tuple(words["after"]), match.end(), end)


def _last(text: str, words: list[str]) -> int:
    return max(text.rfind(w) for w in words)


def _side(match: re.Match[str]) -> str | None:
    return grammar.bound(match["bound"]) if match["bound"] else None


def _near(match: re.Match[str]) -> bool:
    """Whether the time is the nearest one, before or after publication: 9月30日前, 4月1日起."""
    return _side(match) == "before" or match["bound"] == "起"


def _read(match: re.Match[str], frame: Frame) -> Time | None:
    """The time of a match; None where it is no time after all (2月30日)."""
    kind, at = _kind(match), Span(match.start(), match.end())
    if kind in spans.READINGS:
        return spans.READINGS[kind](match, frame, at)
    period = ranges.span(match, frame) if kind == "range" else points.READINGS[kind](match, frame)
    if period:
        return _bounded(match, period, frame, at)
    return Time(at, None, None, None, "fuzzy") if _unknown(match, kind, frame) else None


def _kind(match: re.Match[str]) -> str:
    return next(kind for kind in grammar.KINDS if match[kind] is not None)


def _unknown(match: re.Match[str], kind: str, frame: Frame) -> bool:
    """Whether a time without a period leans on a date that isn't known, rather than on a day that doesn't exist."""
    if kind in ("numeric", "decade"):
        return False
    if kind == "range":
        return frame.published is None
    if kind != "point":
        return True
    return not (match["y1"] or match["c1"] or (frame.published and (match["m2"] or match["D"])))


def _bounded(match: re.Match[str], period: Period, frame: Frame, at: Span) -> Time:
    """A period with what the words around it leave open."""
    first, last, side = period.first.isoformat(), period.last.isoformat(), _side(match)
    if side in ("since", "to_now"):
        today = frame.published.isoformat() if frame.published and frame.published >= period.first else None
        return Time(at, first, today, None, "interval", today is None)
    if match["until"] or side == "before":
        return Time(at, None, last, period.iso, period.precision, True)
    if side == "from":
        return Time(at, first, None, period.iso, period.precision, True)
    return Time(at, first, last, period.iso, period.precision)


def _carried(match: re.Match[str], start: int, time: Time) -> Told | None:
    """The date that later words of the text lean on: one that opens a clause, or that names a day."""
    if _kind(match) not in ("point", "relative", "numeric") or time.open or time.start is None:
        return None
    before = match.string[start : match.start()]
    if before and before[-1] not in _OPENERS and not (time.precision == "day" and not _names_year(match)):
        return None
    return told_on(time.iso or time.start[:4])


def _names_year(match: re.Match[str]) -> bool:
    return points.stated(match, "1") or match["Y"] is not None
