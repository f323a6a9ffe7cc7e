"""The page that bench/learned.py writes: its tables and its words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from learned_crf import MODELS

from kg.evaluate import scores
from kg.evaluate.score import ALL, Counts, Score

THRESHOLDS, DOUBTS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.99), (0.1, 0.01, 0.001)
#: Gaps filled by the CRF alone, types chosen too.
TYPED = "typed"
KINDS = ("rules", *MODELS, *(f"{name} gaps" for name in MODELS), "doubts", TYPED)
#: The threshold whose additions are shown by type.
SHOWN = 0.8

#: System → its counts; under `size` the models' files.
Found = dict[str, Counts]
#: Kind → counts, for each folder.
Picked = list[dict[str, Counts]]


def f1(found: Iterable[Found], system: str, group: str = "entities") -> float:
    """F1 of a group, in points, over some folders together."""
    return 100 * scores(sum((f[system] for f in found), Counter()))[group][ALL].f1


def picked(folders: Sequence[Found]) -> Picked:
    """For each folder, kind → counts, with thresholds and types chosen on the others."""
    return [{kind: chosen([f for f in folders if f is not one], one, kind) for kind in KINDS} for one in folders]


def chosen(others: Sequence[Found], one: Found, kind: str) -> Counts:
    """Counts of one folder by the system of a kind with the threshold, if it has one, that does best on the others."""
    if kind == TYPED:
        ways = [(f"{MODELS[0]} gaps {t}", gaining(others, f"{MODELS[0]} gaps {t}")) for t in THRESHOLDS]
        system, types = max(ways, key=lambda way: f1([{TYPED: of_types(f, *way)} for f in others], TYPED))
        return of_types(one, system, types)
    return one[kind] if kind in one else one[max((n for n in one if n.startswith(kind)), key=lambda n: f1(others, n))]


def gaining(folders: Sequence[Found], system: str) -> frozenset[str]:
    """The types with a higher F1 than by the rules."""
    return frozenset(x for x in labels(folders) if type_f1(folders, system, x) > type_f1(folders, "rules", x))


def labels(folders: Iterable[Found]) -> list[str]:
    """The types of entities that are counted."""
    return sorted({x for f in folders for g, x, _ in f["rules"] if g == "entities" and x != ALL})


def of_types(found: Found, system: str, types: frozenset[str]) -> Counts:
    """Counts of entities: some types by a system, the others by the rules."""
    wanted = {(name, x) for x in labels([found]) for name in [system if x in types else "rules"]}
    counts: Counts = Counter()
    for name in (system, "rules"):
        for (group, x, kind), n in found[name].items():
            if group == "entities" and (name, x) in wanted:
                counts[group, x, kind] += n
                counts[group, ALL, kind] += n
    return counts


def gained(folders: Iterable[dict[str, Counts]], system: str, label: str = ALL) -> tuple[int, int, int]:
    """What a system adds to the rules: right, wrong, and how many the rules miss."""
    mine, rules = (scores(sum((f[name] for f in folders), Counter()))["entities"].get(label, Score(0, 0, 0)) for name in (system, "rules"))
    return mine.tp - rules.tp, mine.fp - rules.fp, rules.fn


TITLES = {"rules": "rules", "plain": "CRF alone", "informed": "CRF with the rules' features", "plain gaps": "rules, gaps by CRF alone"}
TITLES |= {"informed gaps": "rules, gaps by CRF with features", "doubts": "rules, less what the CRF doubts"}
TITLES |= {TYPED: "rules, gaps by CRF alone, types that gain elsewhere"}


def row(cells: Iterable[object]) -> str:
    """A table row."""
    return "| " + " | ".join(map(str, cells)) + " |"


def head(cells: Sequence[str]) -> list[str]:
    """A table's first two rows."""
    return [row(cells), row(["---"] * len(cells))]


def by_folder(names: Sequence[str], folders: Picked) -> list[str]:
    """F1 of entities for each folder and system; of all folders together, of facts too."""
    lines = [*head(["", *TITLES.values()])]
    lines += [row([name, *(f"{f1([found], kind):.1f}" for kind in KINDS)]) for name, found in zip(names, folders, strict=True)]
    lines.append(row(["average", *(f"{average(folders, kind):.2f}" for kind in KINDS)]))
    return [
        *lines,
        *(row([f"{group}, all together", *(shown(folders, kind, group) for kind in KINDS)]) for group in ("entities", "facts")),
    ]


def shown(folders: Picked, kind: str, group: str) -> str:
    """F1 of a group, where it is counted."""
    return f"{f1(folders, kind, group):.1f}" if all(any(k[0] == group for k in f[kind]) for f in folders) else "–"


def average(folders: Picked, kind: str) -> float:
    """The folders' average F1 of entities."""
    return sum(f1([found], kind) for found in folders) / len(folders)


def by_threshold(now: Sequence[Found], then: Sequence[Found]) -> Iterator[str]:
    """What filling gaps adds at each threshold, right and wrong."""
    yield from head(["least probability", *(f"{TITLES[m]}, {when}" for m in MODELS for when in ("now", "at first looks"))])
    for least in THRESHOLDS:
        cells = [gained(found, f"{m} gaps {least}") for m in MODELS for found in (now, then)]
        yield row([least, *(f"{right:+} right, {wrong:+} wrong" for right, wrong, _ in cells)])


def by_type(now: Sequence[Found], then: Sequence[Found], system: str) -> Iterator[str]:
    """What filling gaps adds of each type."""
    yield from head(
        ["type", *(f"{what}, {when}" for when in ("now", "at first looks") for what in ("right", "wrong", "precision", "recall"))]
    )
    for label in [*labels([*now, *then]), ALL]:
        cells: list[object] = []
        for right, wrong, missed in (gained(found, system, label) for found in (now, then)):
            shares = ((f"{right / of:.2f}" if of > 0 else "–") for of in (right + wrong, missed))
            cells += [f"{right:+}", f"{wrong:+}", *shares]
        yield row(["all" if label == ALL else label, *cells])


def verdict(now: Picked, then: Picked) -> str:
    """Whether a system earns half a point over the rules with no type the worse for it, on both measurements."""
    lines = []
    for kind in KINDS[1:]:
        gains = [average(found, kind) - average(found, "rules") for found in (now, then)]
        losing = {x for f in (now, then) for x in labels(f) if type_f1(f, kind, x) < type_f1(f, "rules", x)}
        earns = "clears the bar" if min(gains) >= 0.5 and not losing else "doesn't clear the bar"
        lines.append(f"- {TITLES[kind]}: {gains[0]:+.2f} now, {gains[1]:+.2f} at first looks; {len(losing)} of 10 types lose; {earns}.")
    return "\n".join(lines)


def type_f1(folders: Iterable[Found], system: str, label: str) -> float:
    """F1 of a type over some folders together."""
    return scores(sum((f[system] for f in folders), Counter()))["entities"].get(label, Score(0, 0, 0)).f1


TEXT = """# A learned recogniser

[Accuracy](accuracy.md) · [What each part earns](ablation.md) · [User guide](guide.md)

Names in reports are found by rules over the words of the tagger LAC. Would a model learnt from the annotated reports find more:
in the rules' place, or as one more that proposes names where the rules see nothing? The model is a linear-chain CRF, the kind
that fits so little text. This page is written by

```sh
.venv/bin/python -m pip install 'python-crfsuite>=0.9.12,<0.10'
.venv/bin/python bench/learned.py
```

## Verdict

The bar: half a point of entities' F1 over the rules, averaged over the folders, both with today's rules and at first looks, and
no type the worse for it on either. Points against the rules:

{verdict}

So no CRF is shipped. In the rules' place it is far worse, and even knowing what the rules see it falls short of them: facts
above all. Part of that isn't blindness: a rule says with a name whose office a bare 副局长 is and what kind of body it sees, a CRF
doesn't, and that had to be guessed from the lexicon. As a judge of what the rules see it throws out more that is right than
wrong. Where the rules see nothing it has little to add to the reports as they are now, which the rules have been taught by.

One use comes near: filling gaps on reports that are really fresh, and only with types that gained in other rounds, posts,
events and projects above all. At first looks that brings over half a point, three additions in four right; its people and areas
are mostly wrong, or short forms of what the rules have, and undo it. But it is seven names a round, types lose by it, and the
settings and what counts as a gap (three definitions were tried; with the plainest it lost at the first look of fresh7) were
settled with these rounds in view, which flatters it. On the folders as they are now the same brings a quarter of that. The
thing to do is to measure it again, as here, at the next first look, before a rule is changed; and until then to read what it
sees in gaps as hints at rules and words that are missing.

Should it hold, it would be wired in like this: `recognise` gets one more proposer after the second look, with features and CRF
as in `bench/learned_reports.py` and `bench/learned_crf.py`; the two models are files beside the lexicon, made anew from the
gold by a script. It proposes names of the types that gained with a probability of 0.7 or more where no rule sees more than a
word for an area, unless the name is a short form of an entity of the report. Its score stays below 0.65, so that it only fills
gaps, and calibration gives it a confidence of its own. It costs the dependency python-crfsuite (MIT), {size_alone} of model,
and a fifth to a quarter of the rules' time on top.

## The rules as they are now

Each folder of annotated reports in turn is read by what was learnt from all the others. Today's rules have been taught by every
folder, so these figures flatter the rules, and the models that build on them. F1 of entities:

{now}

## First looks

The fairer question: a round that the rules hadn't seen, read with the code of the commit that brought it, and CRFs trained on
the rounds before. F1 of entities:

{then}

## What fills the gaps

A CRF's name fills a gap where it overlaps nothing that the rules see but words for an area, is no short form of an entity of
its type that the rules see elsewhere in the report, and the least probable of its characters is sure enough. Added entities
over all folders (now) and over the rounds {rounds} (first looks), by that least probability:

{thresholds}

By type, from a probability of {shown} on, by the CRF alone; recall is the share of what the rules miss:

{types}

## How it is measured

- {reports} reports with {characters:,} characters to read. The gold's names and aliases are marked wherever they stand, the
  longest first, names inside names too; those of two characters only as whole words. One CRF marks the longest names, character
  by character (B, I, O for ten types), a second one the names inside a name.
- Features: the character, its neighbours up to two away and pairs of them; LAC's word, its tag, its end and the place in it;
  the neighbouring words and the tags up to two away; whether it is a surname or in a head noun, an organ, a title, an
  occupation, an area's suffix or a stop word of the lexicon. The CRF with the rules' features also knows what each recogniser
  proposes there (type, beginning or inside, recogniser, score) and what the rules kept.
- What a CRF sees goes through kg's own later stages (relations, linking within the report) and is scored as `kg evaluate`
  scores. A name inside a title or a body's name is its owner; words that stand for a thing already named are told by the
  lexicon. What the CRF with the rules' features sees just as a rule does is taken with the owner that the rule gave it.
- “Less what the CRF doubts”: the rules' names that spell themselves out and that the CRF with the rules' features finds all but
  impossible are dropped.
- Thresholds are chosen for each folder on the others; for a first look on the other rounds'. So are the types in the last
  column, where entities of the other types are counted as the rules find them.
- CRFsuite's L-BFGS, penalties of 0.5 (both kinds), 60 rounds, features seen twice: of six settings tried on fresh6 the best for
  the CRF alone, so that folder flatters it a little. Nothing is drawn at random.
- Size of a model: {size}. On one core a CRF's features and reading took a fifth to a quarter of the rules' time for the same
  text.
"""
