"""Formulas: meetings and documents that are only studied or carried out (学习贯彻某某会议精神). Nothing of the report is told by them."""

import re

from kg.model import Mention
from kg.tokens import Passage

_STUDIES = re.compile(r"(?:学习|贯彻|传达|落实|领会|宣传|宣讲|践行)[^，。；]{0,20}$")
_SPIRIT = re.compile(r"(?:会议)?(?:的)?(?:精神|重要讲话|重要指示|决策部署|部署要求|有关要求)")


def is_formula(passage: Passage, mention: Mention) -> bool:
    """Whether a meeting or a programme is named for its spirit only."""
    left = passage.text[max(passage.span.start, mention.span.start - 24) : mention.span.start]
    after = _SPIRIT.match(passage.text, mention.span.end, passage.span.end)
    return mention.type in ("Event", "Programme") and bool(after and _STUDIES.search(left))
