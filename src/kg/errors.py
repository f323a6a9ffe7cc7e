"""The error tree. Every message names the thing, says what is wrong and tells the way out.

KgError
├── InputError      a path, file or folder that can't be used
├── RulesError      a file under ontology/ that contradicts itself or the ontology
├── EvidenceError   an assertion whose quote doesn't stand at its offsets (a bug, never the user's fault)
└── QueryError      a query that can't be run
    └── LimitError  one that was ended
"""


class KgError(Exception):
    """Base of all errors that kg raises on purpose."""


class InputError(KgError):
    """A path that can't be used as it is.

    `path` is what the user named, `reason` what is wrong with it, `hint` the way out.
    """

    def __init__(self, path: object, reason: str, hint: str = "") -> None:
        self.path, self.reason, self.hint = str(path), reason, hint
        super().__init__(f"{path}: {reason}" + (f" ({hint})" if hint else ""))


class RulesError(KgError):
    """A domain file that contradicts itself or the ontology: names file, entry and field."""

    def __init__(self, file: str, entry: str, field: str, reason: str) -> None:
        self.file, self.entry, self.field = file, entry, field
        super().__init__(f"{file}, {entry}, {field}: {reason}")


class EvidenceError(KgError):
    """An assertion without a quote, or whose quote isn't the text at its offsets."""


class QueryError(KgError):
    """A query that can't be parsed, is refused, or went over its limits."""


class LimitError(QueryError):
    """A query that was ended: it took too long or too much memory, or its process died."""
