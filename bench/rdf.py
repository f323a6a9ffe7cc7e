"""How quick RDF is beside plain rdflib, on one graph of about 100,000 triples made from the reports of `full.py`.

Parsing, sorted Turtle written, every named query (rdflib is asked in whichever way suits it better), and `kg query` over a
cached store as a whole process, beside a Python that does nothing. Exits 1 where a demand is missed or the engines' row
counts differ.
"""

import math
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pyoxigraph as ox
import rdflib
from full import corpus

from kg import store
from kg.graph import Graph, merge
from kg.link import resolve_across
from kg.ontology import KG
from kg.query import NamedQuery, bind, find, named
from kg.write import rdf, terms, turtle

REPORTS = 300
#: The six that the demand is about; the others are shown.
SIX = ("facts-of", "hubs", "names", "posts", "reports", "several-posts")
DEMANDS = {"parse": 5.0, "write sorted Turtle": 5.0, "six queries (geometric mean)": 10.0}
SECONDS = 0.5
#: What each parameter is asked with: the name of the best connected thing of this type. Other queries take a person.
KINDS = {
    "awards": "Community", "brands": "Programme", "leads": "Programme", "members": "Organisation", "partners": "Organisation",
    "project-history": "Project", "statistics": "Project",
}  # fmt: skip
#: With these rdflib is quicker where the values stand in the text; with the others where they are bound.
PASTED = frozenset({"brands", "events"})
AD_HOC = {
    "ad hoc": "SELECT ?l (COUNT(?f) AS ?n) { ?p a kg:Person ; rdfs:label ?l . ?f rdf:subject ?p } GROUP BY ?l ORDER BY DESC(?n) LIMIT 20",
    "ad hoc, with a guarded word in a string": "SELECT ?e { ?e rdfs:label ?l FILTER(CONTAINS(?l, 'service')) }",
    "ad hoc, broken": "SELECT ?l { ?p a kg:Person ; rdfs:label ?l",
}


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """Median wall time of a few runs; of one where that takes long."""
    times: list[float] = []
    while len(times) < rounds and not (times and times[0] > 2):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def written(triples: list[terms.Triple], path: Path) -> None:
    """The triples as the tool's own sorted Turtle."""
    path.write_text("".join(turtle.serialise(triples, rdf.prefixes(terms.BASE))), "utf-8")


def asked_for(graph: Graph) -> Callable[[NamedQuery], dict[str, str]]:
    """From a query to values of its parameters that give rows."""
    ends = Counter(e for f in graph.facts for e in (f.subject, f.object) if e)
    labels: dict[str, str] = {}
    for entity in sorted(graph.entities, key=lambda e: (-ends[e.id], e.label)):
        labels.setdefault(entity.type, entity.label)
        labels.setdefault(entity.subtype or "", entity.label)
    fixed = {"area": labels["District"], "kind": f"<{KG}Company>", "state": f"<{KG}completed>", "from": labels["Organisation"]}
    place = {"timeline": labels["District"], "brands-by-community": labels["District"]}
    return lambda query: {p: fixed.get(p) or place.get(query.name) or labels[KINDS.get(query.name, "Person")] for p, _ in query.params}


def queried(engine: ox.Store, graph: rdflib.Graph, query: NamedQuery, values: Mapping[str, str]) -> tuple[float, float, int]:
    """Seconds that both engines take for a named query, and its rows; exits where their rows differ."""
    bound = bind(query, values)
    text = query.asked(bound)
    nodes = {n: rdflib.Literal(t.value, lang=t.language) if isinstance(t, terms.Literal) else rdflib.URIRef(t) for n, t in bound.items()}
    rows = []

    def ours() -> None:
        answer = engine.query(text, prefixes=terms.PREFIXES)
        rows.append(len(list(answer)) if isinstance(answer, ox.QuerySolutions) else -1)

    def theirs() -> None:
        if query.name in PASTED:
            rows.append(len(list(graph.query(text, initNs=terms.PREFIXES))))
        else:
            rows.append(len(list(graph.query(query.text, initNs=terms.PREFIXES, initBindings=nodes))))

    result = seconds(ours), seconds(theirs)
    if len(set(rows)) != 1:
        sys.exit(f"{query.name}: row counts differ: {sorted(set(rows))}")
    return *result, rows[0]


def whole_processes(path: Path, values: Callable[[NamedQuery], dict[str, str]], rounds: int = 9) -> dict[str, list[float]]:
    """Seconds of processes from start to end, turn about, the store being there already."""
    kg = [sys.executable, "-m", "kg"]
    commands = {"python -c pass": [sys.executable, "-c", "pass"], "kg --version": [*kg, "--version"]}
    for name in ("facts-of", "names", "path"):
        commands[f"named, {name}"] = [*kg, "query", str(path), name, *(f"{k}={v}" for k, v in values(find(name)).items())]
    commands |= {name: [*kg, "query", str(path), text] for name, text in AD_HOC.items()}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check="broken" not in name, capture_output=True)
            times[name].append(time.perf_counter() - start)
    return times


def main() -> None:
    """Print what was measured and whether each demand is met."""
    merged = merge(resolve_across(corpus(REPORTS)).extractions)
    triples = sorted(set(rdf.triples(merged)), key=str)
    values = asked_for(merged)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.ttl"
        written(triples, path)
        graph = rdflib.Graph().parse(path, format="turtle")
        print(f"{len(graph):,} triples of {REPORTS} reports")
        engine = store.load(path)
        pairs = {
            "parse": (seconds(lambda: store.load(path)), seconds(lambda: rdflib.Graph().parse(path, format="turtle"))),
            "write sorted Turtle": (seconds(lambda: written(triples, path)), seconds(lambda: graph.serialize(format="longturtle"))),
        }
        found = {query.name: queried(engine, graph, query, values(query)) for query in named()}
        store.open_(path)
        processes = whole_processes(path, values)
    asked = {name: (ours, theirs) for name, (ours, theirs, _) in found.items()}
    print(f"{'':32}{'kg':>10}{'rdflib':>10}{'times':>8}{'rows':>8}")
    for name, (ours, theirs) in {**pairs, **asked}.items():
        print(f"{name:32}{ours:9.4f}s{theirs:9.3f}s{theirs / ours:8.1f}{found[name][2] if name in found else '':>8}")
    ratios = {name: theirs / ours for name, (ours, theirs) in pairs.items()}
    ratios["six queries (geometric mean)"] = math.exp(statistics.mean(math.log(asked[n][1] / asked[n][0]) for n in SIX))
    for name, least in DEMANDS.items():
        print(f"{name}: {ratios[name]:.1f} times as quick as rdflib (at least {least:g})")
    sys.exit(0 if _told(processes) and all(ratios[name] >= least for name, least in DEMANDS.items()) else 1)


def _told(processes: Mapping[str, list[float]]) -> bool:
    """Print the processes; whether no query took too long."""
    print(f"{'kg query, whole process, cached store':42}{'median':>8}{'least':>8}{'most':>8}")
    for name, times in processes.items():
        print(f"{name:42}{statistics.median(times):7.3f}s{min(times):7.3f}s{max(times):7.3f}s")
    slowest = max(statistics.median(times) for times in processes.values())
    print(f"the slowest: {slowest:.2f} s (at most {SECONDS:g})")
    return slowest <= SECONDS


if __name__ == "__main__":
    main()
