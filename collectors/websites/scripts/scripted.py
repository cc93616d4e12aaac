"""What a page shows only once its scripts have run: data in scripts, and markup kept in text for later."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser

from collectors.websites.scripts.json_lists import JsonList, best_list
from collectors.websites.scripts.script_arguments import values_with_names_bound
from collectors.websites.scripts.script_values import MAX_TEXT, strict_value, unescaped, values_in_script
from collectors.websites.tree import Node, texts_of

_DATED: Final = re.compile(r"(?:19|20)\d\d[-/.年]\s?\d|\b1\d{9}(?:\d{3})?\b|\b20\d{6}\b")
_WRITTEN: Final = re.compile(
    r"""(?:write(?:ln)?|html|append|innerHTML)\s*[(=+]+\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)"""
)
_KEPT: Final = "noscript, textarea, template"
_LEAST_TITLE: Final = 4


def list_in_scripts(parser: LexborHTMLParser, root: Node, base_url: str, today: date) -> JsonList | None:
    """The dated list of a page's scripts, text areas and attributes; None where they hold none. Undated arrays are
    menus and settings."""
    found = best_list(chain(_values(parser), _in_attributes(root)), base_url, today)
    if found is None or len(found.items) < 2 or found.dated * 2 < len(found.items):
        return None
    average = sum(len(item.title) for item in found.items) / len(found.items)
    return found if average >= _LEAST_TITLE else None


def kept_markup(parser: LexborHTMLParser) -> str:
    """Markup with links that the page keeps in text areas, noscript elements, or writes by script; else empty."""
    pieces = [_inner(node.html or "") if node.tag != "textarea" else node.text() for node in parser.css(_KEPT)]
    for _, text in texts_of(parser.css("script:not([src])")):
        pieces += [unescaped(match.group(1)[1:-1]) for match in _WRITTEN.finditer(text[:MAX_TEXT])]
    markup = "\n".join(piece for piece in pieces if "<" in piece)
    return markup if "<a" in markup.lower() else ""


def _inner(markup: str) -> str:
    """What an element holds, so that a reader does not pass it over as a noscript or template."""
    return markup[markup.find(">") + 1 : markup.rfind("</")]


def _values(parser: LexborHTMLParser) -> Iterator[Any]:
    for node, text in texts_of(parser.css("script:not([src]), textarea")):
        if len(text) < 40 or not _DATED.search(text):
            continue
        if node.tag == "textarea" or "json" in (node.attributes.get("type") or ""):
            value = strict_value(text)
            yield from [value] if value is not None else []
            continue
        yield from _with_rows(values_in_script(text))
        yield from values_with_names_bound(text[:MAX_TEXT])
        yield from _parsed_strings(text)


def _with_rows(values: Iterable[Any]) -> Iterator[Any]:
    """The values, and as one list those that a script adds to a list one by one: `rows.push({…})`, `rows[0] = […]`."""
    alone: dict[type, list[Any]] = {dict: [], list: []}
    for value in values:
        yield value
        if len(value) > 1:
            alone[type(value)].append(value)
    yield from (rows for rows in alone.values() if len(rows) > 1)


def _in_attributes(root: Node) -> Iterator[Any]:
    """JSON kept for a script in the value of a hidden field or of an attribute (:items, data-list)."""
    for node in root.walk():
        for text in node.attributes.values():
            if len(text) > 60 and text.lstrip()[:1] in ("[", "{") and _DATED.search(text):
                value = strict_value(text)
                yield from [value] if value is not None else values_in_script(text)


def _parsed_strings(text: str) -> Iterator[Any]:
    for match in re.finditer(r"JSON\.parse\(\s*('(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\")", text[:MAX_TEXT]):
        try:
            yield json.loads(unescaped(match.group(1)[1:-1]))
        except (ValueError, RecursionError):
            continue
