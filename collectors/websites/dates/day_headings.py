"""Days that stand as headings above the entries of each: 2026-11-20, and beneath it what was published then."""

from datetime import date
from typing import Final

from collectors.websites.dates.date_forms import dates_alone, plain_digits
from collectors.websites.dates.date_pieces import is_only_a_date, is_page_clock
from collectors.websites.dates.entry_dates import resolve
from collectors.websites.lists.groups import Group
from collectors.websites.lists.headings_between import roof
from collectors.websites.tree import Node

_LEAST_HEADINGS: Final = 2


def days_beneath_days(group: Group, today: date) -> dict[Node, date]:
    """By entry the day nearest above it, if every entry stands beneath one and some share theirs; else empty."""
    records = {record.node for record in group.records}
    found: dict[Node, date] = {}
    above: date | None = None
    for node in roof(group).walk_outside(records):
        if node in records:
            if above is None:
                return {}
            found[node] = above
        elif node.tag == "#text":
            above = _day(plain_digits(node.text), today) or above
    several = _LEAST_HEADINGS <= len(set(found.values())) < len(found)
    return found if several else {}


def _day(text: str, today: date) -> date | None:
    if not is_only_a_date(text) or is_page_clock(text):
        return None
    forms = dates_alone(text)
    return resolve(forms[0], None, today) if len(forms) == 1 else None
