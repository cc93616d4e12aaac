"""03/04/2024: what a column's other cells say of whether the day, the month or the year goes first."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from collectors.tables.month_names import full_year


class First(StrEnum):
    """What stands first in a date of three numbers."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


Parts = tuple[int, str, int, str]
"""First number, sign, second number, digits of the third."""


def readings(parts: Parts, latest: date | None = None) -> dict[First, date]:
    """Every day that the parts can mean; none after `latest` where the year has two digits only.

    With dots the day goes before the month, as nobody who writes the month first uses them.
    """
    first, sign, second, third = parts
    tried = {First.DAY: (third, second, first), First.MONTH: (third, first, second)}
    if sign == ".":
        del tried[First.MONTH]
    if len(third) < 2:
        tried = {}
    if len(third) <= 2:
        tried[First.YEAR] = (f"{first:02}", second, int(third))
    found = {}
    for order, (year, month, day) in tried.items():
        try:
            found[order] = date(full_year(year), month, day)
        except ValueError:
            continue
    if len(third) == 4 or latest is None:
        return found
    return {order: day for order, day in found.items() if day <= latest} or found


def day_of_parts(parts: Parts, first: First | None) -> set[date]:
    """The days that can be meant; one alone where `first` decides, or where all readings agree."""
    found = readings(parts)
    if first in found:
        return {found[first]}
    return set(found.values())


def possible_orders(cells: Iterable[Parts], latest: date) -> set[First] | None:
    """The orders in which every cell can be read; empty where they contradict each other, None without cells."""
    orders: set[First] | None = None
    for parts in cells:
        here = set(readings(parts, latest))
        if here:
            orders = here if orders is None else orders & here
    return orders
