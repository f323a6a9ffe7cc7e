"""One JSON object per report, in the form that tools/score.py documents."""

from decimal import Decimal

import orjson

from kg.model import Entity, Evidence, Extraction, Fact, Mention, Metadata, Report, Statistic, Status
from kg.write.files import file_name

Json = dict[str, object]


def line(extraction: Extraction) -> bytes:
    """The extraction as one line, line end included."""
    return orjson.dumps(as_json(extraction), option=orjson.OPT_APPEND_NEWLINE)


def as_json(extraction: Extraction) -> Json:
    """The same as plain values; `report` is the file's name."""
    report = extraction.report
    return {
        "report": file_name(report.path),
        "id": report.id,
        "metadata": _metadata(report.metadata),
        "entities": [_entity(e) for e in extraction.entities],
        "facts": [_fact(f, report) for f in extraction.facts],
        "statuses": [_status(s, report) for s in extraction.statuses],
        "statistics": [_statistic(s, report) for s in extraction.statistics],
        "background": [_named(m) for m in extraction.background],
        "warnings": [*report.warnings, *extraction.warnings],
    }


def _metadata(metadata: Metadata) -> Json:
    return {
        "title": metadata.title,
        "publisher": metadata.publisher,
        "published": metadata.published,
        "reporters": metadata.reporters,
        "correspondents": metadata.correspondents,
    }


def _entity(entity: Entity) -> Json:
    mentions = [{"start": span.start, "end": span.end} for _, span in entity.mentions]
    said = {"id": entity.id, "type": entity.type, "subtype": entity.subtype, "label": entity.label, "aliases": entity.aliases}
    return {**said, "links": dict(entity.links), "mentions": mentions}


def _named(mention: Mention) -> Json:
    return {"name": mention.name, "type": mention.type, "start": mention.span.start, "end": mention.span.end}


def _fact(fact: Fact, report: Report) -> Json:
    end = {"object": fact.object} if fact.object is not None else {"value": fact.value}
    said = {"subject": fact.subject, "predicate": fact.predicate, **end}
    return {**said, "qualifiers": dict(fact.qualifiers), "evidence": _evidence(fact.evidence, report)}


def _status(status: Status, report: Report) -> Json:
    return {"about": status.about, "status": status.state, "date": status.date, "evidence": _evidence(status.evidence, report)}


def _statistic(statistic: Statistic, report: Report) -> Json:
    return {
        "about": statistic.about,
        "value": _number(statistic.value),
        "unit": statistic.unit,
        "measure": statistic.measure,
        "approximate": statistic.approximate,
        "evidence": _evidence(statistic.evidence, report),
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() and abs(value) < 2**53 else float(value)


def _evidence(evidence: tuple[Evidence, ...], report: Report) -> list[Json]:
    return [_quote(e, report) for e in evidence]


def _quote(evidence: Evidence, report: Report) -> Json:
    place = {"start": evidence.span.start, "end": evidence.span.end, "quote": evidence.quote}
    sentence = report.sentence_at(evidence.span)
    return {**place, "rule": evidence.rule, "score": evidence.score, "sentence": {"start": sentence.start, "end": sentence.end}}
