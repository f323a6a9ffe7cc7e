"""The interactive page: one offline HTML file drawn from a graph."""

from kg.view.page import render

__all__ = ["render"]
