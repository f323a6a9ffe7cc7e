"""Pure functions of the protocol."""

import pytest

from kg.serve.protocol import ALL, HttpError, asked_by_get, asked_by_post, choose

FORM = "application/x-www-form-urlencoded"
OFFERED = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv")


@pytest.mark.parametrize(
    ("target", "query"),
    [
        ("/sparql", None),
        ("/sparql?", None),
        ("/sparql?query=ASK%20%7B%7D", "ASK {}"),
        ("/sparql?query=ASK+%7B%7D&other=1", "ASK {}"),
        ("/sparql?query=%E6%9F%B3", "柳"),
        ("/sparql?query=", ""),
    ],
)
def test_get(target: str, query: str | None) -> None:
    assert asked_by_get(target).query == query


@pytest.mark.parametrize(
    ("kind", "body", "query"),
    [
        (FORM, b"query=ASK+%7B%7D", "ASK {}"),
        (f"{FORM}; charset=UTF-8", b"query=%E6%9F%B3", "柳"),
        ("application/sparql-query", "ASK {} # 柳".encode(), "ASK {} # 柳"),
        ("Application/SPARQL-Query;charset=utf-8", b"ASK {}", "ASK {}"),
    ],
)
def test_post(kind: str, body: bytes, query: str) -> None:
    assert asked_by_post("/sparql", kind, body).query == query


@pytest.mark.parametrize(
    ("target", "kind", "body", "status"),
    [
        ("/sparql?query=a&query=b", None, b"", 400),
        ("/sparql?query=%FF", None, b"", 400),
        ("/sparql?update=DROP%20ALL", None, b"", 400),
        ("/sparql?query=ASK%7B%7D&default-graph-uri=file:///etc/passwd", None, b"", 400),
        ("/sparql?query=ASK%7B%7D&named-graph-uri=http://x/", None, b"", 400),
        ("/sparql", FORM, b"", 400),
        ("/sparql", FORM, b"query=a&query=b", 400),
        ("/sparql", FORM, b"update=DROP+ALL", 400),
        ("/sparql", "application/sparql-query", b"\xff", 400),
        ("/sparql?default-graph-uri=http://x/", "application/sparql-query", b"ASK {}", 400),
        ("/sparql", "application/sparql-update", b"DROP ALL", 415),
        ("/sparql", "text/plain", b"ASK {}", 415),
        ("/sparql", "", b"ASK {}", 415),
        ("/sparql", "application/sparql-query; charset=gbk", b"ASK {}", 415),
        ("/sparql", FORM, b"&".join([b"a=1"] * 200), 400),
    ],
)
def test_refused(target: str, kind: str | None, body: bytes, status: int) -> None:
    with pytest.raises(HttpError) as caught:
        asked_by_get(target) if kind is None else asked_by_post(target, kind, body)
    assert caught.value.status == status


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, OFFERED[0]),
        ("*/*", OFFERED[0]),
        ("text/csv", "text/csv"),
        ("text/*", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("application/sparql-results+xml, */*;q=0.1", OFFERED[1]),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", OFFERED[1]),
        ("application/sparql-results+json;q=0, */*", OFFERED[1]),
        ("text/html, application/xhtml+xml, */*;q=0.8", OFFERED[0]),
        ("application/*;q=0.2, text/csv;q=0.3", "text/csv"),
    ],
)
def test_choose(accept: str | None, chosen: str) -> None:
    assert choose(accept, OFFERED) == chosen


@pytest.mark.parametrize("accept", ["text/html", "image/*", "text/csv;q=0", "text/csv;q=x", "nonsense"])
def test_nothing_to_choose(accept: str) -> None:
    with pytest.raises(HttpError) as caught:
        choose(accept, OFFERED)
    assert caught.value.status == 406


def test_what_sparqlwrapper_and_browsers_send_can_be_met() -> None:
    assert choose("application/sparql-results+json,application/json,text/javascript,application/javascript", ALL) == ALL[0]
