"""Measures of requests for information (依申请公开) of a period, as of any day. Formulas: rulebook/measures.toml."""

from metrics.request_measures.behind import OUTCOMES, is_behind
from metrics.request_measures.figures import Figure, figures
from metrics.request_measures.period import Period
from metrics.request_measures.places import Place, places
from metrics.request_measures.tally import RequestTally, tally_requests

__all__ = ["OUTCOMES", "Figure", "Period", "Place", "RequestTally", "figures", "is_behind", "places", "tally_requests"]
