"""Lists that a page carries as `<record><![CDATA[…]]></record>`, for a script to show page by page."""

import re
from html import unescape
from typing import Final

from collectors.websites.scripts.script_values import unescaped

_STORE: Final = re.compile("<datastore|<recordset", re.I)
_OPEN: Final = "<![CDATA["
_CLOSE: Final = "]]>"
_MOST_RECORDS: Final = 2_000
_ESCAPED: Final = re.compile(r"<record>\s*(&lt;[^<]{1,20000})</record>", re.I)
"""A record whose markup is written with entities instead of within CDATA."""


def datastore_html(text: str) -> str:
    """The records of all datastores on a page as one piece of HTML, one element per record; empty if there are none.

    Found by plain search, in linear time, because the text need not be well formed.
    """
    if not _STORE.search(text):
        return ""
    lowered = text.lower()
    records: list[str] = []
    position = lowered.find("<record>")
    while position >= 0 and len(records) < _MOST_RECORDS:
        start = text.find(_OPEN, position)
        end = text.find(_CLOSE, start) if start >= 0 else -1
        if end < 0:
            break
        following = lowered.find("<record>", position + 1)
        if following < 0 or start < following:
            records.append(_as_element(text[start + len(_OPEN) : end]))
            position = lowered.find("<record>", end)
        else:
            position = following
    if not records:
        records = [_as_element(unescape(match[1])) for match in _ESCAPED.finditer(text)][:_MOST_RECORDS]
    return f"<div id='datastore'>{''.join(records)}</div>" if records else ""


def _as_element(record: str) -> str:
    # A datastore that stands in a script's text is written as such: <\/a>, \"
    body = unescaped(record.strip()) if "\\" in record else record.strip()
    if body[:3].lower() in ("<tr", "<td"):
        body = f"<table>{body}</table>"
    return f"<section class='record'>{body}</section>"
