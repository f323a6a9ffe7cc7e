"""What a number is said of: the grammatical subject, what it modifies, what is paid for, or what the sentence has brought up."""

import re
from functools import cache

from kg import lexicon
from kg.model import Mention, Span
from kg.relate.heads import again, counted, headed, owned
from kg.relate.phrases import Clause, Phrase
from kg.relate.scene import THINGS, Scene, fitting
from kg.relate.triggers import governed
from kg.relations import Relation
from kg.values import Quantity

ABOUT = frozenset({"Organisation", "Community", "Area", "Place", "Project", "Programme", "Event"})
_BUILT = frozenset({"Project", "Place"})
_DOERS = frozenset({"Organisation", "Community", "Area"})
_PAID = re.compile(r"(?:投资|出资|投入|斥资|注资|资金|总投资|投资额|花)[\u3400-\u9fff]{0,3}$")
_THIS_TIME = re.compile(r"(?:此次|本次|这次|活动共|活动中|现场|仪式上|会上|应到|实到(?!外资|资金|位)|参会|与会|观众)")
_PROGRESS = re.compile(r"完成(?:投资|工程量|总工程|产值|施工)")
_OFFICIALS = re.compile(r"领导|干部|书记")
_PEOPLE = frozenset({"人", "名", "位", "人次", "户"})
_ATTEND = re.compile(r"参加|出席|到场|到会|观摩|旁听|观看|与会|参会|参与|齐聚|到现场|赴会|列席|见证|宣誓|(?<!当天)来了")
#: What those who are listed and counted do (A等27家企业入驻); else the number only sums up their list.
_ROLES = re.compile(r"入驻|落户|进驻|加入|会员|成员|签约|参与|参加|出席|到场|观摩")
_BARE = re.compile(r"的(?:这一|这个|这项|该)?(?:项目|工程)[\u3400-\u9fff]{0,8}$")


def about(clause: Clause, quantity: Quantity, scene: Scene, facts: list[Relation]) -> Mention | None:
    """The thing that a number is said of."""
    text = clause.passage.text
    left = text[clause.span.start : quantity.span.start]
    if (modified := modifies(clause, quantity.span)) is not None:
        return modified
    if (joined := _joined(clause, quantity, facts)) is not None:
        return joined
    if _listing(clause, quantity, facts) and not _ROLES.search(text[quantity.span.end : clause.span.end]):
        return None
    if _PAID.search(left) and (thing := _paid_for(clause, quantity, scene)) is not None:
        return thing
    if _BARE.search(left) and (things := fitting(scene.focus, _BUILT) or fitting(scene.topic, _BUILT) or fitting(scene.thing, _BUILT)):
        return things[-1]  # 这个选址某社区的项目计划投资8万元
    subject = _subject(clause, quantity.span, scene)
    if (subject is None or _adjoins(clause, quantity)) and (event := _gathering(clause, quantity, scene)) is not None:
        return event
    if subject is not None:
        return scene.event if subject.type == "Event" and subject.deictic and scene.event else subject
    return _carried(clause, quantity, scene)


def _subject(clause: Clause, span: Span, scene: Scene) -> Mention | None:
    """The subject of the clause: the head of a relative clause before the number (A建设的X全长…), else the first phrase."""
    before = [p for p in clause.phrases if p.span.end <= span.start and p.marker != "owner" and fitting(p.heads, ABOUT)]
    before = [p for p in before if not counted(clause, p) and not (p is not clause.phrases[0] and governed(clause, p))]
    if (head := headed(clause, span.start)) is not None and head in before:
        return fitting(head.heads, ABOUT)[-1]
    plain = [p for p in before if p.marker in ("", "agent") and not _listed(clause, p, span)]
    if (named := again(scene, clause)) is not None:
        return named
    topic = fitting(scene.topic, ABOUT)
    carried = bool(topic) and not clause.first and clause.passage.span.contains(topic[-1].span)
    if all(p.marker for p in plain) and (carried or clause.text.startswith(("前者", "后者"))):
        return None  # X面积200平方米，由A出资30万元建设: of X
    if not plain:
        return None
    meant = owned(clause, plain[0])
    return fitting((meant if meant in before else plain[0]).heads, ABOUT)[-1]


def _listed(clause: Clause, phrase: Phrase, span: Span) -> bool:
    """Whether a phrase only names some of those that a number counts (A、B等27家企业)."""
    return clause.passage.text[phrase.span.end : span.start].strip() == "等"


#: Facts whose objects a number may sum up and still count (孵化了A、B等46家企业).
_GAINED = frozenset({"incubates", "introduces", "establishes", "builds"})


def _listing(clause: Clause, quantity: Quantity, facts: list[Relation]) -> bool:
    """Whether the number only sums up a list (A等10个项目), not what somebody has gained."""
    gained = {f.object for f in facts if f.predicate in _GAINED}
    before = [p for p in clause.phrases if p.span.end <= quantity.span.start]
    return any(_listed(clause, p, quantity.span) and not gained.intersection(p.heads) for p in before)


def _adjoins(clause: Clause, quantity: Quantity) -> bool:
    """Whether an area stands right before the number, as whose people they are (全区450名职工代表)."""
    return any(p.span.end == quantity.span.start and p.type in ("Area", "Community") for p in clause.phrases)


def _gathering(clause: Clause, quantity: Quantity, scene: Scene) -> Mention | None:
    """The event that people come to: 120名师生现场观摩, 此次签约项目12个."""
    text = clause.passage.text
    left, right = text[clause.span.start : quantity.span.start], text[quantity.span.end : clause.span.end]
    comes = quantity.unit in _PEOPLE and _ATTEND.search(left + right)
    if not (comes or _THIS_TIME.match(left) or right.startswith(("项目中", "个项目中")) or clause.passage.kind in ("title", "heading")):
        return None
    named = [h for p in clause.phrases for h in p.heads if h.type == "Event" and not h.deictic]
    return named[-1] if comes and named else scene.event


def _carried(clause: Clause, quantity: Quantity, scene: Scene) -> Mention | None:
    """Without a subject: what the sentence counted last, what it has just brought up, or who the passage is about."""
    left = clause.passage.text[clause.span.start : quantity.span.start]
    if scene.stranger:
        return None
    if scene.told is not None:
        return scene.told
    near = clause.passage.text[clause.span.start : min(clause.span.end, quantity.span.end + 8)]
    right = clause.passage.text[quantity.span.end : quantity.span.end + 8]
    if not left.strip() and _OFFICIALS.search(right) and fitting(scene.focus, frozenset({"Programme"})):
        return _doer(scene)  # 推出A机制，32名干部…
    acts = bool(_acts().search(near)) and not _PROGRESS.search(left)
    if scene.focus and not (acts and not _active(clause, scene.focus[-1])):
        return scene.focus[-1]
    if acts and clause.first and scene.home:
        return scene.home[-1]  # the account goes on about whose it is
    if acts and _stale(clause, scene) and (doer := _doer(scene)) is not None:
        return doer
    for carried in (scene.topic, scene.home, scene.agent, scene.thing):
        if heads := fitting(carried, ABOUT):
            return heads[-1]
    return None


def _active(clause: Clause, thing: Mention) -> bool:
    """Whether what was just brought up acts itself: a body that was set up or an event, not an enterprise that was brought in."""
    inside = clause.passage.span.contains(thing.span)
    return inside and (thing.type == "Event" or (thing.type == "Organisation" and not thing.name.endswith(_ENTERPRISES)))


_ENTERPRISES = ("公司", "厂", "集团", "银行", "支行", "企业")


def _stale(clause: Clause, scene: Scene) -> bool:
    """Whether the topic is a thing of an earlier sentence, which doesn't act in this one."""
    things = fitting(scene.topic, THINGS)
    return (
        bool(things)
        and (clause.first or clause.resumes or not clause.passage.span.contains(things[-1].span))
        and not (scene.named and scene.topic == scene.named)
    )


def _doer(scene: Scene) -> Mention | None:
    """Who acts in a sentence that leaves its subject out: whose account it is, else who leads the paragraph."""
    return next((h[-1] for c in (scene.home, scene.lead, scene.agent) if (h := fitting(c, _DOERS))), None)


@cache
def _acts() -> re.Pattern[str]:
    return lexicon.compiled(lexicon.words("values", "acts"))


def _paid_for(clause: Clause, quantity: Quantity, scene: Scene) -> Mention | None:
    """What money is spent on: the project before or after in the clause, else the one at hand."""
    phrases = [p for p in clause.phrases if not counted(clause, p)]
    after = [h for p in phrases if p.span.start >= quantity.span.end for h in fitting(p.heads, _BUILT)]
    before = [h for p in phrases if p.span.end <= quantity.span.start for h in fitting(p.heads, _BUILT)]
    if before:
        return before[-1]
    if after or scene.told or scene.stranger:
        return after[0] if after else None
    topic = next(iter(fitting(scene.topic, _BUILT)), None)
    stale = topic is not None and _subject(clause, quantity.span, scene) is not None and not clause.passage.span.contains(topic.span)
    return None if stale else topic


def _joined(clause: Clause, quantity: Quantity, facts: list[Relation]) -> Mention | None:
    """A count that closes a list of members or settlers is about what they join (A、B等31家企业加入C)."""
    before = [p for p in clause.phrases if p.span.end <= quantity.span.start]
    if not before or not clause.passage.text[before[-1].span.end : quantity.span.start].startswith("等"):
        return None
    return next(
        (
            f.object
            for f in facts
            if f.predicate in ("memberOf", "locatedIn", "participatesIn")
            and f.subject in before[-1].heads
            and isinstance(f.object, Mention)
        ),
        None,
    )


def modifies(clause: Clause, span: Span) -> Mention | None:
    """The thing that a number modifies: 总投资12亿元、占地180亩的X."""
    text = clause.passage.text
    phrase: Phrase | None = next((p for p in clause.phrases if p.span.start >= span.end), None)
    if phrase is None:
        return None
    gap = text[span.end : phrase.span.start]
    fits = fitting(phrase.heads, _BUILT | {"Event"})
    return phrase.heads[0] if fits and len(gap) <= 24 and gap.endswith(("的", "的“")) else None
