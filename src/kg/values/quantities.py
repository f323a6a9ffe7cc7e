"""Quantities of a stretch of text: numbers with their units, in plain units, and what kind of number each is."""

import re
from decimal import Decimal
from functools import cache

from kg.model import Span
from kg.values.amounts import Amount, amount, pattern, units
from kg.values.kinds import Quantity
from kg.values.numerals import CN, plain, value
from kg.values.words import any_of, table

_CLAUSE = re.compile(r"[，。；！？、,;!?\n]")
_ROUND = re.compile(r"[百千万亿]+")
_OPEN, _CLOSE = '“"‘「『《', '”"’」』》'
_SLOGAN = 8  # characters from the number to the closing mark: “三个到位”
_SUM = re.compile(rf"[^{_CLOSE}]*[+＋]")  # “1名网格长+3名网格员”
_REACH = 12
_SHARE_DIGITS = Decimal("0.0001")


def quantities(text: str, start: int, end: int) -> list[Quantity]:
    """The quantities between two offsets, in order. Dates, ages, lengths of time, ordinals and names give none."""
    fixed = [m.span() for m in _fixed().finditer(text, start, end)]
    found = (_read(m, start, end) for m in pattern().finditer(text, start, end) if not _in(m.start(), fixed))
    return [q for q in found if q]


@cache
def _fixed() -> re.Pattern[str]:
    return re.compile(any_of(table("quantities")["fixed"]))


def _in(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(a <= at < b for a, b in spans)


def _read(match: re.Match[str], start: int, end: int) -> Quantity | None:
    if match["of"]:
        return _share(match, start)
    if match["half"]:
        return _quantity(match, start, Amount(Decimal("0.5")), units()[match["half"]])
    if match["n3"]:
        found = value(match["n3"] + match["p3"])
        return None if found is None else _quantity(match, start, Amount(found, None, bool(match["a3"] or match["b3"])), "")
    found_amount = amount(match)
    if found_amount is None or _barred(match, start, end):
        return None
    return _quantity(match, start, found_amount, units()[match["unit"]])


def _share(match: re.Match[str], start: int) -> Quantity | None:
    """百分之八点五 is 8.5 %; 四分之一 is 0.25 of nothing in particular."""
    part, whole = value(match["part"]), value(match["of"])
    if part is None or not whole:
        return None
    if match["of"] in ("百", "千"):
        return _quantity(match, start, Amount(part), "%" if match["of"] == "百" else "‰")
    return _quantity(match, start, Amount((part / whole).quantize(_SHARE_DIGITS).normalize()), "")


def _quantity(match: re.Match[str], start: int, found: Amount, unit: str) -> Quantity:
    about = _about(match, start)
    at = Span(match.start() - len(about), match.end())
    threshold = not about and _threshold(match)
    loose = found.loose or bool(about) or bool(match["after"]) or (_is_round(match) and not threshold)
    return Quantity(
        span=at,
        value=plain(found.value),
        unit="" if unit == "级" else unit,
        approximate=loose,
        threshold=threshold,
        per=_per(match, start),
        text=at.of(match.string),
        indefinite=_indefinite(match),
        upper=None if found.upper is None else plain(found.upper),
    )


def _about(match: re.Match[str], start: int) -> str:
    """The word right before a number that makes it an estimate, or nothing."""
    words, before = table("quantities"), match.string[max(start, match.start() - 4) : match.start()]
    found = _ending(before, words["about"], words["not_about"])
    return found or (_ending(before, words["about_round"], words["not_about_round"]) if _is_round(match) else "")


def _ending(before: str, wanted: list[str], unwanted: list[str]) -> str:
    if before.endswith(tuple(unwanted)):
        return ""
    return max((w for w in wanted if before.endswith(w)), key=len, default="")


def _is_round(match: re.Match[str]) -> bool:
    """百, 千, 万, 亿 with no digit before them."""
    return bool(match["n1"] and _ROUND.fullmatch(match["n1"]) and not match["n2"])


def _threshold(match: re.Match[str]) -> bool:
    """Whether the number draws the line of a class: 千万元项目, 5000万元以上的企业, 百亿级."""
    words = table("quantities")
    if match["unit"] == "级" or match.string.startswith("级", match.end()):
        return True
    if match["unit"] not in words["money"]:
        return False
    if _is_round(match):
        return True
    return match["after"] == "以上" and bool(_class_noun().match(match.string, match.end()))


@cache
def _class_noun() -> re.Pattern[str]:
    return re.compile(r"(?:的)?[^，。；、\d的]{0,4}?" + any_of(table("quantities")["class_nouns"]))


def _indefinite(match: re.Match[str]) -> bool:
    return match["n1"] == "一" and match["n2"] is None and match["unit"] in table("quantities")["counters"]


@cache
def _per_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = table("quantities")
    unit = any_of([*words["measures"], *words["counters"], "天", "日", "年", "月", "周", "小时", "分钟", "季度", "晚"])
    each = re.compile(rf"{words['each']}(?:一)?({unit})[^\d{words['each']}]{{0,8}}$")
    average = re.compile("(" + any_of(words["averages"]) + r")[^\d]{0,8}$")
    behind = re.compile(rf"(?:/|／|{words['each']})({unit})")
    return each, average, behind


def _per(match: re.Match[str], start: int) -> str | None:
    """What the number is for one of: 天 in 每天160份, 人 in 人均3万元, 平方米 in 8000元/平方米."""
    each, average, behind = _per_patterns()
    before = _CLAUSE.split(match.string[max(start, match.start() - _REACH) : match.start()])[-1]
    if found := behind.match(match.string, match.end()) or each.search(before):
        return found[1]
    return found[1][:-1] if (found := average.search(before)) else None


def _barred(match: re.Match[str], start: int, end: int) -> bool:
    """Whether the words around the number make it no quantity: an ordinal, a slogan, a place, a length of time."""
    return any(rule(match, start, end) for rule in (_ordinal, _slogan, _other_word, _place, _paired, _graded))


def _spelt(match: re.Match[str]) -> bool:
    return not match["n1"][0].isdigit()


def _ordinal(match: re.Match[str], start: int, end: int) -> bool:  # noqa: ARG001 - the shape that all rules share
    words, unit = table("quantities"), match["unit"]
    before = match.string[max(start, match.start() - 4) : match.start()]
    if before.endswith("第") or re.search(r"第[一二三四五六七八九十\d]+[至到、—-]$", before):
        return True
    if unit in ("名", "位") and before.endswith("前") and not before.endswith(("此前", "目前", "之前", "日前")):
        return True
    if _spelt(match) and (before.endswith(("几", "数")) or (unit == "次" and before.endswith("届"))):
        return True
    phases = words["phases"].get(unit)
    return bool(phases) and _spelt(match) and not match["a1"] and not before.endswith(tuple(phases))


def _slogan(match: re.Match[str], start: int, end: int) -> bool:
    """“三个到位”: the number opens a short quotation."""
    if match.start() == start or match.string[match.start() - 1] not in _OPEN:
        return False
    quoted = match.string[match.start() : min(end, match.start() + 2 * _SLOGAN)]
    return any(c in _CLOSE for c in quoted[:_SLOGAN]) or bool(_SUM.match(quoted))


def _other_word(match: re.Match[str], start: int, end: int) -> bool:  # noqa: ARG001 - the shape that all rules share
    """三个月, 两家子, 5次会议: what follows the unit makes another word of it."""
    words, unit = table("quantities"), match["unit"]
    if match["after"]:
        return _long_time(match, end)
    if _spelt(match) and match.string.startswith("之", match.end()):
        return True
    if unit not in words["always_barred"] and not _spelt(match):
        return unit in words["addressed"] and match.string[match.end() : match.end() + 1].isdigit()
    return match.string.startswith(tuple(words["not_before"].get(unit, ())), match.end(), end) if unit in words["not_before"] else False


def _long_time(match: re.Match[str], end: int) -> bool:
    """个多月, 个余月: a length of time in spite of the 多."""
    return match["unit"] == "个" and match.string.startswith(("月", "小时", "星期", "世纪"), match.end(), end)


def _place(match: re.Match[str], start: int, end: int) -> bool:  # noqa: ARG001 - the shape that all rules share
    """三台县, 九间楼巷: a place with a number in its name."""
    words = table("quantities")
    if not _spelt(match) or match["unit"] not in words["place_counters"]:
        return False
    if match.string.startswith(tuple(words["place_tails"]), match.end(), end):
        return True
    return match["unit"] in words["street_counters"] and match.string.startswith(tuple(words["street_tails"]), match.end() + 1, end)


def _paired(match: re.Match[str], start: int, end: int) -> bool:
    """一户一档: both halves."""
    if match["n1"] != "一" or match["n2"]:
        return False
    text = match.string
    if re.search(f"[{CN}]个$", text[max(start, match.start() - 2) : match.start()]):  # 五个一, 六个一批
        return True
    return text.startswith("一", match.end(), end) or (match.start() - 2 >= start and text[match.start() - 2] == "一")


def _graded(match: re.Match[str], start: int, end: int) -> bool:  # noqa: ARG001 - the shape that all rules share
    """三级, 一度: a grade; only 百亿级 draws a line."""
    unit = match["unit"]
    if unit == "级":
        return not re.search(r"[万亿]", match["n1"] + match["p1"])
    return unit in table("quantities")["digits_only"] and _spelt(match)
