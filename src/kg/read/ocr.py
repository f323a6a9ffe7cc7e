"""Pictures of text, through the `ocr` extra: rapidocr with the models in its wheel, so nothing is fetched."""

from dataclasses import replace
from functools import cache
from typing import Any

from kg.errors import InputError
from kg.model import Metadata, Source
from kg.read.columns import Fragment, in_order
from kg.read.paragraphs import write

_SURE = 0.5


def read_picture(data: bytes, path: str) -> Source:
    """A photographed or scanned page as a source; raises InputError where the extra is missing or nothing is read."""
    found = fragments(data, path)
    return write([in_order(found)], path, Metadata(), ("read by OCR",))


def fragments(picture: object, path: str) -> list[Fragment]:
    """The lines of a picture (encoded bytes or an array), boxes in its own points counted from the foot."""
    result = _engine(path)(picture)
    boxes, texts, scores = (getattr(result, name, None) for name in ("boxes", "txts", "scores"))
    if boxes is None or texts is None or scores is None:
        return []
    return _even([_fragment(box, text) for box, text, score in zip(boxes, texts, scores, strict=True) if score >= _SURE])


def _fragment(box: Any, text: str) -> Fragment:
    xs, ys = [float(p[0]) for p in box], [float(p[1]) for p in box]
    return Fragment(min(xs), max(xs), -max(ys), -min(ys), text, max(4.0, max(ys) - min(ys)))


def _even(found: list[Fragment]) -> list[Fragment]:
    """Heights of boxes differ by a few pixels: those near the most common one are taken as one size of type."""
    sizes = sorted(f.size for f in found for _ in f.text)
    middle = sizes[len(sizes) // 2] if sizes else 0.0
    return [replace(f, size=middle) if abs(f.size - middle) <= 0.25 * middle else f for f in found]


def _engine(path: str) -> Any:
    try:
        return _loaded()
    except ImportError as error:
        raise InputError(path, "is scanned: its text is a picture", "install the ocr extra: pip install 'kg-reports[ocr]'") from error


@cache
def _loaded() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error", "EngineConfig.onnxruntime.intra_op_num_threads": 1})
