"""Formulas: meetings that are only studied (学习贯彻某某会议精神), bodies that are only thanked. Nothing of the report is told by them."""

import re

from kg.model import Mention
from kg.tokens import Passage

_STUDIES = re.compile(r"(?:学习|贯彻|传达|落实|领会|宣传|宣讲|践行)[^，。；]{0,20}$")
_SPIRIT = re.compile(r"(?:会议)?(?:的)?(?:精神|重要讲话|重要指示|决策部署|部署要求|有关要求)")


#: Bodies that a report only thanks (人大、政协监督支持的结果) or asks for their opinion, and what they handed in.
_THANKS = re.compile(
    r"(?:[、和及](?:[省市区县州旗]?政协|[省市区县州旗]?人大))?(?:[的]?(?:有力|有效|依法|大力)?(?:监督|关心|支持|帮助)|提案|建议|委员(?:和|及|提案|提出))"
)
_HAND_IN = re.compile("和|及|提案|提出")


def is_formula(passage: Passage, mention: Mention) -> bool:
    """Whether a meeting or a programme is named for its spirit only, a congress or its members for thanks or what they handed in."""
    if mention.name in ("人大", "政协"):
        return _THANKS.match(passage.text, mention.span.end, passage.span.end) is not None
    if mention.name == "委员" and mention.owner is not None and mention.owner.name == "政协":
        return _HAND_IN.match(passage.text, mention.span.end, passage.span.end) is not None
    left = passage.text[max(passage.span.start, mention.span.start - 24) : mention.span.start]
    after = _SPIRIT.match(passage.text, mention.span.end, passage.span.end)
    return mention.type in ("Event", "Programme") and bool(after and _STUDIES.search(left))
