"""How much of another's server and of our own time one fetch may take."""

from dataclasses import dataclass
from typing import Final

MEBIBYTE: Final = 1024 * 1024


@dataclass(frozen=True)
class FetchLimits:
    """Limits of the fetcher, handed down from the settings. Seconds, bytes and counts."""

    whole_answer_seconds: float = 30.0
    """From the first connection to the last byte, redirects included, waiting for the host's turn not."""
    connect_seconds: float = 10.0
    max_bytes: int = 5 * MEBIBYTE
    """Of the body, as it is sent and after unpacking."""
    beginning_suffices: bool = False
    """Whether an answer that is larger, or whose packing breaks off, is taken as far as it goes instead of refused."""
    max_redirects: int = 5
    host_spacing_seconds: float = 1.0
    """Least time between the starts of two requests to one host and port."""
    host_concurrency: int = 1
    user_agent: str = "Mingcha/0.1 (openness oversight)"
    allow_private: bool = False
    """Whether loopback, private and other addresses that are not public may be asked."""
    allowed_networks: tuple[str, ...] = ()
    """Ranges (``10.8.0.0/16``) that may be asked although they are not public."""
    respect_robots: bool = False
    """Whether a host's robots.txt (RFC 9309) decides what is fetched. For pages, not for agreed interfaces."""
    robots_hours: float = 24.0
    """How long what a robots.txt said is believed."""
    longest_crawl_delay_seconds: float = 10.0
    """A robots.txt may ask for more time between two requests, up to this."""
