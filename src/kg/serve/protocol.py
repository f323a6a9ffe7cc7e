"""SPARQL 1.1 Protocol as pure functions: what a request asks for, and in what form the answer goes back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from urllib.parse import parse_qs, urlsplit

from kg.query.result import Result
from kg.query.show import as_csv, as_json, as_ntriples, as_tsv, as_turtle, as_xml

#: Bytes of a request's body.
MOST = 1 << 20

Writer = Callable[[Result], str]
_TABLES: Mapping[str, Writer] = {
    "application/sparql-results+json": as_json,
    "application/sparql-results+xml": as_xml,
    "text/csv": as_csv,
    "text/tab-separated-values": as_tsv,
    "application/json": as_json,
    "application/xml": as_xml,
}
_GRAPHS: Mapping[str, Writer] = {"text/turtle": as_turtle, "application/n-triples": as_ntriples}
_BOOLEANS: Mapping[str, Writer] = {n: w for n, w in _TABLES.items() if w in (as_json, as_xml)}
FORMS: Mapping[str, Mapping[str, Writer]] = {"select": _TABLES, "ask": _BOOLEANS, "construct": _GRAPHS}
ALL = (*_TABLES, *_GRAPHS)


class HttpError(Exception):
    """A request that isn't answered: status and reason."""

    def __init__(self, status: int, reason: str) -> None:
        self.status, self.reason = status, reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query's text, None where the service is asked what it is."""

    query: str | None


def asked_by_get(target: str) -> Asked:
    """From the address of a GET; raises HttpError."""
    return _from_form(urlsplit(target).query, need=False)


def asked_by_post(target: str, content_type: str | None, body: bytes) -> Asked:
    """From a POST of a form or of the query itself; raises HttpError."""
    header = Message()
    header["content-type"] = content_type or ""
    kind, charset = header.get_content_type() if content_type else "", str(header.get_param("charset", "utf-8")).lower()
    if kind not in ("application/x-www-form-urlencoded", "application/sparql-query") or charset not in ("utf-8", "utf8"):
        raise HttpError(415, "send application/sparql-query or application/x-www-form-urlencoded, in UTF-8")
    text = _decode(body)
    if kind == "application/sparql-query":
        _from_form(urlsplit(target).query, need=False)  # default-graph-uri may stand there
        return Asked(text)
    return _from_form(text, need=True)


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise HttpError(400, "the request isn't UTF-8") from None


def _from_form(form: str, *, need: bool) -> Asked:
    try:
        fields = parse_qs(form, keep_blank_values=True, errors="strict", max_num_fields=100)
    except (UnicodeDecodeError, ValueError):
        raise HttpError(400, "the request's parameters aren't UTF-8, or too many") from None
    if "update" in fields or "using-graph-uri" in fields:
        raise HttpError(400, "updates are refused: this service only reads")
    if "default-graph-uri" in fields or "named-graph-uri" in fields:
        raise HttpError(400, "default-graph-uri and named-graph-uri are refused: a query sees the given graph only")
    queries = fields.get("query", [])
    if len(queries) > 1 or (need and not queries):
        raise HttpError(400, "send one parameter called query")
    return Asked(queries[0] if queries else None)


# ---------------------------------------------------------------- content negotiation


def choose(accept: str | None, offered: Sequence[str]) -> str:
    """The offered type that the client likes best, the earlier where it has no preference; raises HttpError 406."""
    wanted = _wanted(accept or "*/*")
    liked = [(max((q for range_, q in wanted if _score(range_, t) == _best(wanted, t)), default=0.0), t) for t in offered]
    best = max(liked, key=lambda pair: pair[0])  # the first of those
    if best[0] <= 0:
        raise HttpError(406, f"this can be had as {', '.join(offered)}")
    return best[1]


def _wanted(accept: str) -> list[tuple[str, float]]:
    return [(r.strip().lower(), _quality(rest)) for r, _, rest in (part.partition(";") for part in accept.split(",")) if r.strip()]


def _quality(parameters: str) -> float:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _best(wanted: list[tuple[str, float]], offered: str) -> int:
    """The most exact range that covers a type decides on it."""
    return max((_score(range_, offered) for range_, _ in wanted), default=0) or -1


def _score(range_: str, offered: str) -> int:
    return 3 if range_ == offered else 2 if range_ == offered.split("/")[0] + "/*" else 1 if range_ == "*/*" else 0
