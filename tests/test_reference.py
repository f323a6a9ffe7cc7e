"""docs/ontology.html, the reference made from the ontology."""

import re
from pathlib import Path
from runpy import run_path

from kg import ontology, resources

DOCS = Path(__file__).parents[1] / "docs"
PAGE = run_path(str(DOCS / "ontology.py"))["page"]


def test_the_page_is_made_from_the_ontology_as_it_is() -> None:
    assert (DOCS / "ontology.html").read_text("utf-8") == PAGE(resources.read("kg.ttl")), "make docs"


def test_every_name_has_its_entry_and_every_link_its_end() -> None:
    text = PAGE(resources.read("kg.ttl"))
    found = ontology.load()
    ids = re.findall(r'<h3 id="(\w+)">', text)
    assert len(ids) == len(set(ids))
    assert set(ids) == {*found.parents, *found.properties, *found.states, *found.corrections}
    assert set(re.findall(r'href="#(\w+)"', text)) <= set(ids)
    assert "<script" not in text
