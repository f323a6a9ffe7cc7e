"""The overlap policy alone: which of several overlapping proposals stand."""

import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Mention, Span
from kg.recognise.overlap import longest_first


def made(start: int, end: int, kind: str = "Place", score: float = 0.9, deictic: bool = False) -> Mention:
    return Mention(Span(start, end), kind, f"{kind}{start}-{end}", "test", score, deictic=deictic)


CASES = [
    ("nothing", [], []),
    ("side by side", [made(0, 2), made(2, 4)], [0, 1]),
    ("the longest wins", [made(0, 2), made(0, 5), made(3, 5)], [1]),
    ("among equals the higher score", [made(0, 4, score=0.8), made(1, 5, score=0.9)], [1]),
    ("then the leftmost", [made(1, 5), made(0, 4)], [1]),
    ("then the type's name", [made(0, 4, "Project"), made(0, 4, "Event")], [1]),
    ("a weak one only fills gaps, however long", [made(0, 9, score=0.6), made(3, 5)], [1]),
    ("a stand-in gives way to any name", [made(0, 6, deictic=True), made(4, 6, score=0.3)], [1]),
    ("a stand-in in a gap stays", [made(0, 2, deictic=True), made(2, 6)], [0, 1]),
    ("the loser's neighbour comes back", [made(0, 3), made(2, 8), made(0, 2)], [2, 1]),
    ("left-out owners never compete", [made(3, 3), made(2, 5)], [1]),
]


@pytest.mark.parametrize(("proposals", "kept"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_who_stands(proposals: list[Mention], kept: list[int]) -> None:
    assert longest_first(proposals) == tuple(proposals[n] for n in kept)


def test_the_winner_keeps_its_owner() -> None:
    inner = made(0, 2, "Area")
    outer = replace(made(0, 6, "Organisation"), owner=inner)
    assert longest_first([inner, outer]) == (outer,)
    assert longest_first([inner, outer])[0].owner == inner


_SPANS = st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda t: (t[0], t[0] + t[1]))
PROPOSALS = st.lists(
    st.builds(
        lambda span, kind, score, deictic: made(span[0], span[1], kind, score, deictic),
        _SPANS,
        st.sampled_from(["Area", "Event", "Organisation", "Place"]),
        st.sampled_from([0.5, 0.6, 0.65, 0.8, 0.95]),
        st.booleans(),
    ),
    max_size=14,
)


@given(PROPOSALS)
def test_nothing_overlaps_and_all_stand_in_order(proposals: list[Mention]) -> None:
    found = longest_first(proposals)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
    assert set(found) <= {m for m in proposals if len(m.span)}


@given(PROPOSALS)
def test_a_second_time_changes_nothing(proposals: list[Mention]) -> None:
    found = longest_first(proposals)
    assert longest_first(found) == found


@given(PROPOSALS, st.randoms(use_true_random=False))
def test_the_order_of_proposals_is_nothing_to_it(proposals: list[Mention], order: random.Random) -> None:
    shuffled = list(proposals)
    order.shuffle(shuffled)
    assert longest_first(shuffled) == longest_first(proposals)


@given(PROPOSALS)
def test_whoever_lost_has_a_better_one_in_its_way(proposals: list[Mention]) -> None:
    """Nothing is left out that would fit, and nothing named gives way to a stand-in."""
    found = longest_first(proposals)
    for lost in (m for m in proposals if len(m.span) and m not in found):
        winners = [k for k in found if k.span.overlaps(lost.span)]
        assert winners
        assert lost.deictic or any(not w.deictic for w in winners)
