"""Headers that forbid what no page needs: foreign scripts, frames, referrers, caching of what is private."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response, request

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
KEPT_COPY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"


def page_policy(script_hashes: Sequence[str]) -> str:
    """Content security policy of our own pages. Styles inline: Mantine and plotly.js write them."""
    return "; ".join(
        [
            "default-src 'self'",
            " ".join(["script-src 'self'", *script_hashes]),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


def install_headers(server: Flask) -> None:
    """Add the headers to every answer. ``server.config["PAGE_POLICY"]`` is filled in once the pages are known."""

    def add_headers(response: Response) -> Response:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", server.config["PAGE_POLICY"])
        if not request.path.startswith(("/assets/", "/_dash-component-suites/")):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    server.config["PAGE_POLICY"] = page_policy([])
    server.after_request(add_headers)
