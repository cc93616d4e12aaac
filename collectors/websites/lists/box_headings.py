"""The headings of boxes on a page: which of them names the column, which only what every page of a site has."""

import re
from typing import Final

from collectors.websites.lists.groups import Group
from collectors.websites.lists.measures import Measures
from collectors.websites.tree import Node

LONGEST_HEADING: Final = 16
_SIDE: Final = re.compile(
    r"热点|热门|排行|推荐|相关|点击|猜你|大家都在|为您|浏览|友情|延伸阅读|阅读榜|popular|related|recommend|archives",
    re.I,
)
_LATEST: Final = re.compile(r"\W*(?:最新|最近|近期|latest|recent)", re.I)
_HEADINGS: Final = frozenset({"li", "dt", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend"})
_PATH: Final = re.compile(
    r"(?:当前|您的|您所在的?|所在|现在)位置(?:[\s:：>»›＞/→|·-]*[^\W\d]{1,16}(?=[\s>»›＞/→|·-]|$)){1,8}"
)
"""Names with signs or nothing between them, up to the first day or title."""
_BETWEEN_NAMES: Final = re.compile(r"[\s_|—–·>»-]+")


def heading_of(group: Group, table: dict[Node, Measures]) -> str:
    """The short line above a list, or the one without a link that it begins with; empty if there is none."""
    return _own_heading(group, table) or heading_above(group.holder, table)


def heading_above(holder: Node, table: dict[Node, Measures]) -> str:
    """The short text straight above a list: of the holder itself, or of a box that holds little else."""
    node = holder
    for _ in range(3):
        parent = node.parent
        if parent is None or parent.tag in ("body", "#root"):
            return ""
        position = next((place for place, child in enumerate(parent.children) if child is node), 0)
        for before in reversed(parent.children[max(position - 3, 0) : position]):
            if table[before].chars:
                is_heading = table[before].chars <= LONGEST_HEADING and before.tag not in ("thead", "tr")
                return before.words() if is_heading else ""
        node = parent
    return ""


def path_in(words: str) -> str:
    """The names that lead to a page, as it shows them (当前位置：首页 > 政务公开); empty if it shows none."""
    match = _PATH.search(words)
    return match[0] if match else ""


def is_side_heading(heading: str, title: str) -> bool:
    """Whether a box is called 热点, 相关 and the like, and the page is not."""
    match = _SIDE.search(heading)
    return match is not None and match[0] not in title


def is_of_another(group: Group, table: dict[Node, Measures], title: str, path: str) -> bool:
    """Whether a list stands under the heading of another column, or of what is new on the whole site: one that stands
    neither in the path to the page nor, where it shows none, in a title of several names."""
    heading = heading_of(group, table)
    if not heading or heading[0].isdigit() or is_called(heading, title):
        return False
    latest = _LATEST.match(heading)
    names = path or (title if _BETWEEN_NAMES.search(title.strip()) else "")
    return (latest is not None and latest[0].strip() not in title) or (names != "" and heading.split()[0] not in names)


def is_called(heading: str, title: str) -> bool:
    """Whether the page bears the name of the list, before or behind that of its site: 通知公告_某某旗人民政府."""
    name = heading.split()[:1]
    names = _BETWEEN_NAMES.split(title.strip())
    return bool(name) and len(name[0]) > 1 and name[0] in (names[0], names[-1])


def _own_heading(group: Group, table: dict[Node, Measures]) -> str:
    first = next((child for child in group.holder.children if table[child].chars), None)
    if first is None or first.tag not in _HEADINGS or table[first].targets or table[first].chars > LONGEST_HEADING:
        return ""
    return first.words()
