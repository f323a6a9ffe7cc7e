import json
from decimal import Decimal

import pytest

from kg.write import jsonl
from tests import factory


def test_the_form_that_the_scorer_reads() -> None:
    line = jsonl.line(factory.autumn())
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    found = json.loads(line)
    assert found["report"] == "autumn.txt"
    assert found["metadata"] == {
        "title": "数字产业园开工",
        "publisher": "柳泉日报",
        "published": "2024-09-20",
        "reporters": ["周文"],
        "correspondents": ["吴晓"],
    }
    assert found["statuses"][0]["status"] == "started"
    assert [f.get("value", f.get("object")) for f in found["facts"]][:2] == [factory.PROJECT, "画家"]
    assert "object" not in found["facts"][1]


def test_every_quote_stands_at_its_offsets_and_in_its_sentence() -> None:
    found = json.loads(jsonl.line(factory.spring()))
    quotes = [e for kind in ("facts", "statuses", "statistics") for item in found[kind] for e in item["evidence"]]
    assert len(quotes) == 7
    for e in quotes:
        assert factory.SPRING[e["start"] : e["end"]] == e["quote"]
        assert e["quote"] in factory.SPRING[e["sentence"]["start"] : e["sentence"]["end"]]


@pytest.mark.parametrize(("value", "expected"), [("350000000", 350000000), ("3.50", 3.5), ("3.5E8", 350000000), ("1E+30", 1e30)])
def test_values_are_numbers(value: str, expected: float) -> None:
    assert jsonl._number(Decimal(value)) == expected
