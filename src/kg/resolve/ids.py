"""Ids from kind, name and scope: the same thing gets the same id in every run, whatever else is read beside it."""

import re
import unicodedata
from hashlib import blake2b

_QUOTES = re.compile(r"[“”‘’\"「」『』]")
_FOLDED = str.maketrans("（）：", "():")


def folded(name: str) -> str:
    """A name for comparison: NFC, without quotation marks and outer space, brackets and colons in one width."""
    return _QUOTES.sub("", unicodedata.normalize("NFC", name)).translate(_FOLDED).strip()


def entity_id(kind: str, name: str, scope: str) -> str:
    """`org-` style id: the kind in lower case and 64 bits of a hash over kind, folded name and scope."""
    key = "|".join((kind, folded(name), folded(scope)))
    return f"{kind.lower()}-{blake2b(key.encode(), digest_size=8).hexdigest()}"
