"""How likely a group of alike siblings is the list of its page."""

import re
from typing import Final

from collectors.websites.lists.box_headings import (
    heading_above,
    heading_of,
    is_called,
    is_of_another,
    is_side_heading,
    names_in,
)
from collectors.websites.lists.groups import STATE_WORDS, Group, Record, style_of
from collectors.websites.lists.measures import Measures
from collectors.websites.tree import Node

_NAVIGATION: Final = re.compile(
    r"nav|menu|foot|copyright|friend|yqlj|crumb|(?<![a-z])(?:pos|position|location|weizhi|dqwz)(?![a-z])|pager|paging|paginat|(?<![a-z])header"
)
_SIDE: Final = re.compile(
    r"(?<![a-z])(?:side|aside|sidebar|hot(?!el|line)|rank|recommend|tuijian|relat|xgyd|xglj)"
    r"|scroll(?!bar)|marquee|gundong|popup|tanchuang|(?<![a-z])float(?![a-z]|-?(?:left|right|l|r)(?![a-z]))"
)
_SLIDE_SHOW: Final = re.compile(r"slider|slides|swiper|carousel|lunbo|focus_?(?:pic|img|map)")
LONG_TITLE: Final = 8
_SHORT_TITLE: Final = 4
_A_LIST: Final = 3
SIDE: Final = 0.4
SLIDE_SHOW: Final = 0.06
NAVIGATION: Final = 0.12
SIDE_BOX: Final = 0.05
"""Under a heading of its own such as 热点 or 相关阅读: never the list of a column, unless the column is called so."""
_LOOKED_AT: Final = 12
_CALLED: Final = 6
"""How much a list gains that is called as its page: as much as by six times as many entries."""
_MOST_BOXES: Final = 12
_NO_ENTRIES: Final = frozenset({"tbody", "thead", "html", "body"})
_FURNITURE: Final = frozenset({"header", "footer", "nav", "aside"})


def rated(groups: list[Group], table: dict[Node, Measures], title: str = "", path: str = "") -> list[Group]:
    """The groups that can be lists, best first. What sets the list apart are long titles, a date in each entry, one
    article to an entry, and not standing in a navigation, a footer or a side box."""
    for group in groups:
        _rate(group, table)
    found = sorted((group for group in groups if group.score > 0), key=lambda group: -group.score)
    for group in found[:_LOOKED_AT]:
        _leave_out_side_boxes(group, table, title)
        heading = heading_of(group, table)
        if is_side_heading(heading, title):
            group.zone = SIDE_BOX
            group.score *= SIDE_BOX
        elif group.zone == 1 and 1 < len(group.records) < 2 * group.dated and is_called(heading, title):
            group.score *= _CALLED
    best = sorted(found[:_LOOKED_AT], key=lambda group: -group.score)
    return _with_the_column_first(best, table, title, path) + found[_LOOKED_AT:]


def _with_the_column_first(best: list[Group], table: dict[Node, Measures], title: str, path: str) -> list[Group]:
    """A box of another column, or of what is new on the whole site (最新发布), stands behind a dated list, however
    short, that has no heading or that of the page. Whose box it is the path tells (首页 > 政务公开 > 通知公告)."""
    path = path or names_in(title)
    if not best or not is_of_another(best[0], table, title, path):
        return best
    for group in best[1:]:
        dated = group.dated >= min(len(group.records), _A_LIST) and _has_entries(group, table)
        if group.zone == 1 and dated and not is_of_another(group, table, title, path):
            return [group, *(other for other in best if other is not group)]
    return best


def _has_entries(group: Group, table: dict[Node, Measures]) -> bool:
    titled = all(table[record.node].longest >= _SHORT_TITLE for record in group.records)
    return titled and holds_no_lists(group, table)


def holds_no_lists(group: Group, table: dict[Node, Measures]) -> bool:
    """Whether none of its records holds a list of its own."""
    measured = (table[record.node] for record in group.records)
    return all(max(own.targets, own.dates) <= _A_LIST for own in measured)


def _rate(group: Group, table: dict[Node, Measures]) -> None:
    count = len(group.records)
    if count == 0 or _is_part_of_an_entry(group, table) or _are_parts_of_a_page(group, table):
        return
    if count == 1 and group.records[0].neighbours:
        _leave_out_furniture(group.records[0])
    titles = dated = url_dated = composite = targets = chars = 0.0
    for record in group.records:
        own = table[record.node]
        has_date = record.has_date(table)
        titles += _weight(own.longest)
        dated += has_date
        url_dated += not has_date and own.url_dates > 0
        targets += min(own.targets, 4 if own.targets > 4 and _has_one_title(own) else 12)
        chars += min(own.chars, 2000)
        composite += own.targets >= 2 and _alike_titles(own, 0.5 if own.dates >= 2 else 0.6) and own.dates != 1
    group.dated = int(dated + url_dated)
    group.zone = _zone(group.holder)
    score = titles * (1 + 2 * dated / count + url_dated / count) * group.zone
    score /= 1 + max(0.0, targets / count - 2.5)
    if composite > count / 2:
        score *= 0.2
    if chars / count > 700:
        score *= 0.3
    if count == 1:
        score *= 0.5 if dated and targets <= 2 and chars < 400 else 0
    group.score = score


def _leave_out_furniture(record: Record) -> None:
    """Without the foot or head of the page, which stands next to the one box that holds everything else."""
    record.neighbours = [
        node for node in record.neighbours if node.tag not in _FURNITURE and not _NAVIGATION.search(node.label)
    ]


def _weight(length: int) -> float:
    """Ten long titles outweigh fifty words of a menu."""
    length = min(length, 40) or 5
    return length * length / (length + 8)


def _leave_out_side_boxes(group: Group, table: dict[Node, Measures], title: str) -> None:
    """Without the entries of boxes under a heading such as 热点, where boxes of equal make have become one list."""
    if group.records[0].node.parent is group.records[-1].node.parent:
        return
    holders = dict.fromkeys(record.node.parent for record in group.records)
    if len(holders) > _MOST_BOXES:
        return
    of_side = {holder for holder in holders if holder and is_side_heading(heading_above(holder, table), title)}
    if of_side and len(of_side) < len(holders):
        group.records = [record for record in group.records if record.node.parent not in of_side]


def _is_part_of_an_entry(group: Group, table: dict[Node, Measures]) -> bool:
    """Cells of a row, one line of each box, or the body of a table: what holds it is the entry.

    Cells side by side are entries themselves where their titles are alike.
    """
    tags = {record.node.tag for record in group.records}
    if tags & _NO_ENTRIES or (tags == {"table"} and len(group.records) == 1):
        return True
    holders = {record.node.parent for record in group.records if record.node.parent is not None}
    cells = bool(tags & {"td", "th"})
    if len(holders) == len(group.records):
        return "tr" not in tags and (cells or len(holders) > 1)
    if 3 <= len(holders) <= len(group.records) / 1.5 and "tr" not in tags and _are_lines(group, holders, table):
        return True
    return cells and 2 * sum(_alike_titles(table[row], 0.5) for row in holders) <= len(holders)


def _are_lines(group: Group, boxes: set[Node], table: dict[Node, Measures]) -> bool:
    """Many boxes of a few lines in styles of their own: one is the title and the others tell of it (author, day)."""
    styles = {(record.node.parent, style_of(record.node)) for record in group.records}
    if len(styles) < len(group.records):
        return False
    dated = sum(table[record.node].dates > 0 for record in group.records)
    alike = sum(_alike_titles(table[box], 0.5) for box in boxes)
    return 2 * alike <= len(boxes) or len(boxes) <= 2 * dated <= 2 * len(boxes)


def _are_parts_of_a_page(group: Group, table: dict[Node, Measures]) -> bool:
    """Boxes that each bear a name of their own (header, main, footer) are no entries of a list, unless each holds one
    link and a date."""
    if group.records[0].node.tag not in ("div", "section", "main", "article"):
        return False
    styles = {
        style_of(record.node) or STATE_WORDS.sub("", record.node.attributes.get("id", "")) for record in group.records
    }
    if len(styles) < 2 or len(styles) <= len(group.records) / 2:
        return False
    return len(group.records) < 3 or any(
        table[record.node].targets != 1 or table[record.node].dates != 1 for record in group.records
    )


def _has_one_title(own: Measures) -> bool:
    """Whether of the links of a dated entry one is the article and the others are words of a button."""
    return own.dates > 0 and sum(len(link.title) >= LONG_TITLE for link in own.links) <= 2


def _alike_titles(own: Measures, share: float) -> bool:
    lengths = sorted((len(link.title) for link in own.links), reverse=True)
    return len(lengths) > 1 and lengths[1] >= min(LONG_TITLE + 2, lengths[0]) and lengths[1] >= share * lengths[0]


def _zone(holder: Node) -> float:
    factor = 1.0
    for distance, node in enumerate((holder, *holder.ancestors())):
        if distance > 4 or node.tag in ("body", "#root"):
            break
        label = node.label
        if node.tag in ("nav", "footer") or _NAVIGATION.search(label):
            return NAVIGATION
        if _SLIDE_SHOW.search(label):
            factor = SLIDE_SHOW
        elif factor == 1 and (node.tag in ("aside", "marquee") or _SIDE.search(label)):
            factor = SIDE
    return factor
