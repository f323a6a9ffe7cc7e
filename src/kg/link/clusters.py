"""Deciding made into clusters: union-find that never joins what is known to be different."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.link.types import Judgement, Pair, Profile, Reason

#: Scores from which a pair is one thing, and from which it is worth a person's look.
SAME, UNSURE = 0.8, 0.4


def judged(found: Iterable[tuple[str, str, Reason]]) -> list[Pair]:
    """One pair for all reasons given for it, with the judgement that its strongest reason bears; sorted."""
    reasons: defaultdict[tuple[str, str], set[Reason]] = defaultdict(set)
    for one, other, reason in found:
        left, right = sorted((one, other))
        turned = reason if left == one else Reason(reason.rule, reason.right, reason.left, reason.weight)
        reasons[left, right].add(turned)
    return [_judge(left, right, given) for (left, right), given in sorted(reasons.items())]


def _judge(left: str, right: str, given: set[Reason]) -> Pair:
    ordered = tuple(sorted(given, key=lambda r: (-r.weight, r.rule, r.left, r.right)))
    best = ordered[0].weight + min(0.0, ordered[-1].weight)
    judgement = Judgement.SAME if best >= SAME else Judgement.UNSURE if best >= UNSURE else Judgement.DIFFERENT
    return Pair(left, right, ordered, judgement)


class Clusters:
    """Ids → clusters. `enemies` are ids that must stay apart; two division codes never share a cluster."""

    def __init__(self, profiles: Mapping[str, Profile], enemies: Iterable[tuple[str, str]] = ()) -> None:
        self._parent = {i: i for i in profiles}
        self._members = {i: [i] for i in profiles}
        self._profiles = profiles
        self._codes = {i: {p.code} if p.code else set() for i, p in profiles.items()}
        self._enemies: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in enemies:
            self._enemies[one].add(other)
            self._enemies[other].add(one)

    def find(self, id_: str) -> str:
        """The root of an id's cluster; the id itself where it is unknown."""
        root = id_
        while self._parent.get(root, root) != root:
            root = self._parent[root]
        while self._parent.get(id_, root) != root:
            self._parent[id_], id_ = root, self._parent[id_]
        return root

    def join(self, one: str, other: str, law: bool = False) -> bool:
        """Join two clusters; False where something in them must stay apart. `law`: codes don't matter, people said so."""
        a, b = self.find(one), self.find(other)
        if a == b:
            return True
        if (not law and len(self._codes[a] | self._codes[b]) > 1) or any(self.find(e) == b for e in self._enemies[a]):
            return False
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        self._parent[b] = a
        self._members[a] += self._members.pop(b)
        self._codes[a] |= self._codes.pop(b)
        self._enemies[a] |= self._enemies.pop(b, set())
        return True

    def part(self, one: str, other: str) -> None:
        """Keep two clusters apart from now on."""
        a, b = self.find(one), self.find(other)
        self._enemies[a].add(other)
        self._enemies[b].add(one)

    def join_all(self, pairs: Iterable[Pair]) -> None:
        """Join what is judged the same, the surest first."""
        for pair in sorted((p for p in pairs if p.judgement is Judgement.SAME), key=lambda p: (-p.reasons[0].weight, p.left, p.right)):
            self.join(pair.left, pair.right)

    def canonical(self) -> dict[str, str]:
        """Id → the id that its cluster goes by."""
        heads = {root: min(members, key=self._rank) for root, members in self._members.items()}
        return {i: heads[self.find(i)] for i in self._parent}

    def _rank(self, id_: str) -> tuple[bool, bool, int, int, str]:
        """The member that knows most comes first: a code, a sure scope, a narrow one, a full name."""
        p = self._profiles[id_]
        if p.type == "Person":
            return False, False, 0, 0, id_
        return p.code is None, not p.sure, -len(p.scope), -len(p.label), id_
