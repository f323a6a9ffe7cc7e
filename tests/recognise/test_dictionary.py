"""The user's own names: read from jieba's format, typed by their tags, before every other proposal."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Source
from kg.pipeline import extract_report
from kg.recognise import dictionary


def written(tmp_path: Path, text: str) -> tuple[Path, ...]:
    file = tmp_path / "own.txt"
    file.write_text(text, "utf-8")
    return (file,)


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("望江台三号 10 Project", dictionary.Entry("望江台三号", "Project")),
        ("望江台三号 nz", dictionary.Entry("望江台三号", "Project")),
        ("阿布都 5 nr", dictionary.Entry("阿布都", "Person")),
        ("青禾汇 company", dictionary.Entry("青禾汇", "Organisation", "Company")),
        ("历下区 ns", dictionary.Entry("历下区", "Area", "District")),
        ("柳林社区 3 ns", dictionary.Entry("柳林社区", "Community")),
        ("老码头 ns", dictionary.Entry("老码头", "Place")),
    ],
)
def test_a_line_is_a_name_with_its_type(tmp_path: Path, line: str, entry: dictionary.Entry) -> None:
    assert dictionary.load(written(tmp_path, f"# own names\n\n{line}\n")) == (entry,)


@pytest.mark.parametrize(("line", "said"), [("青禾汇 5 xyz", "line 1"), ("青禾汇", "line 1")])
def test_an_unknown_tag_is_named_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        dictionary.load(written(tmp_path, line))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        dictionary.load((tmp_path / "none.txt",))


def test_own_names_become_entities_and_take_part_in_facts(tmp_path: Path) -> None:
    source = Source("r.txt", "清河街道建设纪实\n\n去年，清河街道建成望江台三号。望江台三号由青禾汇承建。\n")
    without = extract_report(source, None, "lac")
    own = dictionary.load(written(tmp_path, "望江台三号 10 Place\n青禾汇 10 Company\n"))
    found = extract_report(source, None, "lac", own)
    labels = {e.id: (e.label, e.type) for e in found.entities}
    assert ("望江台三号", "Place") not in {(e.label, e.type) for e in without.entities}
    assert {("望江台三号", "Place"), ("青禾汇", "Organisation")} <= set(labels.values())
    said = {(labels[f.subject][0], f.predicate, labels[f.object][0]) for f in found.facts if f.object}
    assert ("青禾汇", "builds", "望江台三号") in said
