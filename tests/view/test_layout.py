"""Communities and positions: deterministic, apart, and what belongs together lies together."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view.cluster import communities, links
from kg.view.forces import Points, apart, springs
from kg.view.layout import SPACING, positions

PAIRS = st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=80)


def cliques(count: int, size: int) -> list[tuple[int, int]]:
    """Complete groups in a ring, one link between each two."""
    inside = [(g * size + a, g * size + b) for g in range(count) for a in range(size) for b in range(a)]
    return inside + [(g * size, (g + 1) % count * size) for g in range(count)]


def test_links_add_up_and_loops_are_dropped() -> None:
    assert links(3, [(0, 1), (1, 0), (2, 2)]) == [{1: 2.0}, {0: 2.0}, {}]


@pytest.mark.parametrize(("count", "size"), [(2, 5), (6, 6), (12, 4)])
def test_planted_communities_are_found(count: int, size: int) -> None:
    found = communities(links(count * size, cliques(count, size)))
    assert found == [node // size for node in range(count * size)]


@pytest.mark.parametrize(("size", "pairs", "expected"), [(0, [], []), (3, [], [0, 1, 2]), (4, [(2, 3)], [1, 2, 0, 0])])
def test_communities_are_numbered_by_size_then_first_member(size: int, pairs: list[tuple[int, int]], expected: list[int]) -> None:
    assert communities(links(size, pairs)) == expected


@given(PAIRS)
@settings(deadline=None, max_examples=40)
def test_a_community_never_spans_two_components(pairs: list[tuple[int, int]]) -> None:
    graph = links(30, pairs)
    found = communities(graph)
    for community in set(found):
        members = {n for n in range(30) if found[n] == community}
        reached, queue = set(), [min(members)]
        while queue:
            node = queue.pop()
            reached.add(node)
            queue += [o for o in graph[node] if o in members and o not in reached]
        assert reached == members


@given(PAIRS)
@settings(deadline=None, max_examples=25)
def test_positions_are_finite_repeatable_and_apart(pairs: list[tuple[int, int]]) -> None:
    graph = links(30, pairs)
    member = communities(graph)
    points = positions(graph, member)
    assert points.shape == (30, 2)
    assert np.isfinite(points).all()
    assert (points == positions(graph, member)).all()
    gaps = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)) + np.eye(30) * 1e9
    assert gaps.min() > SPACING / 8


def test_neighbours_lie_nearer_than_strangers() -> None:
    pairs = cliques(8, 8)
    graph = links(64, pairs)
    points = positions(graph, communities(graph))
    near = np.mean([np.hypot(*(points[a] - points[b])) for a, b in pairs])
    gaps = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    assert near < gaps.mean() * 0.4


def test_nothing_and_a_big_knot() -> None:
    assert positions([], []).shape == (0, 2)
    knot = links(120, [(a, b) for a in range(120) for b in range(a)])
    assert len(np.unique(positions(knot, communities(knot)), axis=0)) == 120


def matrix(size: int, seed: int) -> Points:
    chance = np.random.default_rng(seed).random((size, size))
    return np.asarray(((chance + chance.T) > 1.5) * (1 - np.eye(size)))


def test_a_graph_lies_the_same_whatever_is_laid_beside_it() -> None:
    graphs = [matrix(size, seed) for seed in range(6) for size in (1, 2, 5, 12)]
    together = springs(graphs)
    assert [len(points) for points in together] == [1, 2, 5, 12] * 6
    for weights, points in zip(graphs, together, strict=True):
        assert (points == springs([weights])[0]).all()


@pytest.mark.parametrize("aspect", [1.0, 1.5])
def test_discs_are_pushed_apart(aspect: float) -> None:
    radii = np.array([5.0, 3.0, 3.0, 1.0])
    points = apart(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [-1.0, 0.5]]), radii, aspect)
    gaps = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)) + np.eye(4) * 100
    assert (gaps >= (radii[:, None] + radii) * 0.97).all()


def test_thousands_that_nothing_links_stand_in_rows() -> None:
    """No table of all pairs is made of them: 6,000 would take 288 MB."""
    graph = links(6000, [(0, 1), (1, 2), (5998, 5999)])
    points = positions(graph, communities(graph))
    assert len(np.unique(points, axis=0)) == 6000
    assert len(np.unique(points[4:5998, 1])) < 200


def test_more_groups_than_springs_can_take_lie_along_a_spiral() -> None:
    graph = links(1500, [(g * 3 + a, g * 3 + b) for g in range(500) for a, b in ((0, 1), (1, 2))])
    points = positions(graph, communities(graph))
    assert len(np.unique(points, axis=0)) == 1500
    assert max(np.hypot(*(points[g * 3] - points[g * 3 + 2])) for g in range(500)) < SPACING * 4
