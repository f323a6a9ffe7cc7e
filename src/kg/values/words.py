"""The words of ontology/lexicon/values.yaml, read once, as plain tables and as pieces of regular expressions."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import yaml

from kg import resources
from kg.errors import RulesError

_FILE = "lexicon/values.yaml"


@cache
def table(part: str) -> dict[str, Any]:
    """One part (times, quantities) of the file; raises RulesError where it can't be parsed or the part is missing."""
    try:
        data = yaml.safe_load(resources.read(_FILE))
    except yaml.YAMLError as error:
        raise RulesError(_FILE, "the file", "YAML", str(error)) from error
    if not isinstance(data, dict) or not isinstance(data.get(part), dict):
        raise RulesError(_FILE, part, "words", "is missing")
    return dict(data[part])


def any_of(words: Iterable[object]) -> str:
    """A regular expression for any of the words, longest first."""
    return "(?:" + "|".join(re.escape(w) for w in sorted({str(w) for w in words}, key=lambda w: (-len(w), w))) + ")"
