"""Files of every format, made from plain paragraphs: no fixture that nobody can read."""

import io
import textwrap
import zipfile
from collections.abc import Sequence
from html import escape

Placed = tuple[float, float, float, str]

_DOCUMENT = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{ns}"><w:body>{body}</w:body></w:document>'
_STYLES = (
    '<w:styles xmlns:w="{ns}"><w:style w:styleId="a"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>'
)
_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str) -> bytes:
    """A Word file around the XML of a body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", _DOCUMENT.format(ns=_NS, body=body))
        archive.writestr("word/styles.xml", _STYLES.format(ns=_NS))
    return out.getvalue()


def paragraph(text: str, style: str = "") -> str:
    mark = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{mark}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def word_file(text: str) -> bytes:
    """Each line of a text as a paragraph."""
    return docx("".join(paragraph(line) for line in text.splitlines()))


def web_page(text: str, encoding: str = "utf-8", tag: str = "p") -> bytes:
    """Each line of a text as a paragraph between a menu and a foot."""
    body = "\n".join(f"<{tag}>{escape(line)}</{tag}>" for line in text.splitlines() if line.strip())
    menu = '<ul><li><a href="/">首页</a></li><li><a href="/n">新闻中心</a></li></ul>'
    head = f'<html><head><meta charset="{encoding}"><title>页面</title><script>var a = "<p>不是正文。</p>";</script></head>'
    return f"{head}<body>{menu}<div>{body}</div><footer>主办：某某网 技术支持：某某公司</footer></body></html>".encode(encoding)


def pdf(pages: Sequence[Sequence[Placed]], spread: float = 0) -> bytes:
    """A PDF of lines set at (x, y, size, text), in a font that every reader has, its characters `spread` points apart."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>")
    objects.append(
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 5 0 R"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>"
    )
    objects.append(
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        " /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
    )
    kids = []
    for lines in pages:
        shows = (f"/F1 {s:g} Tf {spread:g} Tc 1 0 0 1 {x:g} {y:g} Tm <{t.encode('utf-16-be').hex()}> Tj" for x, y, s, t in lines)
        stream = "BT " + "\n".join(shows) + " ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        box = "/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {len(objects)} 0 R >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    return _numbered(objects)


def _numbered(objects: Sequence[str]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    foot = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
    return out + (foot + f"startxref\n{len(out)}\n%%EOF").encode()


def printed(text: str, columns: int = 34, size: float = 12, head: str = "") -> bytes:
    """A text set in one column: the first line of a paragraph set in by two, 40 lines on a page, a running head."""
    lines: list[tuple[float, str]] = []
    for one in text.splitlines():
        if one.strip():
            pieces = wrapped(one.strip(), columns)
            lines += [(2 * size if i == 0 and len(pieces) > 1 else 0, piece) for i, piece in enumerate(pieces)]
    pages: list[list[Placed]] = []
    for start in range(0, len(lines), 40):
        page: list[Placed] = [(80 + x, 740 - 16 * i, size, t) for i, (x, t) in enumerate(lines[start : start + 40])]
        if head:
            page += [(80, 800, 9, head), (290, 40, 9, f"— {len(pages) + 1} —")]
        pages.append(page)
    return pdf(pages)


def wrapped(text: str, columns: int) -> list[str]:
    """A paragraph's lines: the first is shorter by an indent of two."""
    if len(text) <= columns:
        return [text]
    first, rest = text[: columns - 2], text[columns - 2 :]
    return [first, *textwrap.wrap(rest, columns, drop_whitespace=False, break_on_hyphens=False)]
