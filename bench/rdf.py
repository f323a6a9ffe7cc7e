"""How quick RDF is beside plain rdflib, on one graph of about 100,000 triples made from the reports of `resolve.py`.

Parsing, sorted Turtle written, six named queries (medians of three each, in one process, turn about), and the first answer
of `kg query` over a cached store as a whole process. Exits 1 where a demand is missed or the engines' row counts differ.
"""

import math
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import rdflib

from kg import store
from kg.graph import merge
from kg.link import resolve_across
from kg.query import find
from kg.write import rdf, terms, turtle
from resolve import corpus

REPORTS = 900
QUERIES = ("facts-of", "hubs", "names", "posts", "reports", "several-posts")
DEMANDS = {"parse": 5.0, "write sorted Turtle": 5.0, "six queries (geometric mean)": 10.0}
SECONDS = 0.5


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """Median wall time of a few runs."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def written(triples: list[terms.Triple], path: Path) -> None:
    """The triples as the tool's own sorted Turtle."""
    path.write_text("".join(turtle.serialise(triples, rdf.prefixes(terms.BASE))), "utf-8")


def queried(engine: ox.Store, graph: rdflib.Graph, name: str, who: str) -> tuple[float, float]:
    """Seconds that both engines take for a named query, asked of one name where it takes one; exits where their rows differ."""
    query = find(name)
    takes = "name" in dict(query.params)
    values = f' VALUES ?name {{ "{who}"@zh }}' if takes else ""
    bound = {"name": rdflib.Literal(who, lang="zh")} if takes else {}
    rows = []

    def ours() -> None:
        answer = engine.query(query.text + values, prefixes=terms.PREFIXES)
        rows.append(len(list(answer)) if isinstance(answer, ox.QuerySolutions) else -1)

    def theirs() -> None:
        rows.append(len(list(graph.query(query.text, initNs=terms.PREFIXES, initBindings=bound))))

    result = seconds(ours), seconds(theirs)
    if len(set(rows)) != 1:
        sys.exit(f"{name}: row counts differ: {sorted(set(rows))}")
    return result


def whole_process(path: Path, who: str) -> float:
    """Seconds of `kg query` from start to end, the store being there already."""
    command = [sys.executable, "-m", "kg", "query", str(path), "facts-of", f"name={who}"]
    subprocess.run(command, check=True, capture_output=True)
    return seconds(lambda: subprocess.run(command, check=True, capture_output=True), 5)


def main() -> None:
    """Print what was measured and whether each demand is met."""
    merged = merge(resolve_across(corpus(REPORTS)[0]).extractions)
    triples = sorted(set(rdf.triples(merged)), key=str)
    who = max((e for e in merged.entities if e.type == "Person"), key=lambda e: (len(e.mentions), e.label)).label
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
        asked = {name: queried(engine, graph, name, who) for name in QUERIES}
        process = whole_process(path, who)
    print(f"{'':32}{'kg':>10}{'rdflib':>10}{'times':>8}")
    for name, (ours, theirs) in {**pairs, **asked}.items():
        print(f"{name:32}{ours:9.4f}s{theirs:9.3f}s{theirs / ours:8.1f}")
    ratios = {name: theirs / ours for name, (ours, theirs) in pairs.items()}
    ratios["six queries (geometric mean)"] = math.exp(statistics.mean(math.log(t / o) for o, t in asked.values()))
    met = [ratios[name] >= least for name, least in DEMANDS.items()]
    for name, least in DEMANDS.items():
        print(f"{name}: {ratios[name]:.1f} times as quick as rdflib (at least {least:g})")
    print(f"kg query, whole process, cached store: {process:.2f} s (at most {SECONDS:g})")
    sys.exit(0 if all(met) and process <= SECONDS else 1)


if __name__ == "__main__":
    main()
