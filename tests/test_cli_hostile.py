"""What no report is, through the command line: one clear line each, never a traceback, and the others are still read."""

import os
import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app

KG = CliRunner()
GOOD = "6月20日，青江区滨河街道成立招商服务专班。\n"
NOISE = random.Random(7).randbytes(20_000)


def lines(path: Path, status: int) -> list[str]:
    """What kg extract says on stderr; whatever it is told, nothing but its own errors ends it."""
    result = KG.invoke(app, ["extract", "--recogniser", "jieba", str(path)])
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == status, result.stderr
    return result.stderr.splitlines()


def zipped(name: str, *parts: bytes, times: int = 1) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml" if name.startswith("word/") else "note.png", "")
        with archive.open(name, "w", force_zip64=True) as member:
            member.write(parts[0])
            for _ in range(times):
                member.write(parts[1])
    return out.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.zip": (lambda: zipped("a.txt", b"", b"0" * (1 << 20), times=130), "bomb.zip!a.txt: unpacks to more than 128 MB"),
    "bomb.docx": (lambda: zipped("word/document.xml", b"<w>", b"<p/>" * (1 << 18), times=130), "unpacks to more than 32 MB"),
    "deep.docx": (lambda: zipped("word/document.xml", b"", b"<w>" * 100_000), "is no readable Word file"),
    "deep.html": (lambda: b"<html><body>" + b"<div>" * 100_000, "is nested too deeply"),
    "tag.html": (lambda: b"<p " + b" ".join(b"a%d=x" % i for i in range(30_000)) + b">", "has a tag of more than 20,000 attributes"),
    "line.txt": (lambda: "成立招商服务专班，".encode() * 1_200_000, "MB of text, more than 16"),
    "long.txt": (lambda: "成立招商服务专班，".encode() * 100_000, "has 900,000 characters, more than 300,000"),
    "lines.txt": (lambda: "甲\n".encode() * 12_000, "has 12,000 lines, more than 10,000"),
    "deep.json": (lambda: b"[" * 200_000, "is no JSON"),
    "cell.csv": (lambda: b'text\n"' + b"a" * 1_300_000, "is no readable CSV"),
    "rows.csv": (lambda: b"text\n" + b"a\n" * 50_001, "holds more than 50,000 rows"),
    "zeros.txt": (lambda: bytes(100_000), "is empty|is not text"),
    **{f"noise.{s}": (lambda: NOISE, "is not text|is no") for s in ("txt", "html", "docx", "pdf", "csv", "jsonl", "md", "doc", "zip")},
    "headed.docx": (lambda: b"PK\x03\x04" + NOISE, "is no readable Word file"),
    "headed.pdf": (lambda: b"%PDF-1.7\n" + NOISE, "is no readable PDF"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_one_line_names_the_file_and_what_is_wrong_with_it(name: str, tmp_path: Path) -> None:
    make, said = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(make())
    (line,) = lines(path, status=2)
    assert line.startswith(f"kg: {path}")
    assert any(part in line for part in said.split("|")), line


def test_a_file_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    assert lines(path, status=2) == [f"kg: {path}: has 200 MB, more than 128 (no single report is so long: split it)"]


def test_what_a_folder_holds_beside_reports(tmp_path: Path) -> None:
    """Links that go round, links that lead nowhere, pipes that never end."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, "utf-8")
    (folder / "again").symlink_to(folder)
    (folder / "b.txt").symlink_to("c.txt")
    (folder / "c.txt").symlink_to("b.txt")
    os.mkfifo(folder / "pipe.txt")
    nowhere = "is a link that leads nowhere (leave it out)"
    pipe = f"kg: {folder}/pipe.txt: is neither a file nor a folder (leave it out)"
    assert lines(folder, status=1) == [f"kg: {folder}/b.txt: {nowhere}", f"kg: {folder}/c.txt: {nowhere}", pipe]


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path) -> bytes:
        # Permissions bind everyone but root, who may run this test.
        raise PermissionError(13, "Permission denied", str(self))

    path = tmp_path / "locked.txt"
    path.write_text(GOOD, "utf-8")
    monkeypatch.setattr(Path, "read_bytes", refused)
    assert lines(path, status=2) == [f"kg: {path}: can't be read: Permission denied (check its permissions)"]
