"""What a passage speaks of while it is read: who acts, which thing, which event, where. Carried from clause to clause."""

import re
from dataclasses import dataclass, field, replace

from kg import lexicon, ontology
from kg.model import Mention, Report, Span
from kg.relate.phrases import Clause, Phrase
from kg.relations import Relation
from kg.rules import Frame

AGENTS = frozenset({"Organisation", "Area", "Community", "Person", "Post"})
THINGS = frozenset({"Project", "Place", "Programme"})


@dataclass(frozen=True, slots=True)
class Scene:
    """The state of a passage.

    `agent`, `thing`: the last subject of each kind; `topic`: the last of any. `event`, `date`: the event at hand and its day.
    `place`: where the passage has gone. `waiting`: people of a list whose verb comes later (A书记甲，B镇长乙等出席).
    `partners`: who the last clause joined to its subject; `allies`: those of them who act with it (A联合B，…). `lead`: who
    opened the paragraph's acting, to whom a semicolon returns. `focus`: what the last clause brought up (举办了E, 组建了B):
    figures that follow are about it. `home`, `year`: whose account the report is, where it leaves its subject out, and of
    which year. `moment`: the date that stood before its own pause in the sentence (4月，A竣工).
    `pending`: frames that wait for what a colon announces (引进项目3个：A；B；C), with verb and subjects.
    `recent`: mentions so far, latest last. `told`: what the sentence's last figure was about, until something else is brought
    up. `named`: the thing that a bare noun of this sentence means (工程由A承建). `stranger`: a work that wasn't recognised has
    the floor. `ahead`: how deep a section on what is still to be done the passage is read in. `pair`: the two that 前者 and
    后者 mean. `holder`: whose posts the last clause listed. `stop`: where the
    sentence's visitors have come to (在某公司，甲某详细察看了…). `bond`: the two that 双方 means.
    """

    agent: tuple[Mention, ...] = ()
    thing: tuple[Mention, ...] = ()
    topic: tuple[Mention, ...] = ()
    event: Mention | None = None
    place: Mention | None = None
    waiting: tuple[Mention, ...] = ()
    partners: tuple[Mention, ...] = ()
    allies: tuple[Mention, ...] = ()
    lead: tuple[Mention, ...] = ()
    focus: tuple[Mention, ...] = ()
    date: str | None = None
    home: tuple[Mention, ...] = ()
    year: str | None = None
    moment: str | None = None
    pending: tuple[tuple[Frame, Span, tuple[Mention, ...]], ...] = ()
    recent: tuple[Mention, ...] = field(default=())
    told: Mention | None = None
    ahead: int = 0
    named: tuple[Mention, ...] = ()
    stranger: bool = False
    pair: tuple[Mention, ...] = ()
    holder: Mention | None = None
    stop: tuple[Mention, ...] = ()
    bond: tuple[Mention, ...] = ()


def after(scene: Scene, clause: Clause, subject: Phrase | None, verbs: bool) -> Scene:
    """The scene once a clause has been read. `subject` is its opening phrase without a marker."""
    changes: dict[str, object] = {}
    joined = tuple(
        h
        for p in clause.phrases
        if p.marker in ("with", "joint")
        for h in fitting(p.heads, frozenset({"Organisation", "Area", "Community"}))
    )
    if joined or subject is not None:
        changes["partners"] = joined
        changes["allies"] = tuple(h for p in clause.phrases if p.marker == "joint" for h in p.heads)
    if subject is not None:
        changes["topic"] = subject.heads
        if subject.type in ("Organisation", "Area", "Community") and not scene.lead:
            changes["lead"] = subject.heads
        if subject.type in AGENTS:
            changes["agent"] = subject.heads
        elif subject.type in THINGS:
            changes["thing"] = subject.heads
    mentions = tuple(h for p in clause.phrases for h in p.heads)
    events = [m for m in mentions if m.type == "Event" and not (m.deictic and scene.event)]  # a stand-in means the event at hand
    if events:
        changes["event"] = events[-1]
    people = tuple(m for m in mentions if m.type in ("Person", "Post"))
    only_people = bool(people) and all(m.type in ("Person", "Post") for m in mentions)
    changes["waiting"] = (*scene.waiting, *people) if only_people and not verbs else ()
    changes["recent"] = (*scene.recent, *mentions)[-40:]
    return replace(scene, **changes)  # type: ignore[arg-type]


def paired(scene: Scene, clause: Clause) -> Scene:
    """The scene of a clause that opens with 前者 or 后者: the first or last of the two things named last."""
    word = clause.text.strip()[:2]
    if word not in ("前者", "后者"):
        return scene
    things = [m for m in scene.recent if not m.deictic and m.type in (THINGS | {"Organisation", "Community"})]
    if _MEASURED.search(clause.text):  # of works, not of those who build them
        things = [m for m in things if m.type in ("Project", "Place")] or things
    same = scene.pair if word == "后者" and scene.pair else tuple(m for m in things if m.type == things[-1].type)[-2:]
    if len(same) < 2:
        return scene
    one = (same[0],) if word == "前者" else (same[1],)
    return replace(scene, topic=one, thing=one if same[0].type in THINGS else scene.thing, focus=(), told=None, pair=same)


_MEASURED = re.compile(r"完成|投资|占地|面积|全长|开工|竣工|投用")


def fresh(scene: Scene) -> Scene:
    """The scene at a new paragraph: its event and its last bodies stay at hand, its subjects don't."""
    body = tuple(m for m in scene.lead if m.type == "Area")
    return Scene(
        event=scene.event,
        date=scene.date,
        recent=scene.recent,
        agent=body,
        home=scene.home,
        year=scene.year,
        ahead=scene.ahead,
        bond=scene.bond,
    )


def opening(report: Report, mentions: tuple[Mention, ...]) -> Scene:
    """The scene in which a report begins. One that is an area's or body's own account (X街道2021年工作总结) leaves that out as subject."""
    title = report.metadata.title or ""
    own = any(w in title for w in lexicon.words("areas", "self_reports"))
    home = Mention(Span(0, 0), "Area", "", "home", 0.6, None, deictic=True)
    at = report.text.find(title) if title else -1
    body = next((m for m in mentions if m.type == "Organisation" and m.span.start == at and not m.deictic), None)
    if body is not None and not body.name.endswith("政府"):  # a government reports on its area
        home = body
    year = re.search(r"(?:19|20)[0-9]{2}(?=年)", title) if own else None
    return Scene(home=(home,) if own else (), year=year.group() if year else None)


def resumed(scene: Scene) -> Scene:
    """The scene after a semicolon: back to whoever leads the paragraph."""
    return replace(scene, topic=scene.lead, agent=scene.lead, thing=(), focus=()) if scene.lead else scene


#: Facts that bring up their object, and those after which the clause goes on about it.
_BRINGS = frozenset({"establishes", "launches", "builds", "organises", "introduces", "adopts", "investsIn"})
_TURNS = frozenset({"builds", "investsIn"})


def focused(scene: Scene, facts: list[Relation], subject: bool) -> Scene:
    """The scene with what a clause's facts bring up; a new subject without such a fact takes the focus away."""
    brought = [f for f in facts if f.predicate in _BRINGS and isinstance(f.object, Mention)]
    objects = tuple(dict.fromkeys(f.object for f in brought if isinstance(f.object, Mention)))
    if not objects:
        return replace(scene, focus=()) if subject else scene
    things = tuple(o for o in objects if o.type in THINGS) if any(f.predicate in _TURNS for f in brought) else ()
    return replace(scene, focus=objects, thing=things or scene.thing, topic=things or scene.topic)


def is_a(mention: Mention, classes: frozenset[str]) -> bool:
    """Whether a mention's type or class is, or is below, one of the classes."""
    onto = ontology.load()
    return bool(onto.ancestors(mention.type) & classes) or bool(
        mention.subtype and any(onto.ancestors(s) & classes for s in mention.subtype.replace(">", "|").split("|"))
    )


def fitting(mentions: tuple[Mention, ...], classes: frozenset[str]) -> tuple[Mention, ...]:
    """The mentions of one of the classes."""
    return tuple(m for m in mentions if is_a(m, classes))
