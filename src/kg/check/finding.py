"""What is wrong with one node."""

from typing import NamedTuple

from kg.write import turtle
from kg.write.terms import PREFIXES


class Finding(NamedTuple):
    """The node's IRI, the rule it breaks, what is wrong, and its name or quote where it has one."""

    node: str
    rule: str
    what: str
    name: str = ""

    def __str__(self) -> str:
        node = turtle.shortener(PREFIXES)(self.node)
        return f"{node}{f' ({self.name})' if self.name else ''}: {self.what} [{self.rule}]"
