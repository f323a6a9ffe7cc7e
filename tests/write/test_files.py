from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.write.files import write_all


def test_writes_all_and_makes_the_folder(tmp_path: Path) -> None:
    paths = write_all(tmp_path / "a" / "b", {"x.txt": [b"1", b"2"], "y.txt": [b"3"]})
    assert [p.read_bytes() for p in paths] == [b"12", b"3"]
    assert sorted(p.name for p in (tmp_path / "a" / "b").iterdir()) == ["x.txt", "y.txt"]


def test_a_failure_while_writing_leaves_the_last_good_files(tmp_path: Path) -> None:
    write_all(tmp_path, {"x.txt": [b"old"], "y.txt": [b"old"]})

    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_all(tmp_path, {"x.txt": [b"new"], "y.txt": broken()})
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"x.txt": b"old", "y.txt": b"old"}


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(InputError, match="is a file, not a folder"):
        write_all(tmp_path / "out", {"x.txt": [b""]})
    assert (tmp_path / "out").read_text() == "mine"


def test_a_folder_where_a_file_should_be_stops_before_any_change(tmp_path: Path) -> None:
    write_all(tmp_path, {"x.txt": [b"old"]})
    (tmp_path / "y.txt").mkdir()
    with pytest.raises(InputError, match="is a folder"):
        write_all(tmp_path, {"x.txt": [b"new"], "y.txt": [b"new"]})
    assert (tmp_path / "x.txt").read_bytes() == b"old"
    assert not list(tmp_path.glob(".*.part"))
