"""A graph as triples, in the vocabulary of kg.ttl: direct relations, and a node with its quote behind each of them."""

from collections.abc import Iterator
from hashlib import blake2b, sha256

from kg import ontology
from kg.errors import RulesError
from kg.graph import Graph
from kg.model import REPLACES, Entity, Evidence, Fact, Report, Span, Statistic, Status
from kg.ontology import KG
from kg.write import corrections, run, terms
from kg.write.files import file_name
from kg.write.terms import NIF, PREFIXES, RDF, RDFS, Literal, Object, Triple, type_

_SCHEMA, _SKOS = PREFIXES["schema"], PREFIXES["skos"]

#: Links to things outside the graph, whose value is an IRI.
_OUTSIDE = {"sameAs": PREFIXES["owl"] + "sameAs", "exactMatch": _SKOS + "exactMatch"}
_REPLACED = PREFIXES["dcterms"] + "isReplacedBy"

Pair = tuple[str, Object]


def prefixes(base: str) -> dict[str, str]:
    """Those of the vocabularies, and d: e: f: r: for documents, entities, assertions and runs under the base."""
    return {**PREFIXES, **{letter: f"{base}{letter}/" for letter in terms.PARTS}}


def triples(graph: Graph, base: str = terms.BASE, *, mentions: bool = False) -> Iterator[Triple]:
    """All triples of the graph, in no order and some of them twice; `mentions` adds a nif:Phrase for each of them.

    Raises InputError for a base that is none, RulesError for a name that the ontology doesn't have.
    """
    at = terms.check_base(base)
    for report in graph.reports:
        yield from report_triples(report, at)
    reports = {r.id: r for r in graph.reports}
    for entity in graph.entities:
        yield from entity_triples(entity, at)
        if mentions:
            yield from _mentions(entity, reports, at)
    for assertion in graph.assertions():
        yield from assertion_triples(assertion, reports, at)
    yield from corrections.triples(graph, at, lambda item: (f"{at}f/{_node_name(item, e)}" for e in item.evidence))
    yield from run.triples(graph, at)


def report_triples(report: Report, base: str) -> Iterator[Triple]:
    """What a report says of itself."""
    return _about(_report_iri(report.id, base), _report(report))


def entity_triples(entity: Entity, base: str) -> Iterator[Triple]:
    """Kind, names, links of an entity, the reports that name it, and the ids that were merged into its own."""
    yield from _about(_entity_iri(entity.id, base), _entity(entity, base))
    yield from ((_entity_iri(old, base), _REPLACED, _entity_iri(entity.id, base)) for old in entity.replaces)


def _mentions(entity: Entity, reports: dict[str, Report], base: str) -> Iterator[Triple]:
    """Each place that names the entity, as NIF and ITS have it."""
    for report, span in entity.mentions:
        node = f"{_report_iri(report, base)}-m{span.start}-{span.end}"
        yield from _about(node, _anchored("Phrase", reports[report], span, base))
        yield node, PREFIXES["itsrdf"] + "taIdentRef", _entity_iri(entity.id, base)


def _about(subject: str, pairs: Iterator[Pair]) -> Iterator[Triple]:
    return ((subject, predicate, obj) for predicate, obj in pairs)


def _report_iri(report: str, base: str) -> str:
    return f"{base}d/{terms.local(report)}"


def _entity_iri(entity: str, base: str) -> str:
    return f"{base}e/{terms.local(entity)}"


def _sentence_iri(report: str, span: Span, base: str) -> str:
    return f"{_report_iri(report, base)}-s{span.start}-{span.end}"


def _digest(*parts: object) -> str:
    """80 bits in hexadecimal: what is hashed never holds a run order, a path or the base."""
    return blake2b("\x1f".join(map(str, parts)).encode(), digest_size=10).hexdigest()


def _class(name: str) -> str:
    if name not in ontology.load().parents:
        raise RulesError("kg.ttl", name, "owl:Class", "there is no such class")
    return KG + name


def _property(name: str) -> str:
    if name not in ontology.load().properties:
        raise RulesError("kg.ttl", name, "rdf:Property", "there is no such property")
    return KG + name


def _report(report: Report) -> Iterator[Pair]:
    said = report.metadata
    yield type_, KG + "Report"
    yield type_, NIF + "Context"
    yield type_, _SCHEMA + "NewsArticle"
    yield from _offsets(Span(0, len(report.text)))
    yield RDFS + "label", terms.chinese(said.title or file_name(report.path))
    yield KG + "file", terms.plain(file_name(report.path))
    yield _SCHEMA + "sha256", terms.plain(sha256(report.text.encode()).hexdigest())
    if said.title:
        yield _SCHEMA + "headline", terms.chinese(said.title)
    if said.published:
        yield _SCHEMA + "datePublished", terms.moment(said.published)
    if said.publisher:
        yield _SCHEMA + "publisher", terms.chinese(said.publisher)
    yield from ((_SCHEMA + "author", terms.chinese(name)) for name in said.reporters)
    yield from ((_SCHEMA + "contributor", terms.chinese(name)) for name in said.correspondents)


def _offsets(span: Span) -> Iterator[Pair]:
    yield NIF + "beginIndex", terms.integer(span.start)
    yield NIF + "endIndex", terms.integer(span.end)


def _entity(entity: Entity, base: str) -> Iterator[Pair]:
    yield type_, _class(entity.type)
    if entity.subtype:
        yield type_, _class(entity.subtype)
    yield RDFS + "label", terms.chinese(entity.label)
    yield from ((_SKOS + "altLabel", terms.chinese(alias)) for alias in entity.aliases)
    yield from (_link(name, value) for name, value in entity.links if name != REPLACES)
    yield from ((KG + "mentionedIn", _report_iri(report, base)) for report, _ in entity.mentions)


def _link(name: str, value: str) -> Pair:
    return (_OUTSIDE[name], value) if name in _OUTSIDE else (_property(name), terms.plain(value))


# ---------------------------------------------------------------- assertions


def assertion_triples(item: Fact | Status | Statistic, reports: dict[str, Report], base: str) -> Iterator[Triple]:
    """The direct triple of a fact; and one node for each piece of evidence, with its sentence."""
    if isinstance(item, Fact):
        yield _entity_iri(item.subject, base), _property(item.predicate), _object(item, base)
    for evidence in item.evidence:
        sentence = reports[evidence.report].sentence_at(evidence.span)
        node = f"{base}f/{_node_name(item, evidence)}"
        yield from _about(node, _said(item, base))
        yield from _about(node, _grounds(evidence, sentence, base))
        yield from _about(_sentence_iri(evidence.report, sentence, base), _anchored("Sentence", reports[evidence.report], sentence, base))


def _node_name(item: Fact | Status | Statistic, evidence: Evidence) -> str:
    place = (evidence.report, evidence.span.start, evidence.span.end, evidence.rule)
    match item:
        case Fact():
            qualifiers = (part for pair in sorted(item.qualifiers) for part in pair)
            return _digest("fact", item.subject, item.predicate, item.object or "", item.value or "", *qualifiers, *place)
        case Status():
            return "status-" + _digest(item.about, item.state, item.date or "", *place)
        case Statistic():
            value = terms.decimal(item.value).value
            return "statistic-" + _digest(item.about, value, item.unit, item.measure, item.approximate, *place)


def _object(fact: Fact, base: str) -> Object:
    return terms.plain(fact.value or "") if fact.object is None else _entity_iri(fact.object, base)


def _said(item: Fact | Status | Statistic, base: str) -> Iterator[Pair]:
    match item:
        case Fact():
            yield from _said_fact(item, base)
        case Status():
            yield from _said_status(item, base)
        case Statistic():
            yield from _said_statistic(item, base)


def _said_fact(fact: Fact, base: str) -> Iterator[Pair]:
    yield type_, KG + "Fact"
    yield RDF + "subject", _entity_iri(fact.subject, base)
    yield RDF + "predicate", _property(fact.predicate)
    yield RDF + "object", _object(fact, base)
    for name, value in fact.qualifiers:
        yield _property(name), _qualifier(name, value)


def _qualifier(name: str, value: str) -> Literal:
    return terms.moment(value) if name == "date" else terms.plain(value)


def _said_status(status: Status, base: str) -> Iterator[Pair]:
    if status.state not in ontology.load().states:
        raise RulesError("kg.ttl", status.state, "kg:State", "there is no such state")
    yield type_, KG + "Status"
    yield KG + "about", _entity_iri(status.about, base)
    yield KG + "state", KG + status.state
    if status.date:
        yield KG + "date", terms.moment(status.date)


def _said_statistic(statistic: Statistic, base: str) -> Iterator[Pair]:
    yield type_, KG + "Statistic"
    yield KG + "about", _entity_iri(statistic.about, base)
    yield KG + "value", terms.decimal(statistic.value)
    yield KG + "unit", terms.plain(statistic.unit)
    yield KG + "measure", terms.chinese(statistic.measure)
    yield KG + "approximate", terms.boolean(statistic.approximate)


def _grounds(evidence: Evidence, sentence: Span, base: str) -> Iterator[Pair]:
    yield KG + "sentence", _sentence_iri(evidence.report, sentence, base)
    yield from _offsets(evidence.span)
    yield KG + "quote", terms.quoted(evidence.quote)
    yield KG + "confidence", terms.decimal(round(evidence.score, 4))
    yield KG + "rule", terms.plain(evidence.rule)


def _anchored(kind: str, report: Report, span: Span, base: str) -> Iterator[Pair]:
    """A piece of a report's text."""
    yield type_, NIF + kind
    yield NIF + "referenceContext", _report_iri(report.id, base)
    yield from _offsets(span)
    yield NIF + "anchorOf", terms.quoted(span.of(report.text))
