"""Sentences: cut at full stops, never inside what quotation marks and brackets hold together."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span
from kg.segment.sentences import sentences

#: `|` shows where a sentence ends.
CASES = [
    "街道召开会议。|会上签约3个项目。",
    "“地界归地界，账本合一本。”安平说。|他又说了别的。",
    "李明说：“先干起来。有难处找我。”|大家都笑了。",
    "居民说：“真的吗？”记者问。|没有人答话。",
    "“好！”|掌声响起。",
    "他高喊：“开工！”，众人应声。",
    "项目3个（另有1个。在谈），共5亿元。|全部开工。",
    "（现场签约的还有：甲项目，乙项目。共两个。）|仪式结束。",
    "增长8.3%。|同比提高1.5个百分点。",
    "路灯、绿化……|样样都好。|再看。",
    "看涨……|他说不准。",
    "有人问，二期会不会也来？|高新摆摆手：“没有的事。”",
    "甲；乙；丙。",
    "为什么？！|因为快！",
    "half-width ends here! 是吗?|是的。",
    "《工作方案。试行》印发。|执行。",
    "“没有合上的引号。|后面照样断句。|好。",
    "合上”的引号没有开头。|照样断句。",
    "「行。」他说。",
    "没有句号的标题",
    "a.b是3.5级",
]


@pytest.mark.parametrize("marked", CASES)
def test_sentences_end_where_they_should(marked: str) -> None:
    text = marked.replace("|", "")
    assert [s.of(text) for s in sentences(text, Span(0, len(text)))] == marked.split("|")


def test_half_width_stops() -> None:
    text = "街道召开会议. 各社区参加."
    assert [s.of(text) for s in sentences(text, Span(0, len(text)))] == ["街道召开会议.", "各社区参加."]


def test_a_long_quotation_is_cut_at_its_own_stops() -> None:
    text = f"他说：“{'今年要办的事情很多。' * 20}”"
    assert len(sentences(text, Span(0, len(text)))) == 20


@given(st.text(alphabet="甲乙。！？“”‘’（）《》…，： \n", max_size=80), st.integers(0, 9))
def test_sentences_hold_every_character_once(text: str, start: int) -> None:
    whole = Span(min(start, len(text)), len(text))
    found = sentences(text, whole)
    assert "".join("".join(s.of(text).split()) for s in found) == "".join(whole.of(text).split())
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("text", ["成立招商服务专班，" * 1000, "（" * 9000, "区" * 9000])
def test_no_sentence_goes_on_for_pages(text: str) -> None:
    found = sentences(text, Span(0, len(text)))
    assert "".join(s.of(text) for s in found) == text
    assert max(len(s) for s in found) <= 1000
