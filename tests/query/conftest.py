from pathlib import Path

import pytest

from kg.write import rdf, terms, turtle
from tests import factory


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-built graph as a file."""
    path = tmp_path_factory.mktemp("graph") / "graph.ttl"
    lines = turtle.serialise(rdf.triples(factory.graph()), rdf.prefixes(terms.BASE))
    path.write_text("".join(lines), "utf-8", newline="")
    return path
