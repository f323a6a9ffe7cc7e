"""Link: one node for one thing across reports, division codes for communities, and people's corrections."""

from kg.link.across import resolve_across
from kg.link.corrections import Corrections
from kg.link.outside import Tables
from kg.link.types import Judgement, Pair, Reason, Resolution

__all__ = ["Corrections", "Judgement", "Pair", "Reason", "Resolution", "Tables", "resolve_across"]
