"""What must hold in every graph, as sets over one pass: FILTER NOT EXISTS takes 200 times as long."""

from collections import defaultdict
from collections.abc import Callable, Iterator

import pyoxigraph as ox

from kg import ontology
from kg.check.finding import Finding
from kg.ontology import KG
from kg.write.terms import NIF, PREFIXES, RDF, RDFS, XSD, Literal, Object, moment, type_

Nodes = dict[str, dict[str, list[Object]]]
#: Node, what is wrong.
Told = Iterator[tuple[str, str]]

_SCHEMA, _ITS = PREFIXES["schema"], PREFIXES["itsrdf"]
_DATES = frozenset({XSD + "date", XSD + "gYearMonth", XSD + "gYear"})


def findings(store: ox.Store) -> Iterator[Finding]:
    """One finding for each node and rule that it breaks."""
    nodes = _nodes(store)
    for rule, judge in RULES.items():
        for node, what in judge(nodes):
            yield Finding(node, rule, what, _name(nodes.get(node, {})))


def _nodes(store: ox.Store) -> Nodes:
    found: defaultdict[str, dict[str, list[Object]]] = defaultdict(dict)
    for quad in store:
        if isinstance(quad.subject, ox.NamedNode):
            found[quad.subject.value].setdefault(quad.predicate.value, []).append(_term(quad.object))
    return found


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Object:
    if isinstance(term, ox.Literal):
        return Literal(term.value, term.datatype.value, term.language or "")
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _text(node: dict[str, list[Object]], predicate: str) -> str:
    """The first value as text, empty where there is none."""
    value = next(iter(node.get(predicate, ())), "")
    return value.value if isinstance(value, Literal) else value


def _name(node: dict[str, list[Object]]) -> str:
    return _text(node, RDFS + "label") or _text(node, KG + "quote") or _text(node, NIF + "anchorOf")


def _of(nodes: Nodes, *classes: str) -> Iterator[tuple[str, dict[str, list[Object]]]]:
    wanted = set(classes)
    return ((iri, node) for iri, node in nodes.items() if not wanted.isdisjoint(node.get(type_, ())))


def _entities(nodes: Nodes) -> Iterator[tuple[str, dict[str, list[Object]]]]:
    return _of(nodes, *(KG + kind for kind in ontology.KINDS))


def _assertions(nodes: Nodes) -> Iterator[tuple[str, dict[str, list[Object]]]]:
    return _of(nodes, KG + "Fact", KG + "Status", KG + "Statistic")


# ---------------------------------------------------------------- the rules


def _relations_have_facts(nodes: Nodes) -> Told:
    factual = {KG + p for p in ontology.load().predicates()}
    stated = {
        tuple(v for part in ("subject", "predicate", "object") for v in node.get(RDF + part, ())[:1]) for _, node in _of(nodes, KG + "Fact")
    }
    direct = {(iri, p, o) for iri, node in nodes.items() for p in factual & node.keys() for o in node[p]}
    for subject, predicate, obj in sorted(direct - stated, key=str):
        yield str(subject), f"{predicate.removeprefix(KG)} {_shown(obj, nodes)} has no fact that says where it is stated"
    for triple in sorted(stated - direct, key=str):
        if len(triple) == 3:
            yield (
                str(triple[0]),
                f"a fact states {str(triple[1]).removeprefix(KG)} {_shown(triple[2], nodes)}, but there is no such relation",
            )


def _shown(term: Object, nodes: Nodes) -> str:
    return term.value if isinstance(term, Literal) else _name(nodes.get(term, {})) or term


def _quotes_stand(nodes: Nodes) -> Told:
    for iri, node in _assertions(nodes):
        sentence = nodes.get(_text(node, KG + "sentence"), {})
        span, around = _span(node), _span(sentence)
        if span is None or around is None:
            continue  # the shapes and the nesting rule tell of missing offsets
        words = _text(sentence, NIF + "anchorOf")[span[0] - around[0] : span[1] - around[0]] if span[0] >= around[0] else ""
        if words != _text(node, KG + "quote"):
            yield iri, f"the quote isn't what its sentence says at its offsets, {words!r}"


def _offsets_nest(nodes: Nodes) -> Told:
    pieces = [(i, n, NIF + "referenceContext") for i, n in _of(nodes, NIF + "Sentence", NIF + "Phrase")]
    for iri, node, around in [*((i, n, KG + "sentence") for i, n in _assertions(nodes)), *pieces]:
        span, outer = _span(node), _span(nodes.get(_text(node, around), {}))
        if span is None or outer is None:
            yield iri, "offsets are missing here or in the text around it"
        elif not outer[0] <= span[0] < span[1] <= outer[1]:
            yield iri, f"its offsets {span[0]}..{span[1]} don't lie within {outer[0]}..{outer[1]}"


def _words_are_as_long_as_offsets_say(nodes: Nodes) -> Told:
    for predicate, classes in ((KG + "quote", ("Fact", "Status", "Statistic")), (NIF + "anchorOf", ())):
        for iri, node in _of(nodes, *(KG + c for c in classes)) if classes else _of(nodes, NIF + "Sentence", NIF + "Phrase"):
            span = _span(node)
            if span and len(_text(node, predicate)) != span[1] - span[0]:
                yield iri, f"{len(_text(node, predicate))} characters between offsets {span[0]} and {span[1]}"


def _span(node: dict[str, list[Object]]) -> tuple[int, int] | None:
    begin, end = _text(node, NIF + "beginIndex"), _text(node, NIF + "endIndex")
    return (int(begin), int(end)) if begin.isdecimal() and end.isdecimal() else None


def _ends_are_entities_of_the_report(nodes: Nodes) -> Told:
    entities = {iri: set(node.get(KG + "mentionedIn", ())) for iri, node in _entities(nodes)}
    for iri, node in _assertions(nodes):
        report = _text(nodes.get(_text(node, KG + "sentence"), {}), NIF + "referenceContext")
        ends = [v for p in (RDF + "subject", RDF + "object", KG + "about") for v in node.get(p, ()) if isinstance(v, str)]
        for end in ends:
            if end not in entities:
                yield iri, f"names {end}, which is no entity"
            elif report not in entities[end]:
                yield iri, f"{_name(nodes[end])} isn't said to be mentioned in the report"


def _codes_are_codes(nodes: Nodes) -> Told:
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for iri, node in nodes.items():
        for code in node.get(KG + "divisionCode", ()):
            owners[code.value if isinstance(code, Literal) else code].append(iri)
    for code, iris in sorted(owners.items()):
        if not (code.isascii() and code.isdecimal() and len(code) in (6, 9, 12) and 11 <= int(code[:2]) <= 82):
            yield from ((iri, f"{code} is no division code") for iri in iris)
        elif len(iris) > 1:
            yield from ((iri, f"division code {code} is given to {len(iris)} areas") for iri in iris)


def _dates_are_dates(nodes: Nodes) -> Told:
    for iri, node in nodes.items():
        for predicate in (KG + "date", _SCHEMA + "datePublished"):
            for value in node.get(predicate, ()):
                if not isinstance(value, Literal) or value.datatype not in _DATES or moment(value.value) != value:
                    yield iri, f"{value.value if isinstance(value, Literal) else value} is no date"


def _entities_have_labels(nodes: Nodes) -> Told:
    for iri, node in _entities(nodes):
        if not _text(node, RDFS + "label").strip():
            yield iri, "has no label"


def _names_are_of_the_ontology(nodes: Nodes) -> Told:
    known = ontology.load()
    names = {KG + n for n in (*known.parents, *known.properties, *known.states, *known.corrections)}
    for iri, node in nodes.items():
        used = {
            *node,
            *(v for p in (type_, RDF + "predicate", KG + "state", KG + "correctionKind") for v in node.get(p, ()) if isinstance(v, str)),
        }
        yield from ((iri, f"{name} isn't in kg.ttl") for name in sorted(used) if name.startswith(KG) and name not in names)


RULES: dict[str, Callable[[Nodes], Told]] = {
    "codes": _codes_are_codes,
    "dates": _dates_are_dates,
    "ends": _ends_are_entities_of_the_report,
    "evidence": _relations_have_facts,
    "labels": _entities_have_labels,
    "lengths": _words_are_as_long_as_offsets_say,
    "names": _names_are_of_the_ontology,
    "nesting": _offsets_nest,
    "quotes": _quotes_stand,
}
