"""A crowd of hostile and broken queries against one service; `make hostile` sends 1,000 and shows what became of them."""

import os
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import pytest

from kg.query import Limits
from kg.serve import Service
from tests.query.test_run import MIXED
from tests.serve.conftest import lives, send, served

HOW_MANY = int(os.environ.get("KG_HOSTILE", "66"))
PIECES = (
    "SELECT", "ASK", "*", "{", "}", "?x", "?y", "SERVICE", "<http://127.0.0.1:9/>", "FROM", "ORDER BY", "\\u0053", '"', "'''", "#", "\x00",
    "柳", "(", ")", "^", "FILTER", ".", ";", "a", "OPTIONAL", "UNION", "1e9", "@zh", "_:b", "kg:", "\ufeff", "\u202e",
)  # fmt: skip

Kind = Callable[[random.Random], str]


def nested(order: random.Random) -> str:
    opening, closing = order.choice(("{}", "()", "[]"))
    depth = order.randint(150, 6000)
    start, end = {"{": ("ASK ", ""), "(": ("ASK { FILTER", " }"), "[": ("ASK { ?s ?p ", " }")}[opening]
    return start + opening * depth + ("1" if opening == "(" else "") + closing * (depth if order.random() < 0.8 else depth - 1) + end


def refused(order: random.Random) -> str:
    service = "SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o }"
    return order.choice(
        (
            f"SELECT * {{ {service} }}",
            f"SELECT * {{ OPTIONAL {{ {{ SELECT * {{ {service} }} }} }} }}",
            f"ASK {{ FILTER NOT EXISTS {{ {service} }} }}",
            "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
            "CONSTRUCT { ?s ?p ?o } FROM NAMED <http://127.0.0.1:9/> WHERE { GRAPH ?g { ?s ?p ?o } }",
        )
    )


def update(order: random.Random) -> str:
    return order.choice(
        (
            "DROP ALL",
            "LOAD <http://127.0.0.1:9/>",
            "INSERT DATA { <http://x/s> <http://x/p> 1 }",
            "DELETE WHERE { ?s ?p ?o }",
            "CLEAR DEFAULT",
        )
    )


def broken(order: random.Random) -> str:
    whole = "SELECT ?s (COUNT(?o) AS ?n) WHERE { ?s ?p ?o FILTER(STRLEN(STR(?o)) > 3) } GROUP BY ?s ORDER BY ?n LIMIT 5"
    start = order.randint(0, len(whole) - 1)
    return whole[:start] + order.choice(PIECES) + whole[start + order.randint(1, 4) :]


def greedy(order: random.Random) -> str:
    product = " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(order.randint(4, 6)))
    return order.choice((f"SELECT (COUNT(*) AS ?n) {{ {product} }}", f"SELECT * {{ {product} }} ORDER BY STR(?c0)"))


KINDS: dict[str, Kind] = {
    "nonsense": lambda order: " ".join(order.choice(PIECES) for _ in range(order.randint(1, 14))),
    "broken": broken,
    "nested": nested,
    "refused": refused,
    "update": update,
    "guarded words": lambda order: f"SELECT * {{ ?s ?p '{order.choice(('from', 'SERVICE'))}' FILTER(?s != <http://x/service>) }}",
    "abort": lambda order: f"SELECT ?c ?f {{ ?a ?b ?c . ?a ?e ?f }} ORDER BY {order.choice(('?c ?f', 'DESC(?c) ?f', '?f ?c'))}",
    "greedy": greedy,
    "operators": lambda order: f"ASK {{ FILTER({order.choice(('!', '1+', '-')) * order.randint(500, 9000)}1) }}",
    "regex": lambda order: f"SELECT (REPLACE('{'a' * order.randint(20, 4000)}!', '(a+)+$', '') AS ?x) {{}}",
    "long": lambda order: "SELECT * { ?s ?p '" + "长" * order.randint(1000, 6000) + order.choice(("' }", "", "' } #" + "x" * 30000)),
}
#: What comes back: refused at once, or ended; only nonsense, mended by chance, and long strings may be answered.
EXPECTED = {
    "nonsense": {200, 400}, "broken": {200, 400}, "nested": {200, 400}, "refused": {400}, "update": {400}, "guarded words": {200},
    "abort": {503}, "greedy": {503}, "operators": {200, 400, 503}, "regex": {200}, "long": {200, 400},
}  # fmt: skip


def crowd(size: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """(Kind, query): every kind in turn, but few that must wait for the limit."""
    order = random.Random(seed)
    kinds = [k for k in KINDS for _ in range(1 if k in ("greedy", "abort") else 4)]
    for number in range(size):
        kind = kinds[number % len(kinds)]
        yield kind, KINDS[kind](order)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    graph: Path = tmp_path_factory.mktemp("mixed") / "graph.ttl"
    graph.write_text(MIXED + "\n<http://x/p> a <https://kg.example/ontology#Person> .", "utf-8")
    yield from served(graph, limits=Limits(seconds=3, memory=1 << 30))


def sent(service: Service, query: str) -> tuple[int, float]:
    """The status, and the seconds that it took."""
    start = time.monotonic()
    answer = send(service, "POST", "/sparql", query.encode(), Content_Type="application/sparql-query")
    return answer.status, time.monotonic() - start


def test_after_a_crowd_of_hostile_queries_the_service_answers(mixed: Service) -> None:
    start, asked = time.monotonic(), list(crowd(HOW_MANY))
    with ThreadPoolExecutor(2) as askers:
        answers = list(askers.map(lambda one: sent(mixed, one[1]), asked))
    found: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
    for (kind, _), (status, seconds) in zip(asked, answers, strict=True):
        found[kind, status].append(seconds)
    print(f"\n{HOW_MANY} in {time.monotonic() - start:.0f} s: kind, status, how many, median seconds")
    for (kind, status), times in sorted(found.items()):
        print(f"{kind:15}{status:5}{len(times):5}{median(times):8.3f}")
    assert {kind for kind, _ in found} == set(KINDS)
    assert {(kind, status) for kind, status in found if status not in EXPECTED[kind]} == set()
    assert lives(mixed)
