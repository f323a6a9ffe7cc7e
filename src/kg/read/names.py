"""What a file's name or address tells: the date, with less weight than the text's own."""

import re
from datetime import date

_DATES = (
    re.compile(r"(?<!\d)((?:19|20)\d{2})[-_./年]?(0[1-9]|1[0-2])[-_./月]?(0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d{2})[-_./年](\d{1,2})[-_./月](\d{1,2})(?!\d)"),
)


def date_in(path: str) -> str | None:
    """The last full date in a name, folder or address (…/2021-07/05/…, t20250305_…), as an ISO date."""
    found = [m for pattern in _DATES for m in pattern.finditer(path)]
    for match in sorted(found, key=lambda m: -m.start()):
        try:
            return date(*(int(g) for g in match.groups())).isoformat()
        except ValueError:
            continue
    return None
