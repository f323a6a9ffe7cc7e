"""A sentence as clauses of phrases: who and what stands where, in which part.

A phrase is one or more coordinated mentions (A、B和C), each with the titles that stand before it as apposition. Its marker is
the function word before it: 由A is an agent, 在A a place, 与A a partner. A clause ends at a comma, a semicolon or a colon
outside of quotes and brackets.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from kg import lexicon, rules
from kg.model import Mention, Span
from kg.tokens import Passage

_ENDS = frozenset("，,；;：:。！？!?\n")
_OPEN, _CLOSE = "“「『（(《", "”」』）)》"
_PARTICULARS = re.compile(r"[（(](?:女|男|[\u3400-\u9fff]{1,4}族|女[，,][\u3400-\u9fff]{1,4}族)[）)]")
_JOINED = re.compile(r"^(?:、|和|及|以及|暨|跟|与|\s|等)+$")
#: What makes a phrase the owner of the next one: 枣庄境内的X, 社区内的X.
_STANDS = re.compile(r"(?:选址|位于|坐落于|坐落在|地处|设在|建在|落户|落户于)[\u3400-\u9fff]{0,4}$")
#: Money and what it pays for are one clause: 投资22亿元，在某镇建设X.
_PAYS = re.compile(r"(?:投资|出资|斥资|投入)[^，,。]{1,10}元\|(?:在|建设|新建|打造|用于|兴建|实施)")
_GENITIVE = re.compile(r"(?:境内|辖区|辖区内|内|所属|下属|下辖|所辖|旗下)?的(?:首个|首批|第一个)?")
_FAMILY = {
    "Person": 0,
    "Post": 0,
    "Organisation": 1,
    "Area": 1,
    "Community": 1,
    "Project": 2,
    "Place": 2,
    "Programme": 2,
    "Event": 3,
    "Award": 4,
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Coordinated mentions with one part in the clause. `titles`: (person, post) pairs of apposition.

    `marker`: agent, with, joint, place, about, object; `owner` where the next phrase belongs to this one; else empty.
    """

    heads: tuple[Mention, ...]
    span: Span
    marker: str
    titles: tuple[tuple[Mention, Mention], ...] = ()

    @property
    def type(self) -> str:
        return self.heads[0].type


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between pauses. `phrases` in order; `first`: it opens its sentence; `resumes`: a semicolon stands before it."""

    passage: Passage
    span: Span
    phrases: tuple[Phrase, ...]
    first: bool
    resumes: bool = False

    @property
    def text(self) -> str:
        return self.span.of(self.passage.text)

    @property
    def listed(self) -> bool:
        """Whether a colon or semicolon stands before it."""
        return not self.first and self.passage.text[self.span.start - 1] in ":：；;"


def clauses(passage: Passage, mentions: list[Mention]) -> list[Clause]:
    """The clauses of a sentence, with its top-level mentions as phrases."""
    out = []
    for n, span in enumerate(_split(passage)):
        inside = [m for m in mentions if span.contains(m.span)]
        out.append(Clause(passage, span, tuple(_phrases(passage, span, inside)), n == 0, n > 0 and passage.text[span.start - 1] in "；;"))
    return out


def _split(passage: Passage) -> list[Span]:
    """Spans between pauses at depth 0; an unclosed bracket ends with the sentence."""
    spans, start, depth = [], passage.span.start, 0
    for at in range(passage.span.start, passage.span.end):
        char = passage.text[at]
        depth = max(0, depth + (char in _OPEN) - (char in _CLOSE))
        if (
            char in _ENDS
            and depth == 0
            and not _inside_number(passage.text, at)
            and not _PAYS.search(passage.text[start:at] + "|" + passage.text[at + 1 : at + 4])
        ):
            spans.append(Span(start, at))
            start = at + 1
    spans.append(Span(start, passage.span.end))
    return [s for s in spans if s.of(passage.text).strip()]


def _inside_number(text: str, at: int) -> bool:
    return text[at] in ",:" and at > 0 and text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit()


def _phrases(passage: Passage, clause: Span, mentions: list[Mention]) -> list[Phrase]:
    groups: list[list[Mention]] = []
    for mention in mentions:
        gap = passage.text[groups[-1][-1].span.end : mention.span.start] if groups else None
        if gap is not None and _joins(gap, groups[-1], mention):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    phrases = [_phrase(passage, clause, group) for group in groups]
    for n, phrase in enumerate(phrases[:-1]):
        gap = passage.text[phrase.span.end : phrases[n + 1].span.start]
        stands = _STANDS.search(passage.text[clause.start : phrase.span.start])
        if (
            _GENITIVE.fullmatch(gap)
            and (phrase.type in ("Area", "Community", "Organisation") or (phrase.type == "Place" and stands))
            and phrases[n + 1].type not in ("Person", "Post")
        ):
            phrases[n + 1] = replace(phrases[n + 1], marker="" if stands else phrase.marker)
            phrases[n] = replace(phrase, marker="owner")
        elif _is_epithet(passage, gap, phrase, phrases[n + 1]):
            phrases[n] = replace(phrase, marker="owner")
    return phrases


def _is_epithet(passage: Passage, gap: str, phrase: Phrase, person: Phrase) -> bool:
    """Whether a body and a noun before a name only say who somebody is (社区木匠吴某)."""
    words = passage.words(Span(phrase.span.end, person.span.start)) if gap else ()
    named = person.type == "Person" and phrase.type in ("Area", "Community", "Organisation") and 0 < len(gap) <= 6
    return named and all(t.tag in ("n", "nz", "vn") for t in words)


def _joins(gap: str, group: list[Mention], mention: Mention) -> bool:
    """Whether a mention goes on the phrase before it: as apposition (title, person) or as a member of its list."""
    last = group[-1]
    if not gap.strip():
        quoted = {last.recogniser[:5], mention.recogniser[:5]} == {"quote"} and last.type == mention.type
        return quoted or (last.type == "Post" and mention.type in ("Person", "Post"))
    if last.type == mention.type == "Person" and (hit := _PARTICULARS.match(gap)):
        gap = gap[hit.end() :]  # 甲（女）、乙当选
    if last.type == "Post" and mention.type == "Person" and _works().fullmatch(gap):
        return True  # 副局长、高级工程师某某
    if gap in ("与", "跟", "同") and last.type in ("Organisation", "Area", "Community"):
        return False
    return bool(_JOINED.fullmatch(gap)) and _FAMILY[last.type] == _FAMILY[mention.type]


@cache
def _works() -> re.Pattern[str]:
    return re.compile(rf"、[\u3400-\u9fff]{{0,4}}?{lexicon.alternation(lexicon.words('posts', 'occupations'))}")


def _phrase(passage: Passage, clause: Span, group: list[Mention]) -> Phrase:
    """Titles bound to their people: posts before a person are his; a plural title serves the people after him too."""
    heads: list[Mention] = []
    titles: list[tuple[Mention, Mention]] = []
    waiting: list[Mention] = []
    held: list[Mention] = []
    for mention in group:
        if mention.type == "Post":
            waiting.append(mention)
            continue
        if mention.type == "Person":
            held = waiting or [p for p in held if _plural(p)]
            titles += [(mention, post) for post in held]
        else:
            heads += waiting
        waiting = []
        heads.append(mention)
    heads += waiting
    span = Span(group[0].span.start, group[-1].span.end)
    return Phrase(tuple(heads), span, marker(passage, clause, span.start), tuple(titles))


def _plural(post: Mention) -> bool:
    """Whether several people can hold the title at once (副区长, 委员)."""
    return any(w in post.name for w in rules.words("posts", "plural"))


@cache
def _markers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = rules.relations()["markers"]
    fillers, kinds = rules.pattern(rules.words("fillers", "words")), rules.pattern(rules.words("fillers", "kinds"))
    filler = rf"(?:{fillers.pattern}|[\u3400-\u9fff]{{0,4}}{kinds.pattern})?$"
    return tuple((part, re.compile(rules.pattern(words).pattern + filler)) for part, words in table.items())


def marker(passage: Passage, clause: Span, start: int) -> str:
    """The part that the word before a position gives (agent, with, place, about, object), or ''."""
    left = passage.text[clause.start : start]
    return next((part for part, words in _markers() if words.search(left)), "")


def outside(span: Span, phrases: tuple[Phrase, ...]) -> bool:
    """Whether a word stands outside of all names."""
    return not any(span.overlaps(s) for p in phrases for s in ([h.span for h in p.heads] + ([p.span] if p.titles else [])))
