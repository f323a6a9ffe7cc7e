"""The simplified shadow: what is read in place of the text, and the way back to its own characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span
from kg.script import same_length, simplified

CASES = [
    ("濱河街道黨工委", "滨河街道党工委"),
    ("乾隆年間的著名建築", "乾隆年间的著名建筑"),
    ("項(xiàng)目開(kāi)工", "项目开工"),
    ("滨河街道", "滨河街道"),
    ("（xx）和(app)留着", "（xx）和(app)留着"),
    ("plain", "plain"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "shadow"), CASES)
def test_shadow(text: str, shadow: str) -> None:
    assert simplified(text).text == shadow


def test_spans_of_the_shadow_are_quoted_in_the_original() -> None:
    text = "召開項(xiàng)目推進(jìn)會"
    shadow = simplified(text)
    at = shadow.text.index("项目")
    assert shadow.to_original(Span(at, at + 2)).of(text) == "項(xiàng)目"
    assert shadow.from_original(Span(text.index("目"), len(text))).of(shadow.text) == "目推进会"


def test_a_name_cut_by_a_line_break_is_whole_in_the_shadow() -> None:
    text = "由海通证\n　券公司承建"
    shadow = simplified(text, join_lines=True)
    assert shadow.text == "由海通证券公司承建"
    at = shadow.text.index("证券")
    assert shadow.to_original(Span(at, at + 2)).of(text) == "证\n　券"


@given(st.text(alphabet="項目(xiàng)開發\n 區長A1濱", max_size=60))
def test_every_character_of_the_shadow_has_its_own_place(text: str) -> None:
    shadow = simplified(text, join_lines=True)
    assert len(shadow.offsets) == len(shadow.text) + 1
    assert all(same_length(text[i]) in (c, same_length(c)) or len(text[i]) == 1 for i, c in zip(shadow.offsets, shadow.text, strict=False))
    assert list(shadow.offsets) == sorted(set(shadow.offsets))
    assert all(shadow.from_original(shadow.to_original(Span(i, i + 1))) == Span(i, i + 1) for i in range(len(shadow.text)))


@given(st.text(max_size=60))
def test_simplifying_keeps_length_and_what_is_simple(text: str) -> None:
    assert len(same_length(text)) == len(text)
    assert same_length(same_length(text)) == same_length(same_length(same_length(text)))
