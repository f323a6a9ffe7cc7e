import os
import sys
from pathlib import Path

import pytest

from kg import store
from kg.errors import InputError

LINE = "<https://a.example/s> <https://a.example/p> '{}' ."


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "g.ttl"
    path.write_text(LINE.format("柳"), "utf-8")
    return path


def values(path: Path) -> list[str]:
    return [quad.object.value for quad in store.open_(path, cache_from=0)]


def kept(path: Path) -> list[str]:
    return sorted(p.name for p in store.cache_folder(path).iterdir())


def test_a_large_file_gets_one_store_beside_it_that_is_used_again(graph: Path) -> None:
    assert values(graph) == ["柳"]
    (name,) = kept(graph)
    born = (store.cache_folder(graph) / name / "CURRENT").stat().st_mtime_ns
    assert values(graph) == ["柳"]
    assert (kept(graph), (store.cache_folder(graph) / name / "CURRENT").stat().st_mtime_ns) == ([name], born)


def test_a_changed_file_gets_another_and_the_old_one_goes(graph: Path) -> None:
    values(graph)
    (old,) = kept(graph)
    graph.write_text(LINE.format("泉"), "utf-8")
    os.utime(graph, ns=(0, 0))  # it is the content that counts
    assert values(graph) == ["泉"]
    (new,) = kept(graph)
    assert new != old


def test_a_small_file_gets_none(graph: Path) -> None:
    assert len(store.open_(graph)) == 1
    assert not store.cache_folder(graph).exists()


def test_a_process_that_died_while_building_leaves_nothing_that_counts(graph: Path) -> None:
    values(graph)
    (name,) = kept(graph)
    (store.cache_folder(graph) / name).rename(store.cache_folder(graph) / f"{name}.1.part")
    assert values(graph) == ["柳"]
    assert name in kept(graph)


def test_a_broken_file_is_named_and_leaves_no_store(graph: Path) -> None:
    graph.write_text("not turtle", "utf-8")
    with pytest.raises(InputError, match="isn't Turtle"):
        values(graph)
    assert kept(graph) == []


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_where_nothing_can_be_written_the_file_is_read_into_memory(graph: Path) -> None:
    graph.parent.chmod(0o555)
    try:
        assert values(graph) == ["柳"]
    finally:
        graph.parent.chmod(0o755)


def test_a_file_in_the_place_of_the_cache_does_no_harm(graph: Path) -> None:
    store.cache_folder(graph).write_text("")
    assert values(graph) == ["柳"]
