"""Writes docs/ontology.html from ontology/kg.ttl: every class, predicate and stage, in both languages. `make docs` runs it.

(pyLODE 3.4.1 can't be imported, 3.3.4 titles the page after the list of stages, glues the two languages together and
gives other bytes at every run.)
"""

from html import escape
from pathlib import Path

import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Node, URIRef
from rdflib.collection import Collection

from kg import resources
from kg.ontology import KG

STYLE = """
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff; }
body { font: 16px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #ccc; } h3 { margin: 1.5rem 0 .2rem; } code { font-size: .9em; }
dl { display: grid; grid-template-columns: 9rem 1fr; gap: .1rem 1rem; margin: .3rem 0; } dt { color: #555; } dd { margin: 0; }
a { color: #0b5394; } nav { columns: 14rem; } nav a { display: block; }
"""
SECTIONS = (
    ("Classes", "类", OWL.Class),
    ("Predicates between things", "对象属性", OWL.ObjectProperty),
    ("Predicates with values", "数据属性", OWL.DatatypeProperty),
    ("Stages", "阶段", URIRef(KG + "State")),
    ("Kinds of correction", "更正种类", URIRef(KG + "CorrectionKind")),
)
ROWS = (
    (RDFS.subClassOf, "Subclass of · 父类"),
    (RDFS.subPropertyOf, "Subproperty of · 上位属性"),
    (RDFS.domain, "Subject · 主体"),
    (RDFS.range, "Object · 客体"),
    (SKOS.closeMatch, "Close to · 近似"),
    (RDFS.seeAlso, "See also · 参见"),
)


def page(turtle: str) -> str:
    """The whole page; the same ontology gives the same bytes."""
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    (header,) = graph.subjects(RDF.type, OWL.Ontology)
    title = " · ".join(texts(graph, header, rdflib.DCTERMS.title))
    intro = "".join(f"<p>{escape(t)}</p>" for t in texts(graph, header, rdflib.DCTERMS.description))
    facts = f"<p>Namespace · 命名空间 <code>{KG}</code>, version · 版本 {escape(str(graph.value(header, OWL.versionInfo)))}</p>"
    sections = "".join(section(graph, *one) for one in SECTIONS)
    head = f'<meta charset="utf-8">\n<title>{escape(title)}</title>\n<style>{STYLE}</style>'
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n{head}\n</head>\n'
        f"<body>\n<h1>{escape(title)}</h1>\n{intro}\n{facts}\n{sections}</body>\n</html>\n"
    )


def texts(graph: rdflib.Graph, node: Node, predicate: URIRef) -> list[str]:
    """The values in English and then in Chinese."""
    found = [o for o in graph.objects(node, predicate) if isinstance(o, rdflib.Literal)]
    return [str(o) for o in sorted(found, key=lambda o: (o.language != "en", o.language or ""))]


def section(graph: rdflib.Graph, english: str, chinese: str, kind: URIRef) -> str:
    """A heading, links to all names, and one entry for each."""
    names = sorted({s for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef) and s.startswith(KG)})
    links = "".join(f'<a href="#{n.removeprefix(KG)}">{n.removeprefix(KG)}</a>' for n in names)
    return f"<h2>{english} · {chinese}</h2>\n<nav>{links}</nav>\n" + "".join(entry(graph, name) for name in names)


def entry(graph: rdflib.Graph, name: URIRef) -> str:
    """Labels, comments, and what the name is tied to."""
    local = name.removeprefix(KG)
    rows = "".join(row(graph, name, predicate, words) for predicate, words in ROWS)
    symmetric = "<dt>Symmetric · 对称</dt><dd>yes · 是</dd>" if (name, RDF.type, OWL.SymmetricProperty) in graph else ""
    comments = "<br>".join(map(escape, texts(graph, name, RDFS.comment)))
    labels = escape(" · ".join(texts(graph, name, RDFS.label)))
    return f'<h3 id="{local}">{labels} <code>kg:{local}</code></h3>\n<p>{comments}</p>\n<dl>{rows}{symmetric}</dl>\n'


def row(graph: rdflib.Graph, name: URIRef, predicate: URIRef, words: str) -> str:
    """One line of an entry, empty where there is nothing to say."""
    found = [member for o in graph.objects(name, predicate) for member in members(graph, o)]
    return f"<dt>{words}</dt><dd>{', '.join(sorted(link(graph, m) for m in found))}</dd>" if found else ""


def members(graph: rdflib.Graph, node: Node) -> list[Node]:
    """The classes of a union, else the node itself."""
    union = graph.value(node, OWL.unionOf)
    return [node] if union is None else list(Collection(graph, union))


def link(graph: rdflib.Graph, node: Node) -> str:
    """Within the page for names of ours, to the vocabulary for others."""
    iri = str(node)
    short = escape(graph.namespace_manager.normalizeUri(iri))
    return f'<a href="{"#" + iri.removeprefix(KG) if iri.startswith(KG) else escape(iri)}">{short}</a>'


if __name__ == "__main__":
    Path(__file__).with_name("ontology.html").write_text(page(resources.read("kg.ttl")), "utf-8", newline="")
