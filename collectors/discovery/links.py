"""What a page leads to, with the words for it: anchors, image maps, clicks, choices, menus of scripts, frames."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

MOST_LINKS: Final = 3000
_MOST_SCRIPT: Final = 300_000
_LONGEST_PART: Final = 400
_ATTRIBUTES: Final = ("data-href", "data-url", "data-link", "value")
_CLICKABLE: Final = "[onclick], [data-href], [data-url], [data-link], option[value]"
_LEADS: Final = re.compile(
    r"(?:location(?:\.href)?\s*=|window\.open\s*\(|location\.(?:assign|replace)\s*\(|url\s*=)\s*[\"']?\s*([^\"'<>\s;)]{1,500})",
    re.I,
)
_QUOTED: Final = re.compile(r"""["']([^"'<>\\]{1,300})["']""")
_PARTS: Final = re.compile(r"[{}()\[\];\n]")
_NAME: Final = re.compile(r"[\w\s·、（）()]*[\u4e00-\u9fff][\w\s·、（）()]*")
_ADDRESS: Final = re.compile(
    r"https?://\S+|\.{0,2}/[\w./?=&%-]*|[\w./-]+(?:/|\.(?:s?html?|jspx?|aspx?|php|do|action))(?:\?\S*)?"
)
_WRITTEN: Final = re.compile(
    r"""<a\s[^<>]{0,200}?href\s*=\s*\\?["']?([^"'\s<>\\]{1,300})[^<>]{0,200}>([^<>]{2,40})</a""", re.I
)


def named_links(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Name and address, as written, of what a page leads to; the anchors first."""
    return islice(_named_links(tree), MOST_LINKS)


def _named_links(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for node in tree.css("a[href], area[href]"):
        yield _words(node), node.attributes.get("href") or ""
    for node in tree.css(_CLICKABLE):
        leads = _LEADS.search(node.attributes.get("onclick") or "")
        told = (node.attributes.get(name) or "" for name in _ATTRIBUTES)
        address = leads[1] if leads else next((value for value in told if _ADDRESS.fullmatch(value)), "")
        if address:
            yield _words(node), address
    for script in tree.css("script:not([src])"):
        yield from _in_script(script.text()[:_MOST_SCRIPT])


def onward(tree: LexborHTMLParser) -> list[str]:
    """Where a page without a navigation of its own leads: its frames, a refresh, a script that goes on at once."""
    frames = [node.attributes.get("src") or "" for node in tree.css("frame[src], iframe[src]")]
    refreshes = [node.attributes.get("content") or "" for node in tree.css("meta[http-equiv=refresh i]")]
    scripts = [script.text()[:_MOST_SCRIPT] for script in tree.css("script:not([src])")]
    return frames + [match[1] for text in refreshes + scripts if (match := _LEADS.search(text))]


def _words(node: LexborNode) -> str:
    """The words of a link, else those of its picture or the ones that show beside the pointer."""
    words = node.text(deep=True).strip() or node.attributes.get("title") or node.attributes.get("alt")
    if words:
        return words
    picture = node.css_first("img[alt]")
    return (picture.attributes.get("alt") or "") if picture is not None else ""


def _in_script(text: str) -> Iterator[tuple[str, str]]:
    """One name and one address that stand in the same brackets: {"name": "通知公告", "url": "/tzgg/"}."""
    for match in _WRITTEN.finditer(text):
        yield match[2], match[1]
    for part in _PARTS.split(text):
        if len(part) > _LONGEST_PART or "/" not in part and "." not in part:
            continue
        quoted = _QUOTED.findall(part)
        names = [word for word in quoted if _NAME.fullmatch(word)]
        addresses = [word for word in quoted if _ADDRESS.fullmatch(word)]
        if len(names) == 1 and len(addresses) == 1:
            yield names[0], addresses[0]
