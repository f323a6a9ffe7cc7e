"""Writes what the pages of this folder are read as, to be looked through before it is committed: python -m tests.layouts.write"""

from pathlib import Path

import yaml

from kg.model import Report
from kg.read import Found, find, load
from kg.segment import segment
from tests.layouts.made import MADE

HERE = Path(__file__).parent


def pages() -> dict[str, Found]:
    """Every page of the folder by its name."""
    written = {p.name: find([str(p)])[0] for p in sorted(HERE.iterdir()) if p.suffix not in (".py", ".yaml", "") and p.is_file()}
    return written | {name: Found(name, data=make()) for name, make in MADE.items()}


def read(found: Found) -> Report:
    (source,) = load(found)
    return segment(source)


def seen(report: Report) -> dict[str, object]:
    """Metadata and blocks as plain values."""
    meta = report.metadata
    said: dict[str, object] = {"title": meta.title, "publisher": meta.publisher, "published": meta.published}
    said |= {"reporters": list(meta.reporters) or None, "correspondents": list(meta.correspondents) or None}
    return {"metadata": said, "blocks": [[str(b.kind), b.span.of(report.text)] for b in report.blocks], "warnings": list(report.warnings)}


if __name__ == "__main__":
    for name, found in pages().items():
        text = yaml.safe_dump(seen(read(found)), allow_unicode=True, sort_keys=False, width=10_000)
        (HERE / f"{name}.yaml").write_text(text, "utf-8")
