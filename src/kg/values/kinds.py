"""What the two grammars give: a time and a quantity, each with the place in the text where it stands."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kg.model import Span

Precision = Literal["day", "month", "year", "quarter", "half", "interval", "fuzzy"]


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression. `start` and `end` are ISO days, both included, None where unknown or not told.

    `iso` is the one value for a date field: a day, month or year as fine as the words; the last day for 年底, 6月底;
    None for spans and for 日前, 目前. `open` says that the words leave one side open (截至6月底, 8月20日前, 2016年起).
    All three dates are None where the words lean on a date that isn't known.
    """

    span: Span
    start: str | None
    end: str | None
    iso: str | None
    precision: Precision
    open: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, in plain units: 3.5亿元 is 350000000 元. `text` is what stands at `span`.

    `approximate` marks 余, 多, 近, 超 and their like; `threshold` a line that a class is drawn by (千万元项目, 规模
    5000万元以上的企业), no amount; `indefinite` an 一个 that means “a”. A range gives its lower end as `value` and
    its upper end as `upper`. `per` is what the number is for one of (每人, 元/吨, 人均).
    """

    span: Span
    value: Decimal
    unit: str
    approximate: bool
    threshold: bool
    per: str | None
    text: str
    indefinite: bool = False
    upper: Decimal | None = None
