import threading
from collections.abc import Iterator
from pathlib import Path

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
