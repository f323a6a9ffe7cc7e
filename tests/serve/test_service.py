"""The service from outside, by real clients."""

import csv
import json
import socket
import subprocess
import sys
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import rdflib
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TSV, TURTLE, XML, SPARQLWrapper

from kg.errors import InputError
from kg.query import Limits
from kg.serve import Service, open_service
from tests import factory
from tests.query.test_run import MIXED
from tests.serve.conftest import ask, body, lives, send, served

NAMES = "SELECT ?name { ?p a kg:Person ; rdfs:label ?name }"
DECLARED = "PREFIX kg: <https://kg.example/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
ABORT = "SELECT ?c ?f { ?a ?b ?c . ?a ?e ?f } ORDER BY ?c ?f"
FORM = "application/x-www-form-urlencoded"


# ---------------------------------------------------------------- a client that others wrote


def client(service: Service, query: str, how: str) -> SPARQLWrapper:
    wrapper = SPARQLWrapper(service.url + "sparql")
    wrapper.setQuery(query)
    if how != "GET":
        wrapper.setMethod(POST)
    if how == "POST":
        wrapper.setRequestMethod(POSTDIRECTLY)
    return wrapper


@pytest.mark.parametrize("how", ["GET", "POST", "form"])
def test_sparqlwrapper_gets_json_xml_csv_tsv_and_turtle(service: Service, how: str) -> None:
    wrapper = client(
        service, "PREFIX kg: <https://kg.example/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> " + NAMES, how
    )
    wrapper.setReturnFormat(JSON)
    found: Any = wrapper.query().convert()
    assert found["results"]["bindings"] == [{"name": {"type": "literal", "xml:lang": "zh", "value": "赵明"}}]
    wrapper.setReturnFormat(XML)
    found = wrapper.query().convert()
    assert [n.firstChild.data for n in found.getElementsByTagName("literal")] == ["赵明"]
    wrapper.setReturnFormat(CSV)
    assert wrapper.query().convert() == "name\r\n赵明\r\n".encode()
    wrapper.setReturnFormat(TSV)
    assert wrapper.query().convert() == '?name\n"赵明"@zh\n'.encode()


def test_sparqlwrapper_constructs(service: Service) -> None:
    wrapper = client(service, "CONSTRUCT { ?p a <http://x/P> } WHERE { ?p a <https://kg.example/ontology#Person> }", "GET")
    wrapper.setReturnFormat(TURTLE)
    found: Any = wrapper.query().convert()
    graph = rdflib.Graph().parse(data=found, format="turtle")
    assert [str(s).rsplit("/", 1)[1] for s in graph.subjects()] == [factory.PERSON]


# ---------------------------------------------------------------- methods and forms


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("*/*", "application/sparql-results+json"),
    ],
)
def test_the_answer_has_the_form_that_was_asked_for(service: Service, accept: str, kind: str) -> None:
    response = ask(service, NAMES, Accept=accept)
    assert (response.status, response.getheader("Content-Type"), response.getheader("Vary")) == (200, f"{kind}; charset=utf-8", "Accept")
    assert "赵明".encode() in body(response)


@pytest.mark.parametrize(
    ("query", "accept", "status"),
    [
        (NAMES, "text/html", 406),
        (NAMES, "text/turtle", 406),
        ("ASK {}", "text/csv", 406),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "text/csv", 406),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "application/n-triples", 200),
        ("DESCRIBE <https://kg.example/id/e/person-0f6>", "*/*", 200),
        ("SELECT * {", "*/*", 400),
        ("", "*/*", 400),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "*/*", 400),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "*/*", 400),
        ("LOAD <http://127.0.0.1:9/>", "*/*", 400),
        ("INSERT DATA { <http://x/s> <http://x/p> 1 }", "*/*", 400),
        ("DROP ALL", "*/*", 400),
    ],
)
def test_status(service: Service, query: str, accept: str, status: int) -> None:
    response = ask(service, query, Accept=accept)
    assert response.status == status, body(response)
    assert body(response).count(b"\n") == 1 or status == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_what_writes_is_not_allowed(service: Service, method: str) -> None:
    response = send(service, method, "/sparql", b"DROP ALL", Content_Type="application/sparql-update")
    assert (response.status, response.getheader("Allow")) == (405, "GET, HEAD, POST, OPTIONS")
    assert send(service, "POST", "/", b"x").status == 405
    assert send(service, "BREW", "/sparql").status == 501


def test_head_tells_what_get_would(service: Service) -> None:
    target = f"/sparql?{urlencode({'query': NAMES})}"
    head, get = send(service, "HEAD", target), send(service, "GET", target)
    assert (head.status, body(head)) == (200, b"")
    assert head.getheader("Content-Length") == get.getheader("Content-Length") == str(len(body(get)))


def test_options_without_and_with_cors(service: Service, built: Path) -> None:
    plain = send(service, "OPTIONS", "/sparql", Origin="https://elsewhere.example")
    assert (plain.status, plain.getheader("Allow")) == (204, "GET, HEAD, POST, OPTIONS")
    assert [h for h, _ in plain.getheaders() if h.startswith("Access-Control")] == []
    assert ask(service, "ASK {}", Origin="https://elsewhere.example").getheader("Access-Control-Allow-Origin") is None
    for other in served(built, cors=True):
        asked = send(other, "OPTIONS", "/sparql", Origin="https://elsewhere.example")
        assert asked.getheader("Access-Control-Allow-Methods") == "GET, HEAD, POST, OPTIONS"
        assert ask(other, "ASK {}").getheader("Access-Control-Allow-Origin") == "*"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "application/sparql-query", "Content-Length": str(2 << 20)}, 413),
        ({"Content-Type": "application/sparql-query", "Content-Length": "x"}, 400),
        ({"Content-Type": "application/sparql-query", "Content-Length": "-1"}, 400),
        ({"Content-Type": "application/sparql-query", "Transfer-Encoding": "chunked"}, 411),
        ({"Content-Type": "application/sparql-query"}, 411),
        ({"Content-Type": "text/plain", "Content-Length": "0"}, 415),
    ],
)
def test_bodies_that_are_not_taken(service: Service, headers: dict[str, str], status: int) -> None:
    lines = ["POST /sparql HTTP/1.1", "Host: localhost", "Connection: close", *(f"{k}: {v}" for k, v in headers.items()), "", ""]
    with socket.create_connection(("127.0.0.1", service.server_address[1]), timeout=10) as connection:
        connection.sendall("\r\n".join(lines).encode())
        assert connection.makefile("rb").readline().split()[1] == str(status).encode()


def test_the_service_describes_itself(service: Service) -> None:
    graph = rdflib.Graph().parse(data=body(send(service, "GET", "/sparql")), format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (found,) = graph.subjects(rdflib.RDF.type, sd.Service)
    assert graph.value(found, sd.endpoint) == rdflib.URIRef(service.url + "sparql")
    assert graph.value(found, sd.supportedLanguage) == sd.SPARQL11Query
    assert send(service, "GET", "/sparql", Accept="text/html").status == 406


def test_a_page_of_another_site_that_leads_here_is_refused(service: Service) -> None:
    assert send(service, "GET", "/graph.html", Host="evil.example").status == 403
    assert send(service, "GET", "/graph.html", Host="localhost:1").status == 200


# ---------------------------------------------------------------- pages


def test_the_pages_need_nothing_from_elsewhere(service: Service) -> None:
    page = send(service, "GET", "/")
    assert "default-src 'none'" in str(page.getheader("Content-Security-Policy"))
    assert b"project-history" in body(page)
    assert b"http" not in body(page).split(b"<script")[0].replace(b"http-equiv", b"")
    for name in ("yasgui.min.js", "yasgui.min.css", "page.js", "page.css"):
        assert send(service, "GET", f"/static/{name}").status == 200
    assert "柳泉街道".encode() in body(send(service, "GET", "/graph.html"))


@pytest.mark.parametrize("target", ["/static/../server.py", "/static/%2e%2e/server.py", "/static/", "/etc/passwd", "/update", "/store"])
def test_nothing_else_is_served(service: Service, target: str) -> None:
    assert send(service, "GET", target).status == 404


# ---------------------------------------------------------------- hostile queries


def test_the_query_that_aborts_the_engine_gives_an_error_and_the_service_lives(tmp_path: Path) -> None:
    graph = tmp_path / "mixed.ttl"
    graph.write_text(MIXED + "\n<http://x/p> a <https://kg.example/ontology#Person> .", "utf-8")
    for service in served(graph):
        for _ in range(3):
            response = ask(service, ABORT)
            assert (response.status, b"ORDER BY STR(?x)" in body(response)) == (503, True)
        assert lives(service)


def test_a_query_without_end_is_ended_and_others_are_answered_meanwhile(built: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }"
    for service in served(built, limits=Limits(seconds=4), workers=2):
        with ThreadPoolExecutor(1) as other:
            waiting = other.submit(ask, service, endless)
            assert lives(service)
            assert waiting.result().status == 503


def test_rows_over_the_limit_are_told(built: Path) -> None:
    for service in served(built, limits=Limits(rows=3)):
        response = ask(service, "SELECT * { ?s ?p ?o }", Accept="text/csv")
        assert response.getheader("X-Kg-Truncated") == "true"
        assert len(list(csv.reader(body(response).decode().splitlines()))) == 4


def test_a_graph_that_changes_is_opened_again(built: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_bytes(built.read_bytes())
    for service in served(graph):
        assert lives(service)
        graph.write_text("<http://x/s> <http://x/p> 1 .", "utf-8")
        assert json.loads(body(ask(service, "ASK { ?p a kg:Person }"))) == {"head": {}, "boolean": False}
        graph.write_text("broken", "utf-8")
        assert ask(service, "ASK {}").status == 500


def test_results_in_xml_are_xml_whatever_they_hold(service: Service) -> None:
    response = ask(
        service, r"SELECT ('a<b>&\u0085' AS ?x) (1 AS ?y) (<http://x/?a=1&b=2> AS ?z) ?u {}", Accept="application/sparql-results+xml"
    )
    root = ET.fromstring(body(response))
    assert [e.text for e in root.iter() if e.tag.endswith(("literal", "uri"))] == ["a<b>&\x85", "1", "http://x/?a=1&b=2"]


# ---------------------------------------------------------------- starting


def test_what_cannot_be_served_is_named(built: Path, tmp_path: Path, service: Service) -> None:
    with pytest.raises(InputError, match="no such file"):
        open_service(tmp_path / "graph.ttl")
    with pytest.raises(InputError, match="can't be served on"):
        open_service(built, port=int(service.server_address[1]))


def test_kg_serve_says_where_and_ends_quietly(built: Path) -> None:
    process = subprocess.Popen([sys.executable, "-m", "kg", "serve", str(built), "--port", "0"], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    line = process.stdout.readline()
    process.terminate()
    process.wait(10)
    process.stdout.close()
    assert "sparql endpoint" in line
