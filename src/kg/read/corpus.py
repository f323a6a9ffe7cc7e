"""Corpora: a report per line of JSON Lines, or per row of CSV."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import TypeVar

import orjson
import yaml

from kg import resources
from kg.errors import InputError
from kg.model import Metadata, Source
from kg.read.html import page
from kg.read.names import date_in
from kg.read.options import Options

R = TypeVar("R")
Row = tuple[int, Mapping[str, object]]


def json_lines(text: str, path: str, options: Options) -> tuple[Source, ...]:
    """One report per line; `path#3` is the third. Rows that can't be read are named in the first report's warnings."""
    rows: list[Row] = []
    bad: list[str] = []
    lines = (m[0] for m in re.finditer(r"[^\n]+", text) if m[0].strip())
    for number, line in enumerate(_counted(lines, path, options), 1):
        if len(line) > 4 * options.max_chars:
            bad.append(f"row {number} has more than {4 * options.max_chars:,} characters")
            continue
        try:
            value = orjson.loads(line.encode("utf-8", "surrogatepass"))
        except orjson.JSONDecodeError as error:
            bad.append(f"row {number} is no JSON: {error}")
            continue
        if isinstance(value, Mapping):
            rows.append((number, value))
        else:
            bad.append(f"row {number} is no JSON object")
    return _sources(rows, bad, path, options)


def json_list(text: str, path: str, options: Options) -> tuple[Source, ...]:
    """One JSON value: a report, or a list of them."""
    try:
        value = orjson.loads(text.encode("utf-8", "surrogatepass"))
    except orjson.JSONDecodeError:
        return json_lines(text, path, options)
    listed = value if isinstance(value, list) else [value]
    rows = [(i, v) for i, v in enumerate(listed, 1) if isinstance(v, Mapping)]
    return _sources(rows, [], path, options)


def separated(text: str, path: str, options: Options) -> tuple[Source, ...]:
    """One report per row below a line of column names; commas, tabs or semicolons between columns."""
    head = text[: text.find("\n") + 1 or None]
    delimiter = max(",\t;", key=lambda c: (head.count(c), c == ","))
    before = csv.field_size_limit(options.max_chars * 4)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows: list[Row] = list(enumerate(_counted(reader, path, options), 1))
    except csv.Error as error:
        raise InputError(path, f"is no readable CSV: {error}", "save it again with quoted texts") from error
    finally:
        csv.field_size_limit(before)
    return _sources(rows, [], path, options)


def _counted(rows: Iterable[R], path: str, options: Options) -> Iterator[R]:
    """The rows, as long as they are no more than the options allow."""
    for number, row in enumerate(rows):
        if number == options.max_rows:
            raise InputError(path, f"holds more than {options.max_rows:,} rows", "split it")
        yield row


def _sources(rows: list[Row], bad: list[str], path: str, options: Options) -> tuple[Source, ...]:
    names = _columns(rows, path, options)
    found = []
    for number, row in rows:
        source = _source(f"{path}#{number}", row, names)
        if source.text.strip() and len(source.text) <= options.max_chars:
            found.append(source)
        else:
            bad.append(f"row {number} has {'no text' if not source.text.strip() else f'more than {options.max_chars:,} characters'}")
    if not found:
        raise InputError(path, "; ".join(bad[:3]) or "holds no rows", "each row needs a text")
    left_out = tuple(f"left out of {path}: {b}" for b in bad[:20]) + ((f"… and {len(bad) - 20} more rows",) if len(bad) > 20 else ())
    return (replace(found[0], warnings=found[0].warnings + left_out), *found[1:])


def _columns(rows: list[Row], path: str, options: Options) -> dict[str, str]:
    """Which column is what: as the options name it, else by the names that such columns often have."""
    present = {str(k).strip().lstrip("\ufeff").lower(): str(k) for _, row in rows[:100] for k in row if k is not None}
    asked = {"text": options.text, "title": options.title, "date": options.date, "source": options.source}
    names = {}
    for kind, name in asked.items():
        known = [name] if name else _aliases()[kind]
        names[kind] = next((present[n.lower()] for n in known if n.lower() in present), "")
        if rows and not names[kind] and (name or kind == "text"):
            listed = ", ".join(sorted(present.values()))[:120]
            hint = f"name the one that holds the {kind}s with --{kind}-column"
            raise InputError(path, f"has no column {name or kind!r}, only {listed}", hint)
    return names


def _source(path: str, row: Mapping[str, object], names: dict[str, str]) -> Source:
    value = {kind: _string(row.get(name)) for kind, name in names.items()}
    text = value["text"]
    body = page(text, path) if _is_html(text) else Source(path, text)
    hints = Metadata(
        title=value["title"] or body.hints.title,
        publisher=value["source"] or body.hints.publisher,
        published=date_in(value["date"]) or body.hints.published,
    )
    return replace(body, hints=hints)


def _is_html(text: str) -> bool:
    start = text[:2000].lower()
    return any(mark in start for mark in ("<p>", "<p ", "<div", "<br", "<html", "<span"))


def _string(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else str(value)


@cache
def _aliases() -> dict[str, list[str]]:
    aliases: dict[str, list[str]] = yaml.safe_load(resources.read("layout.yaml"))["columns"]
    return aliases
