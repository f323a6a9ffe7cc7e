from pathlib import Path

import pytest

from kg import store
from kg.errors import InputError


def test_loads_turtle(tmp_path: Path) -> None:
    path = tmp_path / "g.ttl"
    path.write_text("<https://a.example/s> <https://a.example/p> '柳' .", "utf-8")
    assert len(store.load(path)) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "no such file"), ("not turtle", "isn't Turtle"), ("<a> <b> <c> .", "isn't Turtle")],
)
def test_a_file_that_is_no_graph_is_named(tmp_path: Path, content: str | None, said: str) -> None:
    path = tmp_path / "g.ttl"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=said) as caught:
        store.load(path)
    assert caught.value.path == str(path)
    assert "\n" not in str(caught.value)


def test_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        store.load(tmp_path)
