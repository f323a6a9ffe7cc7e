"""PDF files with text: reading order, running heads, lines into paragraphs. Scanned pages go to the ocr extra."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kg.errors import InputError
from kg.model import Metadata, Source
from kg.read import ocr
from kg.read.columns import Fragment, in_order
from kg.read.options import Options
from kg.read.paragraphs import write

_FEW = 16


def read_pdf(data: bytes, path: str, options: Options) -> Source:
    """The document as a source; raises InputError where it is locked, broken, too long, or scanned without the extra."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = "is locked with a password" if locked else f"is no readable PDF: {error}"
        raise InputError(path, reason, "save it without one" if locked else "print it to PDF again") from error
    try:
        return _source(document, path, options)
    except pdfium.PdfiumError as error:
        raise InputError(path, f"has a page that can't be read: {error}", "print it to PDF again") from error
    finally:
        document.close()


def _source(document: pdfium.PdfDocument, path: str, options: Options) -> Source:
    if len(document) > options.max_pages:
        raise InputError(path, f"has {len(document)} pages, more than {options.max_pages}", "split it into reports")
    pages: list[list[Fragment]] = []
    size = scanned = 0
    for index in range(len(document)):
        page = document[index]
        found = _fragments(page, path, options.max_chars)
        if sum(len(f.text.strip()) for f in found) < _FEW and _has_picture(page):
            found, scanned = ocr.fragments(_picture(page), path), scanned + 1
        size += sum(len(f.text) for f in found)
        if size > options.max_chars:
            raise InputError(path, f"has more than {options.max_chars:,} characters", "split it into reports")
        pages.append(in_order(found))
    warnings = (f"{scanned} scanned pages were read by OCR",) if scanned else ()
    return write(pages, path, Metadata(), warnings)


def _has_picture(page: pdfium.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _picture(page: pdfium.PdfPage) -> object:
    longest = max(page.get_width(), page.get_height(), 1)
    return page.render(scale=min(200 / 72, 4000 / longest)).to_numpy()


def _fragments(page: pdfium.PdfPage, path: str, limit: int) -> list[Fragment]:
    """Runs of characters on one line without a wide gap."""
    text = page.get_textpage()
    try:
        if text.count_chars() > limit:
            raise InputError(path, f"has more than {limit:,} characters on a page", "split it into reports")
        characters = list(_characters(text))
    finally:
        text.close()
    runs: list[list[Fragment]] = []
    for char in characters:
        if runs and _follows(runs[-1][-1], char):
            runs[-1].append(char)
        else:
            runs.append([char])
    return [f for run in runs if (f := _joined(run)).text.strip()]


def _characters(text: pdfium.PdfTextPage) -> Iterator[Fragment]:
    """Each printed character with its box; one that is drawn twice (for bold) once. Where pdfium would set a blank,
    for it saw a gap, one stands before the character."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    last, blank = None, False
    for i in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text.raw, i)
        if raw.FPDFText_IsGenerated(text.raw, i) == 1:
            blank = True
            continue
        if code in (0, 0xFFFE, 0xFFFF, 13, 10, 2) or 0xD800 <= code < 0xE000:
            continue
        raw.FPDFText_GetCharBox(text.raw, i, left, right, bottom, top)
        size = raw.FPDFText_GetFontSize(text.raw, i)
        box = raw.FS_RECTF()
        if raw.FPDFText_GetLooseCharBox(text.raw, i, box) and box.top > box.bottom:
            char = Fragment(box.left, box.right, box.bottom, box.top, chr(code), _size(box.top - box.bottom, size))
        else:
            char = Fragment(left.value, right.value, bottom.value, top.value, chr(code), size)
        if last is not None and _in_one_box(last, char):
            yield replace(char, left=char.right)
        elif last is None or not _same(last, char):
            yield replace(char, text=f" {char.text}") if blank else char
        last, blank = char, False


def _size(height: float, size: float) -> float:
    """The printed size: a matrix may scale what the font says."""
    return round(height if size < 2 else max(size, height * 0.7), 1)


def _same(one: Fragment, other: Fragment) -> bool:
    near = abs(one.left - other.left) + abs(one.bottom - other.bottom) < 0.15 * max(one.size, 1)
    return one.text == other.text and near and not one.text.isspace()


def _in_one_box(one: Fragment, other: Fragment) -> bool:
    """Two characters that the font draws as one wide sign (——)."""
    return (one.left, one.right, one.bottom) == (other.left, other.right, other.bottom) and one.right - one.left > 1.5 * one.size


def _follows(before: Fragment, char: Fragment) -> bool:
    """On the same line, and no more than a wide space away."""
    level = abs(char.middle - before.middle) < 0.4 * max(before.height, char.height)
    return level and -0.6 * before.size < char.left - before.right < 1.3 * max(before.size, char.size)


def _is_gap(before: Fragment, char: Fragment, usual: float) -> bool:
    """Whether a blank stands between two characters: justified lines set all of them a little, the usual, apart."""
    gap = (char.left - before.right - usual) / max(before.size, char.size)
    return gap >= (0.14 if len(char.text) > 1 and not _scripts_meet(before.text[-1], char.text[-1]) else 0.5)


def _scripts_meet(before: str, char: str) -> bool:
    """Between Chinese and other characters word processors leave a little room, which is no blank."""
    return (before >= "\u2e80") != (char >= "\u2e80")


def _joined(run: list[Fragment]) -> Fragment:
    inked = [c for c in run if not c.text.isspace()] or run
    sizes = sorted(c.size for c in inked)
    gaps = sorted(b.left - a.right for a, b in pairwise(run))
    usual = max(0.0, gaps[len(gaps) // 2]) if len(gaps) > 2 else 0.0
    pieces = [run[0].text] + [(" " if _is_gap(a, b, usual) else "") + b.text.lstrip(" ") + " " * (b.text == " ") for a, b in pairwise(run)]
    text = re.sub(r"\s+", " ", "".join(pieces))
    edges = min(c.left for c in inked), max(c.right for c in inked), min(c.bottom for c in inked), max(c.top for c in inked)
    return Fragment(*edges, text.strip(), sizes[len(sizes) // 2])
