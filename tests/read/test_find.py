"""Paths into files: folders, archives, corpora, standard input."""

import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.read import Found, Options, find, load

TEXT = "石桥镇召开项目推进会。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b/2.txt", "b/1.txt", "a.html", "c.md", ".hidden.txt", "photo.jpg", "~$open.docx", "a_files/ad.html", "__MACOSX/x.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(TEXT, "utf-8")
    return tmp_path


def names(found: list[Found], folder: Path) -> list[str]:
    return [f.path.removeprefix(f"{folder}/") for f in found]


def test_folder_is_searched_in_order_without_what_is_no_report(folder: Path) -> None:
    assert names(find([str(folder)]), folder) == ["a.html", "c.md", "b/1.txt", "b/2.txt"]


def test_each_file_once_in_the_order_given(folder: Path) -> None:
    assert names(find([str(folder / "c.md"), str(folder), str(folder / "b" / "1.txt")]), folder) == ["c.md", "a.html", "b/1.txt", "b/2.txt"]


def test_a_file_named_is_taken_whatever_it_is_called(folder: Path) -> None:
    file = folder / "报告"
    file.write_text(TEXT, "utf-8")
    (found,) = find([str(file)])
    assert load(found)[0].text == TEXT


def archive(path: Path, members: dict[str, bytes], old_names: bool = False) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in members.items():
            info = zipfile.ZipInfo(name.encode("gb18030").decode("cp437") if old_names else name)
            info.compress_type = zipfile.ZIP_DEFLATED
            opened.writestr(info, data)
    if old_names:  # as the packers of old Chinese systems left it: GBK bytes, no mark that names are UTF-8
        raw = path.read_bytes()
        for name in members:
            raw = raw.replace(name.encode("gb18030").decode("cp437").encode(), name.encode("gb18030"))
        path.write_bytes(raw)
    return path


def test_members_of_an_archive_are_named_by_it(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "报告.zip", {"乙/二.txt": TEXT.encode(), "甲.txt": TEXT.encode("gb18030"), "图.png": b"", "__MACOSX/._a.txt": b"x"}
    )
    found = find([str(path)])
    assert names(found, tmp_path) == ["报告.zip!乙/二.txt", "报告.zip!甲.txt"]
    assert [load(f)[0].text for f in found] == [TEXT, TEXT]


def test_a_bomb_is_refused_while_it_unpacks(tmp_path: Path) -> None:
    path = archive(tmp_path / "bomb.zip", {"a.txt": b" " * (130 << 20)})
    (found,) = find([str(path)])
    with pytest.raises(InputError, match=r"bomb\.zip!a\.txt: unpacks to more than 128 MB"):
        load(found)


def test_an_archive_in_an_archive_is_named(tmp_path: Path) -> None:
    inner = archive(tmp_path / "inner.zip", {"a.txt": TEXT.encode()})
    path = archive(tmp_path / "outer.zip", {"inner.zip": inner.read_bytes()})
    (found,) = find([str(path)])
    with pytest.raises(InputError, match="is an archive, not a report"):
        load(found)


def test_too_many_members(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {f"{i}.txt": b"x" for i in range(5)})
    with pytest.raises(InputError, match="holds 5 files, more than 4"):
        find([str(path)], Options(max_members=4))


class _Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin(TEXT.encode("gb18030")))
    (found,) = find(["-"])
    assert (found.path, load(found)[0].text) == ("-", TEXT)


def test_standard_input_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin(b"x" * 2_000_000))
    with pytest.raises(InputError, match="more than 1 MB"):
        find(["-"], Options(max_bytes=1 << 20))


def test_what_cannot_be_found_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 no archive")
    archive(tmp_path / "pictures.zip", {"a.png": b"x"})
    for name, reason in {
        "no.txt": "does not exist",
        "empty": "holds no reports",
        "broken.zip": "is no readable zip archive",
        "pictures.zip": "holds no reports",
    }.items():
        with pytest.raises(InputError, match=reason) as caught:
            find([str(tmp_path / name)])
        assert caught.value.path == str(tmp_path / name)
        assert caught.value.hint


def test_what_cannot_be_used_inside_a_folder_stops_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 no archive")
    archive(tmp_path / "b.zip", {"a.png": b"x"})
    (tmp_path / "c.txt").write_text("甲镇开工。", "utf-8")
    broken, bare, good = find([str(tmp_path)])
    assert [s.text for s in load(good)] == ["甲镇开工。"]
    for found, reason in ((broken, "is no readable zip archive"), (bare, "holds no reports")):
        with pytest.raises(InputError, match=reason) as caught:
            load(found)
        assert caught.value.path == found.path


def test_a_folder_without_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "c.txt").write_text("甲镇开工。", "utf-8")
    listed = os.scandir

    def scandir(path: str) -> object:
        # Permissions bind everyone but root, who may run this test.
        if path.endswith("locked"):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    good, locked = find([str(tmp_path)])
    assert good.path == str(tmp_path / "c.txt")
    with pytest.raises(InputError, match="locked: can't be read: Permission denied"):
        load(locked)
