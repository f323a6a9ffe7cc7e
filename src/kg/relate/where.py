"""Where things stand: 在L，X…; L的X; 在L建设X; E在L举行; X选址L is a frame of its own."""

import re
from collections.abc import Iterator

from kg.model import Mention, Report, Span, cite
from kg.relate.phrases import Clause, Phrase
from kg.relate.scene import Scene, fitting
from kg.relations import Relation

_LAND = frozenset({"Area", "Community", "Place"})
_FINE = frozenset({"Subdistrict", "Town", "DevelopmentZone", "Village", "ResidentialCommunity", "HousingEstate"})
_SITED = frozenset({"Project", "Place"})
_HELD = re.compile(
    r"^[\u3400-\u9fff]{0,6}?(?:隆重|正式|圆满|成功|如期|胜利|顺利|热闹)?(?:举行|举办|召开|开展|启动|开幕|闭幕|落幕|启幕|开班|开赛|开讲|拉开帷幕|进行|举)"
)
_INSIDE = re.compile(r"^(?:内|里|境内|辖区|辖区内)?的?$")
_WORKS = re.compile(r"(?:建设|实施|新建|打造|建成|建起|改造|投建|兴建|修建|布局|开设|设立|成立)[\u3400-\u9fff“]{0,6}$")
_FOUNDS = re.compile(r"开设|设立|成立")
_STANDS = re.compile(r"(?:选址|位于|坐落于|坐落在|地处|设在|建在|落户|落户于)[\u3400-\u9fff]{0,4}$")
_GOES = re.compile(r"(?:来到|赶到|前往|抵达|走进|深入)$")
_ALONE = re.compile(r"^(?:在|走进|来到|位于|记者在|记者来到|走进了)?$")


def where(report: Report, clause: Clause, scene: Scene) -> Iterator[Relation]:
    """locatedIn facts of a clause other than those of verbs of standing."""
    text = clause.passage.text
    for n, phrase in enumerate(clause.phrases):
        land = fitting(phrase.heads, _LAND)
        if not land:
            continue
        if phrase.marker == "place":
            yield from _held(report, clause, n, land[-1], scene)
        after = clause.phrases[n + 1] if n + 1 < len(clause.phrases) else None
        if after is None:
            continue
        gap = text[phrase.span.end : after.span.start]
        fine = gap == "的" and land[-1].subtype in _FINE and not land[-1].deictic
        sited = fine or (phrase.marker == "owner" and _STANDS.search(text[clause.span.start : phrase.span.start]) is not None)
        inside = sited or (_INSIDE.fullmatch(gap) and gap not in ("", "的")) or (phrase.marker == "place" and (_WORKS.search(gap)))
        if inside or (
            gap == "" and len(land) == 1 and land[0].type in ("Community", "Area") and after.marker == "" and not land[0].deictic
        ):
            for thing in fitting(after.heads, _SITED if not inside else _SITED | {"Organisation"}):
                if sited or thing.type != "Organisation" or "内" in gap or (_FOUNDS.search(gap) and land[-1].subtype in _FINE):
                    yield Relation(thing, "locatedIn", land[-1], cite(report, Span(phrase.span.start, thing.span.end), "site", 0.85))
    yield from _moved(report, clause, scene)


def _held(report: Report, clause: Clause, n: int, land: Mention, scene: Scene) -> Iterator[Relation]:
    """An event in a place: E在L举行; A在L举办E; also the event that the clause before was about (E完成议程，在L闭幕)."""
    text = clause.passage.text
    tail = text[land.span.end : clause.span.end]
    before = [h for p in clause.phrases[:n] for h in p.heads if h.type == "Event"]
    after = [h for p in clause.phrases[n + 1 :] for h in p.heads if h.type == "Event"]
    if not _HELD.match(tail) and not (after and _HELD.match(text[land.span.end : after[0].span.start])):
        return
    carried = [m for m in scene.topic if m.type == "Event" and n == 0 and not clause.first]
    for event in before[-1:] or after[:1] or carried[-1:]:
        inside = clause.passage.span.contains(event.span)
        span = Span(
            min(event.span.start if inside else land.span.start, land.span.start), max(event.span.end if inside else 0, land.span.end)
        )
        yield Relation(event, "locatedIn", land, cite(report, span, "held-in", 0.92))


def _moved(report: Report, clause: Clause, scene: Scene) -> Iterator[Relation]:
    """The place that the passage has gone to (在高里街道，X项目…): the project that opens the clause stands there."""
    if scene.place is None or not clause.phrases or (not clause.passage.span.contains(scene.place.span) and not _opens(clause)):
        return
    first = clause.phrases[0]
    for thing in fitting(first.heads, frozenset({"Project"})):
        if first.marker == "" and not thing.deictic:
            inside = clause.passage.span.contains(scene.place.span)
            span = Span(scene.place.span.start if inside else thing.span.start, thing.span.end)
            yield Relation(thing, "locatedIn", scene.place, cite(report, span, "setting", 0.75))


def _opens(clause: Clause) -> bool:
    return clause.first or clause.resumes


def setting(clause: Clause, scene: Scene) -> Mention | None:
    """The place that a clause moves the passage to, if it does nothing else; a paragraph's end takes it back."""
    goes = (
        len(clause.phrases) == 2
        and clause.phrases[0].type == "Person"
        and _GOES.search(clause.passage.text[: clause.phrases[1].span.start])
    )
    if len(clause.phrases) != 1 and not goes:
        return scene.place
    phrase: Phrase = clause.phrases[-1]
    land = fitting(phrase.heads, _LAND)
    text = clause.passage.text
    before = text[clause.span.start : phrase.span.start].strip()
    after = text[phrase.span.end : clause.span.end].strip()
    alone = (goes or _ALONE.fullmatch(before) or before.endswith("在")) and after in ("", "里", "内", "的项目工地", "项目现场", "建设现场")
    return land[-1] if land and alone and not land[-1].deictic else scene.place
