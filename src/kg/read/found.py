"""Paths that a user names into the files that hold reports."""

import os
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.read import archive
from kg.read.options import DEFAULT, Options

#: What a folder or an archive is searched for. Pictures and .json are read where they are named, never searched for.
_TEXT = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".shtml", ".xhtml")
SUFFIXES = frozenset((*_TEXT, ".docx", ".doc", ".pdf", ".jsonl", ".ndjson", ".csv", ".tsv", ".zip"))
_KINDS = "a .txt, .md, .html, .docx, .pdf, .jsonl, .csv or .zip file"


@dataclass(frozen=True, slots=True)
class Found:
    """A file that holds reports: `path` is the name the user knows it by, `member` its name inside the archive `file`.

    Standard input has no `file`; what came over it stands in `data`. What was found while searching but can't be used
    says so in `refused`, which loading it raises.
    """

    path: str
    file: Path | None = None
    member: str | None = None
    data: bytes | None = None
    refused: InputError | None = None


def find(paths: Sequence[str], options: Options = DEFAULT) -> list[Found]:
    """The files behind paths: files as they are, folders and archives searched in sorted order, “-” is standard input.

    Each file once. Raises InputError for a path that isn't there, for a folder or archive without reports, and for an
    archive that is broken; of what stands in a folder, only the file that can't be used says so.
    """
    found: dict[str, Found] = {}
    for path in paths:
        for one in _behind(path, options):
            found.setdefault(str(one.file.resolve()) + "!" + (one.member or "") if one.file else one.path, one)
    return list(found.values())


def _behind(path: str, options: Options) -> Iterator[Found]:
    if path == "-":
        yield Found("-", data=_stdin(options))
        return
    file = Path(path)
    try:
        is_folder, is_file = file.is_dir(), file.is_file()
    except (OSError, ValueError) as error:
        raise InputError(path, f"can't be looked up: {error}") from error
    if is_folder:
        yield from _searched(path, file, options)
    elif is_file:
        yield from _in_file(path, file, options)
    elif file.exists():
        raise InputError(path, "is neither a file nor a folder", f"give {_KINDS}")
    else:
        raise InputError(path, "does not exist", "check the spelling")


def _stdin(options: Options) -> bytes:
    data = sys.stdin.buffer.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        raise InputError("-", f"more than {options.max_bytes >> 20} MB on standard input", "give the file itself")
    return data


def _in_file(path: str, file: Path, options: Options) -> Iterator[Found]:
    """The file itself, or what is in it where it is an archive."""
    if file.suffix.lower() != ".zip" and not (file.suffix.lower() != ".docx" and _is_archive(file)):
        yield Found(path, file)
        return
    members = [m for m in archive.members(path, file, options) if _wanted(Path(m))]
    if not members:
        raise InputError(path, "holds no reports", f"put {_KINDS} into it")
    for member in members:
        yield Found(f"{path}!{archive.shown(member)}", file, member)


def _is_archive(file: Path) -> bool:
    """A zip under another name; a Word file is one too, but is a report."""
    try:
        if not zipfile.is_zipfile(file):
            return False
        with zipfile.ZipFile(file) as opened:
            return "[Content_Types].xml" not in opened.namelist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def _searched(path: str, folder: Path, options: Options) -> Iterator[Found]:
    locked: list[OSError] = []
    empty = True
    for file in _walk(folder, locked):
        empty = False
        try:
            _refuse_special(file)
            yield from _in_file(str(file), file, options)
        except InputError as error:
            yield Found(error.path, refused=error)
    for reason in locked:
        refused = InputError(reason.filename or path, f"can't be read: {reason.strerror}", "check its permissions")
        yield Found(refused.path, refused=refused)
    if empty and not locked:
        raise InputError(path, "holds no reports", f"put {_KINDS} into it")


def _refuse_special(file: Path) -> None:
    """What stands in a folder and is no file: a pipe or device would never end."""
    try:
        if file.is_file():
            return
        there = file.exists()
    except OSError as error:
        raise InputError(str(file), f"can't be read: {error.strerror}", "check its permissions") from error
    raise InputError(str(file), "is neither a file nor a folder" if there else "is a link that leads nowhere", "leave it out")


def _walk(folder: Path, locked: list[OSError]) -> Iterator[Path]:
    """The files below a folder that are wanted; folders that can't be opened are added to `locked`."""
    for here, folders, files in os.walk(folder, onerror=locked.append):
        pages = {Path(f).stem for f in files if Path(f).suffix.lower() in (".html", ".htm")}
        folders[:] = sorted(f for f in folders if not f.startswith((".", "__MACOSX")) and not _goes_with(f, pages))
        yield from (Path(here) / f for f in sorted(files) if _wanted(Path(f)))


def _goes_with(folder: str, pages: set[str]) -> bool:
    """The folder of pictures and scripts that a browser saves beside a page."""
    return any(folder in (f"{p}_files", f"{p}.files", f"{p}_文件") for p in pages)


def _wanted(file: Path) -> bool:
    hidden = any(part.startswith((".", "~$", "__MACOSX")) or part.endswith(("_files", ".files")) for part in file.parts[:-1])
    return file.suffix.lower() in SUFFIXES and not hidden and not file.name.startswith((".", "~$"))
