"""The embedded store: a Turtle file in memory, or on disk beside the file where it is large.

Each query's process imports this anew, so it needs little.
"""

import os
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError

#: Files of this many bytes or more get a store on disk: smaller ones are read anew in less than 0.1 s.
CACHE_FROM = 1_000_000


def load(path: Path) -> ox.Store:
    """The triples of a Turtle file, in memory; raises InputError where there is none or it isn't Turtle."""
    store = ox.Store()
    try:
        store.load(path.read_bytes(), format=ox.RdfFormat.TURTLE)
    except (SyntaxError, OSError) as error:
        raise _unusable(path, error) from error
    return store


def open_(path: Path, cache_from: int = CACHE_FROM) -> ox.Store:
    """The same, for reading only: a large file's store is kept beside it and built again when the file has changed.

    Where the folder can't be written, the file is read into memory.
    """
    try:
        if path.stat().st_size < cache_from:
            return load(path)
        return ox.Store.read_only(str(_cached(path)))
    except SyntaxError as error:
        raise _unusable(path, error) from error
    except OSError:
        return load(path)


def cache_folder(path: Path) -> Path:
    """Where the store of a file is kept."""
    return path.parent / f".{path.name}.store"


def _cached(path: Path) -> Path:
    """The folder of the store, named by the file's hash (it takes 3 ms per 100,000 triples; times and sizes can deceive)."""
    import hashlib

    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    place = cache_folder(path) / f"{ox.__version__}-{digest[:20]}"
    if not (place / "CURRENT").exists():
        _make(path, place)
    return place


def _make(path: Path, place: Path) -> None:
    """The store, built beside its place first, then renamed: a process that dies leaves no half of one."""
    import shutil

    part = place.with_name(f"{place.name}.{os.getpid()}.part")
    try:
        _build(path, part)
        if not place.exists():  # another process may have been quicker
            part.rename(place)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    for other in place.parent.iterdir():  # earlier states of the file are of no use; parts may be another process's work
        if other != place and not other.name.endswith(".part"):
            shutil.rmtree(other, ignore_errors=True)


def _build(path: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    store = ox.Store(str(folder))
    store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    store.optimize()


def _unusable(path: Path, error: SyntaxError | OSError) -> InputError:
    if isinstance(error, SyntaxError):
        return InputError(path, f"isn't Turtle: {str(error.msg).splitlines()[0]}", "build it again with kg build")
    why = "no such file" if isinstance(error, FileNotFoundError) else f"can't be read: {error.strerror or error}"
    return InputError(path, why, "name a graph.ttl that kg build wrote")
