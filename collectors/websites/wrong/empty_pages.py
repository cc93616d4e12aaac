"""A page without entries: a blank column, a page that a script or a frame would fill, or no column at all."""

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from collectors.websites.lists.choosing import ReadPage, says_blank
from collectors.websites.page_view import Notes, PageKind, PageView
from collectors.websites.tree import texts_of
from collectors.websites.views import view_of_items, view_of_nothing
from metrics.facts import CheckOutcome

_FETCHES: Final = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\s*\(|\.load\s*\(\s*['\"]/|axios|XMLHttpRequest|(?<![\w.])fetch\s*\(|new\s+Vue|createApp|ReactDOM|createRoot"
    r"|layui\.|laypage|jpage|\.jPages|template\s*\(\s*['\"]|EasyUI|datagrid\s*\(",
    re.I,
)
_SHOWS: Final = re.compile(
    r"append\s*\(|\.each\s*\(|\.forEach|\.map\s*\(|<li|<tr|render|template|el\s*:|mount|datagrid|laypage|jpage", re.I
)
"""What draws a list, and not the number of visitors."""
_UNFILLED: Final = re.compile(r"\{\{[^{}]{1,80}\}\}|\sv-for\s*=|\sng-repeat\s*=|\sdata-bind\s*=")
_LIST_NAME: Final = re.compile(r"list|news|data|article|result|content|column|infos?(?![a-z])", re.I)
_NO_COLUMN: Final = re.compile(
    r"^(?:about:|javascript:|#|data:)|advert|/ads?/|map\.|weather|tianqi|login|search|share|player|video", re.I
)
_LOADING: Final = re.compile(
    r"|\W*(?:正在|努力|数据|内容|页面|请稍[候后等]|，|,)*(?:加载|载入|读取)(?:中|数据|页面)*[，,]?(?:请稍[候后等]|请等待)?\W*|\W*loading\W*",
    re.I,
)
"""What stands in a list's place until its script has run."""
_ALMOST_NOTHING: Final = 20
_MOST_SCRIPT: Final = 200_000


def view_without_items(parser: LexborHTMLParser, page: ReadPage, notes: Notes, encoding: str) -> PageView:
    """What a page without entries is. Only what a visitor without scripts would see as an empty list is blank."""
    if says_blank(page.words):
        return view_of_items(PageKind.LIST, [], encoding, notes)
    scripts = parser.css("script")
    if len(page.words) < _ALMOST_NOTHING and scripts:
        return filled_by_script(encoding)
    mount = parser.css_first("#app, #root, #__nuxt, #__next")
    if mount is not None and scripts and len(mount.text(strip=True)) < _ALMOST_NOTHING:
        return filled_by_script(encoding)
    frame = _frame(parser)
    if frame:
        return view_of_nothing(
            CheckOutcome.NEEDS_SCRIPT, "in_frame", encoding, f"列表在内嵌页面中，请改用它的地址：{frame[:200]}"
        )
    if any(_fetches_a_list(text) for _, text in texts_of(scripts)) or _UNFILLED.search(
        parser.body.html or "" if parser.body else ""
    ):
        return filled_by_script(encoding)
    if scripts and awaits_a_list(parser):
        return filled_by_script(encoding)
    looks_like_a_site = page.table[page.root].targets >= 3 or parser.css_first("ul, ol, table, dl") is not None
    if looks_like_a_site:
        return view_of_items(PageKind.LIST, [], encoding, notes)
    return view_of_nothing(CheckOutcome.NOT_A_LIST, "no_list", encoding, "页面上没有信息列表")


def filled_by_script(encoding: str) -> PageView:
    """A page whose list a script would fetch."""
    detail = "不运行脚本时页面没有内容，请改用数据接口的地址"
    return view_of_nothing(CheckOutcome.NEEDS_SCRIPT, "filled_by_script", encoding, detail)


def _fetches_a_list(script: str) -> bool:
    script = script[:_MOST_SCRIPT]
    return _FETCHES.search(script) is not None and _SHOWS.search(script) is not None


def awaits_a_list(parser: LexborHTMLParser) -> bool:
    """Whether an element that is named as a list's stands empty: nothing was found is said in words, not by nothing."""
    for node in parser.css("div[id], ul[id], ol[id], dl[id], table[id], tbody[id], section[id]"):
        named = _LIST_NAME.search(node.attributes.get("id") or "")
        if named and _LOADING.fullmatch(node.text(strip=True)[:40]) and node.css_first("img") is None:
            return True
    return False


def _frame(parser: LexborHTMLParser) -> str:
    """The address of the frame that holds the page's contents; empty if no frame does."""
    for node in parser.css("iframe[src], frame[src]"):
        source = (node.attributes.get("src") or "").strip()
        hidden = node.attributes.get("width") in ("0", "1") or "display:none" in (
            node.attributes.get("style") or ""
        ).replace(" ", "")
        if source and not hidden and not _NO_COLUMN.search(source):
            return source
    return ""
