"""What holds of any text: places inside it, real dates, the same answer for a part as for the whole, no exception."""

import itertools
import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Span
from kg.values import quantities, times

_PIECES = re.findall(
    r"\S+|\n",
    "0 1 2 3 9 12 28 31 2018 2021 13 99 ２ ． 〇 一 二 三 十 百 千 万 亿 两 "
    "半 几 多 余 近 约 超 . , - — 至 到 、 年 月 日 号 底 末 初 前 后 起 以来 至今 截至 "
    "今年 去年 明年 当年 次年 本月 上月 下个月 当天 昨天 上周 周五 周末 一季度 上半年 前三季度 春节 "
    "端午节 五一 期间 “十三五” 党的十八大 日前 目前 近 来 年代 上世纪 个 家 项 元 % 分之 个百分点 "
    "平方米 级 以上 项目 每 人 均 / 预计 将 ， 。 “ ” \n 第 期 上午 9:30 时 夏天 点 千米 "
    "万元 ",
)
TEXTS = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
_ODD_DAYS = ["2020-02-29", "0001-01-01", "9999-12-31", "", "2021", "2021-13-40"]
DAYS = st.one_of(st.none(), st.dates().map(date.isoformat), st.sampled_from(_ODD_DAYS))
CONTEXTS = st.one_of(DAYS, st.sampled_from(["2021", "2021-02", "2021-02-30", "9999", "0000", "0001-01"]))
_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def _first_day(iso: str) -> date:
    return date.fromisoformat(iso + "0001-01-01"[len(iso) :])


@settings(max_examples=400, deadline=None)
@given(TEXTS, DAYS, CONTEXTS, st.sampled_from([None, True, False]))
def test_times_are_calendar_dates_inside_the_text(text: str, published: str | None, context: str | None, future: bool | None) -> None:
    found = times(text, 0, len(text), published, context, future=future)
    spans = [t.span for t in found]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    for time in found:
        days = [_first_day(d) for d in (time.start, time.end) if d]
        assert days == sorted(days)
        assert time.iso is None or (_ISO.fullmatch(time.iso) and _first_day(time.iso))


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_quantities_quote_their_text(text: str) -> None:
    found = quantities(text, 0, len(text))
    assert all(q.text == q.span.of(text) and q.text for q in found)
    assert all(q.value.is_finite() and (q.upper is None or q.upper > q.value) for q in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_nothing_outside_the_range_is_read(before: str, text: str, after: str) -> None:
    whole, start = before + text + after, len(before)
    inside = Span(start, start + len(text))
    assert all(inside.contains(t.span) for t in times(whole, start, inside.end, "2021-08-17"))
    assert all(inside.contains(q.span) for q in quantities(whole, start, inside.end))


@given(TEXTS)
def test_without_dates_nothing_is_guessed(text: str) -> None:
    """Without a publication date a bare month or 昨天 has no dates, whatever stands in the lexicon."""
    leaning = times("昨天" + text, 0, 2, None)
    assert [(t.start, t.end, t.iso) for t in leaning] == [(None, None, None)]
