"""The HTML around the pages: Chinese, with what the first paint needs asked for early."""

from __future__ import annotations

import hashlib
from typing import Any

from dash import Dash
from flask import request

from dashboard.page import Page, find_page

_EARLY_SCRIPTS = ("/_dash-component-suites/plotly/package_data/plotly.min.js",)
# Before the first paint, so that a dark page never flashes white. Mantine keeps the choice under this key.
SCHEME_SCRIPT = (
    'document.documentElement.setAttribute("data-mantine-color-scheme",'
    '(v=>v==="dark"||v==="light"?v:matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light")'
    '(localStorage.getItem("mantine-color-scheme-value")));'
)
_HTML = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
{metas}
<title>{title}</title>
<link rel="icon" href="/favicon.svg">
<script>{scheme}</script>
{early}
{css}
</head>
<body>
<div id="react-entry-point"><div class="_dash-loading">加载中…</div></div>
<footer>{config}{scripts}{renderer}</footer>
</body>
</html>"""


class MingchaDash(Dash):
    """Dash with our own HTML around the pages."""

    pages_known: tuple[Page, ...] = ()

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]  # called by name only
        """Return the HTML of the page asked for."""
        found = find_page(request.path, self.pages_known)
        early = _EARLY_SCRIPTS if found and found[0].has_charts else ()
        return _HTML.format(
            metas=parts["metas"],
            title=f"{found[0].title} · 明察" if found else "明察",
            scheme=SCHEME_SCRIPT,
            early="\n".join(f'<link rel="preload" as="script" href="{address}">' for address in early),
            css=parts["css"],
            config=parts["config"],
            scripts=parts["scripts"],
            renderer=parts["renderer"],
        )


def scheme_hash() -> str:
    """Return the hash under which the content security policy lets ``SCHEME_SCRIPT`` run."""
    import base64

    digest = base64.b64encode(hashlib.sha256(SCHEME_SCRIPT.encode()).digest()).decode()
    return f"'sha256-{digest}'"
