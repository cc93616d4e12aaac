"""Links that may lead to articles, with their titles; and the words that never are titles."""

import re
from typing import Final

from collectors.websites.tree import Node

_PAGER_WORDS: Final = re.compile(
    r"""[\s\d<>«»‹›|/.…\[\]()（）·:：,，-]*
    (?:首\s*页|上一?\s*页|下一?\s*页|末\s*页|尾\s*页|前一页|后一页|最后一页|第?\d*页|转到|跳转|更多|查看更多|查看全部|more|全部|返回
    |详细|详情|查看|查看详情|查看详细|阅读全文|阅读更多|全文|点击查看|进入|登录|注册|退出|搜索|检索|收藏|打印|关闭|下载|置顶|new|prev|previous
    |next|first|last|home|login|网站地图|联系我们|关于我们|设为首页|加入收藏|无障碍|无障碍浏览|长者模式|长者版|网站首页|繁体|english|移动版)?
    [\s\d<>«»‹›|/.…+\[\]()（）·:：,，-]*""",
    re.I | re.X,
)
_DEAD: Final = ("mailto:", "tel:", "sms:")
_CODE: Final = ("onclick", "data-href", "data-url", "ng-click", "@click")


NO_TARGET: Final = "javascript:"
"""The target of an anchor that a script opens in a way that the page does not show."""


class Link:
    """An anchor, or another element that acts as one."""

    __slots__ = ("href", "node", "title")

    def __init__(self, node: Node, href: str, title: str) -> None:
        self.node = node
        self.href = href
        self.title = title


def link_of(node: Node) -> Link | None:
    """The article link that this node is, or None."""
    href = link_target(node)
    if href is None:
        return None
    title = link_title(node)
    if len(title) < 2 or _PAGER_WORDS.fullmatch(title[:60]):
        return None
    # Without a target of its own an article is known by its title.
    return Link(node, f"{NO_TARGET}{title}" if href == NO_TARGET else href, title)


def link_target(node: Node) -> str | None:
    """Where a click on this node leads, or the code that it runs; None where nothing is clicked."""
    if node.tag == "a":
        href = node.attributes.get("href", "").strip()
        lowered = href[:12].lower()
        if lowered.startswith(_DEAD):
            return None
        if href and href != "#" and not lowered.startswith("javascript:"):
            return href
        return _code(node) or (href if len(href) > 25 else NO_TARGET)
    if node.tag in ("li", "tr", "div", "p", "dd", "span"):
        return _code(node)
    return None


def _code(node: Node) -> str | None:
    for name in _CODE:
        value = node.attributes.get(name, "").strip()
        if value:
            return value
    return None


def link_title(node: Node) -> str:
    """The full title: the title attribute where the visible text was cut short, else the text, else the picture's."""
    text = node.words()
    given = " ".join(node.attributes.get("title", "").split())
    visible = text.rstrip(".…· ")
    if given and (not text or (len(given) > len(text) and given[:4] == visible[:4])):
        return given[:300]
    if text:
        return text[:300]
    pictures = (child.attributes.get("alt", "") for child in node.walk() if child.tag == "img")
    return next((alt.strip()[:300] for alt in pictures if alt.strip()), "")
