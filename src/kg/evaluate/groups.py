"""Errors in groups: which name was taken for which, which end of a fact is wrong, what is missed because an entity is."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from kg.evaluate.gold import key
from kg.evaluate.score import Error

Groups = Counter[tuple[str, str, str]]
"""(what, group, detail) → how many: ("entity", "wrong type", "Place, not Organisation")."""

Words = tuple[str, ...]
Fits = Callable[[Words, Words], bool]
Pairing = tuple[str, Fits, Callable[[Words, Words], str]]

#: How much of two names must be alike, of 1, for one to count as the other with wrong ends.
_ALIKE = 0.7


def grouped(errors: Iterable[Error]) -> Groups:
    """The errors of some reports, each in one group; a spurious thing and a missed one that belong together count once."""
    reports: defaultdict[str, list[Error]] = defaultdict(list)
    for error in errors:
        reports[error.report].append(error)
    found: Groups = Counter()
    for mine in reports.values():
        found.update(_of_report(mine))
    return found


def _of_report(errors: list[Error]) -> Iterator[tuple[str, str, str]]:
    by_kind: defaultdict[str, list[Words]] = defaultdict(list)
    for error in errors:
        by_kind[error.kind].append(error.words)
    lost = {words[1] for words in by_kind["entity missed"]}
    for kind in ("entity duplicate", "entity excluded", "status date wrong"):
        what, _, group = kind.rpartition(" ")
        yield from ((what, group, words[0] if what == "entity" else words[1]) for words in by_kind[kind])
    yield from (("metadata", "differs", words[0]) for words in by_kind["metadata"])
    for what, pairings in _PAIRINGS.items():
        spurious, missed = by_kind[f"{what} spurious"], by_kind[f"{what} missed"]
        yield from _paired(what, spurious, missed, pairings)
        yield from ((what, *_invented(what, words)) for words in spurious)
        yield from ((what, *_missed(what, words, lost)) for words in missed)


def _paired(what: str, spurious: list[Words], missed: list[Words], pairings: Sequence[Pairing]) -> Iterator[tuple[str, str, str]]:
    """Pairs of a spurious thing and a missed one, taken off both lists."""
    for group, fits, detail in pairings:
        for wrong in list(spurious):
            right = next((m for m in missed if fits(wrong, m)), None)
            if right is not None:
                spurious.remove(wrong)
                missed.remove(right)
                yield what, group, detail(wrong, right)


def _alike(a: str, b: str) -> bool:
    a, b = key(a), key(b)
    return a in b or b in a or SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE


def _same(*places: int) -> Fits:
    return lambda wrong, right: all(wrong[p] == right[p] for p in places)


def _label(place: int) -> Callable[[Words, Words], str]:
    return lambda _, right: right[place]


def _instead(place: int) -> Callable[[Words, Words], str]:
    return lambda wrong, right: f"{wrong[place]}, not {right[place]}"


_PAIRINGS: dict[str, tuple[Pairing, ...]] = {
    "entity": (
        ("wrong type", lambda w, r: key(w[1]) == key(r[1]), _instead(0)),
        ("wrong boundary", lambda w, r: w[0] == r[0] and _alike(w[1], r[1]), _label(0)),
        ("wrong type and boundary", lambda w, r: min(len(w[1]), len(r[1])) > 2 and _alike(w[1], r[1]), _instead(0)),
    ),
    "fact": (
        ("wrong subject", _same(1, 2), _label(1)),
        ("wrong object", _same(0, 1), _label(1)),
        ("wrong predicate", _same(0, 2), _instead(1)),
        ("wrong way round", lambda w, r: (w[0], w[1], w[2]) == (r[2], r[1], r[0]), _label(1)),
    ),
    "status": (("wrong stage", _same(0), _instead(1)), ("wrong thing", _same(1), _label(1))),
    "statistic": (("wrong thing", _same(1, 2), lambda *_: ""), ("wrong value", _same(0, 2), lambda *_: "")),
}


def _invented(what: str, words: Words) -> tuple[str, str]:
    """The group of a spurious thing without a partner."""
    detail = {"entity": words[0], "statistic": ""}.get(what, words[1])
    ends = words[:1] if what != "fact" else (words[0], words[2])
    wrong_end = what != "entity" and any(w.startswith("?") for w in ends)
    return ("of a spurious entity" if wrong_end else "spurious"), detail


def _missed(what: str, words: Words, lost: set[str]) -> tuple[str, str]:
    """The group of a missed thing without a partner."""
    detail = {"entity": words[0], "statistic": ""}.get(what, words[1])
    ends = words[:1] if what != "fact" else (words[0], words[2])
    return ("missed with its entity" if what != "entity" and lost & set(ends) else "missed"), detail
