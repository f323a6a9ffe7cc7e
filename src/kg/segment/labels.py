"""Labels whose value a page sets on the next line: 来源： above 某某日报."""

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Span
from kg.segment.lines import Line
from kg.segment.people import names_in
from kg.segment.source import first_date, without_dates
from kg.segment.words import words

_LONGEST = 20


def with_values(found: Sequence[Line], text: str) -> list[Line]:
    """The lines, each label that stands alone together with the value below it."""
    result: list[Line] = []
    taken = False
    for line, below in zip(found, [*found[1:], None], strict=False):
        if taken:
            taken = False
            continue
        taken = below is not None and not below.gap and _is_value(_kind(line.text), below.text)
        span = Span(line.span.start, below.span.end) if taken and below else line.span
        result.append(replace(line, span=span, text=span.of(text)) if taken else line)
    return result


def _kind(text: str) -> str | None:
    """What a line that holds one label and nothing else asks for."""
    match = words().label.match(text)
    return words().label_of(match) if match and match.end() == len(text) else None


def _is_value(kind: str | None, text: str) -> bool:
    if kind is None or len(text) > _LONGEST or words().label.match(text):
        return False
    if kind == "source":
        return text.endswith(words().publisher_ends)
    if kind in ("date", "date_made", "date_weak"):
        return first_date(text) is not None and not "".join(c for c in without_dates(text) if c.isalnum())
    names, unknown = names_in(text, glued=True) if kind in ("author", "reporter", "correspondent") else ((), 1)
    return bool(names) and not unknown
