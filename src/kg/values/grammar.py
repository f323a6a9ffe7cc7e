"""The closed grammar of times as one regular expression; which alternative matched is the name of its outer group."""

import re
from functools import cache

from kg.values.words import any_of, table

_CN = "一二三四五六七八九"
_DIGITS = "〇零○" + _CN
_MONTH = rf"1[0-2]|0?[1-9]|十[一二]?|元|[{_CN}]"
_DAY = rf"3[01]|[12]\d|0?[1-9]|三十一?|二?十[{_CN}]?|[{_CN}]"
_SEP = r"\s{0,2}(?:[—－\-–~～―]{1,2}|至|到)\s{0,2}"
_BETWEEN = rf"(?:{_SEP}|(?<=\d)、(?=\d{{1,2}}月))"  # 2、3月份 is a range too
_CLOCK = r"(?:\s{0,2}\d{1,2}(?:[:：]\d{2}(?:[:：]\d{2})?|[时点](?:\d{1,2}分|半|整|许)?)(?:左右|许)?)?"
_NUMBER = rf"\d{{1,2}}|[两几十{_CN}]{{1,3}}"


def _year(tag: str) -> str:
    words = table("times")
    told, years = any_of(words["told_years"]), any_of(y for y in words["years"] if y != "今")
    return (
        rf"(?:(?P<y{tag}>(?<!\d)[12]\d{{3}})\s?年(?:度(?!假))?|(?P<c{tag}>(?<![{_DIGITS}])[一二][{_DIGITS}]{{3}})年"
        rf"|(?P<r{tag}>{years}|今(?=年|冬|夏|春|秋))(?:度(?!假|过))?|(?P<t{tag}>{told}))的?"
    )


def _parts(tag: str) -> str:
    """A part of a year: quarter, half, season, feast, 前10个月; 末 and 底 take its last day."""
    words = table("times")
    named = any_of([*words["quarters"], *words["halves"], *words["stretches"], *words["seasons"]])
    feasts = any_of([*words["feasts"], *words["lunar"], *words["lunar_short"]])
    short = any_of(words["short_feasts"]) + "(?=" + any_of(words["feast_after"]) + ")"
    return (
        rf"(?P<p{tag}>{named})(?P<f{tag}>末|底)?|(?P<h{tag}>(?:{feasts}|{short})(?:节|假期|小长假|长假|黄金周)?(?:期间|当天|当日)?)"
        rf"|前(?P<u{tag}>{_NUMBER})(?:个月|月(?!\d))"
    )


def _tail(tag: str) -> str:
    words = table("times")
    months = any_of([*words["months"], *words["told_months"]])
    edge = "底|末|初|上旬|中旬|下旬"
    return (
        rf"(?:(?P<m{tag}>(?<!\d)(?:{_MONTH}))\s?月(?:份)?|(?P<n{tag}>{months})(?:份)?)\s?"
        rf"(?:(?P<d{tag}>{_DAY})\s?[日号]|(?P<e{tag}>{edge}))?|{_parts(tag)}"
    )


def _point() -> str:
    day = r"(?<![\d.])(?P<D>3[01]|[12]\d|0?[1-9])日(?!内|间|游|龄|均|用|常|元|志|子|志愿|本|夜|报)"
    year_edge = r"年?(?P<g1>底|末|初|终|中(?!旬|秋|标|心|国|央|共|期)|内)"
    middle = "年中(?!旬|秋|标|心|国|央|共|期)"
    counted = rf"(?<![两几十每半多个\d{_CN}])"  # 三年内 and 一个月底 are lengths of time
    bare_edge = rf"{counted}(?:(?P<g2>年底|年末|年终|岁末|年初|{middle}|年内)|(?P<G>月底|月末|月初|月中(?!旬)))"
    return rf"(?:{_year('1')}(?:{_tail('1')}|{year_edge})?|{_tail('2')}|{bare_edge}|{day})"


def _range() -> str:
    left = rf"(?:{_year('a')})?(?:(?P<ma>(?<!\d)(?:{_MONTH}))月(?:份)?)?(?:(?P<da>{_DAY})[日号])?(?P<xa>(?<![\d.])\d{{1,4}})?"
    month_day = rf"(?P<mb>{_MONTH})月(?:份)?(?:(?P<db>{_DAY})[日号])?|(?P<Db>{_DAY})[日号](?!内)"
    return rf"(?!{_SEP}){left}{_BETWEEN}(?:(?:{_year('b')})?(?:{month_day})|{_year('z')})(?P<eb>底|末)?"


def _stretch() -> str:
    unit = r"(?:个?(?P<unit>年|月|周|星期|季度)|(?P<days>天|日))"
    near = rf"(?P<near>最近|过去|近)(?P<N1>{_NUMBER}){unit}(?:多|余)?(?:来|以来|间|时间)?"
    long = rf"(?P<N2>{_NUMBER})年(?:多|余)?(?:来(?!自|到|临)|以来)"
    return f"{near}|{long}"


KINDS = ("numeric", "range", "now", "years", "stretch", "lately", "plan", "landmark", "decade", "relative", "week", "quarter", "point")


@cache
def pattern() -> re.Pattern[str]:
    """Every alternative, tried in this order at each place; a match may be empty, and then says nothing."""
    words = table("times")
    weekday = "(?P<weekday>" + any_of(words["weekdays"]) + ")"
    alternatives = {
        "numeric": r"(?<![\d.\-/])(?P<Y>[12]\d{3})(?P<s>[.\-/])(?P<M>1[0-2]|0?[1-9])(?P=s)(?P<dd>3[01]|[12]\d|0?[1-9])(?![\d])",
        "range": _range(),
        "now": any_of(words["now"]),
        "years": any_of(words["of_late_years"]),
        "stretch": _stretch(),
        "lately": any_of(words["lately"]) + "(?!往)",
        "plan": rf"[“\"]?(?P<planname>{any_of(words['plans'])})[”\"]?(?P<planned>{any_of(words['plan_after'])})",
        "landmark": rf"(?:党的)?(?P<event>{any_of(words['landmarks'])})(?:胜利)?(?:召开|闭幕)?(?P<since>以来|之后)",
        "decade": rf"(?:(?:20|二十)世纪|上个?世纪)?(?P<tens>[1-9]0|[{_CN}]十)年代(?P<half>初|末|中期)?",
        "relative": rf"(?P<day>{any_of(words['days'])})|(?P<told>{any_of(words['told_days'])})",
        "week": rf"(?<![至到、—\-])(?P<W>{any_of(words['weeks'])}){weekday}(?![至到、—\-])"
        + r"|这个?周末|(?P<lone>周末)|(?P<whole>上周|本周|下周|上星期|下星期)",
        "quarter": any_of(words["told_quarters"]),
        "point": _point(),
    }
    body = "|".join(f"(?P<{name}>{alternatives[name]})" for name in KINDS)
    until = any_of(words["until"])
    clock = rf"(?:{any_of(words['parts_of_day'])}(?!会|宴|餐|报|稻|高峰|市|点))?{_CLOCK}"
    return re.compile(rf"(?P<until>{until})?(?:{body})(?P<clock>{clock})(?P<bound>{_bounds()})?")


def _bounds() -> str:
    """Words right behind a time that open it: 前, 以来, 起, 至今."""
    pieces = []
    for name in ("before", "since", "from", "to_now"):
        entry = table("times")[name]
        guard = f"(?![{re.escape(entry['not'])}])" if entry["not"] else ""
        pieces.append(any_of(entry["words"]) + guard)
    return "|".join(pieces)


def bound(word: str) -> str | None:
    """Which side the word behind a time opens: before, since, from or to_now."""
    return next((name for name in ("before", "since", "from", "to_now") if word in table("times")[name]["words"]), None)
