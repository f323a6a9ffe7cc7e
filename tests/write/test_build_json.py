import json
from hashlib import sha256

from kg import __version__
from kg.errors import InputError
from kg.graph import merge
from kg.write import build_json
from tests import factory


def test_it_tells_what_was_read_counted_and_refused() -> None:
    failures = [InputError("x/b.txt", "is empty", "write something"), InputError("x/a.pdf", "has no text", "run OCR")]
    found = json.loads(
        build_json.render(factory.graph(), options={"recogniser": "lac"}, failures=failures, warnings=[("x/spring.txt", "no date")])
    )
    assert found["kg"] == __version__
    assert [(r["report"], r["sha256"]) for r in found["reports"]] == [
        ("autumn.txt", sha256(factory.AUTUMN.encode()).hexdigest()),
        ("spring.txt", sha256(factory.SPRING.encode()).hexdigest()),
    ]
    assert found["failed"] == [
        {"report": "a.pdf", "reason": "has no text", "hint": "run OCR"},
        {"report": "b.txt", "reason": "is empty", "hint": "write something"},
    ]
    assert found["warnings"] == [{"report": "spring.txt", "warning": "no date"}]
    assert found["counts"]["total"]["facts"] == 9
    assert found["options"] == {"recogniser": "lac"}
    assert {"python", "jieba", "networkx"} <= set(found["versions"])


def test_the_same_bytes_whatever_the_order() -> None:
    other = merge([factory.shuffled(factory.autumn(), 1), factory.shuffled(factory.spring(), 2)])
    assert build_json.render(other, options={}) == build_json.render(factory.graph(), options={})
