"""Positions: communities first, then the nodes within each, so that what belongs together lies together.

numpy only, fixed seed. A community of more than `SMALL` nodes is laid out the same way inside (discs in discs),
which keeps the work near linear.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.view.cluster import Links, communities

Points = NDArray[np.float64]
#: Distance that two neighbouring nodes of a community keep, in vis-network units.
SPACING = 62.0
#: Up to here all pairs repel each other.
SMALL = 90
#: Width to height of the whole: what a screen leaves between two panes.
ASPECT = 1.15


def positions(graph: Links, member: Sequence[int]) -> Points:
    """Integer-valued x, y of each node; `member` is the community of each."""
    if not graph:
        return np.zeros((0, 2))
    return np.round(_grouped(graph, list(member), ASPECT))


def _grouped(graph: Links, member: list[int], aspect: float) -> Points:
    groups: list[list[int]] = [[] for _ in range(max(member) + 1)]
    for node, community in enumerate(member):
        groups[community].append(node)
    inner = [_inside(graph, nodes) for nodes in groups]
    radii = np.array([np.hypot(*points.T).max() + SPACING * 0.5 for points in inner])
    between = _between(graph, member, len(groups))
    lone = np.array([len(nodes) < 3 for nodes in groups]) & ~between.any(1)
    centres = np.zeros((len(groups), 2))
    centres[~lone] = _discs(between[~lone][:, ~lone], radii[~lone], aspect)
    centres[lone] = _rows(int(lone.sum()), centres[~lone], radii[~lone], aspect)
    placed = np.zeros((len(graph), 2))
    for nodes, points, centre in zip(groups, inner, centres, strict=True):
        placed[nodes] = points + centre
    return placed


def _rows(count: int, centres: Points, radii: Points, aspect: float) -> Points:
    """Places for lone nodes and pairs that nothing links to the rest: a block of rows below all discs."""
    cell = np.array([SPACING * 2.0, SPACING * 1.4])
    reach = np.abs(centres[:, 0]) + radii if len(radii) else np.zeros(1)
    columns = max(1, int(2 * reach.max() / cell[0] - 1), int(np.sqrt(count * aspect * 3)))
    foot = (centres[:, 1] + radii).max() + cell[1] if len(radii) else 0.0
    number = np.arange(count)
    width = np.minimum(columns, count - number // columns * columns)
    return np.stack([(number % columns - (width - 1) / 2) * cell[0], foot + number // columns * cell[1]], 1)


def _inside(graph: Links, nodes: list[int]) -> Points:
    """Positions of a community's nodes around 0, 0."""
    names = {node: i for i, node in enumerate(nodes)}
    sub: Links = [{names[o]: w for o, w in graph[node].items() if o in names} for node in nodes]
    if len(nodes) > SMALL:
        parts = communities(sub)
        if 1 < max(parts) + 1 < len(nodes) / 2:
            return _centred(_grouped(sub, parts, 1.0))
        return _spiral(sub)
    return _centred(_springs(_matrix(sub)) * SPACING)


def _centred(points: Points) -> Points:
    return np.asarray(points - (points.max(0) + points.min(0)) / 2)


def _matrix(graph: Links) -> Points:
    found = np.zeros((len(graph), len(graph)))
    for node, row in enumerate(graph):
        found[node, list(row)] = list(row.values())
    return found


def _between(graph: Links, member: list[int], count: int) -> Points:
    found = np.zeros((count, count))
    for node, row in enumerate(graph):
        for other, weight in row.items():
            found[member[node], member[other]] += weight
    np.fill_diagonal(found, 0)
    return found


def _springs(weights: Points, rounds: int = 90) -> Points:
    """Fruchterman and Reingold's forces with a pull to the middle; unit = wanted distance of two linked nodes."""
    count = len(weights)
    points = np.random.default_rng(7).normal(size=(count, 2)) * np.sqrt(count)
    pull = np.log1p(weights)
    for heat in np.linspace(np.sqrt(count) / 2, 0.02, min(rounds, 20 + 2 * count)):
        gap = points[:, None] - points[None]
        far = np.hypot(gap[..., 0], gap[..., 1])
        np.fill_diagonal(far, 1)
        far = np.maximum(far, 0.05)
        force = (gap * (1 / far**2 - pull * far / 1.6)[..., None]).sum(1) - points * 0.06
        points += force * np.minimum(1, heat / np.maximum(np.hypot(*force.T), 1e-9))[:, None]
    return _apart(_scaled(points), np.full(count, 0.5))


def _scaled(points: Points) -> Points:
    """So that most nodes have their nearest neighbour at the unit distance."""
    if len(points) < 3:
        return points
    gap = points[:, None] - points[None]
    far = np.hypot(gap[..., 0], gap[..., 1])
    np.fill_diagonal(far, np.inf)
    return np.asarray(points / max(float(np.quantile(far.min(1), 0.6)), 1e-3))


def _discs(weights: Points, radii: Points, aspect: float) -> Points:
    """Centres of discs that don't overlap, linked ones near each other, big ones in the middle."""
    count = len(radii)
    if count > SMALL * 4:
        return _packed(radii, aspect)
    if not count:
        return np.zeros((0, 2))
    points = _springs(np.sqrt(weights))
    spread = np.sqrt((points**2).sum(1).mean()) or 1.0
    points *= np.array([aspect, 1.0]) * np.sqrt((radii**2).sum()) * 0.55 / spread
    return _apart(points, radii * 0.97, aspect)


def _apart(points: Points, radii: Points, aspect: float = 1.0, rounds: int = 120) -> Points:
    """Pushes overlapping discs apart, and pulls all a little to the middle so that no holes stay."""
    want = radii[:, None] + radii[None]
    rounds = min(rounds, 20 + 2 * len(points))
    for step in range(rounds):
        points = points * (1 - 0.012 * (1 - step / rounds) * np.array([1 / aspect, 1.0]))
        gap = points[:, None] - points[None]
        far = np.hypot(gap[..., 0], gap[..., 1])
        np.fill_diagonal(far, np.inf)
        over = np.maximum(0, want - far)
        if step > rounds / 3 and over.max() < want.max() * 1e-4:
            break
        share = radii[None] ** 2 / (radii[:, None] ** 2 + radii[None] ** 2)
        points = points + (gap / np.maximum(far, 1e-6)[..., None] * (over * share)[..., None]).sum(1) * 0.7
    return np.asarray(points)


def _packed(radii: Points, aspect: float) -> Points:
    """Many discs: along a spiral by falling size."""
    order = np.argsort(-radii, kind="stable")
    reach = np.sqrt(np.cumsum(radii[order] ** 2) * 1.5)
    turn = np.cumsum(2.2 * radii[order] / np.maximum(reach, radii[order]))
    found = np.zeros((len(radii), 2))
    found[order] = np.stack([np.cos(turn) * reach * aspect, np.sin(turn) * reach], 1)
    return found


def _spiral(graph: Links) -> Points:
    """A sunflower by falling degree: for big knots that fall into no parts."""
    order = sorted(range(len(graph)), key=lambda n: (-len(graph[n]), n))
    rank = np.arange(len(graph))
    reach, turn = np.sqrt(rank + 0.5) * SPACING * 0.6, rank * np.pi * (3 - np.sqrt(5))
    found = np.zeros((len(graph), 2))
    found[order] = np.stack([np.cos(turn) * reach, np.sin(turn) * reach], 1)
    return found
