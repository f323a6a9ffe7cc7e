"""Explain: all that a graph says of one entity, how each fact was derived, and what is made of a sentence."""

from kg.explain.entity import Account, Line, account, find
from kg.explain.sentence import Reading, read

__all__ = ["Account", "Line", "Reading", "account", "find", "read"]
