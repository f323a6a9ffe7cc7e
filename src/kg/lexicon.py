"""The word lists of ontology/lexicon/ as frozen values, cross-checked against the ontology at load."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from kg import ontology, resources
from kg.errors import RulesError


def read(name: str) -> dict[str, Any]:
    """One YAML file under ontology/lexicon/; raises RulesError where it can't be parsed or a class is unknown."""
    file = f"lexicon/{name}.yaml"
    try:
        data = yaml.load(resources.read(file), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise RulesError(file, "the file", "YAML", str(error)) from error
    _check_classes(file, data)
    return dict(data)


def _check_classes(file: str, data: Any, entry: str = "") -> None:
    """Every `class` and `owners` value of the file is a class of the ontology."""
    if isinstance(data, list):
        for n, item in enumerate(data):
            _check_classes(file, item, f"{entry}[{n}]")
    elif isinstance(data, dict):
        for field in ("class", "owners"):
            names = data.get(field, [])
            for name in [names] if isinstance(names, str) else names:
                if name not in ontology.load().parents:
                    raise RulesError(file, entry, field, f"{name} is no class of kg.ttl")
        for key, value in data.items():
            _check_classes(file, value, f"{entry}.{key}" if entry else str(key))


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))) + ")"


def compiled(words: Iterable[str]) -> re.Pattern[str]:
    """The words' alternation, compiled."""
    return re.compile(alternation(words))


@dataclass(frozen=True, slots=True)
class Heads:
    """Head nouns of one kind of name, the words that don't make a name of it, and the words standing for one."""

    type: str
    heads: frozenset[str]
    generic: frozenset[str]
    deictics: frozenset[str]


@cache
def heads(section: str) -> Heads:
    """One section of names.yaml: project, place, programme, event or award."""
    data = read("names")[section]
    return Heads(section.capitalize(), frozenset(data["heads"]), frozenset(data.get("generic", ())), frozenset(data.get("deictics", ())))


@cache
def words(file: str, field: str) -> frozenset[str]:
    """A plain list of one lexicon file as a set."""
    return frozenset(read_cached(file)[field])


@cache
def read_cached(file: str) -> dict[str, Any]:
    """`read`, once per process."""
    return read(file)


@cache
def is_common(word: str) -> bool:
    """Whether jieba's dictionary has the word: what it hasn't is coined, or a piece of a name."""
    import jieba  # loads its dictionary, 0.3 s, so only where it is asked

    jieba.setLogLevel(30)
    jieba.initialize()
    return bool(jieba.get_FREQ(word))


@cache
def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """One-character and two-character family names."""
    data = read_cached("surnames")
    return frozenset(data["single"]), frozenset(data["double"].split())


@cache
def _transliteration() -> frozenset[str]:
    return frozenset(read_cached("surnames")["transliteration"])


def is_rare_name(name: str) -> bool:
    """Whether a word that the tagger calls a person has a family name that is too common a word to count elsewhere."""
    return len(name) == 3 and name[0] in read_cached("surnames")["rare"]


def is_person_name(name: str) -> bool:
    """Whether a string has the form of a personal name: family name and one or two more characters; with a dot; or transliterated."""
    single, double = surnames()
    if name in words("posts", "not_names"):
        return False
    if 3 <= len(name) <= 6 and (set(name) <= _transliteration() or name.endswith(tuple(read_cached("surnames")["mongolian"].split()))):
        return True
    if not re.fullmatch(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,10})+", name):
        return False
    if "·" in name:
        return True
    return (name[:2] in double and len(name) in (3, 4)) or (name[0] in single and len(name) in (2, 3))
