"""Measures of requests for information (依申请公开) of a period, as of any day. Formulas: rulebook/measures.toml."""

from metrics.request_measures.figures import Figure, figures
from metrics.request_measures.period import Period
from metrics.request_measures.places import Place, places
from metrics.request_measures.tally import RequestTally, tally_requests

__all__ = ["Figure", "Period", "Place", "RequestTally", "figures", "places", "tally_requests"]
