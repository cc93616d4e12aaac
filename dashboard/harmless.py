"""A page as it was seen, without anything in it that would run or fetch."""

from __future__ import annotations

import html
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from collectors.decoding import decode
from collectors.websites.feeds.sitemaps import unpacked

NEWEST = "mingcha-newest"
"""Name of the marked entry within the page, to which the link in the corner leads."""
_FETCHES = "script, link, base, iframe, frame, object, embed, video, audio, source, svg, meta[http-equiv]"
_ADDRESSES = ("src", "background", "srcset", "href", "action", "formaction", "ping", "data")
_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|div|table|ul)\b", re.I | re.S)
_IN_SIGHT = "scroll-margin-top: 60px; scroll-initial-target: nearest"
"""Where the page begins. A fragment in the address is looked for before the frame has its size, and missed one time in
six; a browser that does not know this property shows the top, and the link in the corner."""
_CORNER = (
    "position:fixed;top:6px;right:6px;z-index:2147483647;padding:2px 8px;font:13px/1.5 sans-serif;"
    "color:#1a1a1a;background:#fff;border:2px solid #d9480f;border-radius:4px;text-decoration:none"
)
"""Of our own link within the page: whatever the page's styles say."""
_PLAIN = (
    '<!DOCTYPE html><meta charset="utf-8"><style>pre{white-space:pre-wrap;overflow-wrap:anywhere}'
    f"mark{{outline:3px solid #d9480f;{_IN_SIGHT}}}</style><pre>%s</pre>"
)


def harmless(body: bytes, media_type: str, newest: str = "") -> str:
    """Return the page, the entry titled ``newest`` outlined; what is no HTML comes as plain text on a page.

    Links lose their addresses too: nothing in a kept copy leads outside.
    """
    text, _charset = decode(unpacked(body), media_type)
    wanted = " ".join(newest.split())
    if "html" not in media_type and not _HTML.match(text[:4000]):
        return _PLAIN % _marked(text, wanted)
    tree = LexborHTMLParser(text)
    for node in tree.css(_FETCHES):
        node.decompose()
    for node in tree.css(", ".join(f"[{name}]" for name in _ADDRESSES)):
        for name in _ADDRESSES:
            if name in node.attributes:
                del node.attrs[name]
    _outline(tree, wanted)
    return tree.html or ""


def _way_there() -> LexborNode:
    """A link to the marked entry, always in sight."""
    link = LexborHTMLParser(f'<a href="#{NEWEST}" style="{_CORNER}">▾ 最新一条</a>').css_first("a")
    if link is None:
        raise ValueError("no link")
    return link


def _marked(text: str, wanted: str) -> str:
    """The text with its first mention of ``wanted`` marked, also where JSON or XML escape its letters."""
    for form in (wanted, wanted.encode("ascii", "backslashreplace").decode(), html.escape(wanted, quote=False)):
        before, found, after = text.partition(form) if form else (text, "", "")
        if found:
            return f'{html.escape(before)}<mark id="{NEWEST}">{html.escape(found)}</mark>{html.escape(after)}'
    return html.escape(text)


def _outline(tree: LexborHTMLParser, wanted: str) -> None:
    """Mark the smallest element that says ``wanted`` and nothing else, or has it as its full title."""
    if not wanted:
        return
    fitting = [
        node
        for node in tree.css("a, li, td, dd, p, span, h2, h3, h4, div")
        if wanted in (" ".join(node.text().split()), " ".join((node.attributes.get("title") or "").split()))
    ]
    if fitting:
        # Elements come in the order of the page, the inner after the outer; a later entry may have the same title.
        first = fitting[0]
        inner = [node for node in first.css("a, span, p, div") if node in fitting]
        marked = inner[-1] if inner else first
        marked.attrs["style"] = f"outline: 3px solid #d9480f; outline-offset: 2px; {_IN_SIGHT}"
        marked.attrs["id"] = NEWEST
        root = tree.root
        if root is not None:  # a page that glides to its places would be looked at half-way
            own = root.attributes.get("style")
            root.attrs["style"] = ";".join(filter(None, [own, "scroll-behavior:auto!important"]))
        if tree.body is not None:
            tree.body.insert_child(_way_there())
