"""Links to Wikidata come from the user's table only, and only where they are sure."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.graph import merge
from kg.link import Tables, resolve_across
from kg.link.outside import Wikidata, load
from kg.write import rdf
from tests.link.world import extraction

WORLD = (
    extraction("a", {"at": 370102, "day": "2024-01-01", "things": ["Organisation/Company 山东齐河纺织有限公司", "Place 泉畔书房"]}),
    extraction("b", {"at": 370103, "day": "2024-01-01", "things": ["Place 泉畔书房", "Organisation 书房"]}),
)


def linked(table: Wikidata) -> set[tuple[str, str]]:
    found = resolve_across(WORLD, None, Tables(None, table)).extractions
    return {(e.label, v) for e in merge(found).entities for n, v in e.links if n == "sameAs"}


def made(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "items.csv"
    path.write_text(text, "utf-8")
    return path


def test_items_by_code_and_by_name(tmp_path: Path) -> None:
    table = load(
        made(
            tmp_path,
            "name,code,qid,type\n历下区,370102,Q1,\n山东齐河纺织有限公司,,https://www.wikidata.org/wiki/Q22,Organisation\n某公司,,Q5,\n",
        )
    )
    assert linked(table) == {
        ("历下区", "http://www.wikidata.org/entity/Q1"),
        ("山东齐河纺织有限公司", "http://www.wikidata.org/entity/Q22"),
    }
    triples = set(rdf.triples(merge(resolve_across(WORLD, None, Tables(None, table)).extractions)))
    assert {o for _, p, o in triples if p == "http://www.w3.org/2002/07/owl#sameAs"} == {
        f"http://www.wikidata.org/entity/Q{n}" for n in (1, 22)
    }


def test_a_name_of_two_things_gets_none(tmp_path: Path) -> None:
    assert linked(load(made(tmp_path, "qid,name\nQ7,泉畔书房\n"))) == set()


def test_a_type_keeps_namesakes_out(tmp_path: Path) -> None:
    assert linked(load(made(tmp_path, "qid,name,type\nQ7,书房,Place\nQ8,书房,Organisation\n"))) == {
        ("书房", "http://www.wikidata.org/entity/Q8")
    }


@pytest.mark.parametrize("text", ["qid,name\nhello,历下区\n", "qid,name,code\nQ5,,\n", "item,name\nQ5,历下区\n"])
def test_a_table_of_another_form_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 2"):
        load(made(tmp_path, text))


def test_a_missing_table(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        load(tmp_path / "none.csv")
