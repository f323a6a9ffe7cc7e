"""Whether a text looks damaged: read what can be read, and say so."""

import re
from collections.abc import Iterator, Sequence

from kg.model import Block, BlockKind

_MOJIBAKE = re.compile("[\ufffdâãåäæçèéÂÃ][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\xa1-\xff]|锟斤拷|烫烫烫|屯屯屯|鐨|鍦ㄥ|\ufffd")
_MASK = re.compile(r"[\u4e00-\u9fff](?:\*{2,}|[xX×]{2,})|(?:\*{2,}|[xX×]{2,})[\u4e00-\u9fff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ue000-\uf8ff]")


def warnings_of(text: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    """One line for each sign of damage."""
    return tuple(_signs(text, blocks))


def _signs(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    size = max(len(text.split()) and len(text), 1)
    if (found := len(_MOJIBAKE.findall(text))) * 50 > size or found >= 8:
        yield f"looks damaged: {found} groups of wrongly decoded characters"
    if (found := len(_CONTROL.findall(text))) * 200 > size or found >= 8:
        yield f"looks damaged: {found} control or private-use characters"
    if (found := len(_MASK.findall(text))) >= 3:
        yield f"{found} masked names or numbers (**, xx)"
    if not any(b.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW) for b in blocks):
        yield "no running text found: the page may be a list of headlines"
    elif _is_cut(text, blocks):
        yield "looks cut off: the last paragraph ends inside a sentence"


def _is_cut(text: str, blocks: Sequence[Block]) -> bool:
    last = next((b for b in reversed(blocks) if b.kind is BlockKind.PARAGRAPH), None)
    body = last.span.of(text) if last else ""
    return len(body) > 60 and body[-1] not in "。！？!?；;：:…”’」』）)】》." and last == blocks[-1]
