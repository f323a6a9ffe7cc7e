"""Files of every kind into sources: decoded text, what the format knows of it, and hints from outside the text."""

from kg.read.found import Found, find
from kg.read.load import load
from kg.read.options import Options

__all__ = ["Found", "Options", "find", "load"]
