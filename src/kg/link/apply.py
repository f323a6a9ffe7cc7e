"""Applying what was decided: canonical ids into the extractions, and old ids pointing on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from kg import ontology
from kg.link.plan import fits
from kg.link.types import Key
from kg.model import LABEL, REPLACES, Entity, Extraction, Fact, Statistic, Status

Asserted = TypeVar("Asserted", Fact, Status, Statistic)


@dataclass(frozen=True, slots=True)
class Naming:
    """Thing → canonical id; and by canonical id: a given label, the ids that it replaces, type and class where parts differ, links."""

    ids: Mapping[Key, str]
    labels: Mapping[str, str]
    replaces: Mapping[str, tuple[str, ...]]
    types: Mapping[str, tuple[str, str | None]]
    links: Mapping[str, tuple[tuple[str, str], ...]]


def rewritten(extraction: Extraction, naming: Naming) -> Extraction:
    """The extraction with canonical ids, its own labels kept. What would relate a thing to itself is dropped."""
    ids = {e.id: naming.ids[extraction.report.id, e.id] for e in extraction.entities}
    entities = sorted((_entity(e, ids[e.id], naming) for e in extraction.entities), key=lambda e: (e.id, e.label, e.mentions))
    types = {e.id: e.type for e in entities}
    facts = (renamed(f, ids) for f in extraction.facts)
    return replace(
        extraction,
        entities=tuple(entities),
        facts=tuple(sorted((f for f in facts if f.subject != f.object and fits(f, types, naming.types.keys())), key=_order)),
        statuses=tuple(sorted((renamed(s, ids) for s in extraction.statuses), key=_order)),
        statistics=tuple(sorted((renamed(s, ids) for s in extraction.statistics), key=_order)),
    )


def _order(item: Fact | Status | Statistic) -> str:
    return repr(item)


def _entity(entity: Entity, id_: str, naming: Naming) -> Entity:
    kept = {link for link in entity.links if link[0] not in (REPLACES, LABEL)}
    given = {(LABEL, naming.labels[id_])} if id_ in naming.labels else set()
    links = kept | given | set(naming.links.get(id_, ())) | {(REPLACES, old) for old in naming.replaces.get(id_, ())}
    kind, cls = naming.types.get(id_, (entity.type, entity.subtype))
    return replace(entity, id=id_, type=kind, subtype=cls, links=tuple(sorted(links)))


def renamed(item: Asserted, ids: Mapping[str, str]) -> Asserted:
    """An assertion about canonical ids."""
    if not isinstance(item, Fact):
        return replace(item, about=ids[item.about])
    subject = ids[item.subject]
    obj = ids[item.object] if item.object is not None else None
    prop = ontology.load().properties.get(item.predicate)
    if obj is not None and prop is not None and prop.symmetric and obj < subject:
        subject, obj = obj, subject
    return replace(item, subject=subject, object=obj)


def replacements(extractions: Iterable[Extraction]) -> tuple[tuple[str, str], ...]:
    """(old id, new id) of all that was merged."""
    return tuple(sorted({(old, e.id) for x in extractions for e in x.entities for old in e.replaces}))
