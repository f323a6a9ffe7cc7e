"""Web pages, saved whole or bare, old table layouts too: all visible text, lines of links marked as furniture."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from lxml import etree

from kg.errors import InputError
from kg.model import BlockKind, Metadata, Source
from kg.read.encoding import decode
from kg.read.names import date_in
from kg.read.options import Options
from kg.read.page import Writer, unwrapped
from kg.read.tables import data_tables

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w-]+)""", re.I)
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)")
_CREATED = re.compile(r"""(?:create_?time|publish_?time|pubtime)["']?\s*[:=]\s*["']((?:19|20)\d\d-\d\d-\d\d)""", re.I)
_STAMP = re.compile(r"""\bct\s*=\s*["'](\d{10})["']""")
#: The parser compares each attribute of a tag with all others of it.
_LONG_TAG = re.compile(r"<[a-z][^<>]{100000,}", re.I)
_MOST_WORDS = 20_000
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
_LABEL = re.compile(r"[\u4e00-\u9fff]{2,6}\s*[:：]")
# fmt: off
_DROPPED = frozenset({
    "script", "style", "noscript", "template", "head", "iframe", "object", "svg", "select", "option", "button", "textarea", "audio",
    "video", "canvas", "map",
})
_AS_WRITTEN = frozenset({"pre", "xmp", "listing"})
_FURNITURE = frozenset({"nav", "footer", "aside", "form", "menu"})
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark",
    "o:p", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "st1", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})
# fmt: on
_TITLES = ("articletitle", "og:title", "title", "dc.title", "twitter:title")
_DATES = ("pubdate", "publishdate", "article:published_time", "og:release_date", "og:published_time", "createdate", "date", "dc.date")
_SOURCES = ("contentsource", "source", "mediaid", "og:article:source")
_AUTHORS = ("author", "og:article:author", "article:author")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}")


@dataclass(slots=True)
class _Line:
    """The line under the walker's hand: its pieces, how much of it is links, edges of inline elements."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0
    edges: set[int] = field(default_factory=set)
    size: int = 0


def read_html(data: bytes, path: str, options: Options) -> Source:
    """The page as a source: h1 marked as title, other headings, table rows, and lines of nothing but links."""
    found = _CHARSET.search(data[:8192])
    declared = (found[1] or found[2]).decode("ascii") if found else None
    text = decode(data, path, declared, options.encoding)
    return page(text, path)


def page(text: str, path: str) -> Source:
    """The same, of a decoded page. Raises InputError where there is no element to read."""
    clean = re.sub("[\x00\ud800-\udfff]", "", text)
    if any(len(tag[0].split()) > _MOST_WORDS for tag in _LONG_TAG.finditer(clean)):
        raise InputError(path, f"has a tag of more than {_MOST_WORDS:,} attributes", "open it in a browser and save it as text")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(clean.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(path, f"is no readable HTML: {error}", "save the page again, or as text") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise InputError(path, "is nested too deeply to be a page of text", "open it in a browser and save it as text")
    if root is None:
        raise InputError(path, "is HTML without content", "save the page again, or as text")
    return _Walker(root).source(path, _hints(root, clean))


class _Walker:
    """Walks the tree without recursion, so that depth costs nothing."""

    def __init__(self, root: etree._Element) -> None:
        self._out = Writer()
        self._line = _Line()
        self._gap = True
        self._rows = data_tables(root)
        self._links = self._quiet = self._furniture = self._as_written = 0
        self._headings: list[str] = []
        self._row: list[str] | None = None
        self._walk(root)
        self._flush(gap=True)

    def source(self, path: str, hints: Metadata) -> Source:
        return self._out.source(path, hints)

    def _walk(self, root: etree._Element) -> None:
        for event, node in etree.iterwalk(root, events=("start", "end")):
            tag = node.tag if isinstance(node.tag, str) else ""
            if event == "start":
                self._enter(node, tag.lower())
                self._add(node.text)
            else:
                self._leave(node, tag.lower())
                self._add(node.tail if node is not root else None)

    def _enter(self, node: etree._Element, tag: str) -> None:
        self._quiet += _is_silent(node, tag)
        self._furniture += tag in _FURNITURE
        self._links += tag == "a"
        self._as_written += tag in _AS_WRITTEN
        self._line.edges.add(self._line.size)
        if tag == "br":
            self._flush(gap=False)
        elif tag not in _INLINE and not (self._row is not None and tag in ("p", "div")):
            self._flush(gap=True)
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._headings.append(tag)
        if node in self._rows:
            self._row = []

    def _leave(self, node: etree._Element, tag: str) -> None:
        self._line.edges.add(self._line.size)
        if self._row is not None and tag in ("td", "th"):
            self._row.append(self._taken().replace("\t", " ").strip())
        if node in self._rows:
            self._out.add("\t".join(self._row or []), BlockKind.TABLE_ROW, gap=False)
            self._row = None
        if tag != "br" and tag not in _INLINE and not (self._row is not None and tag in ("p", "div")):
            self._flush(gap=True)
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._headings.pop()
        self._quiet -= _is_silent(node, tag)
        self._furniture -= tag in _FURNITURE
        self._links -= tag == "a"
        self._as_written -= tag in _AS_WRITTEN

    def _add(self, text: str | None) -> None:
        if not text or self._quiet:
            return
        for i, line in enumerate(text.split("\n") if self._as_written else [text]):
            if i:
                self._flush(gap=False)
            piece = unwrapped(line)
            self._line.parts.append(piece)
            self._line.size += len(piece)
            self._line.linked += len(piece.strip()) if self._links else 0

    def _taken(self) -> str:
        """The line's text; a label that begins an inline element is set apart from what stands before it."""
        text = "".join(self._line.parts)
        if len(text) <= 200 and "。" not in text:
            for edge in sorted(self._line.edges, reverse=True):
                if 0 < edge < len(text) and not text[edge - 1].isspace() and _LABEL.match(text, edge):
                    text = f"{text[:edge]} {text[edge:]}"
        self._line = _Line()
        return re.sub(" {2,}", " ", text)

    def _flush(self, gap: bool) -> None:
        if self._row is not None:
            self._add(" ")
            return
        # A second <br> in a row leaves a line empty.
        linked, size = self._line.linked, len("".join(self._line.parts).strip())
        text = self._taken()
        if size:
            self._out.add(text, self._kind(linked, size, text), self._gap)
            self._gap = False
        self._gap = self._gap or gap or not size

    def _kind(self, linked: int, size: int, text: str) -> BlockKind | None:
        if self._headings:
            return BlockKind.TITLE if self._headings[0] == "h1" else BlockKind.HEADING if "。" not in text else None
        if self._furniture or (linked >= 0.8 * size and "。" not in text):
            return BlockKind.EXCLUDED
        return None


def _is_silent(node: etree._Element, tag: str) -> bool:
    return tag in _DROPPED or node.get("hidden") is not None or bool(_HIDDEN.search(node.get("style") or ""))


def _hints(root: etree._Element, text: str) -> Metadata:
    """What the page says in its head, its scripts and the address it was saved from."""
    said = dict(_metas(root))
    heads = [unwrapped("".join(t.itertext())).strip() for t in root.iter("title")]
    named = [said[k] for k in _TITLES if k in said]
    author = next((said[k] for k in _AUTHORS if k in said), "")
    return Metadata(
        title=next(iter(filter(None, [*named[:1], *heads, *named[1:]])), None),
        publisher=next((said[k] for k in _SOURCES if k in said), None),
        published=_date(said, root, text),
        reporters=(author,) if _NAME.fullmatch(author) else (),
    )


def _metas(root: etree._Element) -> Iterator[tuple[str, str]]:
    for node in reversed(list(root.iter("meta"))):
        name, content = node.get("name") or node.get("property"), (node.get("content") or "").strip()
        if name and content:
            yield name.lower(), content


def _date(said: dict[str, str], root: etree._Element, text: str) -> str | None:
    found = [date_in(said[k]) for k in _DATES if k in said] + [date_in(m[1]) for m in _CREATED.finditer(text[:2_000_000])]
    if any(found):
        return next(filter(None, found))
    if stamp := _STAMP.search(text):
        # WeChat's seconds; its readers and writers live in China's one time zone.
        return (datetime.fromtimestamp(int(stamp[1]), UTC) + timedelta(hours=8)).date().isoformat()
    saved = _SAVED.search(text[:4096])
    address = [saved[1]] if saved else []
    address += [said["og:url"]] if "og:url" in said else []
    address += [node.get("href") or "" for node in root.iter("link") if node.get("rel") == "canonical"]
    return next(filter(None, map(date_in, address)), None)
