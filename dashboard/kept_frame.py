"""The frame in which a kept page is shown: it can neither run scripts nor fetch anything."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from dash import html

from dashboard.kept_copy import CopyKey
from dashboard.newest_item import NewestItem


def kept_frame(key: CopyKey, newest: NewestItem | None, fetched: str) -> Any:
    """Return the frame, the newest entry outlined and in sight. ``fetched``: when the page was seen, in words."""
    title = newest.title if newest is not None else None
    marked = f"?{urlencode({'newest': title})}" if title else ""
    return html.Iframe(
        src=f"{key.frame}{marked}",
        sandbox="",
        referrerPolicy="no-referrer",
        className="kept-copy",
        title=f"留存页面 {fetched}",
    )
