"""Forces between points: springs that draw linked ones together, and discs that push each other apart.

Many small graphs of one size are worked on at once, which is several times as quick as one after the other.
Each result depends on its own graph only, not on those beside it. numpy only, fixed seed.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

#: Shape (points, 2), or (2, graphs, points) where many are worked on at once.
Points = NDArray[np.float64]
#: Pairs of points held at once: what a processor's cache takes.
BATCH = 1 << 15


def springs(graphs: Sequence[Points]) -> list[Points]:
    """Positions of each graph's points, given the square matrix of its weights; unit = wanted distance of two linked points."""
    sizes: dict[int, list[int]] = {}
    for number, weights in enumerate(graphs):
        sizes.setdefault(len(weights), []).append(number)
    found: dict[int, Points] = {}
    for size, numbers in sizes.items():
        step = max(1, BATCH // (size * size or 1))
        for first in range(0, len(numbers), step):
            some = numbers[first : first + step]
            found.update(zip(some, _springs(np.stack([graphs[n] for n in some])).transpose(1, 2, 0), strict=True))
    return [found[n] for n in range(len(graphs))]


def apart(points: Points, radii: Points, aspect: float = 1.0) -> Points:
    """Pushes overlapping discs apart, and pulls all a little to the middle so that no holes stay."""
    return _apart(points.T[:, None], radii[None], aspect)[:, 0].T


def _springs(weights: Points, rounds: int = 90) -> Points:
    """Fruchterman and Reingold's forces with a pull to the middle."""
    many, count = weights.shape[:2]
    start = np.random.default_rng(7).normal(size=(count, 2)).T * np.sqrt(count)
    points = np.repeat(start[:, None], many, 1)
    pull = np.log1p(weights) / 1.6
    for heat in np.linspace(np.sqrt(count) / 2, 0.02, min(rounds, 20 + 2 * count)):
        gap, square = _gaps(points)
        np.maximum(square, 0.0025, out=square)
        gap *= 1 / square - pull * np.sqrt(square)
        force = gap.sum(-1) - points * 0.06
        points += force * np.minimum(1, heat / np.maximum(np.hypot(*force), 1e-9))
    return _apart(_scaled(points), np.full((many, count), 0.5))


def _gaps(points: Points) -> tuple[Points, Points]:
    """Differences of all pairs, shape (2, graphs, points, points), and their squared lengths."""
    gap = points[..., None] - points[:, :, None]
    return gap, gap[0] * gap[0] + gap[1] * gap[1]


def _off_diagonal(square: Points) -> Points:
    own = np.arange(square.shape[-1])
    square[:, own, own] = np.inf
    return np.asarray(np.sqrt(square))


def _scaled(points: Points) -> Points:
    """So that most points have their nearest neighbour at the unit distance."""
    if points.shape[-1] < 3:
        return points
    nearest = _off_diagonal(_gaps(points)[1]).min(-1)
    return np.asarray(points / np.maximum(np.quantile(nearest, 0.6, axis=-1), 1e-3)[:, None])


def _apart(points: Points, radii: Points, aspect: float = 1.0, most: int = 120) -> Points:
    """Those of the graphs that have come to rest stay as they are."""
    points, live = points.copy(), np.arange(points.shape[1])
    want = radii[..., None] + radii[:, None]
    share = radii[:, None] ** 2 / (radii[..., None] ** 2 + radii[:, None] ** 2)
    limit = want.max((1, 2), initial=0) * 1e-4
    squeeze = np.array([1 / aspect, 1.0])[:, None, None]
    rounds = min(most, 20 + 2 * points.shape[-1])
    for step in range(rounds):
        points[:, live] *= 1 - 0.012 * (1 - step / rounds) * squeeze
        gap, square = _gaps(points[:, live])
        far = _off_diagonal(square)
        over = np.maximum(0, want[live] - far)
        if step > rounds / 3:
            busy = over.max((1, 2), initial=0) >= limit[live]
            live, gap, far, over = live[busy], gap[:, busy], far[busy], over[busy]
        points[:, live] += (gap * (over * share[live] / np.maximum(far, 1e-6))).sum(-1) * 0.7
    return points
