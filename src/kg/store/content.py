"""A graph out of its triples: what `kg build` wrote to graph.ttl, as the value that writers and the page take.

A report's text comes back as far as its sentences stand in the graph, spaces elsewhere; offsets hold.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from urllib.parse import unquote

import pyoxigraph as ox

from kg import ontology
from kg.errors import InputError
from kg.graph import Graph, merge
from kg.model import (
    Applied,
    Assertion,
    Block,
    BlockKind,
    Entity,
    Evidence,
    Extraction,
    Fact,
    Input,
    Metadata,
    Report,
    Span,
    Statistic,
    Status,
)
from kg.ontology import KG
from kg.write.corrections import verb_of
from kg.write.terms import NIF, PREFIXES, RDF, RDFS, XSD, Literal, Object, Triple, decimal, type_

_SCHEMA, _SKOS, _ITS, _PROV = PREFIXES["schema"], PREFIXES["skos"], PREFIXES["itsrdf"], PREFIXES["prov"]
_LINKS = {PREFIXES["owl"] + "sameAs": "sameAs", _SKOS + "exactMatch": "exactMatch"}
#: What an assertion's node says of its ground; the rest of its kg: properties are qualifiers.
_GROUNDS = frozenset(KG + name for name in ("sentence", "quote", "confidence", "rule"))

Values = dict[str, list[str]]


def read(store: ox.Store) -> Graph:
    """The graph that a store holds; raises InputError where nodes lack what they need, EvidenceError for a false quote."""
    try:
        return _Content(_by_subject(store)).graph()
    except (KeyError, IndexError, ValueError, ArithmeticError) as error:
        raise InputError("the graph", f"isn't as kg writes it: {error}", "kg check tells more; build it again with kg build") from error


def triples(store: ox.Store) -> Iterator[Triple]:
    """All triples as plain values, in no order."""
    for quad in store:
        yield _term(quad.subject), quad.predicate.value, _object(quad.object)


def _object(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Object:
    if not isinstance(term, ox.Literal):
        return _term(term)
    if term.datatype.value == XSD + "decimal":  # Oxigraph writes 350000000.0 as 350000000
        return decimal(Decimal(term.value))
    return Literal(term.value, term.datatype.value, term.language or "")


def _term(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _by_subject(store: ox.Store) -> dict[str, Values]:
    found: defaultdict[str, Values] = defaultdict(dict)
    for quad in store:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            found[quad.subject.value].setdefault(quad.predicate.value, []).append(quad.object.value)
    return {subject: {p: sorted(v) for p, v in values.items()} for subject, values in sorted(found.items())}


def _id(iri: str) -> str:
    return unquote(iri.rsplit("/", 1)[1].rsplit("#", 1)[-1])


def _first(values: Values, predicate: str) -> str | None:
    return next(iter(values.get(predicate, ())), None)


def _span(values: Values) -> Span:
    return Span(int(values[NIF + "beginIndex"][0]), int(values[NIF + "endIndex"][0]))


@dataclass
class _Content:
    nodes: dict[str, Values]

    def graph(self) -> Graph:
        reports = [self._report(iri, values) for iri, values in self._of(KG + "Report")]
        if not reports:
            return Graph()
        whole = Extraction(
            reports[0],
            tuple(self._entity(iri, values) for iri, values in self.nodes.items() if self._kind(values)),
            tuple(self._fact(values) for _, values in self._of(KG + "Fact")),
            tuple(self._status(values) for _, values in self._of(KG + "Status")),
            tuple(self._statistic(values) for _, values in self._of(KG + "Statistic")),
        )
        corrections = tuple(sorted((self._correction(v) for _, v in self._of(KG + "Correction")), key=lambda c: c.said))
        inputs = tuple(sorted(Input(v[RDFS + "label"][0], h) for _, v in self._of(KG + "Input") for h in v[_SCHEMA + "sha256"]))
        return replace(merge([*map(Extraction, reports), whole]), corrections=corrections, inputs=inputs)

    def _of(self, cls: str) -> Iterator[tuple[str, Values]]:
        return ((iri, values) for iri, values in self.nodes.items() if cls in values.get(type_, ()))

    # ------------------------------------------------------------ reports

    @cached_property
    def _sentences(self) -> dict[str, list[tuple[Span, str]]]:
        """Report → its sentences, the shorter first."""
        found: defaultdict[str, list[tuple[Span, str]]] = defaultdict(list)
        for _, values in self._of(NIF + "Sentence"):
            found[values[NIF + "referenceContext"][0]].append((_span(values), values[NIF + "anchorOf"][0]))
        return {report: sorted(pairs, key=lambda pair: (len(pair[0]), pair[0])) for report, pairs in found.items()}

    @cached_property
    def _phrases(self) -> dict[tuple[str, str], list[Span]]:
        """(Entity, report) → the places of its mentions, where the graph has them."""
        found: defaultdict[tuple[str, str], list[Span]] = defaultdict(list)
        for _, values in self._of(NIF + "Phrase"):
            for entity in values[_ITS + "taIdentRef"]:
                found[entity, values[NIF + "referenceContext"][0]].append(_span(values))
        return found

    def _report(self, iri: str, values: Values) -> Report:
        sentences = self._sentences.get(iri, [])
        blocks = tuple(Block(span, BlockKind.PARAGRAPH, (span,)) for span, _ in sentences)
        metadata = Metadata(
            _first(values, _SCHEMA + "headline"),
            _first(values, _SCHEMA + "publisher"),
            _first(values, _SCHEMA + "datePublished"),
            tuple(values.get(_SCHEMA + "author", ())),
            tuple(values.get(_SCHEMA + "contributor", ())),
        )
        return Report(_id(iri), _first(values, KG + "file") or _id(iri), _text(len(_span(values)), sentences), metadata, blocks)

    # ------------------------------------------------------------ entities

    def _kind(self, values: Values) -> str | None:
        types = {t.removeprefix(KG) for t in values.get(type_, ()) if t.startswith(KG)}
        return next((k for k in ontology.KINDS if k in types), None)

    def _entity(self, iri: str, values: Values) -> Entity:
        kind = self._kind(values) or ""
        subtypes = [t.removeprefix(KG) for t in values[type_] if t.startswith(KG) and t != KG + kind]
        codes = [("divisionCode", code) for code in values.get(KG + "divisionCode", ())]
        outside = [(name, value) for p, name in _LINKS.items() for value in values.get(p, ())]
        return Entity(
            id=_id(iri),
            type=kind,
            label=values[RDFS + "label"][0],
            subtype=next((t for t in subtypes if kind in ontology.load().ancestors(t)), None),
            aliases=tuple(values.get(_SKOS + "altLabel", ())),
            links=tuple(sorted([*codes, *outside])),
            mentions=tuple((_id(report), span) for report in values.get(KG + "mentionedIn", ()) for span in self._places(iri, report)),
        )

    def _places(self, entity: str, report: str) -> list[Span]:
        return self._phrases.get((entity, report), [Span(0, 0)])

    # ------------------------------------------------------------ assertions

    def _evidence(self, values: Values) -> tuple[Evidence, ...]:
        report = self.nodes[values[KG + "sentence"][0]][NIF + "referenceContext"][0]
        rule, score = values[KG + "rule"][0], float(values[KG + "confidence"][0])
        return (Evidence(_id(report), _span(values), values[KG + "quote"][0], rule, score),)

    def _fact(self, values: Values) -> Fact:
        subject, predicate, obj = (values[RDF + part][0] for part in ("subject", "predicate", "object"))
        literal = ontology.load().properties[predicate.removeprefix(KG)].literal
        said = [(p.removeprefix(KG), v) for p, vs in values.items() if p.startswith(KG) and p not in _GROUNDS for v in vs]
        return Fact(
            _id(subject),
            predicate.removeprefix(KG),
            None if literal else _id(obj),
            self._evidence(values),
            obj if literal else None,
            tuple(sorted(said)),
        )

    def _status(self, values: Values) -> Status:
        about, state = values[KG + "about"][0], values[KG + "state"][0]
        return Status(_id(about), state.removeprefix(KG), _first(values, KG + "date"), self._evidence(values))

    def _statistic(self, values: Values) -> Statistic:
        about, value, unit, measure, approximate = (values[KG + n][0] for n in ("about", "value", "unit", "measure", "approximate"))
        return Statistic(_id(about), Decimal(value), unit, measure, approximate == "true", self._evidence(values))

    # ------------------------------------------------------------ corrections

    def _correction(self, values: Values) -> Applied:
        about = [self.nodes.get(iri, {}) | {"": [iri]} for iri in values.get(KG + "corrects", ())]
        assertions = sorted((a for node in about if (a := self._assertion(node))), key=repr)
        return Applied(
            values[KG + "entry"][0],
            verb_of(values[KG + "correctionKind"][0].removeprefix(KG)),
            self.nodes[values[_PROV + "wasDerivedFrom"][0]][RDFS + "label"][0],
            tuple(_id(node[""][0]) for node in about if self._kind(node)),
            tuple(assertions),
            _first(values, RDFS + "comment") or "",
            self.nodes[by][RDFS + "label"][0] if (by := _first(values, _PROV + "wasAttributedTo")) else "",
            _first(values, PREFIXES["dcterms"] + "date") or "",
        )

    def _assertion(self, values: Values) -> Assertion | None:
        types = values.get(type_, ())
        for name, read in (("Fact", self._fact), ("Status", self._status), ("Statistic", self._statistic)):
            if KG + name in types:
                return read(values)
        return None


def _text(length: int, sentences: Iterable[tuple[Span, str]]) -> str:
    characters = [" "] * length
    for span, words in sentences:
        characters[span.start : span.end] = words
    return "".join(characters)
