"""Accuracy: what the extraction says against gold annotations, its errors in groups, and how far its confidence can be trusted."""

from kg.evaluate.gold import Gold, read
from kg.evaluate.run import Measured, measure
from kg.evaluate.score import Outcome, Score, judge, scores

__all__ = ["Gold", "Measured", "Outcome", "Score", "judge", "measure", "read", "scores"]
