"""From a match of the grammar to a stretch of days: years, months, quarters, feasts, weeks and ranges."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kg.values.dates import Period, between, day, end_of, month, months, one, shifted, year
from kg.values.frame import Build, Frame, choose, usual_year
from kg.values.kinds import Precision
from kg.values.numerals import whole
from kg.values.words import table

Match = re.Match[str]
_CN_DIGITS = {**{c: str(n) for n, c in enumerate("〇一二三四五六七八九")}, "零": "0", "○": "0"}
_DECADES = {"初": (0, 2), "中期": (3, 6), "末": (7, 9), "上旬": (1, 10), "中旬": (11, 20)}


def number(text: str) -> int:
    """A month or day in any digits; 元 is the first."""
    return 1 if text == "元" else int(whole(text) or 0)


def stated(match: Match, tag: str) -> bool:
    """Whether the words name a year, in whatever way."""
    return any(match[key + tag] for key in "ycrt")


def stated_year(match: Match, tag: str, frame: Frame) -> int | None:
    """The year that the words name; None where it leans on a date that isn't known."""
    if match["y" + tag]:
        return int(match["y" + tag])
    if match["c" + tag]:
        return int("".join(_CN_DIGITS[c] for c in match["c" + tag]))
    words = table("times")
    if match["r" + tag]:
        return frame.published.year + int(words["years"][match["r" + tag]]) if frame.published else None
    told = frame.last or frame.told
    return told.year + int(words["told_years"][match["t" + tag]]) if told else None


def point(match: Match, frame: Frame) -> Period | None:
    """A year, month, day, part or edge, as far as the words go."""
    if match["D"]:
        return bare_day(number(match["D"]), frame)
    if match["G"]:
        return _month_edge(match["G"], frame)
    tag = "1" if stated(match, "1") else "2"
    if match["n" + tag]:
        return _near_month(match, tag, frame)
    build = _builder(match, tag)
    if tag == "1":
        found = stated_year(match, "1", frame)
        return build(found) if found is not None and 1 <= found <= 9999 else None
    if match["g2"] or match["p2"] == "全年":
        return _usual(match["g2"], build, frame)
    return choose(build, replace(frame, deadline=True) if match["h2"] else frame)  # a feast: the nearest


def _usual(edge: str | None, build: Build, frame: Frame) -> Period | None:
    """年底, 年内 and 全年 without a year."""
    if edge in ("年内", "年初", "年中") and not frame.told:
        return build(frame.published.year) if frame.published else None
    found = usual_year(frame)
    return build(found) if found else None


def _builder(match: Match, tag: str) -> Build:
    """What the words after the year make of a year."""
    if match["m" + tag]:
        return lambda y: _month_tail(y, number(match["m" + tag]), match["d" + tag], match["e" + tag])
    if match["p" + tag]:
        return lambda y: _part(y, match["p" + tag], bool(match["f" + tag]))
    if match["h" + tag]:
        return lambda y: _feast(y, match["h" + tag])
    if match["u" + tag]:
        return lambda y: months(y, 1, number(match["u" + tag]), "interval") if number(match["u" + tag]) <= 12 else None
    edge = match["g" + tag]
    return (lambda y: _year_edge(y, edge)) if edge else year


def _month_tail(y: int, m: int, day_text: str | None, edge: str | None) -> Period | None:
    """A month, a day of it, or its start or end. The start and the decades keep the month as their ISO form."""
    if day_text:
        return day(y, m, number(day_text))
    found = month(y, m)
    if found is None or edge is None:
        return found
    if edge in ("底", "末"):
        return end_of(found)
    first, last = {"初": (1, 10), "下旬": (21, found.last.day)}.get(edge) or _DECADES[edge]
    return Period(found.first.replace(day=first), found.first.replace(day=last), "fuzzy" if edge == "初" else "interval", found.iso)


def _year_edge(y: int, edge: str) -> Period | None:
    if edge.endswith(("底", "末", "终")):
        return day(y, 12, 31)
    if edge.endswith("内"):
        whole_year = year(y)
        return whole_year and Period(whole_year.first, whole_year.last, "day", whole_year.last.isoformat())
    found = months(y, 1, 2, "fuzzy") if edge.endswith("初") else months(y, 6, 7, "fuzzy")
    return found and Period(found.first, found.last, "fuzzy", f"{y:04}")


def _part(y: int, word: str, at_end: bool) -> Period | None:
    """A quarter, half, season or other stretch of a year; `at_end` asks for its last day."""
    words = table("times")
    if word in words["quarters"]:
        last = 3 * int(words["quarters"][word])
        found = months(y, last - 2, last, "quarter")
    elif word in words["halves"]:
        found = _stretch(y, words["halves"][word], "half")
    elif word in words["seasons"]:
        season = _stretch(y, words["seasons"][word], "fuzzy")
        found = season and Period(season.first, season.last, "fuzzy", f"{y:04}")
    else:
        found = _stretch(y, words["stretches"][word], "year" if word == "全年" else "interval")
    return end_of(found) if at_end else found


def _stretch(y: int, ends: list[int], precision: Precision) -> Period | None:
    return months(y, ends[0], ends[1], precision)


def _feast(y: int, text: str) -> Period | None:
    """The day of a feast; None for a lunar one beyond the table."""
    words = table("times")
    fixed = {**words["feasts"], **words["short_feasts"]}
    lunar = {**{k: k for k in words["lunar"]}, **words["lunar_short"]}
    name = max((w for w in (*fixed, *lunar) if text.startswith(w)), key=len)
    if name in fixed:
        return day(y, *fixed[name])
    rows, at = words["lunar"][lunar[name]], y - int(words["lunar_first"])
    return day(y, int(rows[at][:2]), int(rows[at][2:])) if 0 <= at < len(rows) else None


def _near_month(match: Match, tag: str, frame: Frame) -> Period | None:
    """本月, 上月 from the publication, 当月 from the told date, with a day or an edge."""
    words, word = table("times"), match["n" + tag]
    if word in words["months"]:
        base = (frame.published.year, frame.published.month) if frame.published else None
        offset = int(words["months"][word])
    else:
        base = (frame.last.year, frame.last.month) if frame.last and frame.last.month else None
        offset = int(words["told_months"][word])
    found = month(base[0], base[1] + offset) if base else None
    return found and _month_tail(found.first.year, found.first.month, match["d" + tag], match["e" + tag])


def _month_edge(word: str, frame: Frame) -> Period | None:
    """月底 and its like: in the told month, else in that of the publication."""
    if frame.last and frame.last.month and not frame.future:
        return _month_tail(frame.last.year, frame.last.month, None, _edge_of(word))
    return _month_tail(frame.published.year, frame.published.month, None, _edge_of(word)) if frame.published else None


def _edge_of(word: str) -> str:
    return {"月底": "底", "月末": "底", "月初": "初"}.get(word, "中旬")


def bare_day(number_: int, frame: Frame) -> Period | None:
    """28日: in the told month, else the latest not after the publication, or the next one if it lies ahead."""
    if frame.last and frame.last.month and not frame.future:
        return day(frame.last.year, frame.last.month, number_)
    today = frame.published
    if today is None:
        return None
    months_near = [month(today.year, today.month + n) for n in (-2, -1, 0, 1, 2)]
    near = [p for p in (day(m.first.year, m.first.month, number_) for m in months_near if m) if p]
    if frame.future:
        return next((p for p in near if p.first >= today), None)
    if frame.deadline:
        return min(near, key=lambda p: abs((p.first - today).days), default=None)
    return next((p for p in reversed(near) if p.first <= today), None)


def relative(match: Match, frame: Frame) -> Period | None:
    """昨天 from the publication, 当天 from a told day."""
    words = table("times")
    if match["day"]:
        found = shifted(frame.published, int(words["days"][match["day"]])) if frame.published else None
        return one(found) if found else None
    last = frame.last
    told = day(last.year, last.month, last.day) if last and last.month and last.day else None
    found = shifted(told.first, int(words["told_days"][match["told"]])) if told else None
    return one(found) if found else None


def numeric(match: Match, frame: Frame) -> Period | None:  # noqa: ARG001 - the shape that all readings share
    """2023.04.25 and its like."""
    return day(int(match["Y"]), int(match["M"]), int(match["dd"]))


def quarter(match: Match, frame: Frame) -> Period | None:
    """上季度 and its like."""
    if frame.published is None:
        return None
    at = (frame.published.month - 1) // 3 + int(table("times")["told_quarters"][match["quarter"]])
    return months(frame.published.year, 3 * at + 1, 3 * at + 3, "quarter")


def week(match: Match, frame: Frame) -> Period | None:
    """上周五, 本周, 周末. A bare weekday is the latest one, or the next if it lies ahead."""
    if frame.published is None:
        return None
    words = table("times")
    offset = words["weeks"].get(match["W"] or match["whole"] or "本周")
    at = words["weekdays"].get(match["weekday"]) if match["weekday"] else None
    if match["lone"] or (match["W"] is None and match["whole"] is None) or at == 7:
        return _days_of_week(frame.published, None if match["lone"] else offset, 5, 6, frame)
    return _days_of_week(frame.published, offset, 0 if at is None else at, 6 if at is None else at, frame)


def _days_of_week(today: date, offset: int | None, first: int, last: int, frame: Frame) -> Period | None:
    away = first - today.weekday()
    if offset is None:
        offset = (1 if away < 0 else 0) if frame.future else (-1 if away > 0 else 0)
    start, end = shifted(today, away + 7 * offset), shifted(today, away + 7 * offset + last - first)
    if start is None or end is None:
        return None
    return one(start) if start == end else Period(start, end, "interval", None)


def decade(match: Match, frame: Frame) -> Period | None:  # noqa: ARG001 - the shape that all readings share
    """上世纪九十年代; the decades of the last century."""
    first = 1900 + int(whole(match["tens"]) or 0)
    low, high = _DECADES.get(match["half"] or "", (0, 9))
    return between(year(first + low), year(first + high))


READINGS: dict[str, Callable[[Match, Frame], Period | None]] = {
    "point": point, "relative": relative, "numeric": numeric, "quarter": quarter, "week": week, "decade": decade,
}  # fmt: skip
