"""Frames and stages as data: their own examples hold, their names are the ontology's, and a broken file says where."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
import yaml

from kg import ontology, resources, rules
from kg.errors import RulesError
from kg.rules import Example, Frame
from tests.reading import cases, extracted, facts

FRAMES = rules.frames()
MATCHES = [(f, e) for f in FRAMES for e in f.match]
REJECTS = [(f, e) for f in FRAMES for e in f.reject]


def test_how_many() -> None:
    assert len(FRAMES) >= 20
    assert len(MATCHES) >= 24
    assert len(REJECTS) >= 6
    assert len({f.id for f in FRAMES}) == len(FRAMES)


@pytest.mark.parametrize(("frame", "example"), MATCHES, ids=[f"{f.id}-{n}" for n, (f, _) in enumerate(MATCHES)])
def test_match(frame: Frame, example: Example) -> None:
    assert example.facts, f"{frame.id}: {example.text}: no facts are asked for"
    assert {p for _, p, _ in example.facts} >= {frame.predicate}
    found = extracted(example.text)
    assert set(example.facts) <= facts(found)
    assert frame.id in {e.rule for f in found.facts if f.predicate == frame.predicate for e in f.evidence}


@pytest.mark.parametrize(("frame", "example"), REJECTS, ids=[f"{f.id}-{n}" for n, (f, _) in enumerate(REJECTS)])
def test_reject(frame: Frame, example: Example) -> None:
    assert [f for f in facts(extracted(example.text)) if f[1] == frame.predicate] == []


def test_every_frame_speaks_somewhere() -> None:
    """In its own examples, or where it has none in the tables: a frame that no sentence needs can go."""
    made = [extracted(c.text, c.title, c.date) for c in cases() if c.table in ("facts", "resolution") and c.gap is None]
    spoken = {e.rule for x in made for f in x.facts for e in f.evidence} | {f.id for f, _ in MATCHES}
    assert {f.id for f in FRAMES} - spoken == set()


def test_every_predicate_of_the_gold_is_within_reach() -> None:
    """Frames or readers of their own: titles (posts, occupations), partners, structure."""
    readers = {"holdsPost", "postIn", "occupies", "partnersWith", "partOf"}
    assert {f.predicate for f in FRAMES} | readers == set(ontology.load().predicates())


@pytest.mark.parametrize("frame", FRAMES, ids=lambda f: f.id)
def test_slots_fit_the_ontology(frame: Frame) -> None:
    """Whatever kinds fill the slots, some pair of each is admitted; confidence is a share; words aren't repeated."""
    onto = ontology.load()
    assert frame.predicate in onto.predicates()
    assert frame.subject <= set(onto.parents)
    assert frame.object <= set(onto.parents)
    pairs = product(_kinds(frame.subject), _kinds(frame.object))
    assert any(onto.allows(frame.predicate, s, o) for s, o in pairs)
    assert 0.5 <= frame.confidence <= 1
    assert frame.pick in ("first", "nearest", "all")
    assert frame.here in ("", "Event", "last", "thing", "home")
    assert frame.triggers
    assert all(frame.triggers)


def _kinds(classes: frozenset[str]) -> Iterator[str]:
    onto = ontology.load()
    for cls in sorted(classes):
        yield cls
        yield from (k for k in ontology.KINDS if onto.is_a(k, cls))


def test_stages_are_states_of_the_ontology() -> None:
    states = [s.state for s in rules.stages()]
    assert set(states) | {"expected"} == ontology.load().states
    assert len(set(states)) == len(states)
    assert all(s.left for s in rules.stages())


# ---------------------------------------------------------------- broken files

Break = Callable[[dict[str, Any]], None]


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Puts a text in place of one file under ontology/."""
    real = resources.read

    def change(name: str, text: str) -> None:
        monkeypatch.setattr("kg.resources.read", lambda n: text if n == name else real(n))
        _forget()

    yield change
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    for cached in (rules.relations, rules.frames, rules.statuses, rules.stages):
        cached.cache_clear()


def _set(field: str, value: object) -> Break:
    def change(row: dict[str, Any]) -> None:
        row[field] = value

    return change


@pytest.mark.parametrize(
    ("change", "field", "word"),
    [
        (_set("predicate", "hates"), "predicate", "hates"),
        (_set("predicate", "kg:builds"), "predicate", "kg:builds"),
        (_set("subject", ["Agent", "Ministry"]), "subject", "Ministry"),
        (_set("object", ["Organization"]), "object", "Organization"),
        (_set("object", ["Award"]), "subject, object", "Award"),
        (_set("subject", ["Event"]), "subject, object", "Event"),
    ],
)
def test_a_broken_frame_says_where(changed: Callable[[str, str], None], change: Break, field: str, word: str) -> None:
    data = yaml.safe_load(resources.read("relations.yaml"))
    row = data["frames"][0]
    assert row["id"] == "establishes"
    change(row)
    changed("relations.yaml", yaml.safe_dump(data, allow_unicode=True))
    with pytest.raises(RulesError) as caught:
        rules.frames()
    error = caught.value
    assert (error.file, error.entry, error.field) == ("relations.yaml", "establishes", field)
    assert word in str(error)


def test_a_stage_that_the_ontology_lacks_says_where(changed: Callable[[str, str], None]) -> None:
    data = yaml.safe_load(resources.read("statuses.yaml"))
    data["states"][1]["state"] = "rotten"
    changed("statuses.yaml", yaml.safe_dump(data, allow_unicode=True))
    with pytest.raises(RulesError, match=r"^statuses\.yaml, rotten, state: "):
        rules.stages()


@pytest.mark.parametrize(("name", "load"), [("relations.yaml", rules.frames), ("statuses.yaml", rules.stages)])
def test_what_is_no_yaml_is_named(changed: Callable[[str, str], None], name: str, load: Callable[[], object]) -> None:
    changed(name, "frames: [a, b\nstates: }")
    with pytest.raises(RulesError, match=rf"^{name}, the file, YAML: "):
        load()


def test_the_shipped_files_are_whole_again_after_a_broken_one(changed: Callable[[str, str], None]) -> None:
    changed("relations.yaml", "frames: []")
    assert rules.frames() == ()
    _forget()
    assert rules.relations() == {"frames": []}


@pytest.mark.parametrize("field", ["predicate", "triggers", "subject", "object", "confidence"])
def test_a_frame_that_lacks_a_field_says_which(changed: Callable[[str, str], None], field: str) -> None:
    data = yaml.safe_load(resources.read("relations.yaml"))
    del data["frames"][0][field]
    changed("relations.yaml", yaml.safe_dump(data, allow_unicode=True))
    with pytest.raises(RulesError, match=rf"^relations\.yaml, establishes, {field}: is missing$"):
        rules.frames()


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [("trigger", ["成立"], "is no field here"), ("triggers", "成立", "is no list"), ("subject", "Agent", "is no list")],
)
def test_a_field_that_is_misspelt_or_no_list_is_named(changed: Callable[[str, str], None], field: str, value: object, reason: str) -> None:
    """A string in place of a list would be read as its characters, a misspelt field as none."""
    data = yaml.safe_load(resources.read("relations.yaml"))
    data["frames"][0][field] = value
    changed("relations.yaml", yaml.safe_dump(data, allow_unicode=True))
    with pytest.raises(RulesError, match=rf"^relations\.yaml, establishes, {field}: {reason}$"):
        rules.frames()


def test_a_stage_that_lacks_a_side_says_which(changed: Callable[[str, str], None]) -> None:
    data = yaml.safe_load(resources.read("statuses.yaml"))
    del data["states"][0]["right"]
    changed("statuses.yaml", yaml.safe_dump(data, allow_unicode=True))
    with pytest.raises(RulesError, match=r"^statuses\.yaml, completed, right: is missing$"):
        rules.stages()
