"""A set of files, all or none: everything is written beside its place first, then renamed."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

from kg.errors import InputError


def file_name(path: str) -> str:
    """How outputs call a report: its file's name, for the folder tells where it lay on one machine, not what it is.

    Bytes of a name that aren't UTF-8 are shown as escapes.
    """
    return PurePath(path).name.encode("utf-8", "backslashreplace").decode()


def write_all(folder: Path, contents: Mapping[str, Iterable[bytes]]) -> tuple[Path, ...]:
    """Write each named content into the folder (made if missing) and return the paths, in the order given.

    Until all are written the last good files stand untouched. Raises InputError where the folder can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _replace(folder, contents)
    except FileExistsError:
        raise InputError(folder, "is a file, not a folder", "name another folder with -o") from None
    except OSError as error:
        raise InputError(folder, f"can't be written: {error.strerror or error}", "name another folder with -o") from error


def _replace(folder: Path, contents: Mapping[str, Iterable[bytes]]) -> tuple[Path, ...]:
    beside = {folder / name: folder / f".{name}.{os.getpid()}.part" for name in contents}
    try:
        for (path, part), chunks in zip(beside.items(), contents.values(), strict=True):
            _refuse_folder(path)
            _write(part, chunks)
        for path, part in beside.items():
            part.replace(path)
    finally:
        for part in beside.values():
            part.unlink(missing_ok=True)
    return tuple(beside)


def _refuse_folder(path: Path) -> None:
    """A folder in a file's place would make the renaming fail half-way."""
    if path.is_dir():
        raise InputError(path, "is a folder in the place of a file", "move it away or name another folder with -o")


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
