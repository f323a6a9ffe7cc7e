"""JSON-LD with its context inside: prefixes, and for each predicate the kind of value that it always has."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

import orjson

from kg.write.terms import RDF, XSD, Literal, Object, Triple, type_

Json = dict[str, object]
_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


def serialise(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> bytes:
    """The file's bytes: nodes, predicates and values sorted by code point."""
    nodes: defaultdict[str, defaultdict[str, set[Object]]] = defaultdict(lambda: defaultdict(set))
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for subject, predicate, obj in triples:
        nodes[subject][predicate].add(obj)
        kinds[predicate].add(_kind(obj))
    short = _shortener(prefixes)
    coerced = {p: next(iter(k)) for p, k in kinds.items() if len(k) == 1 and p != type_}
    context: Json = {**dict(sorted(prefixes.items())), **{short(p): _term(p, k, short) for p, k in sorted(coerced.items())}}
    graph = [{"@id": short(s), **_node(values, coerced, short)} for s, values in sorted(nodes.items())]
    return orjson.dumps({"@context": context, "@graph": graph}, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _kind(term: Object) -> str:
    """@id, the language, or the datatype."""
    if isinstance(term, Literal):
        return f"@{term.language}" if term.language else term.datatype
    return "@id"


def _term(predicate: str, kind: str, short: Callable[[str], str]) -> Json:
    if kind == "@id" or not kind.startswith("@"):
        return {"@id": predicate, "@type": kind if kind == "@id" else short(kind)}
    return {"@id": predicate, "@language": kind[1:]}


def _node(values: Mapping[str, set[Object]], coerced: Mapping[str, str], short: Callable[[str], str]) -> Json:
    found: Json = {}
    for predicate, objects in sorted(values.items(), key=lambda item: (item[0] != type_, item[0])):
        if predicate == type_:
            found["@type"] = sorted(short(str(o)) for o in objects)
            continue
        written = [_value(o, predicate in coerced, short) for o in sorted(objects, key=_order)]
        found[short(predicate)] = written[0] if len(written) == 1 else written
    return found


def _order(term: Object) -> tuple[str, ...]:
    return tuple(term) if isinstance(term, Literal) else (term,)


def _value(term: Object, coerced: bool, short: Callable[[str], str]) -> object:
    if not isinstance(term, Literal):
        return short(term) if coerced else {"@id": short(term)}
    if coerced:
        return term.value
    typed = {"@language": term.language} if term.language else {} if term.datatype == XSD + "string" else {"@type": short(term.datatype)}
    return {"@value": term.value, **typed}


def _shortener(prefixes: Mapping[str, str]) -> Callable[[str], str]:
    longest = sorted(prefixes.items(), key=lambda p: (-len(p[1]), p[0]))

    def short(iri: str) -> str:
        if iri == RDF + "type":
            return "@type"
        return next((f"{n}:{iri[len(i) :]}" for n, i in longest if iri.startswith(i) and _LOCAL.fullmatch(iri, len(i))), iri)

    return short
