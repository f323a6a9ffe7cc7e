"""Where a reporter sent from, which datelines glue to the name: 某某台北8日电, 某某佛山报道."""

import re

from kg import divisions
from kg.segment.words import HAN, words

_VERB = re.compile(rf"^([{HAN}]+?)(?:(?:\d{{1,2}}月)?\d{{1,2}}日(?:综合|专)?[电讯]|(?:综合)?报[道导])$")
_COUNTRY = "县市区州旗"


def without_place(token: str) -> str | None:
    """The name before the place of 某某台北8日电; None where the token is a place alone, the token itself where it is neither."""
    match = _VERB.match(token)
    if not match:
        return token
    rest = match[1]
    if is_place(rest):
        return None
    cuts = [i for i in range(2, len(rest) - 1) if is_place(rest[i:])]
    # Of 王某|南京 and 王某南|京市 the one whose place is known; three characters are the usual name.
    return rest[: min(cuts, key=lambda i: abs(i - 3))] if cuts else _guessed(rest)


def is_place(text: str) -> bool:
    """Whether this is the name of a division, in full or without its last character."""
    known = divisions.load()
    return text in words().places or text in known.by_name or text in known.by_short or _is_county(text)


def _is_county(text: str) -> bool:
    return len(text) in (3, 4) and text[-1] in _COUNTRY and text[:-1] in words().places


def _guessed(text: str) -> str:
    """A place that no table has takes two characters, three where its kind stands at the end."""
    place = 3 if text[-1] in _COUNTRY else 2
    return text[:-place] if len(text) - place >= 2 else text
