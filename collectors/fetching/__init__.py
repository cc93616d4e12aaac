"""One polite way to ask a web server for something, used by every source that speaks HTTP.

``Fetcher`` has its own file (``fetcher.py``): HTTP takes long to load, and what only reads an answer needs none of it.
"""

from collectors.fetching.exchange import Exchange
from collectors.fetching.limits import FetchLimits
from collectors.fetching.result import Fetched

__all__ = ["Exchange", "FetchLimits", "Fetched"]
