"""People, their posts and their work: apposition (区委书记张三), verbs of holding, lists of appointments, occupations."""

import re
from collections.abc import Iterator
from functools import cache

from kg import lexicon, rules
from kg.model import Mention, Report, Span, cite
from kg.relate.phrases import Clause, Phrase
from kg.relate.scene import Scene
from kg.relations import Relation


def apposition(report: Report, clause: Clause) -> Iterator[Relation]:
    """A title right before a name."""
    for phrase in clause.phrases:
        for person, post in phrase.titles:
            span = Span(min(post.span.start, person.span.start), max(person.span.end, post.span.end))
            yield Relation(person, "holdsPost", post, cite(report, span, "apposition", 0.96))
    yield from _lines(report, clause)


_GAP = re.compile(r"(?:[（(][^（）()]{1,6}[）)])?[\s　]+")


def _lines(report: Report, clause: Clause) -> Iterator[Relation]:
    """Lines of a list of people: a name, a gap, the posts."""
    for person, post in zip(clause.phrases, clause.phrases[1:], strict=False):
        gap = clause.passage.text[person.span.end : post.span.start]
        opens = not clause.passage.text[clause.passage.span.start : person.span.start].strip()
        if opens and _GAP.fullmatch(gap) and person.type == "Person" and all(h.type == "Post" for h in post.heads):
            for held in post.heads:
                yield Relation(person.heads[0], "holdsPost", held, cite(report, Span(person.span.start, held.span.end), "list-line", 0.9))


@cache
def _verbs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return rules.pattern(rules.words("posts", "holds")), rules.pattern(rules.words("posts", "ends"))


def holding(report: Report, clause: Clause, scene: Scene) -> Iterator[Relation]:
    """Posts after a verb of holding: 任, 现任, 当选; and 为 in a list of appointments (任命：李明为局长)."""
    holds, ends = _verbs()
    starts = clause.passage.starts()
    for phrase in clause.phrases:
        posts = [m for m in phrase.heads if m.type == "Post"] + [p for _, p in phrase.titles]
        left = clause.passage.text[clause.span.start : phrase.span.start]
        verb = next(
            (h for h in reversed(list(holds.finditer(left))) if h.start() + clause.span.start in starts or h.end() == len(left)), None
        )
        appointed = re.search(r"为$", left) if verb is None else None
        hit = verb or appointed
        if clause.passage.text.startswith(("候选人", "人选", "提名人选"), phrase.span.end):
            continue  # proposed only
        if not posts or hit is None or ends.search(left[max(0, hit.start() - 4) :] + "") or not _near(clause, hit.end(), phrase):
            continue
        person = _holder(clause, phrase, scene)
        if person is None or (appointed and person.span.end > clause.span.start + hit.end()):
            continue
        trigger = Span(clause.span.start + hit.start(), clause.span.start + hit.end())
        for holder, post in _each(clause, person, posts, trigger):
            span = Span(max(holder.span.start, clause.passage.span.start), max(post.span.end, holder.span.end))
            if span.start > post.span.start:
                span = Span(min(holder.span.start, post.span.start), max(holder.span.end, post.span.end))
            yield Relation(holder, "holdsPost", post, cite(report, span, "appointment", 0.93, trigger))


def _each(clause: Clause, person: Mention, posts: list[Mention], trigger: Span) -> Iterator[tuple[Mention, Mention]]:
    """Who holds which: all people of the list that ends with the person (选举A、B为副主任); one each where 分别 says so."""
    group = next((p for p in clause.phrases if person in p.heads and p.span.end <= trigger.start), None)
    people = [h for h in group.heads if h.type == "Person"] if group else [person]
    if len(people) == len(posts) > 1 and "分别" in clause.text:
        yield from zip(people, posts, strict=True)
        return
    for one in people:
        yield from ((one, post) for post in posts)


_IS = re.compile(r"(?:是|为|由)[\u3400-\u9fff]{0,6}$")


def copulas(report: Report, clause: Clause) -> Iterator[Relation]:
    """队长是律师段某: the post stands before its holder; 段某是某社区书记、主任: after him."""
    for post, person in zip(clause.phrases, clause.phrases[1:], strict=False):
        gap = clause.passage.text[post.span.end : person.span.start]
        if gap in ("是", "系", "现为", "就是") and post.heads[-1].type == "Person" and all(h.type == "Post" for h in person.heads):
            for held in person.heads:
                yield Relation(
                    post.heads[-1], "holdsPost", held, cite(report, Span(post.heads[-1].span.start, held.span.end), "copula", 0.9)
                )
        if post.heads[-1].type == "Post" and person.heads[0].type == "Person" and _IS.fullmatch(gap):
            span = Span(post.span.start, person.heads[0].span.end)
            yield Relation(person.heads[0], "holdsPost", post.heads[-1], cite(report, span, "copula", 0.9))


def heading(report: Report, clause: Clause, scene: Scene) -> Iterator[Relation]:
    """任X专班组长: leads the body whose head one is."""
    holds, _ = _verbs()
    words = rules.pattern(rules.words("posts", "heads_of"))
    for phrase in clause.phrases:
        body = phrase.heads[-1]
        left = clause.passage.text[clause.span.start : phrase.span.start]
        hit = words.match(clause.passage.text, body.span.end, clause.span.end)
        person = _holder(clause, phrase, scene)
        if body.type == "Organisation" and hit and holds.search(left) and person is not None:
            span = (
                Span(min(person.span.start, body.span.start), hit.end())
                if clause.passage.span.contains(person.span)
                else Span(body.span.start, hit.end())
            )
            yield Relation(person, "leads", body, cite(report, span, "heads", 0.88, Span(*hit.span())))


def predicated(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase of posts says something of somebody (现任X, a list of titles after a name), so that it is no subject."""
    if any(h.type != "Post" for h in phrase.heads):
        return False
    holds, ends = _verbs()
    left = clause.passage.text[clause.span.start : phrase.span.start]
    return bool(holds.search(left) or ends.search(left)) or phrase.span.end == clause.span.end


def apposed(report: Report, clause: Clause, scene: Scene) -> Iterator[Relation]:
    """Titles alone in a clause after a person's own clause (甲某，某社区党委书记、居委会主任，…): they are his."""
    person = next((m for m in scene.topic if m.type == "Person"), None)
    if person is None or len(scene.topic) != 1 or not clause.passage.span.contains(person.span):
        person = scene.holder
    ended = person is not None and _verbs()[1].search(clause.passage.text, person.span.end, clause.span.start) and scene.holder is None
    if person is None or ended or len(clause.phrases) != 1:  # what somebody gives up or is proposed for, he doesn't hold
        return
    phrase = clause.phrases[0]
    left = clause.passage.text[clause.span.start : phrase.span.start].strip()
    if all(h.type == "Post" for h in phrase.heads) and left in ("", "现任", "是") and phrase.span.end == clause.span.end:
        for post in phrase.heads:
            yield Relation(person, "holdsPost", post, cite(report, Span(_quoted_from(clause, person, post), post.span.end), "apposed", 0.9))


def _quoted_from(clause: Clause, person: Mention, post: Mention) -> int:
    """Where the quote of a post begins: at its holder, or at the sentence where he stands before it."""
    return person.span.start if clause.passage.span.contains(person.span) else min(clause.passage.span.start, post.span.start)


def _near(clause: Clause, end: int, phrase: Phrase) -> bool:
    """Whether only other posts, names and small words stand between the verb and the post."""
    gap = clause.passage.text[clause.span.start + end : phrase.span.start]
    return len(gap) <= 12 and not re.search(r"[。；]", gap)


def _holder(clause: Clause, phrase: Phrase, scene: Scene) -> Mention | None:
    """Who holds the post: a person before it in the clause, one right after 聘任, else the last one named in the sentence."""
    before = [h for p in clause.phrases if p.span.start < phrase.span.start for h in p.heads if h.type == "Person"]
    if before:
        return before[-1]
    inside = [h for h in scene.recent if h.type == "Person" and clause.passage.span.contains(h.span)]
    if not inside and _CAREER.match(clause.passage.text, clause.span.start):  # 杨某，男，…学历。历任A、B
        inside = [h for h in scene.recent if h.type == "Person" and scene.holder is None][-1:]
    subject = [h for h in (*scene.topic, *scene.agent) if h.type == "Person"]
    return inside[-1] if inside else subject[-1] if subject else None


_CAREER = re.compile(r"\s*(?:历任|曾任|曾担任|先后任|先后担任|现任)")


@cache
def _occupations() -> re.Pattern[str]:
    data = lexicon.read_cached("posts")
    named = set(data["occupations"]) - set(data["not_occupations"])
    return re.compile(rf"(?P<kind>[\u3400-\u9fff]{{0,4}}?)(?P<work>{lexicon.alternation(named)})$")


def occupations(report: Report, clause: Clause) -> Iterator[Relation]:
    """An occupation right before a name, with the field before it (针灸医师某某)."""
    for phrase in clause.phrases:
        for person in phrase.heads:
            if person.type != "Person" or any(p == person and t.span.end == person.span.start for p, t in phrase.titles):
                continue
            left = clause.passage.text[clause.span.start : person.span.start]
            if (noun := _working_noun(clause, person)) is not None:
                span = Span(noun.start, person.span.end)
                yield Relation(person, "occupies", noun.of(report.text), cite(report, span, "occupation-noun", 0.8))
            elif hit := _occupations().search(left):
                start = clause.span.start + _field_start(clause, clause.span.start + hit.start("work"))
                span = Span(start, person.span.end)
                work = clause.passage.text[start : person.span.start]
                yield Relation(person, "occupies", report.text[start : start + len(work)], cite(report, span, "occupation", 0.88))


def callings(report: Report, clause: Clause) -> Iterator[Relation]:
    """韩某是农艺师: an occupation said of somebody."""
    for phrase in clause.phrases:
        person = phrase.heads[-1]
        if person.type != "Person":
            continue
        if hit := _is_a().match(clause.passage.text, person.span.end, clause.span.end) or _line_calling(clause, person):
            yield Relation(
                person,
                "occupies",
                report.text[hit.start("work") : hit.end("work")],
                cite(report, Span(person.span.start, hit.end()), "calling", 0.85),
            )


@cache
def _is_a() -> re.Pattern[str]:
    data = lexicon.read_cached("posts")
    named = set(data["occupations"]) - set(data["not_occupations"])
    kind = "(?:退休|普通|资深|年轻|土生土长的|村里的|当地|本地)?"
    return re.compile(
        rf"(?:是|系)(?:一?[名位个])?{kind}(?P<work>(?:[\u3400-\u9fff]{{2}})?{lexicon.alternation(named)})(?=[，,。；、]|出身|$)"
    )


def _line_calling(clause: Clause, person: Mention) -> re.Match[str] | None:
    """What somebody does, at the end of his line in a list of people (崔某　出租车司机; 宋某（女）　某校教师)."""
    opens = not clause.passage.text[clause.passage.span.start : person.span.start].strip()
    gap = _GAP.match(clause.passage.text, person.span.end, clause.span.end) if opens else None
    last = [h.span.end for p in clause.phrases for h in p.heads if h.type != "Post"][-1:]
    start = max([gap.end() if gap else 0, *last])
    return _line_end().fullmatch(clause.passage.text, start, clause.span.end) if gap else None


@cache
def _line_end() -> re.Pattern[str]:
    data = lexicon.read_cached("posts")
    named = set(data["occupations"]) - set(data["not_occupations"])
    return re.compile(rf"[\s　]*(?P<work>[\u3400-\u9fff]{{0,4}}{lexicon.alternation(named)})[\s　]*")


def _working_noun(clause: Clause, person: Mention) -> Span | None:
    """A noun right before a name that ends as occupations do (装调工, 茶艺师) and is in no list."""
    token = clause.passage.at(person.span.start - 1) if person.span.start > clause.span.start else None
    if token is None or token.tag != "n" or len(token.text) < 3 or _occupations().search(token.text):
        return None
    ends = token.text.endswith(tuple(lexicon.words("posts", "occupation_endings")))
    none = lexicon.words("posts", "not_occupation_nouns") | lexicon.words("posts", "announce") | lexicon.words("posts", "body")
    free = not any(h.span.overlaps(token.span) for p in clause.phrases for h in p.heads)
    return token.span if ends and free and token.text not in none and not token.text.endswith(tuple(none)) else None


def _field_start(clause: Clause, work: int) -> int:
    """Where the occupation begins, from the clause's start: one noun of its field stands before it at most."""
    token = clause.passage.at(work)
    if token is not None and token.span.start < work and token.tag in ("n", "nz"):
        epithet = next((w for w in lexicon.words("posts", "announce") if token.text.startswith(w)), "")  # 党员工程师
        return token.span.start + len(epithet) - clause.span.start
    before = clause.passage.at(work - 1) if work > clause.span.start else None
    taken = [h.span for p in clause.phrases for h in p.heads]
    fits = (
        before is not None and before.tag in ("n", "vn", "nz") and len(before.text) == 2 and not any(s.overlaps(before.span) for s in taken)
    )
    return (before.span.start if fits and before and before.text not in lexicon.words("posts", "no_fields") else work) - clause.span.start


def leaders(report: Report, clause: Clause, scene: Scene) -> Iterator[Relation]:
    """项目负责人孟某: leads the project at hand."""
    for phrase in clause.phrases:
        for person in phrase.heads:
            left = clause.passage.text[clause.span.start : person.span.start]
            word = next((w for w in rules.words("posts", "leads") if left.endswith(w)), None)
            if person.type != "Person" or word is None:
                continue
            things = [m for m in scene.recent if m.type == "Project" and m.span.end <= person.span.start]
            if things:
                span = Span(person.span.start - len(word), person.span.end)
                yield Relation(person, "leads", things[-1], cite(report, span, "project-leader", 0.8))
