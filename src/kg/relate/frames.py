"""Frames filled from a clause: the verb's subject and object, active, passive, relative or carried on."""

import re
from collections.abc import Iterator

from kg.model import Evidence, Mention, Report, Span, cite
from kg.relate.phrases import Clause, Phrase, marker
from kg.relate.scene import Scene, fitting
from kg.relate.triggers import Trigger, governed, governing, stated
from kg.relations import Relation
from kg.rules import Frame

_GOAL = re.compile(r"(?:赴|到|来|在|前往|深入|走进|对|向|就|先后到|先后来到|一行到|一行来到|一行赴)[\u3400-\u9fff]{0,4}$")
_TOGETHER = re.compile(r"共同|联合|合作|携手|一道|双方|共建|合建")
_CARRIED = 0.85
#: The two that have just joined in a bond, as subject (双方共同成立X).
_BOTH = re.compile("双方|两院|两校|两地|两家")


def fill(report: Report, clause: Clause, found: list[Trigger], scene: Scene) -> Iterator[Relation]:
    """The facts that the frames of a clause give."""
    for n, trigger in enumerate(found):
        since = found[n - 1].span.end if n else clause.span.start
        if not stated(clause, trigger.span, clause.span.start if n < 2 else since):
            continue
        own = [] if n == 0 else [p for p in clause.phrases if p.span.start == since + 1 and clause.passage.text[since] == "、"]
        said = [
            r
            for frame in trigger.frames
            if not _excluded(clause, frame, trigger, found)
            for r in _fill(report, clause, trigger, frame, found[n + 1 :], scene, own)
        ]
        told = {r.predicate for r in said if _inside(clause, r)}
        yield from (r for r in said if _inside(clause, r) or r.predicate not in told)


def _inside(clause: Clause, relation: Relation) -> bool:
    """Whether the object stands in the sentence: then no other frame of the verb carries one on from before."""
    return isinstance(relation.object, Mention) and clause.passage.span.contains(relation.object.span)


def pending(clause: Clause, found: list[Trigger], scene: Scene) -> tuple[tuple[Frame, Span, tuple[Mention, ...]], ...]:
    """Frames of a clause that ends in a colon without an object of theirs: what follows is the object."""
    if clause.passage.text[clause.span.end : clause.span.end + 1] not in (":", "："):
        return ()
    out = []
    for trigger in found:
        left = [p for p in clause.phrases if p.span.end <= trigger.span.start]
        right = [h for p in clause.phrases if p.span.start >= trigger.span.end for h in p.heads]
        for frame in trigger.frames if stated(clause, trigger.span, clause.span.start) else ():
            if frame.listing and not fitting(tuple(right), frame.object):
                subjects, _ = _subjects(clause, trigger, frame, left, None, (), scene)
                out.append((frame, trigger.span, subjects))
    return tuple(out)


def announced(report: Report, clause: Clause, scene: Scene) -> Iterator[Relation]:
    """What a colon announced: the first fitting phrase of each part of the list."""
    if not clause.listed:
        return
    for frame, verb, subjects in scene.pending:
        wanted = [frame.object & {"Project"}, frame.object]  # of a firm and the project that it invests in, the project is brought in
        objects = next((heads for kinds in wanted for p in clause.phrases if (heads := fitting(p.heads, frozenset(kinds)))), ())
        for subject in subjects:
            for obj in objects:
                span = Span(min(verb.start, obj.span.start), obj.span.end)
                yield Relation(
                    subject, frame.predicate, obj, cite(report, span, f"{frame.id}-list", round(frame.confidence * _CARRIED, 3), verb)
                )


#: Those who attend as a kind of people, not by name (列席会议的同志).
_ATTENDANTS = re.compile("[\u3400-\u9fff]{0,6}的(?:同志|人员|代表|领导|嘉宾|群众|居民|选手)")


def _excluded(clause: Clause, frame: Frame, trigger: Trigger, found: list[Trigger]) -> bool:
    """Whether other words of the clause give the verb to another frame, or the words that it needs are missing."""
    text = clause.passage.text
    verbs = {t.text for t in found}
    if any(w in verb and verb != trigger.text for w in frame.unless for verb in verbs):
        return True
    if any(w not in governing() and w in text[clause.span.start : clause.span.end] for w in frame.unless):
        return True
    if frame.predicate == "participatesIn" and _ATTENDANTS.match(text, trigger.span.end, clause.span.end):
        return True
    return bool(frame.after) and not any(w in text[trigger.span.end : clause.span.end] for w in frame.after)


def _fill(
    report: Report, clause: Clause, trigger: Trigger, frame: Frame, later: list[Trigger], scene: Scene, own: list[Phrase]
) -> Iterator[Relation]:
    """`own`: the phrase between the verb before and this one, joined by 、 (由A主办、B承办): the subject of this one."""
    left = [p for p in clause.phrases if p.span.end <= trigger.span.start]
    right = [p for p in clause.phrases if p.span.start >= trigger.span.end]
    agents = [p for p in (*own, *reversed(left)) if (p in own or p.marker == "agent") and fitting(p.heads, frame.subject)]
    agents = [p for p in agents if p in own or not _of_another(clause, p, trigger)]
    agent = agents[0] if agents and not frame.giver else None
    if clause.passage.text[trigger.span.end : trigger.span.end + 1] == "的" and agent is not None and right:
        right = [p for p in right if p.marker != "with"]
    if frame.passive_only and agent is None:
        return
    objects, _ = _objects(clause, trigger, frame, left, right, later, agent, scene)
    if frame.goal and objects and scene.place is not None and clause.passage.span.contains(scene.place.span):
        objects = (*fitting((scene.place,), frame.object), *objects)
    subjects, carried = _subjects(clause, trigger, frame, left, agent, objects, scene)
    if frame.own and carried:
        return
    respectively = len(subjects) == len(objects) > 1 and "分别" in clause.passage.text[clause.span.start : trigger.span.start]
    for n, subject in enumerate(subjects):
        for obj in objects[n : n + 1] if respectively else objects:
            if subject != obj and subject.span != obj.span:
                yield Relation(subject, frame.predicate, obj, _evidence(report, clause, trigger, frame, (subject, obj), carried))


def _of_another(clause: Clause, agent: Phrase, trigger: Trigger) -> bool:
    """Whether an agent is that of another verb, which only modifies (由甲牵头的专班已经组建)."""
    between, mark, _ = clause.passage.text[agent.span.end : trigger.span.start].partition("的")
    return bool(mark) and len(between) <= 6 and any(between.endswith(v) for v in governing())


def _evidence(report: Report, clause: Clause, trigger: Trigger, frame: Frame, ends: tuple[Mention, ...], carried: bool) -> Evidence:
    """The quote: from the first to the last of verb and ends, as far as they stand in the verb's sentence."""
    inside = [m.span for m in ends if clause.passage.span.contains(m.span) and len(m.span)]
    span = Span(min([trigger.span.start, *(s.start for s in inside)]), max([trigger.span.end, *(s.end for s in inside)]))
    score = frame.confidence * (_CARRIED if carried else 1)
    return cite(report, span, frame.id, round(score, 3), trigger.span)


def _objects(
    clause: Clause,
    trigger: Trigger,
    frame: Frame,
    left: list[Phrase],
    right: list[Phrase],
    later: list[Trigger],
    agent: Phrase | None,
    scene: Scene,
) -> tuple[tuple[Mention, ...], bool]:
    """The objects, and whether they stood before the verb (passive, fronted or carried)."""
    reach = min(
        (t.span.start for t in later if not (_modifies(clause, t) or _places(clause, trigger, t)) and t.text not in frame.through),
        default=clause.span.end,
    )
    for phrase in right:
        heads = fitting(phrase.heads, frame.object)
        if (
            heads
            and phrase.span.start <= reach
            and _marked_after(clause, phrase, trigger) not in ("with", "agent", "place", "about", "joint", "owner")
        ):
            return (_all_right(right, frame, reach) if frame.several else heads), False
    if agent is not None or _fronted(left):
        for phrase in left:
            heads = fitting(phrase.heads, frame.object)
            if heads and phrase is not agent and phrase.marker in ("", "object"):
                return heads, True
        carried = fitting(scene.topic, frame.object) or fitting(scene.thing, frame.object)
        last = _here(clause, frame, scene) if frame.here == "last" else ()  # A成立B，由甲任组长: of B
        return last or carried or _here(clause, frame, scene), True
    if frame.goal and (near := _goal(clause, frame, left)):
        return near, False
    return _here(clause, frame, scene), False


def _marked_after(clause: Clause, phrase: Phrase, trigger: Trigger) -> str:
    """The part of a phrase to the right: words up to the verb's own end don't mark it (落户A, 评为B)."""
    if phrase.marker == "owner":
        return "owner"
    return marker(clause.passage, Span(trigger.span.end, clause.span.end), phrase.span.start)


def _places(clause: Clause, trigger: Trigger, later: Trigger) -> bool:
    """Whether a verb of standing right behind the verb only says where its object is (来到位于A的B)."""
    stands = all(f.predicate == "locatedIn" for f in later.frames) and later.span.start - trigger.span.end <= 1
    return stands and "的" in clause.passage.text[later.span.end : clause.span.end]


def _modifies(clause: Clause, trigger: Trigger) -> bool:
    """Whether a later verb only modifies a noun (A推出由B组建的C): it is followed by 的."""
    return clause.passage.text[trigger.span.end : trigger.span.end + 1] == "的"


def _all_right(right: list[Phrase], frame: Frame, reach: int) -> tuple[Mention, ...]:
    return tuple(h for p in right if p.span.start <= reach and p.marker != "owner" for h in fitting(p.heads, frame.object))


def _fronted(left: list[Phrase]) -> bool:
    return any(p.marker == "object" for p in left)


def _goal(clause: Clause, frame: Frame, left: list[Phrase]) -> tuple[Mention, ...]:
    """The object before the verb, where a word of going leads to it (赴银龄社区调研)."""
    for n, phrase in reversed(list(enumerate(left))):
        before = clause.passage.text[clause.span.start : phrase.span.start]
        if fitting(phrase.heads, frame.object) and _GOAL.search(before):
            return tuple(h for p in _chained(clause, left[n:]) for h in fitting(p.heads, frame.object))
    return ()


def _chained(clause: Clause, phrases: list[Phrase]) -> Iterator[Phrase]:
    """The first phrase and those that a list mark joins to it, whatever their kind (到A中心、B公司调研)."""
    last: Phrase | None = None
    for phrase in phrases:
        if last is not None and clause.passage.text[last.span.end : phrase.span.start] not in ("、", "和", "及"):
            return
        yield phrase
        last = phrase


def _here(clause: Clause, frame: Frame, scene: Scene) -> tuple[Mention, ...]:
    """What the passage speaks of, where a frame lets it be the object."""
    if frame.here == "Event":
        return (scene.event,) if scene.event else ()
    if frame.here == "last":
        near = [m for m in scene.recent if clause.passage.span.contains(m.span)]
        last = next((m for m in reversed(near) if fitting((m,), frame.object) and m not in scene.topic), None)
        return (last,) if last else ()
    if frame.here == "thing":
        return fitting(scene.topic, frame.object) or fitting(scene.thing, frame.object)
    if frame.here == "home":
        if clause.phrases and clause.phrases[-1].type in ("Area", "Community", "Place") and clause.phrases[-1].marker != "":
            return ()
        return fitting(scene.lead, frame.object) or fitting(scene.agent, frame.object)
    return ()


def _together(clause: Clause, trigger: Trigger) -> bool:
    """Whether the verb says that several did it (共同成立, 合作共建)."""
    return bool(_TOGETHER.search(clause.passage.text[max(clause.span.start, trigger.span.start - 4) : trigger.span.end]))


def _subjects(
    clause: Clause, trigger: Trigger, frame: Frame, left: list[Phrase], agent: Phrase | None, objects: tuple[Mention, ...], scene: Scene
) -> tuple[tuple[Mention, ...], bool]:
    """The subjects, and whether they were carried on from an earlier clause."""
    if agent is not None:
        after = [p for p in left if p.span.start > agent.span.end]
        beside = [p for p in after if p.marker == "joint" or (p.marker == "with" and _together(clause, trigger))]
        others = [h for p in beside for h in fitting(p.heads, frame.subject)]
        return (*fitting(agent.heads, frame.subject), *others), False
    if scene.bond and _BOTH.search(clause.passage.text[clause.span.start : trigger.span.start]):
        return fitting(scene.bond, frame.subject), True
    fits = [
        p
        for p in left
        if p.marker == "" and fitting(p.heads, frame.subject) and not set(p.heads) & set(objects) and not governed(clause, p)
    ]
    fits = fits or [p for p in left if p.marker == "" and fitting(p.heads, frame.subject) and not set(p.heads) & set(objects)][-1:]
    if fits and frame.pick == "all":
        own = tuple(h for p in fits for h in fitting(p.heads, frame.subject))
        return (*fitting(scene.waiting, frame.subject), *own), False
    if fits:
        phrase = fits[-1] if frame.pick == "nearest" else fits[0]
        together = _together(clause, trigger)
        joint = [h for p in left if p.marker == "joint" or (together and p.marker == "with") for h in fitting(p.heads, frame.subject)]
        if together and not joint:
            joint = list(fitting(scene.partners, frame.subject))
        led = [h for p in left if p.marker == "led" and frame.goal for h in fitting(p.heads, frozenset({"Person"}))]
        return (*fitting(phrase.heads, frame.subject), *joint, *led), False
    if frame.pick == "all" and scene.waiting:
        return fitting(scene.waiting, frame.subject), True
    if any(o.recogniser == "ceremony" for o in objects) and _held_for(left, scene):
        return (), True
    if (frame.pick == "all" and _other_subject(clause, trigger)) or _speaks(clause, trigger):
        return (), True
    for carried in (*((scene.focus,) if frame.pick == "nearest" else ()), scene.topic, scene.agent, scene.thing, scene.home):
        heads = fitting(carried, frame.subject)
        if heads:
            both = fitting(scene.partners, frame.subject) if _together(clause, trigger) else fitting(scene.allies, frame.subject)
            return (*heads, *(b for b in both if b not in heads)), True
    return (), True


def _held_for(left: list[Phrase], scene: Scene) -> bool:
    """Whether the clause is about a work or a place: what is held, is held for it (某某工程举行开工仪式), by whom isn't said."""
    own = [p.type for p in left if p.marker == ""]
    return any(t in ("Project", "Place") for t in own) or (not own and any(m.type == "Project" for m in scene.topic))


def _speaks(clause: Clause, trigger: Trigger) -> bool:
    """Whether somebody speaks of himself (我参加了论坛): who that is, the clause doesn't tell."""
    taken = [h.span for p in clause.phrases for h in p.heads]
    words = clause.passage.words(Span(clause.span.start, trigger.span.start))
    return any(t.text in ("我", "我们", "咱", "咱们") and not any(s.overlaps(t.span) for s in taken) for t in words)


def _other_subject(clause: Clause, trigger: Trigger) -> bool:
    """Whether a common noun right before the verb is its subject (吸引120余名居民参加)."""
    token = clause.passage.at(trigger.span.start - 1) if trigger.span.start > clause.span.start else None
    return token is not None and token.tag == "n"
