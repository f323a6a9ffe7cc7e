"""Annotated reports as a CRF wants them: for each character of a sentence its features, and where the gold's names stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import ahocorasick_rs

from kg import lexicon, pipeline, read
from kg.errors import InputError
from kg.evaluate import Gold
from kg.evaluate import read as gold_of
from kg.evaluate.gold import key
from kg.model import Mention, Report, Span
from kg.recognise import passages_of, proposals, recognise
from kg.resolve import closure
from kg.script import same_length
from kg.segment import segment
from kg.tokens import Passage

ROOT = Path(__file__).parents[1]
GOLD, EXAMPLES = ROOT / "tests" / "gold", ROOT / "examples"

Name = tuple[Span, str]
Items = list[list[str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report, what the rules make of it, and for each passage the names that the gold has there and the features of its characters."""

    folder: str
    gold: Gold
    report: Report
    passages: tuple[Passage, ...]
    rules: tuple[Mention, ...]
    proposed: tuple[Mention, ...]
    names: tuple[tuple[Name, ...], ...]
    plain: tuple[Items, ...]
    informed: tuple[Items, ...]


# ---------------------------------------------------------------- reports, labels, features


def sheets(folder: str) -> list[Sheet]:
    """The annotated reports of a folder."""
    found = []
    for gold in gold_of(GOLD / folder):
        path = next(p / gold.report for p in (EXAMPLES, GOLD / folder) if (p / gold.report).is_file())
        source = pipeline.find([str(path)])[0]
        if isinstance(source, InputError):
            raise source
        report = segment(next(iter(read.load(source))), None)
        passages = passages_of(report)
        rules = recognise(report, passages)
        proposed = tuple(m for p in passages for m in proposals(p) if len(m.span))
        forms = {key(same_length(n)): e.type for e in reversed(gold.entities) for n in (*reversed(e.aliases), e.name) if len(key(n)) > 1}
        plain = tuple(features(p) for p in passages)
        informed = tuple(with_rules(p, items, proposed, rules) for p, items in zip(passages, plain, strict=True))
        names = tuple(tuple(written(p, forms)) for p in passages)
        found.append(Sheet(folder, gold, report, passages, rules, proposed, names, plain, informed))
    return found


def written(passage: Passage, forms: dict[str, str]) -> Iterator[Name]:
    """Where the gold's names and aliases stand in a passage, also inside each other; short ones as whole words only."""
    folded = [(c, n) for n in range(passage.span.start, passage.span.end) for c in key(passage.text[n])]
    starts, ends = passage.starts(), {t.span.end for t in passage.tokens}
    words = sorted(forms)
    for n, start, end in automaton(tuple(words)).find_matches_as_indexes("".join(c for c, _ in folded), overlapping=True):
        span = Span(folded[start][1], folded[end - 1][1] + 1)
        if len(words[n]) > 2 or (span.start in starts and span.end in ends):
            yield span, forms[words[n]]


@cache
def automaton(words: tuple[str, ...]) -> ahocorasick_rs.AhoCorasick:
    """A finder of all the words."""
    return ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.Standard)


def outermost(names: Iterable[Name]) -> list[Name]:
    """Names without overlaps, the longest first."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (-len(n[0]), n)):
        if not any(name[0].overlaps(k) for k, _ in kept):
            kept.append(name)
    return kept


@cache
def lexica() -> tuple[tuple[str, str], ...]:
    """Words of the lexicon with the kind that each stands for."""
    kinds: dict[str, Iterable[str]] = {s: lexicon.heads(s).heads for s in ("project", "place", "programme", "event", "award")}
    bodies, posts, areas = (lexicon.read_cached(f) for f in ("bodies", "posts", "areas"))
    kinds |= {"body": [w for row in bodies["heads"] for w in row["words"]], "organ": [f for row in bodies["organs"] for f in row["forms"]]}
    kinds |= {"field": bodies["fields"], "title": [*posts["body"], *posts["area"]], "occupation": posts["occupations"]}
    kinds |= {
        "suffix": [s for part in ("areas", "communities") for row in areas[part] for s in row["suffixes"]],
        "stop": lexicon.words("names", "stops"),
    }
    return tuple(sorted((word, kind) for kind, words in kinds.items() for word in words))


def features(passage: Passage) -> Items:
    """For each character: itself and its neighbours, its word with tag and place in it, neighbouring words, lexica."""
    text, start = passage.span.of(passage.text), passage.span.start
    items: Items = [[] for _ in text]
    words = [("^", "^"), ("^", "^"), *((t.text, t.tag) for t in passage.tokens), ("$", "$"), ("$", "$")]
    for n, token in enumerate(passage.tokens, 2):
        around = [f"t{d}={words[n + d][1]}" for d in range(-2, 3)] + [f"w{d}={words[n + d][0]}" for d in (-1, 0, 1)]
        around += [f"tt={words[n - 1][1]}|{words[n][1]}|{words[n + 1][1]}", f"end={token.text[-1]}", f"ends={token.text[-2:]}"]
        for at in range(token.span.start, token.span.end):
            place = ("B" if at == token.span.start else "I") + ("E" if at == token.span.end - 1 else "")
            items[at - start] += [
                *around,
                f"p={place}",
                f"pt={place}{token.tag}",
                f"pl={min(at - token.span.start, 4)}{min(len(token.span), 6)}",
            ]
    padded = f"^^{text}$$"
    for n, item in enumerate(items):
        near = padded[n : n + 5]
        item += [f"c{d - 2}={c}" for d, c in enumerate(near)] + [f"b={near[1:3]}", f"a={near[2:4]}", f"bb={near[:3]}", f"aa={near[2:]}"]
        item += [f"surname{d}" for d in (-1, 0) if near[2 + d] in lexicon.surnames()[0]]
    pairs = lexica()
    for n, first, end in automaton(tuple(w for w, _ in pairs)).find_matches_as_indexes(text, overlapping=True):
        for at in range(first, end):
            items[at].append(f"x={pairs[n][1]}{'B' if at == first else 'I'}{'E' if at == end - 1 else ''}")
        if first:
            items[first - 1].append(f"x+={pairs[n][1]}")
    return [sorted(set(item)) for item in items]


def with_rules(passage: Passage, plain: Items, proposed: Sequence[Mention], rules: tuple[Mention, ...]) -> Items:
    """The features, and what the rules propose and keep there: type, beginning or inside, recogniser, score."""
    items = [list(item) for item in plain]
    for kind, mentions in (("r", proposed), ("kept", rules), ("own", closure(rules))):
        for m in mentions:
            if passage.span.contains(m.span):
                for at in range(m.span.start, m.span.end):
                    place = f"{m.type}{'B' if at == m.span.start else 'I'}"
                    item = items[at - passage.span.start]
                    item += [f"{kind}={place}", f"{kind}s={place}{m.recogniser}{m.score:.1f}{m.deictic}"]
                    if at == m.span.end - 1:
                        item.append(f"{kind}e={m.type}")
    return [sorted(set(item)) for item in items]
