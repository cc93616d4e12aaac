"""One polite way to ask a web server for something, used by every source that speaks HTTP."""

from collectors.fetching.exchange import Exchange
from collectors.fetching.fetcher import Fetcher
from collectors.fetching.limits import FetchLimits
from collectors.fetching.result import Fetched

__all__ = ["Exchange", "FetchLimits", "Fetched", "Fetcher"]
