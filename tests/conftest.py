from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings

from kg.link import Resolution
from kg.model import Extraction, Source
from kg.write import rdf, terms, turtle
from tests import factory

settings.register_profile("kg", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("kg")


@pytest.fixture(scope="session", autouse=True)
def no_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the user of this machine fetched is no part of a test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-built graph as a file."""
    path = tmp_path_factory.mktemp("graph") / "graph.ttl"
    lines = turtle.serialise(rdf.triples(factory.graph()), rdf.prefixes(terms.BASE))
    path.write_text("".join(lines), "utf-8", newline="")
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two reports in a folder; the stages, which have tests of their own, give the hand-built extractions."""
    monkeypatch.setattr("kg.pipeline.extract_report", _hand_built)
    monkeypatch.setattr("kg.pipeline.resolve_across", lambda extractions, *_: Resolution(tuple(extractions)))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "spring.txt").write_text(factory.SPRING, "utf-8")
    (tmp_path / "in" / "autumn.txt").write_text(factory.AUTUMN, "utf-8")
    return tmp_path / "in"


def _hand_built(source: Source, date: str | None, recogniser: str, *_: object) -> Extraction:
    known = factory.spring() if source.text == factory.SPRING else factory.autumn()
    metadata = replace(known.report.metadata, published=known.report.metadata.published or date)
    return replace(known, report=replace(known.report, path=source.path, metadata=metadata), warnings=(f"read by {recogniser}",))
