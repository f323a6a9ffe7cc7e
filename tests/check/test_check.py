from pathlib import Path

import pytest

from kg.check import check
from kg.errors import InputError


def findings(built: Path, tmp_path: Path, old: str, new: str, *, with_shapes: bool = False) -> list[str]:
    """What is found after one change of the file."""
    text = built.read_text("utf-8")
    assert old in text
    changed = tmp_path / "changed.ttl"
    changed.write_text(text.replace(old, new, 1), "utf-8")
    return [str(f) for f in check(changed, with_shapes=with_shapes)]


def test_what_kg_builds_is_sound(built: Path) -> None:
    assert check(built) == ()


@pytest.mark.parametrize(
    ("old", "new", "rule", "said"),
    [
        ("kg:occupies \"画家\"", "kg:occupies \"医生\"", "evidence", "(赵明): occupies 医生 has no fact"),
        ("kg:occupies \"画家\"", "kg:occupies \"医生\"", "evidence", "(赵明): a fact states occupies 画家, but there is no such relation"),
        ("kg:quote \"街道党工委书记\"", "kg:quote \"街道党工委主任\"", "quotes", "at its offsets, '街道党工委书记'"),
        ("kg:quote \"街道党工委书记\"", "kg:quote \"党工委书记\"", "lengths", "5 characters between offsets"),
        ("nif:endIndex 33", "nif:endIndex 99", "nesting", "don't lie within"),
        ("nif:endIndex 33", "rdfs:comment \"\"", "nesting", "offsets are missing"),
        ("kg:divisionCode \"370999001\"", "kg:divisionCode \"3709990\"", "codes", "(柳泉街道): 3709990 is no division code"),
        ("kg:divisionCode \"370999001\"", "kg:divisionCode \"990999001\"", "codes", "990999001 is no division code"),
        ("\"2024-09\"^^xsd:gYearMonth", "\"2024-13\"^^xsd:gYearMonth", "dates", "2024-13 is no date"),
        ("\"2024-03-06\"^^xsd:date", "\"2024-02-30\"^^xsd:date", "dates", "2024-02-30 is no date"),
        ("rdfs:label \"赵明\"@zh", "rdfs:comment \"赵明\"@zh", "labels", "has no label"),
        ("kg:occupies", "kg:occupys", "names", "ontology#occupys isn't in kg.ttl"),
        ("kg:state kg:started", "kg:state kg:begun", "names", "ontology#begun isn't in kg.ttl"),
    ],
)  # fmt: skip
def test_each_invariant_finds_its_breach(built: Path, tmp_path: Path, old: str, new: str, rule: str, said: str) -> None:
    found = findings(built, tmp_path, old, new)
    assert [line for line in found if said in line and line.endswith(f"[{rule}]")], found


def test_an_end_that_is_no_entity_of_the_report(built: Path, tmp_path: Path) -> None:
    text = built.read_text("utf-8")
    (block,) = [b for b in text.split("\n\n") if '赵明"@zh' in b and "kg:Person" in b]
    lost = "\n".join(line for line in block.splitlines() if "kg:mentionedIn" not in line)
    assert any("赵明 isn't said to be mentioned in the report [ends]" in f for f in findings(built, tmp_path, block, lost))
    assert any("which is no entity [ends]" in f for f in findings(built, tmp_path, block, ""))


def test_two_areas_of_one_code(built: Path, tmp_path: Path) -> None:
    twin = '<https://kg.example/id/e/x> kg:divisionCode "370999001" .\n\ne:area-0a1 a'
    found = findings(built, tmp_path, "e:area-0a1 a", twin)
    assert len([f for f in found if "is given to 2 areas [codes]" in f]) == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kg:launches e:programme-1b8", "kg:launches e:award-1c9", "launches is: Programme, not 市级文明单位 [shape of launches]"),
        ("kg:confidence 0.9 ", "kg:confidence 1.9 ", "confidence is from 0 to 1, not 1.9 [shape of confidence]"),
        ("kg:approximate false", "kg:approximate \"no\"", "[shape of approximate]"),
        ("rdfs:label \"赵明\"@zh", "rdfs:label \"赵明\"@zh , \"赵亮\"@zh", "an entity has one Chinese label [shape of label]"),
        ("\"2024-09\"^^xsd:gYearMonth", "\"September\"", "a date is a day, month or year of the calendar, not September [shape of date]"),
        (" a kg:Person", " a kg:Person , kg:Award", "(赵明): a thing of kind Award is of no other kind [shape]"),
        ("a kg:Area ,\n        kg:Subdistrict", "a kg:Subdistrict", "a Subdistrict is said to be of kind Area [shape of type]"),
    ],
)  # fmt: skip
def test_the_shapes_find_what_breaks_them(built: Path, tmp_path: Path, old: str, new: str, said: str) -> None:
    found = findings(built, tmp_path, old, new, with_shapes=True)
    assert [line for line in found if said in line and "[shape" in line], found


def test_what_is_no_turtle_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        check(tmp_path / "graph.ttl")
