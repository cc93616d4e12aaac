"""What the names in JSON records mean: English names and the initials of pinyin that systems in China use."""

import re
from typing import Final

_OF = "(?:doc|info|article|news|content|file|show|notice|list)?_?"
TITLE_NAMES: Final = (
    re.compile(rf"{_OF}(?:title|headline|subject|bt|biaoti)(?:_?name)?", re.I),
    re.compile(rf"(?:.*(?:title|headline)|{_OF}(?:name|mc)|text|label|content_text)", re.I),
)
"""The best names first; to be matched in full."""
URL_NAME: Final = re.compile(r"(?:.*(?:url|link|href|path|uri)|guid)", re.I)

_PUBLISHED: Final = re.compile(
    r"publi|release|send|pub_?(?:date|time|dt)|fbsj|fbrq|fb_?(?:time|date)|issue|post_?(?:date|time|ed)"
    r"|display|show_?(?:date|time)|write_?time",
    re.I,
)
_MADE: Final = re.compile(
    r"^(?:date|time|rq|sj|riqi|day|datetime|docreltime|(?:doc|news|info|article)_?(?:date|time))$"
    r"|^c?rea?te|created?|add_?(?:time|date)|input|^ctime|crtime|in_?time",
    re.I,
)
_ANY: Final = re.compile(r"date|time|rq$|sj$", re.I)
_CHANGED: Final = re.compile(r"upd|modif|edit|mtime", re.I)
_OTHER: Final = re.compile(
    r"last|end|expir|dead|valid|effect|start|begin|over|birth|build|now|server|cwrq|cwsj|delete", re.I
)
NO_DATE: Final = 4
"""The rank of a name that is no date of an article."""


def rank_of_date(name: str) -> int:
    """0: a day of publication, 1: when the record was made, 2: another date, 3: its last change; else NO_DATE."""
    if _PUBLISHED.search(name):
        return 0
    if _OTHER.search(name):
        return NO_DATE
    if _CHANGED.search(name):
        return 3
    if _MADE.search(name):
        return 1
    return 2 if _ANY.search(name) else NO_DATE
