"""Who wrote a report: bylines in all their shapes."""

import re
from dataclasses import dataclass

from kg.segment.sent import without_place
from kg.segment.words import HAN, words

_SPLIT = re.compile(r"[\s\u3000\xa0、，,；;&/／|（）()【】\[\]〔〕：:]+")
_NAME = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}]{{2,8}}[·•][{HAN}·•]{{2,12}}")
#: 記者某某／某地報導.
_PLACE = re.compile(rf"[／/]\s*[{HAN}]{{2,6}}(?:报[道导]|(?:\d{{1,2}}月)?\d{{1,2}}日[电讯])")
#: Before tokens are cut at slashes: 王某文/图.
_BOTH = re.compile("(?:文[/／]图|图[/／]文)")
_EDGE = "（）()【】[]〔〕 \t\u3000\xa0"


@dataclass(frozen=True, slots=True)
class People:
    """Names by what they did, and how many words of the line were no name and no word of a byline."""

    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    unknown: int = 0

    def __add__(self, other: "People") -> "People":
        return People(
            tuple(dict.fromkeys(self.reporters + other.reporters)),
            tuple(dict.fromkeys(self.correspondents + other.correspondents)),
            self.unknown + other.unknown,
        )

    def __bool__(self) -> bool:
        return bool(self.reporters or self.correspondents)


def people(text: str) -> People:
    """The names in a byline: “文/图 本报记者 刘某 通讯员 赵某某”."""
    w = words()
    text = _PLACE.sub(" ", text)
    stated = bool(words().dateline.match(text)) and text[-1] in "）)"
    pieces = list(w.role.finditer(text))
    head = text[: pieces[0].start()] if pieces else text
    total = People(unknown=_unknown_prefix(head))
    ends = [m.start() for m in pieces[1:]] + [len(text)]
    for match, end in zip(pieces, ends, strict=False):
        total += _segment(w.role_kind[match.group()], text[match.end() : end], last=end == len(text), stated=stated)
    return total


def _unknown_prefix(head: str) -> int:
    """Before the first role a line holds fillers and at most the paper's own name."""
    tokens = [t for t in _SPLIT.split(head.strip(_EDGE + words().byline_marks)) if t and t not in words().fillers]
    return 0 if len(tokens) <= 1 and all(len(t) <= 14 for t in tokens) else len(tokens)


def _segment(kind: str, segment: str, last: bool, stated: bool) -> People:
    """In the brackets of a dateline (`stated`) what is glued to the role is a name, whatever the surname."""
    glued = not stated and bool(segment[:1].strip(":：\u3000\xa0 \t/、"))
    names, unknown = names_in(without_body(segment.strip(":： \u3000")) if kind == "author" else segment, glued, last)
    if kind == "correspondent":
        return People((), names, unknown)
    return People(names if kind in ("reporter", "author") else (), (), unknown)


def names_in(segment: str, glued: bool = False, last: bool = True) -> tuple[tuple[str, ...], int]:
    """The names of a segment, and how many words are none. `glued` asks for a known surname; before another role
    the last word may be the next writer's paper (`last` false)."""
    w = words()
    placed = filter(None, (without_place(t) for t in _SPLIT.split(_BOTH.sub(" ", segment)) if t))
    tokens = [_trimmed(t) for t in placed]
    tokens = _rejoined([t for t in tokens if t and t not in w.fillers])
    if not last and tokens and (not _is_name(tokens[-1], False) or tokens[-1].endswith(w.publisher_ends)):
        tokens.pop()
    good = [t for t in tokens if _is_name(t, glued)]
    return tuple(good), len(tokens) - len(good)


def _trimmed(token: str) -> str:
    """Without the verbs of bylines: 张某摄."""
    for end in sorted((*words().byline_ends, *words().fillers), key=len, reverse=True):
        if token.endswith(end) and len(token) - len(end) >= (3 if end in words().name_ends else 2):
            return token[: -len(end)]
    return token


def _rejoined(tokens: list[str]) -> list[str]:
    """Two-character names set to the width of three: 刘 阳."""
    found: list[str] = []
    half = ""
    for token in tokens:
        if len(token) == 1 and half:
            found.append(half + token)
            half = ""
        elif len(token) == 1:
            half = token
        else:
            found += [half, token] if half else [token]
            half = ""
    return [*found, half] if half else found


def _is_name(token: str, strict: bool) -> bool:
    return bool(_NAME.fullmatch(token)) and (not strict or token[0] in words().surnames)


def is_byline(text: str) -> bool:
    """Whether a whole line says who wrote or photographed, and nothing else."""
    w = words()
    if len(text) > 90 or any(c in text for c in "。！？!?；“”") or not text.strip(_EDGE):
        return False
    bare = text.strip(_EDGE + w.byline_marks)
    if w.role.search(bare) and people(bare).unknown == 0 and (people(bare) or bare in w.fillers):
        return True
    if text[0] == "□" and len(bare) <= 16 and _only_names(bare):
        return True
    captioned = text.startswith(w.caption_starts)
    return not captioned and text[0] in "（(【[" + w.byline_marks and _credit(bare)


def _only_names(bare: str) -> bool:
    """Names alone behind the mark of a byline: □ 李 某 王某某."""
    tokens = _SPLIT.split(bare)
    spaced = len(tokens) == 2 and all(len(t) == 1 for t in tokens)
    return spaced or all(len(t) <= 3 and _is_name(t, True) for t in _rejoined(tokens))


def _credit(bare: str) -> bool:
    """图/某社区提供, 张某 摄."""
    w = words()
    tokens = [t for t in _SPLIT.split(bare) if t]
    return bool(tokens) and len(bare) <= 30 and (tokens[0] in w.fillers or tokens[-1].endswith(w.byline_ends))


def bare_names(text: str) -> tuple[str, ...]:
    """The names of “（张三 李四）” or “（县政府办 张三）”, where that is all."""
    if len(text) > 30 or text[:1] not in "（(" or text[-1:] not in "）)":
        return ()
    inner = without_body(text[1:-1].strip())
    names, unknown = names_in(inner, glued=True)
    plain = len(inner) <= 22 and all(len(n) <= 3 and n not in words().no_names for n in names)
    return names if plain and not unknown else ()


def without_body(text: str) -> str:
    """The text without the body that its writers are of, a first word that ends like one."""
    first, *rest = re.split(r"[\s\u3000]+", text, maxsplit=1)
    ends = words().body_ends
    body = bool(rest) and len(first) >= 3 and first.endswith(ends) and not any(t.endswith(ends) for t in _SPLIT.split(rest[0]))
    return rest[0] if body else text
