"""Days in the many ways in which people write them into tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

NUMERALS = "〇一二三四五六七八九"


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _moment(day: date) -> str:
    return f"{day.isoformat()} {8 + day.day % 10:02d}:{day.day * 2 % 60:02d}"


def _numerals(day: date) -> str:
    year = "".join(NUMERALS[int(digit)] for digit in str(day.year))
    return f"{year}年{_below_hundred(day.month)}月{_below_hundred(day.day)}日"


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return NUMERALS[ones]
    return f"{NUMERALS[tens] if tens > 1 else ''}十{NUMERALS[ones] if ones else ''}"


DATE_STYLES: Mapping[str, Callable[[date], str]] = {
    "iso": date.isoformat,
    "slash": lambda day: f"{day.year}/{day.month}/{day.day}",
    "chinese": _chinese,
    "compact": lambda day: day.strftime("%Y%m%d"),
    "dotted": lambda day: f"{day.year}.{day.month}.{day.day}",
    "moment": _moment,
    "numerals": _numerals,
}


def written(day: date, style: str) -> str:
    """A day in the words of a style; ``mixed`` takes another style for every day."""
    if style == "mixed":
        names = sorted(DATE_STYLES)
        style = names[day.toordinal() % len(names)]
    return DATE_STYLES[style](day)
