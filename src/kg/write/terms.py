"""RDF terms as plain values: an IRI is a string, a literal a named tuple. Canonical, so bytes don't depend on the maker."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import quote

from kg.errors import InputError
from kg.ontology import KG

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"

#: Prefixes of vocabularies, in the order that files carry them.
PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "kg": KG,
    "nif": NIF,
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": XSD,
}

BASE = "https://kg.example/id/"
#: Parts of the data below the base: documents, entities, assertions, runs.
PARTS = "defr"
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|^`\\]+[/#]")
_DATES = (
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "", "date"),
    (re.compile(r"[0-9]{4}-[0-9]{2}"), "-01", "gYearMonth"),
    (re.compile(r"[0-9]{4}"), "-01-01", "gYear"),
)


class Literal(NamedTuple):
    """A literal: its lexical form, and a datatype IRI or a language."""

    value: str
    datatype: str = XSD + "string"
    language: str = ""


type_ = RDF + "type"
Object = str | Literal
Triple = tuple[str, str, Object]


def check_base(base: str) -> str:
    """The base itself; raises InputError unless it is an absolute IRI that ends in / or #."""
    if not _BASE.fullmatch(base):
        raise InputError(base, "no base for IRIs", "give an absolute address that ends in / or #, as in https://data.example.org/id/")
    return base


def local(name: str) -> str:
    """A name as the last part of an IRI: whatever isn't letter, digit, - . _ ~ is percent-encoded."""
    return quote(name, safe="")


def chinese(text: str) -> Literal:
    """A name or word in Chinese, in normal form C."""
    return Literal(unicodedata.normalize("NFC", text), RDF + "langString", "zh")


def quoted(text: str) -> Literal:
    """Words of a report exactly as they stand there: normalising would part them from their offsets."""
    return Literal(text, RDF + "langString", "zh")


def plain(text: str) -> Literal:
    """A string without a language, in normal form C."""
    return Literal(unicodedata.normalize("NFC", text))


def integer(number: int) -> Literal:
    """A whole number."""
    return Literal(str(number), XSD + "integer")


def decimal(number: Decimal | float) -> Literal:
    """Plain notation, no trailing zeros but one place at least: rdflib and Oxigraph then keep the same form."""
    text = f"{Decimal(repr(number)) if isinstance(number, float) else number:f}"
    whole, _, places = text.partition(".")
    return Literal(f"{whole}.{places.rstrip('0') or '0'}", XSD + "decimal")


def boolean(flag: bool) -> Literal:
    """True or false."""
    return Literal("true" if flag else "false", XSD + "boolean")


def moment(text: str) -> Literal:
    """A day, month or year typed by its precision; a plain string where the calendar has no such day."""
    for form, rest, name in _DATES:
        if form.fullmatch(text) and _exists(text + rest):
            return Literal(text, XSD + name)
    return plain(text)


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
