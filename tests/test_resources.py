from pathlib import Path

import pytest

from kg import resources
from kg.errors import KgError

CHECKOUT = Path(__file__).parents[1]
find_root = resources.root.__wrapped__  # without the cache


def lay(folder: Path) -> Path:
    """An ontology folder that holds no more than its main file."""
    folder.mkdir(parents=True)
    (folder / "kg.ttl").write_text("# an ontology", "utf-8")
    return folder


@pytest.fixture
def placed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with the package at src/kg and nothing else."""
    package = tmp_path / "src" / "kg"
    package.mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(package / "resources.py"))
    return tmp_path


def test_a_checkout_reads_its_live_files() -> None:
    assert find_root() == CHECKOUT / "ontology"


def test_the_packaged_copy_goes_first(placed: Path) -> None:
    lay(placed / "ontology")
    packaged = lay(placed / "src" / "kg" / "ontology")
    assert find_root() == packaged


def test_a_checkout_without_a_packaged_copy(placed: Path) -> None:
    live = lay(placed / "ontology")
    assert find_root() == live


def test_neither_names_both_places_and_the_way_out(placed: Path) -> None:
    with pytest.raises(KgError, match="install kg again") as caught:
        find_root()
    assert str(placed / "ontology") in str(caught.value)
    assert str(placed / "src" / "kg") in str(caught.value)


def test_read_gives_the_text_of_a_file() -> None:
    assert resources.read("view.yaml") == (CHECKOUT / "ontology" / "view.yaml").read_text("utf-8")
