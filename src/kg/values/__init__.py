"""Times and quantities in a piece of text: pure functions of the words and of the dates given with them."""

from kg.values.kinds import Precision, Quantity, Time
from kg.values.quantities import quantities
from kg.values.times import times

__all__ = ["Precision", "Quantity", "Time", "quantities", "times"]
