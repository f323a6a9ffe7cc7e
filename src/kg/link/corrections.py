"""corrections.yaml: what people say of the graph, one entry for each correction.

- same: [恒远光电, {label: 江西恒远光电科技有限公司, report: a.txt}]
- different: [{label: 张伟, report: a.txt}, {label: 张伟, report: b.txt}]
- rename: {label: 企业专班, scope: 清泉区}
  to: 清泉街道企业服务专班

Order means nothing, and an entry written twice counts once. A thing is named by its label or an alias, alone or as a
mapping of `label` or `id` with `type`, `scope` (an area's name or code) and `report` (file name) as far as needed.
Any entry may say why (`note`), who says so (`by`) and when (`date`, a day).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kg import ontology
from kg.errors import InputError

NAME = "corrections.yaml"
#: Verb → the other fields that its entry must have.
VERBS: Mapping[str, tuple[str, ...]] = {
    "same": (), "different": (), "rename": ("to",), "retype": ("to",), "alias": ("add",),
    "drop entity": (), "drop fact": (), "add fact": ("source",), "confirm": (),
}  # fmt: skip
_REMARKS = ("note", "by", "date")
_ON_FACTS = frozenset({"drop fact", "add fact", "confirm"})
_FIELDS = ("label", "id", "type", "scope", "report")
_HINT = "see docs/corrections.md for the form of an entry"


@dataclass(frozen=True, slots=True, order=True)
class Selector:
    """A thing by label or id and context; empty fields match anything."""

    label: str = ""
    id: str = ""
    type: str = ""
    scope: str = ""
    report: str = ""

    @property
    def text(self) -> str:
        return " ".join(v for v in (self.label, self.id, self.type, self.scope, self.report) if v)


@dataclass(frozen=True, slots=True)
class FactPattern:
    """A relation; `predicate` may be status or statistic. `object` is a thing and `value` the same as plain words."""

    subject: Selector
    predicate: str
    object: Selector
    value: str
    report: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry. `said` is the entry as canonical JSON without its remarks: its sort key, and what a warning shows.

    `note`, `by` and `date` (an ISO day) are the remarks, empty where there are none.
    """

    said: str
    file: str
    verb: str
    things: tuple[Selector, ...] = ()
    fact: FactPattern | None = None
    value: str = ""
    names: tuple[str, ...] = ()
    source: tuple[str, str] = ("", "")
    note: str = ""
    by: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Corrections:
    """All entries of some files, sorted by content."""

    items: tuple[Correction, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Mapping[str, Any]], file: str = NAME) -> "Corrections":
        """From plain values; raises InputError for an entry that has no known form."""
        return cls(_distinct(_parse(e, n, file) for n, e in enumerate(entries, 1)))

    def __add__(self, other: "Corrections") -> "Corrections":
        return Corrections(_distinct((*self.items, *other.items)))


def _distinct(items: Iterable[Correction]) -> tuple[Correction, ...]:
    """Sorted by what they say; of two that say the same the one with more remarks, by the order of these."""
    found = {c.said: c for c in sorted(items, key=lambda c: (c.said, c.date, c.by, c.note, c.file))}
    return tuple(found.values())


def load(paths: Iterable[Path]) -> Corrections:
    """All entries of the files; raises InputError naming file and entry."""
    found = Corrections()
    for path in paths:
        found = found + Corrections.of(_entries(path), path.name)
    return found


def beside(paths: Iterable[str]) -> list[Path]:
    """The corrections files in the folders of the reports, each once."""
    folders = dict.fromkeys(p if p.is_dir() else p.parent for p in map(Path, paths))
    return [f / NAME for f in folders if (f / NAME).is_file()]


def _entries(path: Path) -> list[Mapping[str, Any]]:
    try:
        data = yaml.safe_load(path.read_text("utf-8"))
    except UnicodeDecodeError:
        raise InputError(path, "isn't UTF-8", "save it as UTF-8") from None
    except OSError as error:
        raise InputError(path, f"can't be read: {error.strerror or error}", "name a file of corrections") from error
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        place = f" in line {where.line + 1}" if where else ""
        raise InputError(path, f"is no YAML{place}", _HINT) from error
    if data is None:
        return []
    if not isinstance(data, list):
        raise InputError(path, "holds no list of corrections", _HINT)
    return data


def _parse(entry: object, number: int, file: str) -> Correction:
    def refuse(why: str) -> InputError:
        return InputError(file, f"entry {number}: {why}", _HINT)

    if not isinstance(entry, Mapping):
        raise refuse("is no mapping")
    verbs = [v for v in VERBS if v in entry]
    if len(verbs) != 1:
        raise refuse(f"needs one of {', '.join(VERBS)}")
    verb = verbs[0]
    unknown = sorted(map(str, set(entry) - {verb, *VERBS[verb], *_REMARKS}))
    missing = [f for f in VERBS[verb] if not entry.get(f)]
    if unknown or missing:
        raise refuse(f"{verb} " + (f"has no field {unknown[0]}" if unknown else f"needs {missing[0]}"))
    try:
        note, by, day = _remarks(entry)
        return replace(_correction(entry, verb, file), note=note, by=by, date=day)
    except ValueError as error:
        raise refuse(f"{verb}: {error}") from None


def _correction(entry: Mapping[str, Any], verb: str, file: str) -> Correction:
    said = json.dumps({k: v for k, v in entry.items() if k not in _REMARKS}, ensure_ascii=False, sort_keys=True, default=str)
    target = entry[verb]
    if verb in _ON_FACTS:
        source = _source(entry["source"]) if verb == "add fact" else ("", "")
        return Correction(said, file, verb, fact=_fact(target, verb), source=source)
    if verb in ("same", "different"):
        if not isinstance(target, list) or len(target) < 2:
            raise ValueError("needs a list of two things or more")
        return Correction(said, file, verb, tuple(sorted(_selector(t) for t in target)))
    thing = (_selector(target),)
    if verb == "alias":
        names = entry["add"] if isinstance(entry["add"], list) else [entry["add"]]
        return Correction(said, file, verb, thing, names=tuple(sorted(map(str, names))))
    value = str(entry.get("to", ""))
    if verb == "retype" and ontology.load().kind_of(value) is None:
        raise ValueError(f"{value} is no class of the ontology")
    return Correction(said, file, verb, thing, value=value)


def _remarks(entry: Mapping[str, Any]) -> tuple[str, str, str]:
    """Why, who and when, empty where the entry doesn't say."""
    note, by, day = ("" if entry.get(name) is None else str(entry[name]).strip() for name in _REMARKS)
    try:
        return note, by, day and date.fromisoformat(day).isoformat()
    except ValueError:
        raise ValueError(f"{day} is no day of the calendar: write it as 2024-03-05") from None


def _selector(value: object) -> Selector:
    if isinstance(value, Mapping):
        unknown = sorted(map(str, set(value) - set(_FIELDS)))
        if unknown or not (value.get("label") or value.get("id")):
            raise ValueError(f"a thing has no field {unknown[0]}" if unknown else "a thing needs a label or an id")
        return Selector(**{k: str(v) for k, v in value.items() if v is not None})
    if value is None or isinstance(value, list) or not str(value).strip():
        raise ValueError("a thing is a name or a mapping")
    return Selector(label=str(value))


def _fact(value: object, verb: str) -> FactPattern:
    if not isinstance(value, Mapping) or set(value) - {"subject", "predicate", "object", "report"}:
        raise ValueError("a fact is a mapping of subject, predicate, object and, where needed, report")
    if missing := [f for f in ("subject", "predicate", "object") if value.get(f) is None]:
        raise ValueError(f"the fact needs {missing[0]}")
    predicate = str(value["predicate"])
    allowed = set(ontology.load().predicates()) | (set() if verb == "add fact" else {"status", "statistic"})
    if predicate not in allowed:
        raise ValueError(f"{predicate} is no predicate of the ontology")
    words = "" if isinstance(value["object"], Mapping) else str(value["object"])
    return FactPattern(_selector(value["subject"]), predicate, _selector(value["object"]), words, str(value.get("report") or ""))


def _source(value: object) -> tuple[str, str]:
    if not isinstance(value, Mapping) or set(value) != {"report", "quote"}:
        raise ValueError("the source is a mapping of report and quote")
    return str(value["report"]), str(value["quote"])
