"""The words of a quote that made a rule fire. A graph keeps quote and rule; the rule's word lists tell the rest."""

import re
from functools import cache

from kg import rules

_STAGE = "stage-"


@cache
def _words() -> dict[str, re.Pattern[str]]:
    """Rule → a pattern over the words that it listens for, where a list says so."""
    found = {frame.id: frame.triggers for frame in rules.frames()}
    found |= {_STAGE + stage.state: (*stage.left, *stage.right) for stage in rules.stages()}
    found["appointment"] = rules.words("posts", "holds")
    found["bond"] = (*rules.words("partners", "bonds"), *rules.words("partners", "jointly"))
    found |= {f"label-{predicate}": tuple(words) for predicate, words in rules.relations()["labels"].items()}
    found["expected"] = tuple(rules.statuses()["expected"]["ends"])
    return {rule: rules.pattern(words) for rule, words in found.items()}


def trigger(rule: str, quote: str, names: tuple[str, ...]) -> tuple[int, int] | None:
    """Where the rule's word stands in its quote, outside of the names at its ends; None where the rule has no such word."""
    pattern = _words().get(rule)
    if pattern is None:
        return None
    taken = [hit.span() for name in names if name for hit in re.finditer(re.escape(name), quote)]
    hits = (hit.span() for hit in pattern.finditer(quote))
    return next((h for h in hits if not any(a < h[1] and h[0] < b for a, b in taken)), None)


def marked(quote: str, at: tuple[int, int] | None) -> str:
    """The quote with the trigger in brackets of its own."""
    return quote if at is None else f"{quote[: at[0]]}【{quote[at[0] : at[1]]}】{quote[at[1] :]}"
