"""Source lines: publisher, date and authors in all their shapes."""

import re
from dataclasses import dataclass
from datetime import date

from kg.segment.people import People, names_in, people, without_body
from kg.segment.words import HAN, words

_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*(?:[-—/.．]|年)\s*(\d{1,2})\s*(?:[-—/.．]|月)\s*(\d{1,2})(?!\d)\s*日?")
_CHINESE = re.compile(r"([二一][〇○零Oo0一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日")
_TIME = re.compile(
    r"(?:星期|周)[一二三四五六日天]|(?<!\d)\d{1,2}\s*[:：]\s*\d{2}(?:\s*[:：]\s*\d{2})?(?!\d)|(?:第\s{0,3})?[A-Z]?\d{1,3}\s{0,3}版"
    # The name of the page: 第2版:田野, 3版 · 园区.
    rf"(?:\s{{0,3}}[:：·]\s{{0,3}}(?!\S{{0,6}}(?:记者|通讯员))[{HAN}]{{2,8}}(?![{HAN}]|\s*[:：]))?"
)
_ADDRESS = re.compile(r"https?://[!-~]+")
_HAN = re.compile(f"[{HAN}]")
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "O": 0, "o": 0, "0": 0}
_EDGE = " \t\u3000\xa0|｜·/、，,;；【】[]（）()-—·:：<>"
_STRONG = frozenset({"source", "date", "date_made"})
#: A publisher's name with the name of its programme or page behind it: 某某电视台《某某新闻》.
_OF_ITS = re.compile(r"(?<=\S)《[^》]{2,10}》$")
#: 原创, who wrote it, whose account it stands in.
_ORIGINAL = re.compile(rf"^原创\s+([{HAN}]{{2,3}})\s+(?=[{HAN}]{{3}})")


_NOBODY = People()


@dataclass(frozen=True, slots=True)
class SourceLine:
    """What one source line says; `rank` is how surely its date is that of the publication: 3 where a label says so,
    2 beside a publisher or as the day on a paper itself, 1 where it stands alone."""

    publisher: str | None = None
    published: str | None = None
    people: People = _NOBODY
    rank: int = 1


def first_date(text: str) -> str | None:
    """The first full date, as an ISO date; None where there is none that exists."""
    found = [*_DATE.finditer(text), *_CHINESE.finditer(text)]
    for match in sorted(found, key=lambda m: m.start()):
        year, month, day = (int(g) if g.isdigit() else _number(g) for g in match.groups())
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            continue
    return None


def _number(text: str) -> int:
    if "十" in text:
        tens, _, ones = text.partition("十")
        return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
    return int("".join(str(_DIGITS[c]) for c in text))


def without_dates(text: str) -> str:
    """The text with its full dates, times and page numbers blanked."""
    return _TIME.sub(" ", _CHINESE.sub(" ", _DATE.sub(" ", text)))


def source_line(text: str) -> SourceLine | None:
    """What the line says of publisher, date and authors; None where it is no source line."""
    text = _ADDRESS.sub(" ", text)
    if len(text) > 200 or any(c in text for c in "。！？!?；“”") or text.endswith("印发"):
        return None
    labelled, bare = _labelled(text)
    kinds = {kind for kind, _ in labelled}
    rest = words().furniture.sub(" ", without_dates(bare))
    dated = first_date(text)
    tokens = [t.strip(_EDGE) for t in re.split(r"[\s\u3000\xa0|｜]+", _without_writers(rest)) if t.strip(_EDGE)]
    if any(len(value) > 60 for _, value in labelled):
        return None
    if kinds == {"date_weak"} and any(re.sub(r"[\W_]", "", without_dates(value)) for _, value in labelled):
        return None
    if not kinds & (_STRONG | {"other"}) and not (dated and (_is_short(tokens) or kinds & {"reporter", "author", "date_weak"})):
        return None
    if sum(map(len, tokens)) > 40:
        return None
    return _read(labelled, bare, tokens, dated)


def _without_writers(text: str) -> str:
    """The text before the writers who stand at its end: 某某报 第2版 本报记者 某某."""
    role = words().role.search(text)
    found = people(text[role.start() :]) if role else _NOBODY
    return text[: role.start()] if role and found and not found.unknown else text


def _is_short(tokens: list[str]) -> bool:
    """Beside the date nothing but a publisher and a column: no headline."""
    plain = [_OF_ITS.sub("", t) for t in tokens]
    return len(plain) <= 4 and all(len(t) <= 12 for t in plain) and sum(map(len, plain)) <= 24


def _labelled(text: str) -> tuple[list[tuple[str, str]], str]:
    """(kind, value) of each label, and the text that stands under none."""
    w = words()
    found = w.labels(text)
    pairs = []
    ends = [m.start() for m in found[1:]] + [len(text)]
    for match, end in zip(found, ends, strict=False):
        kind = w.label_of(match)
        pairs.append((kind, text[match.end() : end].strip(_EDGE)))
    return pairs, text[: found[0].start()] if found else text


def _read(labelled: list[tuple[str, str]], bare: str, tokens: list[str], dated: str | None) -> SourceLine:
    values: dict[str, str] = {}
    for kind, value in labelled:
        if value and kind not in values:
            values[kind] = value
    publisher = _publisher_value(values.get("source", "")) or _bare_publisher(bare, tokens)
    said = first_date(values.get("date", "")) or (first_date(values.get("date_weak", "")) if len(values) > 1 else None)
    published = said or first_date(values.get("date_made", "")) or first_date(values.get("date_weak", "")) or dated
    original = _ORIGINAL.match(bare)
    writers = People((original[1],)) if original and original[1][0] in words().surnames and len(tokens) > 1 else People()
    for kind, value in labelled:
        writers += _writers(kind, value)
        if kind == "source" and (role := words().role.search(value)):
            writers += people(words().furniture.sub(" ", without_dates(value[role.start() :])))
    if words().role.search(bare):
        writers += people(without_dates(bare))
    return SourceLine(publisher, published, writers, 3 if said else 2 if publisher or "date_made" in values else 1)


def _writers(kind: str, value: str) -> People:
    clean = words().furniture.sub(" ", without_dates(value))
    if kind not in ("reporter", "author", "correspondent"):
        return People()
    if words().role.search(clean):
        return people(("作者 " if kind != "correspondent" else "通讯员 ") + clean)
    names, _ = names_in(without_body(clean.strip()))
    return People((), names) if kind == "correspondent" else People(names)


def label_writers(text: str) -> People:
    """The names behind labels: 文/图：某某."""
    labelled, _ = _labelled(text)
    total = People()
    for kind, value in labelled:
        total += _writers(kind, value)
    return total


def is_labelled_byline(text: str) -> bool:
    """Whether a whole line names writers and photographers behind labels, and nothing else."""
    match = words().label.match(text.lstrip("（([【"))
    if not match or len(text) > 60 or any(c in text for c in "。！？!?；“”"):
        return False
    labelled, bare = _labelled(text)
    kinds = {kind for kind, _ in labelled}
    return kinds <= {"author", "reporter", "correspondent", "photo"} and bool(label_writers(text)) and not bare.strip(_EDGE)


def _publisher_value(value: str) -> str | None:
    """What stands behind 来源：, up to the date or furniture that follows it without a label."""
    clean = words().furniture.sub("\n", _TIME.sub("\n", _CHINESE.sub("\n", _DATE.sub("\n", value))))
    found = clean.strip(_EDGE + "\n").split("\n")[0].strip(_EDGE)
    parts = re.split(r"[\s\u3000\xa0]{1,}", found)
    return named(parts[0]) or None if parts and not words().role.search(parts[0]) else None


def named(publisher: str) -> str:
    """A publisher's name without title marks and without what its digital edition is called."""
    part = words().paper_part.search(publisher)
    whole = publisher[: part.start()] if part else ""
    name = _OF_ITS.sub("", whole if whole.endswith(words().publisher_ends) else publisher).strip("《》")
    ends = words().edition_ends
    return next((name[: -len(e)] for e in ends if name.endswith(e) and len(name) - len(e) >= 3), name)


def _bare_publisher(bare: str, tokens: list[str]) -> str | None:
    """A publisher that stands beside the date under no label."""
    w = words()
    tokens = [t for t in tokens if not re.search(re.escape(t) + r"\s*[:：]", bare)]
    good = [named(t) for t in tokens if t not in w.no_publishers and _HAN.search(t) and not w.role.search(t) and 2 <= len(t) <= 24]
    good = [named(t) for t in tokens if t[0] + t[-1] == "《》"] or good
    ending = [t for t in good if t.endswith(w.publisher_ends)]
    if ending:
        return ending[0]
    match = _DATE.search(bare)
    before = bare[: match.start()] if match else ""
    return next((t for t in reversed(good) if t in before and len(t) <= 12), None)
