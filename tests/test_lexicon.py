"""Word lists: every file loads and agrees with the ontology, a broken one says where; and what has the form of a name."""

import random
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg import lexicon, ontology, resources
from kg.errors import RulesError

FILES = sorted(p.stem for p in (resources.root() / "lexicon").glob("*.yaml"))
SECTIONS = ("project", "place", "programme", "event", "award")


def leaves(value: Any) -> Iterator[object]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield value


def test_the_files() -> None:
    assert {"areas", "bodies", "names", "posts", "surnames"} <= set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_every_file_loads(name: str) -> None:
    words = list(leaves(lexicon.read(name)))
    assert len(words) >= 3
    assert [w for w in words if isinstance(w, str) and w != w.strip()] == []


@pytest.mark.parametrize("name", sorted(set(FILES) - {"values"}))
def test_word_lists_hold_words(name: str) -> None:
    """YAML reads some bare words as something else (no, 1, 2024-01-01); a list that ends in a comma too many holds a null."""
    assert [w for w in leaves(lexicon.read(name)) if not isinstance(w, str | bool)] == []


@pytest.mark.parametrize("section", SECTIONS)
def test_sections_are_kinds(section: str) -> None:
    heads = lexicon.heads(section)
    assert heads.type in ontology.KINDS
    assert heads.heads
    assert all(heads.heads)


def test_patterns_of_bodies_compile() -> None:
    rows = lexicon.read("bodies")["organs"]
    assert all(re.compile(p) for row in rows for p in row.get("patterns", ()))
    assert all(row["forms"] or row["patterns"] for row in rows)


# ---------------------------------------------------------------- broken files


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    def change(file: str, text: str) -> None:
        real = resources.read
        monkeypatch.setattr("kg.resources.read", lambda n: text if n == file else real(n))

    return change


@pytest.mark.parametrize(
    ("text", "entry", "field", "word"),
    [
        ("areas:\n  - {class: Galaxy, suffixes: [省]}", "areas[0]", "class", "Galaxy"),
        ("areas:\n  - {class: City, suffixes: [市]}\n  - {class: Twon, suffixes: [镇]}", "areas[1]", "class", "Twon"),
        ("deep:\n  er: {owners: [City, Vilage]}", "deep.er", "owners", "Vilage"),
        ("areas: [a, b\nc: }", "the file", "YAML", ""),
    ],
)
def test_a_broken_file_says_where(changed: Callable[[str, str], None], text: str, entry: str, field: str, word: str) -> None:
    changed("lexicon/areas.yaml", text)
    with pytest.raises(RulesError) as caught:
        lexicon.read("areas")
    error = caught.value
    assert (error.file, error.entry, error.field) == ("lexicon/areas.yaml", entry, field)
    assert word in str(error)


def test_a_sound_file_is_read_as_it_is(changed: Callable[[str, str], None]) -> None:
    changed("lexicon/areas.yaml", "areas:\n  - {class: City, suffixes: [市]}")
    assert lexicon.read("areas") == {"areas": [{"class": "City", "suffixes": ["市"]}]}


# ---------------------------------------------------------------- words

WORDS = st.lists(st.text("街道办事处党工委.*+?[]()|\\", min_size=1, max_size=5), min_size=1, max_size=8)


@given(WORDS)
def test_an_alternation_matches_its_words_and_no_others(words: list[str]) -> None:
    pattern = lexicon.compiled(words)
    assert all(pattern.fullmatch(w) for w in words)
    assert pattern.fullmatch("开发区") is None


@given(WORDS)
def test_the_longest_word_is_found_first(words: list[str]) -> None:
    longest = max(words, key=len)
    hit = lexicon.compiled(words).match(longest)
    assert hit is not None
    assert hit.group() == longest


@given(WORDS, st.randoms(use_true_random=False))
def test_an_alternation_does_not_depend_on_order(words: list[str], order: random.Random) -> None:
    shuffled = [*words, words[0]]
    order.shuffle(shuffled)
    assert lexicon.alternation(shuffled) == lexicon.alternation(words)


@pytest.mark.parametrize(
    "name", ["何春梅", "沈毅", "欧阳静怡", "司马光", "玛依拉·买买提", "买买提·艾力", "阿卜杜拉·热合曼·吐尔逊", "曾令祥", "上官云"]
)
def test_names(name: str) -> None:
    assert lexicon.is_person_name(name)


@pytest.mark.parametrize(
    "name", ["", "何", "何春梅花开", "街道办", "Ann", "何 梅", "·买买提", "买买提·", "何春梅A", "的士司机", "1何春梅", "何·", "何春梅。"]
)
def test_no_names(name: str) -> None:
    assert not lexicon.is_person_name(name)


@given(st.text(max_size=12))
def test_names_are_short_and_han(text: str) -> None:
    assert not lexicon.is_person_name(text) or re.fullmatch(r"[\u3400-\u9fff·]{2,}", text)


def test_files_are_yaml_that_any_reader_takes() -> None:
    """The C reader and the plain one agree."""
    for name in FILES:
        assert yaml.load(resources.read(f"lexicon/{name}.yaml"), yaml.SafeLoader) == lexicon.read(name)
