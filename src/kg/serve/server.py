"""The HTTP side, on the standard library: one thread per connection, one process per query."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from kg import __version__, store
from kg.errors import InputError, LimitError, QueryError
from kg.query import Limits, Pool
from kg.serve import description, pages, protocol
from kg.serve.protocol import HttpError

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_NO_SNIFF = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-cache"}
_METHODS = "GET, HEAD, POST, OPTIONS"


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back."""

    status: int
    kind: str
    body: bytes
    headers: Mapping[str, str]


class Service(ThreadingHTTPServer):
    """The endpoint at /sparql, the query page at /, the viewer at /graph.html. `serve_forever` runs it, `close` ends it."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, graph: Path, address: tuple[str, int], limits: Limits, *, cors: bool, workers: int) -> None:
        self.graph, self.limits, self.cors = graph, limits, cors
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        super().__init__(address, _Handler)
        self.pool = Pool(graph, workers)

    @property
    def url(self) -> str:
        host, port = str(self.server_address[0]), self.server_address[1]
        return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"

    def close(self) -> None:
        """Free the port and end the worker processes."""
        self.server_close()
        self.pool.close()


def open_service(
    graph: Path, host: str = "127.0.0.1", port: int = 8000, limits: Limits | None = None, *, cors: bool = False, workers: int = 2
) -> Service:
    """A service over a Turtle file that answers once `serve_forever` is called; port 0 takes any free one.

    Raises InputError for a file that is no graph, or an address that can't be taken.
    """
    store.open_(graph)
    try:
        return Service(graph, (host, port), limits or Limits(rows=100_000), cors=cors, workers=workers)
    except (OSError, OverflowError) as error:
        raise InputError(f"{host}:{port}", f"can't be served on: {error}", "name another one with --host and --port") from error


class _Handler(BaseHTTPRequestHandler):
    server: Service
    server_version = f"kg/{__version__}"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout: ClassVar[int] = 60  # a client that sends nothing doesn't hold its thread for ever

    def do_GET(self) -> None:
        self._answer()

    # The names are the base class's: it looks for do_ and the method.
    do_HEAD = do_POST = do_OPTIONS = do_PUT = do_DELETE = do_PATCH = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what people ask is theirs."""

    def _answer(self) -> None:
        try:
            answer = self._route()
        except HttpError as error:
            answer = _told(error.status, error.reason)
        except LimitError as error:
            answer = _told(503, str(error))
        except QueryError as error:
            answer = _told(400, str(error))
        except InputError as error:
            answer = _told(500, str(error))
        self._send(answer)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        cors = {"Access-Control-Allow-Origin": "*"} if self.server.cors else {}
        for name, value in {**_NO_SNIFF, **cors, **answer.headers}.items():
            self.send_header(name, value)
        if answer.body:
            self.send_header("Content-Type", answer.kind)
        if answer.status != 204:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    # ------------------------------------------------------------ what is asked for

    def _route(self) -> Answer:
        body = self._body()  # read first: a body left unread would be taken for the next request
        self._check_host()
        path = urlsplit(self.path).path
        if path not in ("/", "/sparql", "/query", "/graph.html") and path.removeprefix("/static/") not in pages.FILES:
            raise HttpError(404, "there are /, /sparql and /graph.html")
        endpoint = path in ("/sparql", "/query")
        if self.command == "OPTIONS":
            return self._options(endpoint)
        if self.command not in (("GET", "HEAD", "POST") if endpoint else ("GET", "HEAD")):
            return _told(405, "this service only reads", {"Allow": _METHODS if endpoint else "GET, HEAD, OPTIONS"})
        return self._query(body) if endpoint else self._page(path)

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length")
        if self.headers.get("Transfer-Encoding") or (length is None and self.command == "POST"):
            self.close_connection = True
            raise HttpError(411, "send the request's length")
        if length is not None and not (length.isascii() and length.isdecimal()):
            self.close_connection = True
            raise HttpError(400, "the request's length is no number")
        if int(length or 0) > protocol.MOST:
            self.close_connection = True
            raise HttpError(413, f"a request may have {protocol.MOST} bytes")
        return self.rfile.read(int(length or 0))

    def _check_host(self) -> None:
        """A page elsewhere whose name leads to this machine must not read the graph through the visitor's browser."""
        if self.server.server_address[0] in _LOOPBACK:
            name = urlsplit("//" + self.headers.get("Host", "localhost")).hostname
            if name not in _LOOPBACK:
                raise HttpError(403, "this service answers on this machine only")

    def _options(self, endpoint: bool) -> Answer:
        allow = _METHODS if endpoint else "GET, HEAD, OPTIONS"
        cors = {"Access-Control-Allow-Methods": allow, "Access-Control-Allow-Headers": "Content-Type, Accept"} if self.server.cors else {}
        return Answer(204, "", b"", {"Allow": allow, **cors})

    # ------------------------------------------------------------ answers

    def _page(self, path: str) -> Answer:
        if path == "/":
            return Answer(200, "text/html; charset=utf-8", pages.index(), {"Content-Security-Policy": pages.POLICY})
        if path == "/graph.html":
            return Answer(200, "text/html; charset=utf-8", pages.viewer(self.server.graph), {})
        name = path.removeprefix("/static/")
        return Answer(200, pages.TYPES[Path(name).suffix], pages.static(name), {})

    def _query(self, body: bytes) -> Answer:
        posted = self.command == "POST"
        asked = protocol.asked_by_post(self.path, self.headers.get("Content-Type"), body) if posted else protocol.asked_by_get(self.path)
        accept = ", ".join(self.headers.get_all("Accept") or []) or None
        vary = {"Vary": "Accept"}
        if asked.query is None:
            return Answer(200, protocol.choose(accept, ("text/turtle",)) + "; charset=utf-8", self._description(), vary)
        protocol.choose(accept, protocol.ALL)  # what can't be sent needn't be computed
        result = self.server.pool.run(asked.query, self.server.limits)
        writers = protocol.FORMS[result.form]
        kind = protocol.choose(accept, tuple(writers))
        cut = {"X-Kg-Truncated": "true"} if result.truncated else {}
        return Answer(200, kind + "; charset=utf-8", writers[kind](result).encode(), {**vary, **cut})

    def _description(self) -> bytes:
        count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        (record,) = self.server.pool.run(count, self.server.limits).records()
        return description.turtle_of(self.server.url + "sparql", int(record["n"])).encode()


def _told(status: int, reason: str, headers: Mapping[str, str] | None = None) -> Answer:
    """A refusal in one line."""
    return Answer(status, "text/plain; charset=utf-8", f"{reason}\n".encode(), headers or {})
