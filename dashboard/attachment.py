"""Files that the browser keeps instead of showing them."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response


def attached(response: Response, filename: str) -> Response:
    """Return ``response`` under a file name, which may be Chinese."""
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename, safe='')}"
    return response
