"""Kinds of names by their head noun, and whether what stands before a head makes a name of it.

重点项目 is a kind of thing, 曲轴锻件项目 a name: a name holds something of its own, a place, a quoted or coined word, a number,
or enough words that aren't general ones; or the sentence says that the thing is being set up, launched or held.
"""

import re
from dataclasses import dataclass
from functools import cache

from kg import lexicon
from kg.model import Mention, Span
from kg.recognise.units import Unit
from kg.tokens import Passage

#: Tags of words that are something's own.
PROPER = frozenset({"LOC", "ORG", "PER", "nz", "nw", "AREA", "QUOTE", "BODY"})
_LATIN = re.compile(r"[A-Za-z0-9]")
_ROAD = re.compile(r".{1,4}(?:路|街|巷|大道|里|山|河|湖|江|桥|门|湾|岛|苑|庄)$")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of name: its type and class, heads, and the words that name nothing. `least`: own characters that a name needs."""

    type: str
    cls: str | None
    heads: re.Pattern[str]
    generic: frozenset[str]
    least: int


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds, bodies first."""
    bodies = lexicon.read_cached("bodies")
    generic = frozenset(bodies["generic_modifiers"])
    found = [Kind("Organisation", r["class"], lexicon.compiled(r["words"]), generic, 2) for r in bodies["heads"]]
    least = {"Project": 4, "Place": 3, "Programme": 4, "Event": 4}
    for section in ("event", "project", "place", "programme"):
        heads = lexicon.heads(section)
        found.append(Kind(heads.type, None, lexicon.compiled(heads.heads), heads.generic, least[heads.type]))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A head with what stands before it: `parts` up to the head, the `verb` right before them, and the deictic `owner`."""

    kind: Kind
    head: str
    parts: tuple[Unit, ...]
    span: Span
    verb: str
    owner: Mention | None

    @property
    def own(self) -> tuple[Unit, ...]:
        """The parts that aren't general words of the kind."""
        return tuple(p for p in self.parts if p.text not in self.kind.generic and p.tag != "PAREN")


def is_name(passage: Passage, candidate: Candidate) -> bool:
    """Whether a candidate is a name, by itself or by what the sentence says of it."""
    kind = candidate.kind
    held = kind.type == "Event" and _is_held(passage, candidate)
    launched = kind.type == "Programme" and candidate.verb in lexicon.words("names", "launching") and _is_mechanism(candidate)
    return _is_name(candidate) or held or launched or is_founded(candidate) or _is_built(candidate)


def _is_built(candidate: Candidate) -> bool:
    """A place that is being built is named by what it is for, if in words enough (建成居家养老服务站)."""
    built = candidate.kind.type == "Place" and candidate.verb in lexicon.words("names", "building")
    return (
        built
        and len(candidate.head) > 1
        and _length(candidate.parts) >= 4
        and all(p.tag not in ("a", "m", "v") for p in candidate.parts[:1])
    )


def is_founded(candidate: Candidate) -> bool:
    """A body that is being set up is named by what it does, in general words (成立项目推进办公室)."""
    founding = candidate.verb in lexicon.words("names", "founding")
    return founding and candidate.kind.type in ("Organisation", "Place", "Event") and _length(candidate.parts) >= 2


def _length(parts: tuple[Unit, ...]) -> int:
    return sum(len(p.text) for p in parts)


_HOLDS = re.compile(r"(?:举行|举办|召开|主办|承办|主持|主持召开|参加|出席|列席)(?:了)?$")
_IS_HELD = re.compile(r"(?:在[^，。]{1,12})?(?:隆重|正式|顺利)?(?:举行|召开|举办|启动)")
_CHAIRED = re.compile(r"由[^，。]{2,30}主持")


def _is_held(passage: Passage, candidate: Candidate) -> bool:
    """An event of a clear kind that the sentence says is held (举行升旗仪式)."""
    span = candidate.span
    before = passage.text[max(passage.span.start, span.start - 5) : span.start]
    after = passage.text[span.end : min(passage.span.end, span.end + 30)]
    own = sum(len(p.text) for p in candidate.parts if p.text not in candidate.kind.generic)
    told = bool(_IS_HELD.match(after) or _CHAIRED.match(after))
    ceremony = told and len(candidate.head) >= 4 and candidate.head.endswith(("仪式", "典礼"))
    return ceremony or (own >= 2 and bool(_HOLDS.search(before) or _IS_HELD.match(after)))


def _is_mechanism(candidate: Candidate) -> bool:
    """A mechanism that is being set up has a name where enough of its words say what it is for."""
    generic = lexicon.words("names", "mechanism_generic")
    own = tuple(p for p in candidate.parts if p.text not in generic)
    return _length(own) >= 4 and _length(candidate.parts) >= 5


def _is_name(candidate: Candidate) -> bool:
    """Whether what stands before the head makes a name of it."""
    kind, own, parts = candidate.kind, candidate.own, candidate.parts
    group = kind.cls in ("WorkingGroup", "Association")
    if kind.type == "Place" and any(p.text in ("项目", "工程") for p in parts):
        return False  # a part of a project (某某项目4号冷库)
    if not own and candidate.owner is not None and kind.type == "Place":
        communal = candidate.owner.type == "Community" and candidate.head in lexicon.words("names", "owned_places")
        return communal or len(candidate.head) + _length(parts) >= 4
    if not own and candidate.owner is not None and kind.cls in ("School", "Hospital"):
        return len(candidate.head) + _length(parts) >= 4
    if not own:
        return group and _length(parts) >= 6
    if kind.type == "Programme":
        campaign = candidate.head in lexicon.words("names", "campaigns") and _length(own) >= 4
        return campaign or any(p.tag == "QUOTE" for p in own)
    if kind.type == "Event":
        return _is_event(own) or (candidate.owner is not None and _length(own) >= 2)
    if group and _length(parts) >= 4:
        return True
    if all(p.tag in ("AREA", "BODY") for p in own):
        return _is_local(candidate)
    if any(p.tag in PROPER or _LATIN.search(p.text) or _ROAD.match(p.text) for p in own):
        return True
    least = 2 if candidate.owner is not None else kind.least - (len(candidate.head) >= 4)
    return _length(own) >= least or (kind.type == "Place" and _length(parts) >= 6)


def _is_local(candidate: Candidate) -> bool:
    """Whether an area and a head alone make a name: a town's school, an estate's project, a place with words enough."""
    kind, area = candidate.kind, candidate.own[0].mention
    if kind.type == "Project":
        return area is not None and area.type == "Community"
    if kind.cls in ("School", "Hospital"):
        return True
    general = tuple(p for p in candidate.parts if p.tag not in ("AREA", "BODY"))
    return kind.type in ("Place", "Organisation") and len(candidate.head) + _length(general) >= 3


def _is_event(own: tuple[Unit, ...]) -> bool:
    """An event needs a host, an ordinal, a date or a quoted name."""
    last = own[-1].text
    if (last + "节").endswith(tuple(lexicon.words("names", "not_festivals"))) or last in lexicon.words("names", "not_festivals"):
        return False
    return any(p.tag in ("QUOTE", "AREA", "TIME", "BODY", "LOC", "ORG") or p.text.startswith(("第", "首届")) for p in own)
