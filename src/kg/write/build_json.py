"""build.json: what was read and with what, how much came out, and what went wrong. No clock, no folder, no machine."""

import platform
from collections.abc import Iterable, Mapping
from hashlib import sha256

import orjson

from kg import __version__
from kg.errors import InputError
from kg.graph import Graph, counts
from kg.model import Report
from kg.write.files import file_name
from kg.write.run import versions


def render(
    graph: Graph,
    *,
    options: Mapping[str, str | None],
    failures: Iterable[InputError] = (),
    warnings: Iterable[tuple[str, str]] = (),
    linking: Mapping[str, object] | None = None,
) -> bytes:
    """The file's bytes. `warnings` are pairs of a report's path and the warning, `linking` comes from write.linking."""
    record = {
        "kg": __version__,
        "options": dict(options),
        "reports": [_report(r) for r in sorted(graph.reports, key=lambda r: (file_name(r.path), r.id))],
        "failed": [{"report": r, "reason": w, "hint": h} for r, w, h in sorted({(file_name(f.path), f.reason, f.hint) for f in failures})],
        "warnings": [{"report": r, "warning": w} for r, w in sorted({(file_name(path), warning) for path, warning in warnings})],
        **(linking or {}),
        "counts": counts(graph),
        "versions": {"python": platform.python_version(), **versions()},
    }
    return orjson.dumps(record, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _report(report: Report) -> dict[str, str | None]:
    return {
        "report": file_name(report.path),
        "id": report.id,
        "sha256": sha256(report.text.encode()).hexdigest(),
        "title": report.metadata.title,
        "published": report.metadata.published,
    }
