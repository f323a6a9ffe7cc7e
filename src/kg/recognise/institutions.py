"""Places that are bodies too: a museum, a home for the elderly. Where one has a head or acts, it is a body (某某敬老院院长)."""

import re
from dataclasses import replace
from functools import cache

from kg import lexicon
from kg.model import Mention
from kg.recognise.organs import titles
from kg.tokens import Passage

_ACTS = re.compile(
    r"(?:将|还|也|应邀|联合|先后|精心|积极|派员|主动)*(?:参加|参与|举办|开展|组织|承办|主办|协办|推出|选送|负责|获评|荣获|工作人员|相关负责人|负责人|党支部)"
)


@cache
def _kinds() -> tuple[str, ...]:
    return tuple(sorted(lexicon.words("names", "institutions")))


def as_body(passage: Passage, mention: Mention) -> Mention:
    """The mention as an organisation, where a title or a verb of acting right behind it says that it is one."""
    if mention.type != "Place" or not mention.name.endswith(_kinds()):
        return mention
    end = mention.span.end
    body, _ = titles()
    headed = body.match(passage.text, end, passage.span.end) or _shares(body, passage.text, end, passage.span.end)
    acts = _ACTS.match(passage.text, end, passage.span.end)
    return replace(mention, type="Organisation", recogniser="institution", score=0.95) if headed or acts else mention


def _shares(body: re.Pattern[str], text: str, end: int, stop: int) -> bool:
    """Whether a title shares the name's last character (某某敬老院长)."""
    hit = body.match(text, end - 1, stop)
    return hit is not None and len(hit.group()) == 2 and hit.group().endswith("长")
