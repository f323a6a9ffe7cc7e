"""Word files: paragraphs, tables and text boxes in the order of the document, as the author last left it."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from kg.errors import InputError
from kg.model import BlockKind, Metadata, Source
from kg.read.page import Writer

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_TITLE = re.compile(r"^(?:title|标题)$", re.I)
_HEADING = re.compile(r"^(?:heading|标题)\s*\d", re.I)
_LEFT_OUT = frozenset(("del", "moveFrom", "Fallback", "instrText", "fldData", "footnoteReference"))
_OTHERS = {
    "xl/": ("is a spreadsheet", "save the column of texts as .csv"),
    "ppt/": ("is a presentation", "save its text as .docx or .txt"),
    "OFD.xml": ("is an OFD file", "print or convert it to PDF"),
    "content.xml": ("is an OpenDocument file", "save it as .docx"),
}

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, KeyError, etree.XMLSyntaxError)


def read_docx(data: bytes, path: str, limit: int) -> Source:
    """The document as a source: heading and title styles as marks, a table row per line, cells apart by tabs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            names = opened.namelist()
            if "word/document.xml" not in names:
                _refuse(names, path)
            body = _parsed(_part(opened, "word/document.xml", limit, path))
            styles = _styles(_part(opened, "word/styles.xml", limit, path)) if "word/styles.xml" in names else {}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
        etree.XMLSyntaxError,
    ) as error:
        raise InputError(path, f"is no readable Word file: {error}", "open and save it again as .docx") from error
    out = Writer()
    for block in _blocks(body):
        _write(block, out, styles)
    return out.source(path, Metadata())


def _refuse(names: list[str], path: str) -> None:
    for start, (reason, hint) in _OTHERS.items():
        if any(n.startswith(start) for n in names):
            raise InputError(path, reason, hint)
    raise InputError(path, "is an archive, not a report", "give it by name as a .zip file, or unpack it")


def _part(opened: zipfile.ZipFile, name: str, limit: int, path: str) -> bytes:
    with opened.open(name) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise InputError(path, f"unpacks to more than {limit >> 20} MB", "no single report is so long: split it")
    return data


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True)
    return etree.fromstring(data, parser)


def _local(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _value(node: etree._Element, name: str) -> str:
    return node.get(_W + name) or node.get(_STRICT + name) or ""


def _styles(data: bytes) -> dict[str, str]:
    """Style id → the name that Word shows."""
    names = {}
    for style in _parsed(data).iter("{*}style"):
        name = style.find("{*}name")
        names[_value(style, "styleId")] = _value(name, "val") if name is not None else ""
    return names


def _blocks(body: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and rows in order. A row of a table that holds tables is passed over for what is in it."""
    queue = [iter(body)]
    while queue:
        node = next(queue[-1], None)
        if node is None:
            queue.pop()
        elif _local(node) == "p" or (_local(node) == "tr" and next(node.iter("{*}tbl"), None) is None):
            yield node
        elif _local(node) not in _LEFT_OUT:
            queue.append(iter(node))


def _write(block: etree._Element, out: Writer, styles: dict[str, str]) -> None:
    if _local(block) == "tr":
        cells = [" ".join(_text(p).strip() for p in cell.iter("{*}p")).strip() for cell in block.iterfind("{*}tc")]
        one = len([c for c in cells if c]) == 1
        out.add("\t".join(cells) if not one else "".join(cells), None if one else BlockKind.TABLE_ROW, gap=one)
        return
    out.add(_text(block), _mark(block, styles))
    for box in block.iter("{*}txbxContent"):
        if not any(_local(a) == "Fallback" for a in box.iterancestors()):
            for paragraph in box.iter("{*}p"):
                out.add(_text(paragraph), _mark(paragraph, styles))


def _text(paragraph: etree._Element) -> str:
    """The visible text of a paragraph, without that of text boxes in it."""
    parts: list[str] = []
    queue = [iter(paragraph)]
    while queue:
        node = next(queue[-1], None)
        if node is None:
            queue.pop()
            continue
        name = _local(node)
        parts.append(_character(name, node))
        if name not in _LEFT_OUT and name not in ("t", "txbxContent", "pPr", "rPr"):
            queue.append(iter(node))
    return "".join(parts)


def _character(name: str, node: etree._Element) -> str:
    if name == "t":
        return node.text or ""
    return {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(name, "")


def _mark(paragraph: etree._Element, styles: dict[str, str]) -> BlockKind | None:
    style = paragraph.find("{*}pPr/{*}pStyle")
    name = styles.get(_value(style, "val"), _value(style, "val")) if style is not None else ""
    if _TITLE.match(name):
        return BlockKind.TITLE
    return BlockKind.HEADING if _HEADING.match(name) and "。" not in _text(paragraph) else None
