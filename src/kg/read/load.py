"""One found file into the reports that it holds."""

import re
from dataclasses import replace
from pathlib import PurePath

from kg.errors import InputError
from kg.model import Source
from kg.read import archive
from kg.read.corpus import json_lines, json_list, separated
from kg.read.doc import doc_text
from kg.read.docx import read_docx
from kg.read.encoding import decode
from kg.read.found import Found
from kg.read.html import page, read_html
from kg.read.markdown import markdown
from kg.read.mhtml import html_part
from kg.read.names import date_in
from kg.read.ocr import read_picture
from kg.read.options import DEFAULT, Options
from kg.read.pdf import read_pdf

_SPLIT = "no single report is so long: split it"
_BY_LINE = frozenset((".jsonl", ".ndjson", ".csv", ".tsv"))
_PAGES = frozenset((".html", ".htm", ".shtml", ".xhtml"))
_HTML = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,400}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|table|p)\b", re.I | re.S
)
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8", b"BM")
_SAVED_PAGE = re.compile(rb"^(?:From: <Saved by|MIME-Version:|Snapshot-Content-Location:)", re.I | re.M)


def load(found: Found, options: Options = DEFAULT) -> tuple[Source, ...]:
    """The reports of a file: one, or as many as a corpus has rows.

    Raises InputError where it can't be read: empty, no text, in no known encoding, locked, broken, too large.
    """
    if found.refused:
        raise found.refused
    suffix = PurePath(found.member or found.path).suffix.lower()
    data = _bytes(found, options.max_bytes)
    if not data.strip():
        raise InputError(found.path, "is empty", "leave it out")
    sources = _opened(data, found.path, suffix, options)
    return tuple(_dated(_bounded(s, options)) for s in sources)


def _bytes(found: Found, limit: int) -> bytes:
    if found.data is not None:
        return found.data
    if found.file is None:
        raise InputError(found.path, "names no file", "give a path")
    if found.member is not None:
        return archive.content(found.path, found.file, found.member, limit)
    try:
        size = found.file.stat().st_size
        if size > limit:
            raise InputError(found.path, f"has {size >> 20} MB, more than {limit >> 20}", _SPLIT)
        return found.file.read_bytes()
    except OSError as error:
        raise InputError(found.path, f"can't be read: {error.strerror or error}", "check its permissions") from error


def _opened(data: bytes, path: str, suffix: str, options: Options) -> tuple[Source, ...]:
    """What the first bytes say goes before the suffix."""
    if b"%PDF-" in data[:1024]:
        return (read_pdf(data, path, options),)
    if data.startswith(b"PK\x03\x04"):
        return (read_docx(data, path, 2 * options.max_text_bytes),)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return (Source(path, doc_text(data, path)),)
    if data.startswith(_PICTURES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return (read_picture(data, path),)
    if data.startswith(b"{\\rtf"):
        raise InputError(path, "is an RTF file", "save it as .docx or .txt")
    if suffix not in _BY_LINE and len(data) > options.max_text_bytes:
        hint = "write a report per line, as .jsonl" if suffix == ".json" else _SPLIT
        raise InputError(path, f"has {len(data) >> 20} MB of text, more than {options.max_text_bytes >> 20}", hint)
    if suffix in (".mht", ".mhtml") or _SAVED_PAGE.match(data):
        return (read_html(html_part(data, path), path, options),)
    if suffix in _PAGES:
        return (read_html(data, path, options),)
    return _decoded(data, path, suffix, options)


def _decoded(data: bytes, path: str, suffix: str, options: Options) -> tuple[Source, ...]:
    text = decode(data, path, forced=options.encoding)
    if suffix in (".jsonl", ".ndjson"):
        return json_lines(text, path, options)
    if suffix == ".json":
        return json_list(text, path, options)
    if suffix in (".csv", ".tsv"):
        return separated(text, path, options)
    if suffix in (".md", ".markdown"):
        return (markdown(text, path),)
    return (page(text, path) if _HTML.match(text[:4096]) else Source(path, text),)


def _bounded(source: Source, options: Options) -> Source:
    if len(source.text) > options.max_chars:
        raise InputError(source.path, f"has {len(source.text):,} characters, more than {options.max_chars:,}", "split it into reports")
    if (lines := source.text.count("\n")) > options.max_lines:
        raise InputError(source.path, f"has {lines:,} lines, more than {options.max_lines:,}", "split it into reports")
    if not source.text.strip():
        raise InputError(source.path, "holds no text", "leave it out")
    return source


def _dated(source: Source) -> Source:
    """The date in the name or address, where the format gave none."""
    if source.hints.published or not (found := date_in(source.path)):
        return source
    return replace(source, hints=replace(source.hints, published=found))
