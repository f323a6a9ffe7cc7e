"""Positions: communities first, then the nodes within each, so that what belongs together lies together.

numpy only, fixed seed. A community of more than `SMALL` nodes is laid out the same way inside (discs in discs),
which keeps the work near linear. All small ones are laid out together (see `forces`), then put in their places.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kg.view.cluster import Links, communities
from kg.view.forces import Points, apart, springs

#: Distance that two neighbouring nodes of a community keep, in vis-network units.
SPACING = 62.0
#: Up to here all pairs repel each other.
SMALL = 90
#: Up to here discs are placed by what links them, beyond along a spiral.
MOST_DISCS = 360
#: Width to height of the whole: what a screen leaves between two panes.
ASPECT = 1.15


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """Nodes that lie together: as discs within a disc, as springs, or along a spiral.

    `weights` are those between the `parts` that aren't `lone`, or between the nodes where there are no parts.
    """

    nodes: tuple[int, ...]
    weights: Points
    parts: tuple["_Part", ...] = ()
    lone: tuple[bool, ...] = ()
    spiral: Points | None = None


def positions(graph: Links, member: Sequence[int]) -> Points:
    """Integer-valued x, y of each node; `member` is the community of each."""
    placed = np.zeros((len(graph), 2))
    if graph:
        whole = _split(graph, list(range(len(graph))), member)
        shapes = iter(springs([part.weights for part in _leaves(whole)]))
        placed[list(whole.nodes)] = _laid(whole, shapes, ASPECT)
    return np.asarray(np.round(placed))


def _leaves(part: _Part) -> Iterator[_Part]:
    if not part.parts and part.spiral is None:
        yield part
    for inner in part.parts:
        yield from _leaves(inner)


def _split(graph: Links, nodes: list[int], member: Sequence[int]) -> _Part:
    """Parts by community. `graph` speaks of the nodes by their places in `nodes`."""
    groups: list[list[int]] = [[] for _ in range(max(member) + 1)]
    for node, community in enumerate(member):
        groups[community].append(node)
    parts = tuple(_part(_within(graph, group), [nodes[i] for i in group]) for group in groups)
    lone = tuple(_is_lone(graph, group) for group in groups)
    linked = [c for c in range(len(groups)) if not lone[c]]
    return _Part(tuple(n for part in parts for n in part.nodes), _between(graph, member, linked), parts, lone)


def _within(graph: Links, group: list[int]) -> Links:
    names = {node: i for i, node in enumerate(group)}
    return [{names[o]: w for o, w in graph[node].items() if o in names} for node in group]


def _part(graph: Links, nodes: list[int]) -> _Part:
    if len(nodes) <= SMALL:
        return _Part(tuple(nodes), _matrix(graph))
    member = communities(graph)
    if 1 < max(member) + 1 < len(nodes) / 2:
        return _split(graph, nodes, member)
    return _Part(tuple(nodes), np.zeros((0, 0)), spiral=_spiral(graph))


def _laid(part: _Part, shapes: Iterator[Points], aspect: float = 1.0) -> Points:
    """Positions of the part's nodes around 0, 0; takes from `shapes` one for each leaf, in order."""
    if part.spiral is not None:
        return _centred(part.spiral)
    if not part.parts:
        return _centred(next(shapes) * SPACING)
    inner = [_laid(p, shapes) for p in part.parts]
    radii = np.array([np.hypot(*points.T).max() + SPACING * 0.5 for points in inner])
    lone = np.array(part.lone)
    centres = np.zeros((len(inner), 2))
    centres[~lone] = _discs(part.weights, radii[~lone], aspect)
    centres[lone] = _rows(int(lone.sum()), centres[~lone], radii[~lone], aspect)
    return _centred(np.concatenate([points + centre for points, centre in zip(inner, centres, strict=True)]))


def _rows(count: int, centres: Points, radii: Points, aspect: float) -> Points:
    """Places for lone nodes and pairs that nothing links to the rest: a block of rows below all discs."""
    cell = np.array([SPACING * 2.0, SPACING * 1.4])
    reach = np.abs(centres[:, 0]) + radii if len(radii) else np.zeros(1)
    columns = max(1, int(2 * reach.max() / cell[0] - 1), int(np.sqrt(count * aspect * 3)))
    foot = (centres[:, 1] + radii).max() + cell[1] if len(radii) else 0.0
    number = np.arange(count)
    width = np.minimum(columns, count - number // columns * columns)
    return np.stack([(number % columns - (width - 1) / 2) * cell[0], foot + number // columns * cell[1]], 1)


def _centred(points: Points) -> Points:
    return np.asarray(points - (points.max(0) + points.min(0)) / 2)


def _matrix(graph: Links) -> Points:
    found = np.zeros((len(graph), len(graph)))
    for node, row in enumerate(graph):
        found[node, list(row)] = list(row.values())
    return found


def _between(graph: Links, member: Sequence[int], linked: list[int]) -> Points:
    """Weights between the groups that aren't lone; nothing where they are too many for springs anyway."""
    at = {c: i for i, c in enumerate(linked)}
    if len(at) > MOST_DISCS:
        return np.zeros((0, 0))
    found = np.zeros((len(at), len(at)))
    for node, row in enumerate(graph):
        for other, weight in row.items():
            if member[node] != member[other]:
                found[at[member[node]], at[member[other]]] += weight
    return found


def _is_lone(graph: Links, group: list[int]) -> bool:
    """One or two nodes that nothing links to the rest."""
    return len(group) < 3 and all(other in group for node in group for other in graph[node])


def _discs(weights: Points, radii: Points, aspect: float) -> Points:
    """Centres of discs that don't overlap, linked ones near each other, big ones in the middle."""
    count = len(radii)
    if count > MOST_DISCS:
        return _packed(radii, aspect)
    if not count:
        return np.zeros((0, 2))
    [points] = springs([np.sqrt(weights)])
    spread = np.sqrt((points**2).sum(1).mean()) or 1.0
    points = points * np.array([aspect, 1.0]) * np.sqrt((radii**2).sum()) * 0.55 / spread
    return apart(points, radii * 0.97, aspect)


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
