"""Text put together from pieces that a format knows: blocks apart by a blank line, with marks on some of them."""

import re

from kg.model import BlockKind, Metadata, Source, Span

_HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d\u2026\u2014"
_WRAP = re.compile(rf"(?<=[{_HAN}])[ \t\r\n]+(?=[{_HAN}])")


class Writer:
    """Collects blocks into one text and remembers where the marked ones stand."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._marks: list[tuple[Span, BlockKind]] = []
        self._size = 0

    def add(self, block: str, kind: BlockKind | None = None, gap: bool = True) -> None:
        """One block; `gap` sets a blank line before it. White space at its ends is dropped, indents are kept."""
        body = block.rstrip().lstrip("\r\n \t")
        if not body.strip():
            return
        before = ("\n\n" if gap else "\n") if self._size else ""
        self._parts += [before, body]
        inner = len(body) - len(body.lstrip())
        start = self._size + len(before)
        self._size = start + len(body)
        if kind is not None:
            self._marks.append((Span(start + inner, self._size), kind))

    def source(self, path: str, hints: Metadata, warnings: tuple[str, ...] = ()) -> Source:
        text = "".join(self._parts)
        return Source(path, text + "\n" if text else "", tuple(self._marks), hints, warnings)


def unwrapped(text: str) -> str:
    """White space as a browser shows it; a line break between two Chinese characters is nothing at all."""
    return re.sub(r"[ \t\r\n\f]+", " ", _WRAP.sub(lambda m: "" if set("\r\n") & set(m[0]) else " ", text))
