"""What came back from one fetch."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from collectors.fetching.exchange import Exchange
from metrics.facts import CheckOutcome


@dataclass(frozen=True)
class Fetched:
    """The end of one fetch, good or bad. Never an exception: the outcome says what happened."""

    outcome: CheckOutcome
    url: str
    final_url: str
    """After redirects; equal to `url` when there were none."""
    status: int | None = None
    """HTTP status of the last answer; None when no answer came."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Of the last answer, names in lower case."""
    body: bytes = b""
    """Unpacked; empty unless the whole answer arrived."""
    elapsed_ms: int = 0
    """Without the wait for the host's turn."""
    retry_after: int | None = None
    """Seconds the server asks to be left alone, when it says so."""
    detail: str = ""
    """One clear line in Chinese for the run record; empty when all is well."""
    exchange: Exchange | None = None
    """The last request and its answer as they were sent; None when no answer came."""
    redirects: tuple[Exchange, ...] = ()
    """The exchanges that led there, in their order."""

    @property
    def etag(self) -> str | None:
        """The validator for the next conditional request."""
        return self.headers.get("etag")

    @property
    def last_modified(self) -> str | None:
        """The other validator, kept exactly as the server wrote it."""
        return self.headers.get("last-modified")

    @property
    def content_type(self) -> str | None:
        """The header, with its charset if it has one."""
        return self.headers.get("content-type")
