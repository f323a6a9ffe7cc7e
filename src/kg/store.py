"""The embedded store: a Turtle file in memory."""

from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError


def load(path: Path) -> ox.Store:
    """The triples of a Turtle file; raises InputError where there is none or it isn't Turtle."""
    store = ox.Store()
    try:
        store.load(path.read_bytes(), format=ox.RdfFormat.TURTLE)
    except SyntaxError as error:
        raise InputError(path, f"isn't Turtle: {str(error.msg).splitlines()[0]}", "build it again with kg build") from error
    except OSError as error:
        raise InputError(path, _why(error), "name a graph.ttl that kg build wrote") from error
    return store


def _why(error: OSError) -> str:
    return "no such file" if isinstance(error, FileNotFoundError) else f"can't be read: {error.strerror or error}"
