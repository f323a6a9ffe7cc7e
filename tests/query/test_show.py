import csv
import io
import json

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.query import Result, show
from kg.write.terms import PREFIXES, boolean, chinese, integer, plain, type_

TABLE = Result("select", ("x", "y"), ((chinese("柳,泉\n"), integer(3)), ("https://kg.example/ontology#Area", None), ("_:b", plain("a"))))
TRIPLES = Result("construct", ("subject", "predicate", "object"), (("https://a.example/s", type_, PREFIXES["kg"] + "Area"),))


def test_csv() -> None:
    rows = list(csv.reader(io.StringIO(show.as_csv(TABLE), newline="")))
    assert rows == [["x", "y"], ["柳,泉\n", "3"], ["https://kg.example/ontology#Area", ""], ["_:b", "a"]]


def test_json_is_what_oxigraph_reads() -> None:
    found = ox.parse_query_results(show.as_json(TABLE).encode(), format=ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)
    assert [s["x"] for s in found] == [
        ox.Literal("柳,泉\n", language="zh"),
        ox.NamedNode("https://kg.example/ontology#Area"),
        ox.BlankNode("b"),
    ]


def test_json_of_ask() -> None:
    assert json.loads(show.as_json(Result("ask", ("answer",), ((boolean(True),),)))) == {"head": {}, "boolean": True}


def test_turtle_of_triples_only() -> None:
    assert show.as_turtle(TRIPLES).endswith("\n<https://a.example/s> a kg:Area .\n")
    with pytest.raises(QueryError, match="only CONSTRUCT"):
        show.as_turtle(TABLE)


def test_cells_are_short() -> None:
    assert show.cells(TABLE) == [["柳,泉\n", "3"], ["kg:Area", ""], ["_:b", "a"]]
