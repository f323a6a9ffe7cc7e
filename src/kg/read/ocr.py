"""Pictures of text, through the `ocr` extra: rapidocr with the models in its wheel, so nothing is fetched."""

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
    return [_fragment(box, text) for box, text, score in zip(boxes, texts, scores, strict=True) if score >= _SURE]


def _fragment(box: Any, text: str) -> Fragment:
    xs, ys = [float(p[0]) for p in box], [float(p[1]) for p in box]
    # Heights of found lines differ by a pixel or two: rounded, so that lines of one size stay together.
    size = max(4.0, round((max(ys) - min(ys)) / 4) * 4)
    return Fragment(min(xs), max(xs), -max(ys), -min(ys), text, size)


def _engine(path: str) -> Any:
    try:
        return _loaded()
    except ImportError as error:
        raise InputError(path, "is scanned: its text is a picture", "install the ocr extra: pip install 'kg-reports[ocr]'") from error


@cache
def _loaded() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error", "EngineConfig.onnxruntime.intra_op_num_threads": 1})
