"""Numbers in any script: 3, 1,200, ３.５, 三十八, 两万五千, 3千, 1.5万. Exact decimals."""

import re
from decimal import Decimal
from functools import lru_cache

import cn2an

_PLACES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
#: The characters of a spelt-out number.
CN = "零〇一二三四五六七八九十百千万亿两"
_ARABIC = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)([.．]\d+)?([十百千万亿]*)")
_LONE_PLACES = re.compile(r"[百千万亿]+")
_SPELT = re.compile(rf"[{CN}]+(?:点[{CN}]+)?")


def places(text: str) -> int:
    """What the places multiply out to: 万 10 000, 千万 10 000 000; 1 for no places."""
    product = 1
    for char in text:
        product *= _PLACES[char]
    return product


@lru_cache(maxsize=4096)
def value(text: str) -> Decimal | None:
    """The number; places alone stand for one of them (千 is 1000). None for what is no number."""
    match = _ARABIC.fullmatch(text)
    if match:
        return Decimal(match[1].replace(",", "") + (match[2] or "").replace("．", ".")) * places(match[3])
    if _LONE_PLACES.fullmatch(text):
        return Decimal(places(text))
    return _spelt(text) if _SPELT.fullmatch(text) else None


def _spelt(text: str) -> Decimal | None:
    """A number in characters. Two and more digits without places (一九五八) are a label, not a number."""
    head = text.split("点")[0]
    if len(head) > 1 and not any(c in _PLACES for c in head):
        return None
    try:
        return Decimal(str(cn2an.cn2an(text, "normal")))
    except (ValueError, KeyError):  # cn2an's ways to say that this is no number: 百十千 and 〇十〇
        return None


def whole(text: str) -> int | None:
    """A whole number, None for anything else."""
    found = value(text)
    return int(found) if found is not None and found == int(found) else None


def plain(number: Decimal) -> Decimal:
    """The same number without needless zeros or exponent: 350000000.0 is 350000000."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() and abs(number) < 10**27 else number.normalize()
