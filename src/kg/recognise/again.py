"""The second look over a report: short forms that it defines, names found once and standing elsewhere, one type per name."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import ahocorasick_rs

from kg import divisions, lexicon
from kg.model import Mention, Report, Span
from kg.recognise.overlap import longest_first
from kg.tokens import Passage

_DEFINES = re.compile(r"[（(](?:以下|下文|下)?(?:统|简)?称(?:为|作|：)?[“\"「]?([^“”\"「」（）()]{2,14})[”\"」]?[）)]")
_SURE = 0.6
_MARKS = '“”「」『』"'


def look(
    report: Report, sentences: tuple[Passage, ...], first: list[tuple[Mention, ...]], inner: Iterable[Mention] = ()
) -> tuple[Mention, ...]:
    """All mentions of the report in order: the first look's, and those that its names reveal.

    `inner` are names that stand inside a longer one only (the project in a meeting's name): known, if they come up again.
    """
    text = sentences[0].text if sentences else ""
    sure = [m for ms in first for m in ms]
    known = _firms(text, sure) | _cores(text, [*inner, *sure]) | _known(sure)
    defined = _defined(text, sentences, first)
    known |= {m.name: m for m in defined}
    surnames = frozenset(m.name[0] for m in sure if m.type == "Person")
    out: list[Mention] = []
    automaton = ahocorasick_rs.AhoCorasick(sorted(known), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    for passage, mentions in zip(sentences, first, strict=True):
        typed = [_retyped(_widened_person(passage, m, known), known) for m in mentions]
        seen = [m for m in defined if passage.span.contains(m.span)]
        out += longest_first([*typed, *seen, *_found(passage, typed, known, automaton), *_addressed(passage, typed, surnames)])
    return tuple(out) if text == report.text else tuple(_original(report, text, m) for m in out)


def _original(report: Report, shadow: str, mention: Mention) -> Mention:
    """A mention with its name, and its owners' names, in the script of the report."""
    owner = _original(report, shadow, mention.owner) if mention.owner else None
    kept = [n for n in range(mention.span.start, mention.span.end) if shadow[n] not in _MARKS]
    at = "".join(shadow[n] for n in kept).rfind(mention.name)
    own = "".join(report.text[n] for n in kept[at : at + len(mention.name)]) if at >= 0 else _elsewhere(report, shadow, mention.name)
    return replace(mention, name=own, owner=owner)


def _elsewhere(report: Report, shadow: str, name: str) -> str:
    """A name that its mention doesn't spell, as another place of the report writes it."""
    at = shadow.find(name) if name else -1
    return report.text[at : at + len(name)] if at >= 0 else name


_CORE = re.compile(r"[“「『]([^“”「」『』]{3,20})[”」』](?=[\u3400-\u9fff])")


def _cores(text: str, mentions: Iterable[Mention]) -> dict[str, Mention]:
    """The quoted core of each name that goes on after it: alone in quotes, it means the same thing."""
    found: dict[str, Mention] = {}
    for m in mentions:
        hit = (
            None
            if m.deictic or _leans(m) or m.type not in ("Project", "Programme", "Event", "Organisation")
            else _CORE.search(m.span.of(text))
        )
        if hit:
            found.setdefault(hit.group(1), m)
    return found


_FORM = re.compile(r"(?:集团)?(?:股份|控股|集团)?(?:有限责任公司|有限公司)$")


def _firms(text: str, mentions: Iterable[Mention]) -> dict[str, Mention]:
    """A firm's own words, without its seat and its form, where they stand elsewhere (恒远新材料 of 江苏恒远新材料股份有限公司)."""
    seats, found = divisions.load().by_short, {}
    for m in mentions:
        form = _FORM.search(m.name) if m.type == "Organisation" and not m.deictic else None
        if form is None:
            continue
        name = m.name[: form.start()]
        seat = next((n for n in (3, 2) if name[:n].rstrip("省市") in seats), 0)
        own = name[seat:]
        if len(own) >= 4 and seat and text.count(own) > text.count(m.name):
            found[own] = replace(m, name=own, owner=None, score=0.8)
    return found


def _leans(mention: Mention) -> bool:
    """Whether a name needs its owner's words before it."""
    return mention.owner is not None and not mention.name.startswith(mention.owner.name or "\0")


def _known(mentions: Iterable[Mention]) -> dict[str, Mention]:
    """The best mention of every name that can be looked for again: not deictic, not leaning on an owner."""
    best: dict[str, Mention] = {}
    for m in mentions:
        if m.deictic or _leans(m) or m.type in ("Post", "Area", "Award") or len(m.name) < 2 or m.score < _SURE:
            continue
        if m.name not in best or best[m.name].score < m.score:
            best[m.name] = m
    return best


def _defined(text: str, sentences: tuple[Passage, ...], first: list[tuple[Mention, ...]]) -> list[Mention]:
    """Short forms at the place that defines them: same type and class as the name before the bracket."""
    out = []
    for passage, mentions in zip(sentences, first, strict=True):
        for hit in _DEFINES.finditer(text, passage.span.start, passage.span.end):
            full = next((m for m in mentions if m.span.end in (hit.start(), hit.start() - 1)), None)
            if full:
                out.append(Mention(Span(*hit.span(1)), full.type, hit.group(1), "defined", 0.95, full.subtype))
    return out


def definitions(text: str, mentions: Iterable[Mention]) -> dict[str, Mention]:
    """Short form → the mention of the full name that it was defined for."""
    ends = {m.span.end: m for m in mentions}
    found = ((hit.group(1), ends.get(hit.start()) or ends.get(hit.start() - 1)) for hit in _DEFINES.finditer(text))
    return {short: full for short, full in found if full is not None}


def _widened_person(passage: Passage, mention: Mention, known: dict[str, Mention]) -> Mention:
    """A person's name that the tagger cut, where the report has it in full elsewhere."""
    if mention.type != "Person" or mention.deictic or len(mention.name) != 2:
        return mention
    name = passage.text[mention.span.start : mention.span.end + 1]
    full = known.get(name) if len(name) == 3 else None  # no character follows at the end of the text
    return replace(mention, name=name, span=Span(mention.span.start, mention.span.end + 1)) if full and full.type == "Person" else mention


def _retyped(mention: Mention, known: dict[str, Mention]) -> Mention:
    """A mention with the type that the report's best mention of the same name has."""
    best = known.get(mention.name)
    leans = mention.owner is not None and not mention.holds_owner
    if best is None or mention.deictic or leans or best.type == mention.type or best.score <= mention.score:
        return mention
    return replace(mention, type=best.type, subtype=best.subtype)


def _addressed(passage: Passage, mentions: list[Mention], surnames: frozenset[str]) -> list[Mention]:
    """People called by family name and title (李书记), where somebody of that family name is named in full."""
    titles = lexicon.alternation(lexicon.words("posts", "address"))
    found = []
    for hit in re.finditer(
        rf"[{''.join(sorted(surnames))}]{titles}" if surnames else r"(?!)", passage.text[passage.span.start : passage.span.end]
    ):
        span = Span(passage.span.start + hit.start(), passage.span.start + hit.end())
        free = not any(m.span.overlaps(span) and len(m.span) > len(span) for m in mentions)
        if free and span.start in passage.starts() and not any(m.type == "Person" and m.span.end == span.end + 1 for m in mentions):
            found.append(Mention(span, "Person", hit.group(), "address", 0.99, None, None, True))
    return found


def _found(passage: Passage, mentions: list[Mention], known: dict[str, Mention], automaton: ahocorasick_rs.AhoCorasick) -> list[Mention]:
    """Known names where the first look saw nothing, or only a part or less certain things."""
    starts, ends = passage.starts(), frozenset(t.span.end for t in passage.tokens)
    names = sorted(known)
    index: dict[int, list[Mention]] = defaultdict(list)
    for n, start, end in automaton.find_matches_as_indexes(passage.span.of(passage.text)):
        span = Span(passage.span.start + start, passage.span.start + end)
        best = known[names[n]]
        aligned = span.start in starts and span.end in ends
        if names[n] != best.name and passage.text[span.start - 1 : span.start] not in ("“", "「", "『"):
            continue  # the core of a longer name means it only in quotes
        if (aligned or len(span) >= 4) and not any(m.span.contains(span) and not m.deictic for m in mentions):
            index[start].append(replace(best, span=_widened(passage, span), recogniser="again", score=min(best.score, 0.85)))
    return [m for ms in index.values() for m in ms]


def _widened(passage: Passage, span: Span) -> Span:
    """The span with the quotation marks right around it."""
    text = passage.text
    around = (
        span.start > passage.span.start
        and span.end < passage.span.end
        and text[span.start - 1] + text[span.end] in ("“”", "「」", "『』", '""')
    )
    return Span(span.start - 1, span.end + 1) if around else span
