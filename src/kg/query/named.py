"""The queries of ontology/queries/*.rq: the first comment says what each answers, `# param:` and `# needs:` lines what it takes."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from kg import resources
from kg.errors import QueryError, RulesError
from kg.write import turtle
from kg.write.terms import Object, chinese

_WHERE = "WHERE {"
_PARAM = re.compile(r"#\s*(?P<how>param|needs):\s*(?P<name>\w+)\s+(?P<said>.+)")


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A shipped query. `params` are (variable, description); one that is left out is left open, unless it is one of `needs`."""

    name: str
    answers: str
    params: tuple[tuple[str, str], ...]
    text: str
    needs: frozenset[str] = frozenset()

    def asked(self, bindings: Mapping[str, Object]) -> str:
        """The text with the values of parameters behind its WHERE, for the engine joins in the order of the text."""
        before, where, after = self.text.partition(_WHERE)
        return f"{before}{where}{clause(bindings)}{after}"


def named() -> tuple[NamedQuery, ...]:
    """All shipped queries by name; raises RulesError for a file without a first comment."""
    folder = resources.root() / "queries"
    return tuple(parse(path.stem, path.read_text("utf-8")) for path in sorted(folder.glob("*.rq"), key=lambda p: p.stem))


def find(name: str) -> NamedQuery:
    """The query of that name; raises QueryError that lists what there is."""
    queries = {q.name: q for q in named()}
    if name not in queries:
        raise QueryError(f"no query named {name}: there are {', '.join(queries)}")
    return queries[name]


def parse(name: str, text: str) -> NamedQuery:
    """A query from its file's text."""
    head = [line for line in text.splitlines() if line.startswith("#")]
    matches = [m for line in head if (m := _PARAM.fullmatch(line))]
    params = tuple((m["name"], m["said"].strip()) for m in matches)
    if not head or _PARAM.fullmatch(head[0]):
        raise RulesError(f"queries/{name}.rq", "line 1", "comment", "the first comment must say what the query answers")
    if text.count(_WHERE) != 1:
        raise RulesError(f"queries/{name}.rq", "the query", _WHERE, "must stand there once: values of parameters go behind it")
    unused = [p for p, _ in params if not re.search(rf"\?{p}\b", text)]
    if unused:
        raise RulesError(f"queries/{name}.rq", f"param {unused[0]}", "variable", "isn't used in the query")
    return NamedQuery(name, head[0].lstrip("# "), params, text, frozenset(m["name"] for m in matches if m["how"] == "needs"))


def bind(query: NamedQuery, values: Mapping[str, str]) -> dict[str, Object]:
    """The parameters as RDF terms (an absolute IRI in <>, else a Chinese name), never as text of the query."""
    known = [name for name, _ in query.params]
    for name in values:
        if name not in known:
            raise QueryError(f"{query.name} has no parameter {name}: it takes {', '.join(known) or 'none'}")
    if missing := sorted(query.needs - values.keys()):
        raise QueryError(f"{query.name} needs {' and '.join(f'{name}=…' for name in missing)}")
    return {name: value(text) for name, text in values.items()}


def value(text: str) -> Object:
    """An absolute IRI in <>, else a Chinese name."""
    iri = re.fullmatch(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|^`\\]*)>", text)
    return iri[1] if iri else chinese(unicodedata.normalize("NFC", text))


def clause(bindings: Mapping[str, Object]) -> str:
    """A VALUES clause. (The engine's own substitutions serve only variables that the query returns.)"""
    if not bindings:
        return ""
    terms = map(turtle.shortener({}), bindings.values())
    return f" VALUES ({' '.join('?' + name for name in bindings)}) {{ ({' '.join(terms)}) }}"
