"""Scripts and styles: compressed once, kept by the browser for long, and a smaller plotly.js where one was built."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import brotli
from flask import Flask, Response, request, send_from_directory

from dashboard.build_assets import PLOTLY_FILE

_STATIC_PREFIXES = ("/assets/", "/_dash-component-suites/")
_PLOTLY_ADDRESS = "/_dash-component-suites/plotly/package_data/plotly.min.js"
_COMPRESSIBLE = frozenset(
    {"text/html", "text/css", "text/javascript", "application/javascript", "application/json", "image/svg+xml"}
)
_TOO_SMALL_BYTES = 1_000
_A_YEAR_SECONDS = 31_536_000
_COMPRESSORS: dict[str, Callable[[bytes, bool], bytes]] = {
    "br": lambda body, lasting: brotli.compress(body, quality=9 if lasting else 4),
    "gzip": lambda body, lasting: gzip.compress(body, compresslevel=9 if lasting else 5, mtime=0),
}


def install_static_files(server: Flask, vendor_folder: Path) -> None:
    """Compress answers, set how long they last, and serve the partial plotly.js if it was built."""
    if (vendor_folder / PLOTLY_FILE).is_file():
        server.add_url_rule(_PLOTLY_ADDRESS, "partial_plotly", lambda: _built_plotly(vendor_folder))
    kept: dict[tuple[str, str, str], bytes] = {}

    def finish(response: Response) -> Response:
        lasting = request.path.startswith(_STATIC_PREFIXES)
        if lasting and response.status_code == 200:
            _set_lifetime(response)
        encoding = _encoding_for(response)
        if encoding is None:
            return response
        response.direct_passthrough = False
        body = response.get_data()
        if len(body) < _TOO_SMALL_BYTES:
            return response
        key = (request.path, response.headers.get("ETag") or str(len(body)), encoding)
        packed = kept.get(key) or _COMPRESSORS[encoding](body, lasting)
        if lasting:
            kept[key] = packed  # bounded: only files that exist get here, and the guard lets no stranger in
        response.set_data(packed)
        response.headers["Content-Encoding"] = encoding
        response.vary.add("Accept-Encoding")
        return response

    server.after_request(finish)


def _encoding_for(response: Response) -> str | None:
    """Name the encoding to use, or none where the answer is small, packed already, or must not be packed."""
    # The sign-in page holds a token next to text of the visitor's choice: packing it would leak its length.
    if response.status_code != 200 or "Content-Encoding" in response.headers or request.path == "/login":
        return None
    if response.mimetype not in _COMPRESSIBLE:
        return None
    return _accepted()


def _accepted() -> str | None:
    return request.accept_encodings.best_match([*_COMPRESSORS]) if request.accept_encodings else None


def _set_lifetime(response: Response) -> None:
    named_by_content = "m" in request.args or response.cache_control.max_age == _A_YEAR_SECONDS
    if named_by_content:
        response.headers["Cache-Control"] = f"private, max-age={_A_YEAR_SECONDS}, immutable"
    else:
        response.headers["Cache-Control"] = "private, no-cache"


def _built_plotly(vendor_folder: Path) -> Response:
    suffix = {"br": ".br", "gzip": ".gz", None: ""}[_accepted()]
    response = send_from_directory(vendor_folder, PLOTLY_FILE + suffix, mimetype="text/javascript")
    if suffix:
        response.headers["Content-Encoding"] = suffix.removeprefix(".").replace("gz", "gzip")
    response.vary.add("Accept-Encoding")
    return response
