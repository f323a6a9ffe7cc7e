"""The queries of ontology/queries/*.rq: the first comment says what each answers, `# param:` lines what it takes."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from kg import resources
from kg.errors import QueryError, RulesError
from kg.write.terms import Object, chinese

_PARAM = re.compile(r"#\s*param:\s*(?P<name>\w+)\s+(?P<said>.+)")


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A shipped query. `params` are (variable, description); one that is left out is left open."""

    name: str
    answers: str
    params: tuple[tuple[str, str], ...]
    text: str


def named() -> tuple[NamedQuery, ...]:
    """All shipped queries by name; raises RulesError for a file without a first comment."""
    folder = resources.root() / "queries"
    return tuple(parse(path.stem, path.read_text("utf-8")) for path in sorted(folder.glob("*.rq")))


def find(name: str) -> NamedQuery:
    """The query of that name; raises QueryError that lists what there is."""
    queries = {q.name: q for q in named()}
    if name not in queries:
        raise QueryError(f"no query named {name}: there are {', '.join(queries)}")
    return queries[name]


def parse(name: str, text: str) -> NamedQuery:
    """A query from its file's text."""
    head = [line for line in text.splitlines() if line.startswith("#")]
    params = tuple((m["name"], m["said"].strip()) for line in head if (m := _PARAM.fullmatch(line)))
    if not head or _PARAM.fullmatch(head[0]):
        raise RulesError(f"queries/{name}.rq", "line 1", "comment", "the first comment must say what the query answers")
    unused = [p for p, _ in params if not re.search(rf"\?{p}\b", text)]
    if unused:
        raise RulesError(f"queries/{name}.rq", f"param {unused[0]}", "variable", "isn't used in the query")
    return NamedQuery(name, head[0].lstrip("# "), params, text)


def bind(query: NamedQuery, values: Mapping[str, str]) -> dict[str, Object]:
    """The parameters as RDF terms (an absolute IRI in <>, else a Chinese name), never as text of the query."""
    known = [name for name, _ in query.params]
    for name in values:
        if name not in known:
            raise QueryError(f"{query.name} has no parameter {name}: it takes {', '.join(known) or 'none'}")
    return {name: _value(text) for name, text in values.items()}


def _value(text: str) -> Object:
    iri = re.fullmatch(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|^`\\]*)>", text)
    return iri[1] if iri else chinese(unicodedata.normalize("NFC", text))
