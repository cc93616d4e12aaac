"""The day of an article whose page shows it only once its scripts have run: hidden fields, and names in scripts."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from collectors.websites.dates.date_forms import plain_digits
from collectors.websites.dates.moments import day_of_moment

_VALUE: Final = (
    r"""["']?\s*[:=]\s*["']?\s*(1\d{9}(?:\d{3})?(?!\d)"""
    r"""|20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ T][\d:.]{4,12}(?:Z|[+-]\d\d:?\d\d)?)?)"""
)
_NAMES: Final = (
    r"(?<![\w])(?:pub(?:lish(?:ed)?)?_?(?:time|date|at|Time|Date|At)|datePublished|releaseTime|newsTime|news_time|ptime|oriCreateTime)",
    r"(?<![\w])(?:create_?[tT]ime|create_?[dD]ate|ctime|postTime|post_date|docTime|articleTime|ct)",
    r"(?<![\w])(?:time|date)",
)
_FORMS: Final = tuple(re.compile(name + _VALUE) for name in _NAMES)
_FIELDS: Final = (
    "textarea[class*=time], input[type=hidden][name*=ime], input[type=hidden][id*=ime], input[type=hidden][name*=ate]"
)
_OTHER: Final = re.compile(r"end|start|begin|update|modif|now|server|expire|valid", re.I)
_MOST: Final = 300_000


def day_in_scripts(parser: LexborHTMLParser, today: date) -> date | None:
    """The day named as that of publication, else of making; None where nothing is named so, or only days to come."""
    for text in _fields(parser):
        day = day_of_moment(plain_digits(text))
        if day and day <= today:
            return day
    scripts = [node.text()[:_MOST] for node in parser.css("script:not([src])")]
    for form in _FORMS:
        for script in scripts:
            for match in form.finditer(script):
                day = day_of_moment(match[1])
                if day and day <= today:
                    return day
    return None


def _fields(parser: LexborHTMLParser) -> Iterator[str]:
    for node in parser.css(_FIELDS):
        label = f"{node.attributes.get('class')} {node.attributes.get('name')} {node.attributes.get('id')}"
        text = (node.attributes.get("value") or node.text()).strip()
        if 8 <= len(text) <= 40 and not _OTHER.search(label):
            yield text
