"""The Retry-After header (RFC 9110 section 10.2.3), in both its forms."""

from collections.abc import Mapping
from email.utils import parsedate_to_datetime

LONGEST = 7 * 24 * 3600
"""A server that asks for more than a week is taken to mean a week, in seconds."""


def retry_after_seconds(headers: Mapping[str, str]) -> int | None:
    """Seconds to wait, or None when the header is absent or unreadable.

    The form with a date is measured against the answer's own Date header: the server's clock, not ours (the fetcher
    gives an answer without one the moment at which it came).
    """
    text = headers.get("retry-after", "").strip()
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return min(int(text[:9]), LONGEST)
    try:
        until = parsedate_to_datetime(text)
        sent = parsedate_to_datetime(headers.get("date", ""))
        seconds = int((until - sent).total_seconds())
    except (TypeError, ValueError, OverflowError):
        return None
    return min(max(seconds, 0), LONGEST)
