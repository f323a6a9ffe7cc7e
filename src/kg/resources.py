"""The one place that finds the files of `ontology/`: the packaged copy first, else the checkout's live files."""

from functools import cache
from pathlib import Path

from kg.errors import KgError


@cache
def root() -> Path:
    """The folder of domain knowledge.

    An editable install leaves no copy inside the package, so a checkout always reads its live files.
    """
    packaged = Path(__file__).parent / "ontology"
    checkout = Path(__file__).parents[2] / "ontology"
    for folder in (packaged, checkout):
        if (folder / "kg.ttl").is_file():
            return folder
    raise KgError(f"no ontology/ beside {packaged} or at {checkout}: the installation is incomplete, install kg again")


def read(name: str) -> str:
    """The text of one file under ontology/, named by its path there."""
    return (root() / name).read_text("utf-8")
