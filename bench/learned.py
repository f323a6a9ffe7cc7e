"""A learned recogniser beside the rules: does a CRF earn more, alone or where the rules see nothing? Writes docs/learned.md.

Needs python-crfsuite (MIT) and the repository's history. Run as `python bench/learned.py`; `--print` shows the document and writes nothing.
How long a CRF takes beside the rules is said on stderr: a clock has no place in the document.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import orjson
from learned_crf import MODELS, Guess, Model, crfsuite, mention, stands_in
from learned_page import DOUBTS, SHOWN, TEXT, THRESHOLDS, TITLES, Found, by_folder, by_threshold, by_type, picked, verdict
from learned_reports import ROOT, Sheet, features, sheets

from kg.evaluate import judge
from kg.evaluate.score import Counts
from kg.model import Extraction, Mention
from kg.recognise import passages_of, recognise
from kg.recognise.again import definitions
from kg.relate import relate
from kg.resolve import closure, resolve
from kg.script import same_length

DOCUMENT = ROOT / "docs" / "learned.md"
FOLDERS = ("samples", "fresh", *(f"fresh{n}" for n in range(2, 8)))
#: Rounds of fresh reports and the commit that brought each, with the rules as they were before they were taught by it.
FIRST_LOOKS = {"fresh4": "95261bd", "fresh5": "e2d19ac", "fresh6": "e7749b6", "fresh7": "e8fceed"}
OF_ITS_DAY = "--of-its-day"
SHEETS: dict[str, list[Sheet]] = {}


def counted(sheet: Sheet, mentions: Iterable[Mention]) -> Counts:
    """What is right, wrong and missed when these mentions go on through the later stages."""
    return judge(sheet.gold, extracted(sheet, mentions)).counts


def extracted(sheet: Sheet, mentions: Iterable[Mention]) -> Extraction:
    """What the later stages make of some mentions."""
    ordered = tuple(sorted(mentions, key=lambda m: m.span))
    relations = relate(sheet.report, sheet.passages, ordered)
    return resolve(sheet.report, ordered, definitions(same_length(sheet.report.text), ordered), relations)


def judged(test: Iterable[Sheet], train: Sequence[Sheet]) -> Found:
    """Each system's counts on some reports, trained on others."""
    found: defaultdict[str, Counts] = defaultdict(Counter)
    with tempfile.TemporaryDirectory() as folder:
        models = [Model(Path(folder), name).train(train) for name in MODELS]
        for sheet in test:
            rules = counted(sheet, sheet.rules)
            found["rules"].update(rules)
            proposed = {(m.span, m.type): m for m in (*sheet.proposed, *sheet.rules)}
            for model in models:
                guesses = model.guesses(sheet)
                known = proposed if model.informed else {}
                unsaid = [m for m in sheet.rules if model.informed and not len(m.span)]
                found[model.name].update(counted(sheet, [*unsaid, *(mention(sheet, g, known) for g in guesses)]))
                gaps = list(in_gaps(sheet, guesses))
                for least in THRESHOLDS:
                    added = [mention(sheet, g, {}) for g in gaps if g.sure >= least]
                    found[f"{model.name} gaps {least}"].update(counted(sheet, [*beside(sheet, added), *added]) if added else rules)
            chances = models[1].chances(sheet)
            for most in DOUBTS:
                kept = [m for m in sheet.rules if chances.get(m, 1.0) >= most]
                found[f"doubts {most}"].update(counted(sheet, kept) if len(kept) < len(sheet.rules) else rules)
        found["size"].update({("size", model.name, f.stem): f.stat().st_size for model in models for f in model.files})
    return dict(found)


def in_gaps(sheet: Sheet, guesses: Iterable[Guess]) -> Iterator[Guess]:
    """Guesses where the rules see nothing, or only words for an area inside, and that are no short forms of what they see elsewhere."""
    seen = [m.span for m in closure(sheet.rules) if not m.deictic]
    named = [(e.type, e.label) for e in extracted(sheet, sheet.rules).entities]
    for guess in guesses:
        across = any(m.span.overlaps(guess.span) and not guess.span.contains(m.span) for m in sheet.rules)
        free = not across and not any(guess.span.overlaps(s) for s in seen)
        if free and not stands_in(guess.span.of(sheet.report.text), guess.type, named):
            yield guess


def beside(sheet: Sheet, added: Sequence[Mention]) -> list[Mention]:
    """The rules' mentions that no addition covers."""
    return [m for m in sheet.rules if not any(a.span.overlaps(m.span) for a in added)]


# ---------------------------------------------------------------- rounds


def left_out(folder: str) -> Found:
    """A folder read by what was learnt from all the others."""
    return judged(SHEETS[folder], [s for f in FOLDERS if f != folder for s in SHEETS[f]])


def first_look(folder: str) -> Found:
    """A round read by the rules of its day and by what was learnt from the rounds before, in a process with the code of that day."""
    with tempfile.TemporaryDirectory() as old:
        archive = subprocess.run(["git", "-C", ROOT, "archive", FIRST_LOOKS[folder], "src", "ontology"], check=True, capture_output=True)
        subprocess.run(["tar", "-x", "-C", old], input=archive.stdout, check=True)
        environment = {**os.environ, "PYTHONPATH": str(Path(old) / "src")}
        said = subprocess.run([sys.executable, __file__, OF_ITS_DAY, folder], check=True, capture_output=True, env=environment).stdout
    return {name: Counter({(g, x, k): n for g, x, k, n in rows}) for name, rows in orjson.loads(said).items()}


def of_its_day(folder: str) -> bytes:
    """What `first_look` asks of an older kg."""
    before = [sheet for known in FOLDERS[: FOLDERS.index(folder)] for sheet in sheets(known)]
    return orjson.dumps({name: [(*k, n) for k, n in c.items()] for name, c in judged(sheets(folder), before).items()})


def main(arguments: Sequence[str]) -> None:
    """Measure, then write the document or print it."""
    crfsuite()
    if OF_ITS_DAY in arguments:
        sys.stdout.buffer.write(of_its_day(arguments[-1]))
        return
    SHEETS.update({folder: sheets(folder) for folder in FOLDERS})
    clocked()
    with ProcessPoolExecutor(2, get_context("fork")) as pool:
        folders, looks = pool.map(left_out, FOLDERS), pool.map(first_look, FIRST_LOOKS)
        now, then = list(folders), list(looks)
    now_picked, then_picked = picked(now), picked(then)
    sizes = now[0]["size"]
    said = {
        "reports": sum(map(len, SHEETS.values())),
        "characters": sum(len(items) for s in SHEETS.values() for one in s for items in one.plain),
        "now": "\n".join(by_folder(FOLDERS, now_picked)),
        "then": "\n".join(by_folder(list(FIRST_LOOKS), then_picked)),
        "thresholds": "\n".join(by_threshold(now, then)),
        "types": "\n".join(by_type(now, then, f"plain gaps {SHOWN}")),
        "verdict": verdict(now_picked, then_picked),
        "shown": SHOWN,
        "rounds": ", ".join(FIRST_LOOKS),
        "size": ", ".join(f"{TITLES[m]} {size(sizes, m)}" for m in MODELS),
        "size_alone": size(sizes, MODELS[0]),
    }
    document = TEXT.format(**said)
    if "--print" in arguments:
        print(document)
    else:
        DOCUMENT.write_text(document, "utf-8")


def size(files: Counts, model: str) -> str:
    """How large a model's files are."""
    return f"{sum(n for k, n in files.items() if k[1] == model) / 1e6:.1f} MB"


def clocked() -> None:
    """Say how long a CRF takes for a folder, beside the rules."""
    some = SHEETS[FOLDERS[1]]
    with tempfile.TemporaryDirectory() as folder:
        model = Model(Path(folder), MODELS[0]).train(some)
        clocks = [time.process_time()]
        for sheet in some:
            relate(sheet.report, passages := passages_of(sheet.report), recognise(sheet.report, passages))
        clocks.append(time.process_time())
        for sheet in some:
            for passage in sheet.passages:
                features(passage)
            model.guesses(sheet)
        clocks.append(time.process_time())
    thousands = sum(len(items) for s in some for items in s.plain) / 1000
    rules, crf = ((clocks[n + 1] - clocks[n]) / thousands for n in (0, 1))
    print(
        f"seconds per 1,000 characters: rules {rules:.3f}, a CRF's features and reading {crf:.3f}, {crf / rules:.2f} of it", file=sys.stderr
    )


if __name__ == "__main__":
    main(sys.argv[1:])
