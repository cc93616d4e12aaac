"""Discovery: which list pages a site has, found from its navigation and its sitemap, for an officer to confirm."""

from collectors.discovery.deciding import confirm_proposals, reject_proposals
from collectors.discovery.discover import BUDGET, DiscoverySummary, UnknownSite, discover
from collectors.discovery.wishes import LARGEST_BUDGET, stop_discovery, wish_discovery
from collectors.discovery.working import fulfil_discoveries

__all__ = [
    "BUDGET",
    "LARGEST_BUDGET",
    "DiscoverySummary",
    "UnknownSite",
    "confirm_proposals",
    "discover",
    "fulfil_discoveries",
    "reject_proposals",
    "stop_discovery",
    "wish_discovery",
]
