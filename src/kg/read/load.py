"""One found file into the reports that it holds."""

from dataclasses import replace

from kg.errors import InputError
from kg.model import Source
from kg.read import archive
from kg.read.encoding import decode
from kg.read.found import Found
from kg.read.names import date_in
from kg.read.options import DEFAULT, Options

_SPLIT = "no single report is so long: split it"


def load(found: Found, options: Options = DEFAULT) -> tuple[Source, ...]:
    """The reports of a file: one, or as many as a corpus has rows. Raises InputError where it can't be read."""
    data = _bytes(found, options)
    if not data.strip():
        raise InputError(found.path, "is empty", "leave it out")
    sources = (Source(found.path, decode(data, found.path, forced=options.encoding)),)
    return tuple(_dated(_bounded(s, options)) for s in sources)


def _bytes(found: Found, options: Options) -> bytes:
    if found.data is not None:
        return found.data
    if found.file is None:
        raise InputError(found.path, "names no file")
    if found.member is not None:
        return archive.content(found.path, found.file, found.member, options.max_bytes)
    try:
        size = found.file.stat().st_size
        if size > options.max_bytes:
            raise InputError(
                found.path, f"has {size >> 20} MB, more than {options.max_bytes >> 20}", "no single report is so long: split it"
            )
        return found.file.read_bytes()
    except OSError as error:
        raise InputError(found.path, f"can't be read: {error.strerror or error}") from error


def _bounded(source: Source, options: Options) -> Source:
    if len(source.text) > options.max_chars:
        raise InputError(source.path, f"has {len(source.text):,} characters, more than {options.max_chars:,}", "split it into reports")
    if not source.text.strip():
        raise InputError(source.path, "holds no text", "leave it out")
    return source


def _dated(source: Source) -> Source:
    """The date in the name or address, where the format gave none."""
    if source.hints.published or not (found := date_in(source.path)):
        return source
    return replace(source, hints=replace(source.hints, published=found))
