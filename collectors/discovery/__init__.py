"""Discovery: which list pages a site has, found from its navigation and its sitemap, for an officer to confirm."""

from collectors.discovery.deciding import confirm_proposals, reject_proposals
from collectors.discovery.discover import DiscoverySummary, UnknownSite, discover

__all__ = ["DiscoverySummary", "UnknownSite", "confirm_proposals", "discover", "reject_proposals"]
