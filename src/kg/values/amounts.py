"""The quantity grammar as one regular expression, and the number that its pieces make."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.values.numerals import CN, places, value
from kg.values.words import any_of, table

_PLACE = r"(?:[十百万亿]|千(?![米克瓦伏卡]))"
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:[.．]\d+)?"
_SPELT = rf"(?:[{CN.replace('千', '')}]|千(?![米克瓦伏卡])){{1,24}}(?:点[一二三四五六七八九零]{{1,8}})?"
_NUMBER = rf"(?:{_ARABIC}|{_SPELT})"
_SEP = r"\s{0,2}(?:[—－\-–~～]{1,2}|至|到)\s{0,2}"
_PAIR = re.compile(r"(十|二十|三十|[百千])?([一两二三四五六七八])([两二三四五六七八九])(十|百|千|万|十万|百万|千万|亿)?")


@dataclass(frozen=True, slots=True)
class Amount:
    """The value of a number, the upper end of a range, and whether a 多, 余 or 几 stands in it."""

    value: Decimal
    upper: Decimal | None = None
    loose: bool = False


def units() -> dict[str, str]:
    """Every unit as written, with its plain form."""
    words = table("quantities")
    plain = {u: u for u in (*words["measures"], *words["counters"], "个百分点", "百分点", "%", "‰")}
    return {**plain, **words["money"], **words["signs"], "百分点": "个百分点", "％": "%"}


@cache
def pattern() -> re.Pattern[str]:
    """A number with its unit; a share (百分之八, 四分之一); half a measure; or 3.2万 with no unit before a stop."""
    words, unit = table("quantities"), any_of(units())
    more = "[" + "".join(words["more"]) + "]"
    tail = "(?P<after>" + any_of(words["after"]) + r"(?!元|个|岁))?"
    plain = (
        rf"(?P<minus>(?<![\dA-Za-z])[-－−](?=[\d.]+[%％]))?(?P<n1>{_NUMBER})(?P<a1>{more})?(?P<p1>{_PLACE}{{0,4}})(?P<b1>{more})?"
        rf"(?:(?P<u1>{unit})?{_SEP}(?P<n2>{_NUMBER})(?P<a2>{more})?(?P<p2>{_PLACE}{{0,4}})(?P<b2>{more})?)?\s?(?P<unit>{unit}){tail}"
    )
    share = rf"(?P<of>{_NUMBER})分之(?P<part>{_NUMBER})"
    half = rf"(?<![一多大过对夜小个])半(?P<half>{any_of(words['measures'])})"
    bare = rf"(?P<n3>{_ARABIC})(?P<a3>{more})?(?P<p3>[十百千]?[万亿]+)(?P<b3>[多余+])?(?=[，。；、）)！,;]|$)"
    return re.compile(rf"(?<![\dA-Za-z.．·/+#])(?<!\d,)(?<!\d-)(?<!\d[:：])(?:{share}|{plain}|{half}|{bare})")


def amount(match: re.Match[str]) -> Amount | None:
    """The number of a plain match, None where its pieces make none."""
    first = _one(match["n1"], match["a1"], match["p1"], match["b1"])
    if first is None or match["n2"] is None:
        return first if not (first and match["minus"]) else Amount(-first.value, first.upper and -first.upper, first.loose)
    second = _one(match["n2"], match["a2"], match["p2"], match["b2"])
    if second is None:
        return None
    low, high = first.value, second.value
    shared = value(match["n2"])
    if not match["p1"] and match["p2"] and not match["u1"] and shared is not None and low < shared:
        low *= places(match["p2"])  # 2至3亿元
    return Amount(low, high, True) if low < high else None


def _one(core: str, more: str | None, place: str, after: str | None) -> Amount | None:
    """One number: 六十 余 万 is 600 000 and loose; 七八 is 7 to 8."""
    factor, loose = places(place), bool(more or after)
    found = value(core)
    if found is not None:
        return Amount(found * factor, None, loose)
    pair = _PAIR.fullmatch(core)
    if not pair or (int(value(pair[3]) or 0) - int(value(pair[2]) or 0) != 1 and pair[2] + pair[3] != "三五"):
        return None
    scale = places(pair[4] or "") * factor
    base = (value(pair[1]) or Decimal(0)) if pair[1] else Decimal(0)
    low, high = value(pair[2]) or Decimal(0), value(pair[3]) or Decimal(0)
    return Amount((base + low) * scale, (base + high) * scale, True)
