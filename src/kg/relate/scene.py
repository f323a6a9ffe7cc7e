"""What a passage speaks of while it is read: who acts, which thing, which event, where. Carried from clause to clause."""

from dataclasses import dataclass, field, replace

from kg import ontology
from kg.model import Mention
from kg.relate.phrases import Clause, Phrase

AGENTS = frozenset({"Organisation", "Area", "Community", "Person", "Post"})
THINGS = frozenset({"Project", "Place", "Programme"})


@dataclass(frozen=True, slots=True)
class Scene:
    """`agent` and `thing`: the last subject of each kind; `topic`: the last of any; `waiting`: people of a list whose verb
    comes later (A书记甲，B镇长乙等出席); `partners`: who the last clause joined to its subject; `lead`: who opened the paragraph's
    acting, to whom a semicolon returns; `recent`: mentions so far, latest last; `place`: where the passage has gone."""

    agent: tuple[Mention, ...] = ()
    thing: tuple[Mention, ...] = ()
    topic: tuple[Mention, ...] = ()
    event: Mention | None = None
    place: Mention | None = None
    waiting: tuple[Mention, ...] = ()
    partners: tuple[Mention, ...] = ()
    lead: tuple[Mention, ...] = ()
    recent: tuple[Mention, ...] = field(default=())


def after(scene: Scene, clause: Clause, subject: Phrase | None, verbs: bool) -> Scene:
    """The scene once a clause has been read. `subject` is its opening phrase without a marker."""
    changes: dict[str, object] = {}
    joined = tuple(h for p in clause.phrases if p.marker in ("with", "joint") for h in fitting(p.heads, frozenset({"Organisation", "Area", "Community"})))
    if joined or subject is not None:
        changes["partners"] = joined
    if subject is not None:
        changes["topic"] = subject.heads
        if subject.type in ("Organisation", "Area", "Community") and not scene.lead:
            changes["lead"] = subject.heads
        if subject.type in AGENTS:
            changes["agent"] = subject.heads
        elif subject.type in THINGS:
            changes["thing"] = subject.heads
    mentions = tuple(h for p in clause.phrases for h in p.heads)
    events = [m for m in mentions if m.type == "Event"]
    if events:
        changes["event"] = events[-1]
    people = tuple(m for m in mentions if m.type in ("Person", "Post"))
    only_people = bool(people) and all(m.type in ("Person", "Post") for m in mentions)
    changes["waiting"] = (*scene.waiting, *people) if only_people and not verbs else ()
    changes["recent"] = (*scene.recent, *mentions)[-40:]
    return replace(scene, **changes)  # type: ignore[arg-type]


def fresh(scene: Scene) -> Scene:
    """The scene at a new paragraph: its event and its last bodies stay at hand, its subjects don't."""
    body = tuple(m for m in scene.lead if m.type == "Area")
    return Scene(event=scene.event, recent=scene.recent, agent=body)


def resumed(scene: Scene) -> Scene:
    """The scene after a semicolon: back to whoever leads the paragraph."""
    return replace(scene, topic=scene.lead, agent=scene.lead, thing=()) if scene.lead else scene


def is_a(mention: Mention, classes: frozenset[str]) -> bool:
    """Whether a mention's type or class is, or is below, one of the classes."""
    onto = ontology.load()
    return bool(onto.ancestors(mention.type) & classes) or bool(
        mention.subtype and any(onto.ancestors(s) & classes for s in mention.subtype.split("|"))
    )


def fitting(mentions: tuple[Mention, ...], classes: frozenset[str]) -> tuple[Mention, ...]:
    return tuple(m for m in mentions if is_a(m, classes))
