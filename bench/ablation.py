"""What each recogniser and each group of readers earns: F1 lost on the annotated reports with it off; writes docs/ablation.md.

Run as `python bench/ablation.py`; `--print` shows the document and writes nothing.
"""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

from kg import recognise, relate
from kg.evaluate import measure, scores
from kg.evaluate.score import ALL, Counts
from kg.model import Mention
from kg.recognise import again, areas
from kg.relate import ceremonies, company, frames, honours, labels, partners, roles, stages, structure, titles, where

ROOT = Path(__file__).parents[1]
GOLD, EXAMPLES, DOCUMENT = ROOT / "tests" / "gold", ROOT / "examples", ROOT / "docs" / "ablation.md"
GROUPS = ("entities", "facts", "statuses", "statistics")

Part = tuple[ModuleType, str]

#: What can be switched off: a name for people, and the functions that then find nothing.
RECOGNISERS: dict[str, tuple[Part, ...]] = {
    "areas and communities by suffix alone": ((areas, "unknown_start"),),
    "areas by the division table, full names": ((areas, "_known"),),
    "areas by the division table, short names": ((areas, "_shorts"),),
    "words that stand for an area": ((areas, "_deictics_in"),),
    "names on a head noun": ((recognise, "names"),),
    "members of lists": ((recognise, "listed"),),
    "roads and waters": ((recognise, "roads"),),
    "firms and ministries by name alone": ((recognise, "standalone"),),
    "ceremonies of works": ((recognise, "ceremonies"),),
    "quoted names": ((recognise, "quotes"),),
    "bodies and posts": ((recognise, "bodies"),),
    "what the tagger alone calls a body": ((recognise, "_tagged_bodies"),),
    "awards": ((recognise, "awards"),),
    "people": ((recognise, "people"),),
    "words that stand for a thing": ((recognise, "standins"),),
    "second look: known names again": ((again, "_found"),),
    "second look: surname and title": ((again, "_addressed"),),
    "second look: short forms defined": ((again, "_defined"),),
}
READERS: dict[str, tuple[Part, ...]] = {
    "structure of names (partOf, postIn)": ((structure, "structure"),),
    "posts before names": ((titles, "apposition"), (titles, "apposed"), (titles, "heading")),
    "verbs of holding a post": ((titles, "holding"),),
    "occupations": ((titles, "copulas"), (titles, "occupations"), (titles, "callings")),
    "leaders by title": ((titles, "leaders"),),
    "parts in projects (承建单位)": ((roles, "roles"), (roles, "members")),
    "companions and guests": (
        (company, "guests"),
        (company, "companions"),
        (company, "whole_way"),
        (company, "along"),
        (company, "stopped"),
    ),
    "labels of minutes": ((labels, "labelled"),),
    "frames of verbs": ((frames, "fill"),),
    "what a colon announces": ((frames, "announced"),),
    "bonds between two": ((partners, "partners"), (partners, "paired")),
    "honours": ((honours, "conferred"), (honours, "listed"), (honours, "competed")),
    "where things are": ((where, "where"),),
    "ceremonies": ((ceremonies, "ceremonial"), (ceremonies, "contracted"), (ceremonies, "speaker")),
    "stages": ((stages, "stages"),),
    "figures": ((relate, "figures"),),
}


def nothing(*_: object, **__: object) -> list[Mention]:
    """Finds nothing."""
    return []


@contextmanager
def without(parts: tuple[Part, ...]) -> Iterator[None]:
    """The extraction with some of its functions finding nothing."""
    with ExitStack() as stack:
        for module, name in parts:
            finds = (lambda *_: None) if name in ("_known", "unknown_start") else nothing
            stack.enter_context(patch.object(module, name, finds))
        yield


#: The sets as they are at the start: one that comes in meanwhile must not count for some parts and not for others.
SETS = tuple(folder for folder in sorted(GOLD.iterdir()) if folder.is_dir())


def f1() -> dict[str, float]:
    """F1 of each group over all annotated reports."""
    counts: Counts = sum((measure(folder, EXAMPLES).counts for folder in SETS), Counts())
    found = scores(counts)
    return {group: found[group][ALL].f1 for group in GROUPS}


def rows(parts: dict[str, tuple[Part, ...]], whole: dict[str, float]) -> list[str]:
    """A table row for each part: what is lost without it, in points of F1; the dearest first."""
    lost: list[tuple[float, str]] = []
    for name, functions in parts.items():
        with without(functions):
            now = f1()
        loss = {group: 100 * (whole[group] - now[group]) for group in GROUPS}
        print(f"{name:<44}" + "".join(f"{loss[g]:>8.2f}" for g in GROUPS), file=sys.stderr)
        lost.append((-loss["entities"] - loss["facts"], f"| {name} | " + " | ".join(f"{loss[g] + 0.0:.1f}" for g in GROUPS) + " |"))
    return [row for _, row in sorted(lost)]


def document() -> str:
    """docs/ablation.md."""
    whole = f1()
    head = ["| off | entities | facts | statuses | statistics |", "| --- | --- | --- | --- | --- |"]
    return "\n".join(
        [
            "# What each part earns",
            "",
            "[Accuracy](accuracy.md) · [User guide](guide.md)",
            "",
            "Points of F1 (of 100) that are lost on the annotated reports with one part off; a negative number means that the part",
            f"does harm there. Measured on the sets {', '.join(folder.name for folder in SETS)} together,",
            "by `.venv/bin/python bench/ablation.py`, which writes this page. With all parts on:",
            ", ".join(f"{group} {100 * whole[group]:.1f}" for group in GROUPS) + ".",
            "",
            "A part that earns nothing here either serves wording that these reports lack or goes.",
            "",
            "## Recognisers",
            "",
            *head,
            *rows(RECOGNISERS, whole),
            "",
            "## Readers of relations",
            "",
            *head,
            *rows(READERS, whole),
            "",
        ]
    )


if __name__ == "__main__":
    written = document()
    if "--print" in sys.argv[1:]:
        print(written)
    else:
        DOCUMENT.write_text(written, "utf-8")
