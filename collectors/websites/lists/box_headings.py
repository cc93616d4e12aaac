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
_MENUS: Final = frozenset({"table", "td", "ul", "form", "select"})
"""What stands before a list and is short, but no heading."""
_SIGN: Final = r"[>»›＞/→|·-]"
_NAME: Final = rf"[^\W\d]{{1,16}}(?=\s|{_SIGN}|$)"
_PATH: Final = re.compile(
    rf"(?:当前|您的|您所在的?|所在|现在)位置\s*[:：]?(?:\s|{_SIGN})*{_NAME}"
    rf"(?:(?:\s*{_SIGN}+\s*{_NAME}){{1,8}}|(?:\s+{_NAME}){{1,4}})?"
)
"""Names with signs between them, or with none (where pictures stand in their place)."""
_BETWEEN_NAMES: Final = re.compile(r"[\s_|—–·>»-]+")


def heading_of(group: Group, table: dict[Node, Measures]) -> str:
    """The short line above a list, or the one without a link that it begins with; empty if there is none."""
    return _words(_heading(group, table))


def heading_above(holder: Node, table: dict[Node, Measures]) -> str:
    """The short text straight above a list: of the holder itself, or of a box that holds little else."""
    return _words(_line_above(holder, table))


def _words(heading: Node | None) -> str:
    return heading.words() if heading is not None else ""


def _heading(group: Group, table: dict[Node, Measures]) -> Node | None:
    first = next((child for child in group.holder.children if table[child].chars), None)
    if first is None or first.tag not in _HEADINGS or table[first].targets or table[first].chars > LONGEST_HEADING:
        return _line_above(group.holder, table)
    return first


def _line_above(holder: Node, table: dict[Node, Measures]) -> Node | None:
    node = holder
    for _ in range(3):
        parent = node.parent
        if parent is None or parent.tag in ("body", "#root"):
            return None
        position = next((place for place, child in enumerate(parent.children) if child is node), 0)
        for before in reversed(parent.children[max(position - 3, 0) : position]):
            if table[before].chars:
                is_heading = table[before].chars <= LONGEST_HEADING and before.tag not in ("thead", "tr")
                return before if is_heading else None
        node = parent
    return None


def path_in(words: str) -> str:
    """The names that lead to a page, as it shows them (当前位置：首页 > 政务公开); empty if it shows none."""
    match = _PATH.search(words)
    return match[0] if match else ""


def is_side_heading(heading: str, title: str) -> bool:
    """Whether a box is called 热点, 相关 and the like, and the page is not."""
    match = _SIDE.search(heading)
    return match is not None and match[0] not in title


def is_of_another(group: Group, table: dict[Node, Measures], title: str, path: str) -> bool:
    """Whether a list stands under the heading of another column (one that the path to the page does not name), or of
    what is new on the whole site."""
    line = _heading(group, table)
    heading = _words(line) if line is not None and line.tag not in _MENUS else ""
    if not heading or heading[0].isdigit() or is_called(heading, title):
        return False
    latest = _LATEST.match(heading)
    return (latest is not None and latest[0].strip() not in title) or (path != "" and heading.split()[0] not in path)


def names_in(title: str) -> str:
    """A title of several names (通知公告_某某旗人民政府), for a page that shows no path; else empty."""
    return title if _BETWEEN_NAMES.search(title.strip()) else ""


def is_called(heading: str, title: str) -> bool:
    """Whether the page bears the name of the list, before or behind that of its site: 通知公告_某某旗人民政府."""
    name = heading.split()[:1]
    names = _BETWEEN_NAMES.split(title.strip())
    return bool(name) and len(name[0]) > 1 and name[0] in (names[0], names[-1])
