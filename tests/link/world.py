"""Reports written as a few lines of YAML, made into extractions: for tests of what links them.

A report: `at` its home's division code, `day`, and
- things: "Type/Subtype label = alias|alias @code"
- people: "name cue body title" (cue 现任 or 曾任), which gives the post, its body and the facts between them
- facts: "subject predicate object"
"""

import itertools
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg import divisions
from kg.link.types import Resolution
from kg.model import Block, BlockKind, Entity, Extraction, Fact, Metadata, Report, Span, cite

PAIRS = Path(__file__).parent / "pairs.yaml"
_THING = re.compile(r"(?P<type>\w+)(?:/(?P<cls>\w+))? (?P<label>\S+)(?: = (?P<aliases>\S+))?(?: @(?P<code>\d+))?")
_SUBTYPES = {
    "党工委": "PartyBody",
    "委": "PartyBody",
    "党支部": "PartyBody",
    "公司": "Company",
    "集团": "Company",
    "银行": "Bank",
    "居委会": "ResidentsCommittee",
}


class Draft:
    """A report in the making: its text grows with what is said in it."""

    def __init__(self, name: str, spec: Mapping[str, Any]) -> None:
        self.name, self.spec = name, spec
        self.things: dict[str, dict[str, Any]] = {}
        self.facts: list[tuple[str, str, str, str]] = []
        self.lines = [f"{name}的报道"]

    def thing(self, label: str, kind: str, cls: str | None = None, aliases: str = "", code: str = "") -> None:
        self.things.setdefault(label, {"type": kind, "cls": cls, "aliases": aliases, "code": code})
        self.lines.append(label + "".join(f"，{a}" for a in aliases.split("|") if a) + "。")

    def fact(self, subject: str, predicate: str, obj: str, words: str = "") -> None:
        quote = words or f"{subject}{predicate}{obj}。"
        self.facts.append((subject, predicate, obj, quote))
        self.lines.append(quote)


def extraction(name: str, spec: Mapping[str, Any]) -> Extraction:
    """One report's extraction."""
    draft = Draft(name, spec)
    _areas(draft)
    for line in spec.get("things", ()):
        m = _THING.fullmatch(line)
        assert m, f"{name}: {line}"
        draft.thing(m["label"], m["type"], m["cls"], m["aliases"] or "", m["code"] or "")
    for line in spec.get("people", ()):
        _person(draft, *line.split(" "))
    for line in spec.get("facts", ()):
        draft.fact(*line.split(" "))
    return _finished(draft)


def _areas(draft: Draft) -> None:
    gazetteer = divisions.load()
    if not draft.spec.get("at"):
        return
    chain = gazetteer.chain(gazetteer.by_code[str(draft.spec["at"])])
    for inner in chain:
        draft.thing(inner.name, "Area", inner.cls, code=inner.code)
        draft.lines += [f"{inner.name}。"] * (3 if inner == chain[0] else 0)
    for inner, outer in itertools.pairwise(chain):
        draft.fact(inner.name, "partOf", outer.name)


def _person(draft: Draft, name: str, cue: str, body: str, title: str) -> None:
    cls = next((c for end, c in _SUBTYPES.items() if body.endswith(end)), "GovernmentBody")
    if body not in draft.things:
        draft.thing(body, "Organisation", cls)
    draft.thing(name, "Person")
    draft.thing(body + title, "Post")
    words = f"{name}{cue}{body}{title}。"
    draft.fact(name, "holdsPost", body + title, words)
    draft.fact(body + title, "postIn", body, words)


def _finished(draft: Draft) -> Extraction:
    text = "\n".join(draft.lines) + "\n"
    blocks, start = [], 0
    for line in text.splitlines():
        span = Span(start, start + len(line))
        blocks.append(Block(span, BlockKind.PARAGRAPH if start else BlockKind.TITLE, (span,)))
        start = span.end + 1
    day = str(draft.spec["day"]) if draft.spec.get("day") else None
    report = Report(f"{draft.name}-0", f"reports/{draft.name}.txt", text, Metadata(draft.lines[0], None, day), tuple(blocks))
    ids = {label: f"{t['type'].lower()}-{label}" for label, t in draft.things.items()}
    entities = [_entity(report, ids[label], label, t) for label, t in draft.things.items()]
    facts = [_fact(report, ids, *f) for f in draft.facts]
    return Extraction(report, tuple(entities), tuple(dict.fromkeys(facts)))


def _entity(report: Report, id_: str, label: str, spec: Mapping[str, Any]) -> Entity:
    mentions = tuple((report.id, Span(m.start(), m.end())) for m in re.finditer(re.escape(label), report.text))
    links = (("divisionCode", spec["code"]),) if spec["code"] else ()
    aliases = tuple(sorted(a for a in spec["aliases"].split("|") if a))
    return Entity(id_, spec["type"], label, spec["cls"], aliases, None, links, mentions)


def _fact(report: Report, ids: Mapping[str, str], subject: str, predicate: str, obj: str, quote: str) -> Fact:
    start = report.text.index(quote)
    evidence = (cite(report, Span(start, start + len(quote)), "test-1", 0.9),)
    return Fact(ids[subject], predicate, ids.get(obj), evidence, None if obj in ids else obj)


@cache
def groups() -> tuple[dict[str, Any], ...]:
    """The groups of pairs.yaml: form, reports, pairs."""
    return tuple(yaml.safe_load(PAIRS.read_text("utf-8")))


@cache
def world() -> tuple[Extraction, ...]:
    """All reports of all groups."""
    return tuple(extraction(name, spec) for group in groups() for name, spec in group["reports"].items())


def ids(resolution: Resolution) -> dict[tuple[str, str], str]:
    """(report's name, label or alias) → id."""
    found = {}
    for x in resolution.extractions:
        for e in x.entities:
            for name in (*e.aliases, e.label):
                if name in x.report.text:
                    found[x.report.id.removesuffix("-0"), name] = e.id
    return found
