"""The sample reports: nothing gets worse by being built together, and no area has a wrong code."""

import json
from functools import cache
from pathlib import Path

from kg.graph import Graph, merge
from kg.link import resolve_across
from kg.link.scopes import plain
from kg.model import Extraction
from kg.pipeline import Options, find, read_and_extract

ROOT = Path(__file__).parents[2]
GOLD = sorted(p for folder in ("samples", "fresh") for p in (ROOT / "tests" / "gold" / folder).glob("*.json"))


@cache
def extracted() -> tuple[Extraction, ...]:
    """All reports that have gold: the samples and those of other cities."""
    texts = {p.stem: p for p in [*(ROOT / "tests" / "gold").glob("*/*.txt"), *(ROOT / "examples").glob("*.txt")]}
    found, failures = read_and_extract(find([str(texts[g.stem]) for g in GOLD if g.stem in texts]), Options())
    assert failures == []
    return tuple(found)


def test_together_every_report_keeps_the_names_types_and_facts_that_it_has_alone() -> None:
    """So entity and fact scores are those of the reports built apart, whatever the gold says."""
    linked = resolve_across(extracted())
    labels = named(merge(linked.extractions))
    for alone in extracted():
        (apart,) = resolve_across([alone]).extractions
        own = named(merge([apart]))
        together = next(x for x in linked.extractions if x.report.id == alone.report.id)
        assert said(together, labels) == said(apart, own), alone.report.path
        assert len(together.entities) == len(alone.entities)


def named(graph: Graph) -> dict[str, tuple[str, str]]:
    """Type and label by id; a label in either script, for reports in both share provinces."""
    return {e.id: (e.type, plain(e.label)) for e in graph.entities}


def said(extraction: Extraction, labels: dict[str, tuple[str, str]]) -> tuple[object, object]:
    """The entities and the facts by type and label."""
    facts = [(*sorted((labels[f.subject], labels[f.object] if f.object else ("", f.value or ""))), f.predicate) for f in extraction.facts]
    return sorted({labels[e.id] for e in extraction.entities}), sorted(facts)


def test_codes_of_areas() -> None:
    expected: dict[tuple[str, str], str] = {}
    found: dict[tuple[str, str], str | None] = {}
    for path in GOLD:
        for entity in json.loads(path.read_text("utf-8"))["entities"]:
            if entity["type"] == "Area" and entity.get("code"):
                expected |= {(path.stem, n): entity["code"] for n in (entity["name"], *entity.get("aliases", ()))}
    for x in resolve_across(extracted()).extractions:
        stem = Path(x.report.path).stem
        found |= {(stem, e.label): e.code for e in x.entities if e.type == "Area" and (stem, e.label) in expected}
    assert len(found) >= 40
    assert {k: c for k, c in found.items() if c not in (None, expected[k])} == {}
    assert sum(code is not None for code in found.values()) >= 0.97 * len(found)
