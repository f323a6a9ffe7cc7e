"""Names that a report only mentions: listed beside its entities, and none of them an entity."""

import pytest

from kg.model import Extraction, Source
from kg.pipeline import extract_report
from kg.write import jsonl


def read(sentence: str) -> Extraction:
    return extract_report(Source("r.txt", f"工作动态\n\n{sentence}\n"), "2024-06-20", "lac")


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("产品远销德国、马拉维和扎伊尔。", ["德国", "马拉维", "扎伊尔"]),
        ("展会促进了中日企业的往来。", ["中", "日"]),
        ("大家一起学习了毛泽东思想。", ["毛泽东"]),
    ],
)
def test_a_name_that_is_only_mentioned_is_no_entity(sentence: str, names: list[str]) -> None:
    found = read(sentence)
    assert [m.span.of(found.report.text) for m in found.background] == names
    assert not {e.label for e in found.entities} & set(names)


def test_what_is_an_entity_is_not_in_the_background() -> None:
    found = read("竹溪县县长周启明会见了来自法国的客商。")
    assert [m.name for m in found.background] == ["法国"]
    assert {"周启明", "竹溪县"} <= {e.label for e in found.entities}


def test_extract_lists_them_with_their_offsets() -> None:
    found = read("产品远销德国。")
    assert jsonl.as_json(found)["background"] == [
        {"name": "德国", "type": "Area", "start": found.report.text.index("德国"), "end": found.report.text.index("德国") + 2}
    ]
