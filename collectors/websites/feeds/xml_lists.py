"""Lists in the XML answers of older interfaces: `<data><item><title>…</title><pubdate>…</pubdate></item>…</data>`."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Final
from xml.etree import ElementTree

from collectors.websites.page_view import Item
from collectors.websites.scripts.json_lists import best_list

_MOST_TEXT: Final = 5_000_000
_MOST_TAGS: Final = 300_000
_MOST_ROWS: Final = 5_000
_LEAST: Final = 2


def xml_list(text: str, url: str, today: date) -> list[Item]:
    """The entries of an XML document that is neither feed, sitemap nor page; empty where it holds no list.

    Nothing outside the document is ever loaded, and the parser itself refuses texts that blow up when read.
    """
    if not text.lstrip().startswith("<?xml") or "<html" in text[:4000].lower():
        return []
    if len(text) > _MOST_TEXT or text.count("<") > _MOST_TAGS:
        return []
    try:
        root = ElementTree.fromstring(text.strip())
    except (ElementTree.ParseError, ValueError):
        return []
    found = best_list(list(_arrays(root)), url, today)
    if found is None:
        return []
    is_whole = all(item.title and item.url and item.date for item in found.items)
    return found.items if found.dated >= _LEAST or is_whole else []


def _arrays(root: ElementTree.Element) -> Iterator[list[dict[str, Any]]]:
    """For every element its children of one name that hold several texts each."""
    for holder in root.iter():
        rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for child in holder:
            row = {_name(leaf): (leaf.text or "").strip() for leaf in child if len(leaf) == 0}
            row |= {name: value for name, value in child.attrib.items() if name not in row}
            if len(row) > 1 and len(rows[child.tag]) < _MOST_ROWS:
                rows[child.tag].append(row)
        yield from rows.values()


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]
