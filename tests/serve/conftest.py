import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from kg.query import Limits
from kg.serve import Service, open_service


def served(graph: Path, **options: object) -> Iterator[Service]:
    service = open_service(graph, port=0, **{"limits": Limits(seconds=10), **options})  # type: ignore[arg-type]
    thread = threading.Thread(target=service.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield service
    service.shutdown()
    service.close()
    thread.join()


@pytest.fixture(scope="module")
def service(built: Path) -> Iterator[Service]:
    yield from served(built)


def send(service: Service, method: str, target: str, body: bytes | None = None, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", service.server_address[1], timeout=30)
    connection.request(method, target, body, {k.replace("_", "-"): v for k, v in headers.items()})
    response = connection.getresponse()
    response.body = response.read()  # type: ignore[attr-defined]
    connection.close()
    return response


def ask(service: Service, query: str, **headers: str) -> http.client.HTTPResponse:
    return send(service, "GET", f"/sparql?query={quote(query)}", None, **headers)


def body(response: http.client.HTTPResponse) -> bytes:
    found: bytes = response.body  # type: ignore[attr-defined]
    return found


def lives(service: Service) -> bool:
    return bool(json.loads(body(ask(service, "ASK { ?p a kg:Person }"))) == {"head": {}, "boolean": True})
