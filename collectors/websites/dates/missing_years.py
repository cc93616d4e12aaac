"""The years of a list that writes only month and day: from headings between its entries, else from its order.

One entry alone is taken for the latest such day that is not in the future. A list knows more: under a heading 2025年
its entries are of 2025, and where days go down from 03-20 to 01-19 and then stand at 11-20, a year has turned.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from collectors.websites.dates.date_forms import calendar_day
from collectors.websites.lists.groups import Group
from collectors.websites.lists.headings_between import YEAR_HEADING, headings_between
from collectors.websites.tree import Node

_PINNED: Final = re.compile(r"置顶|(?<![a-z])(?:top|zd|zhiding|ontop|stick)(?![a-z])", re.I)
_TURN: Final = 60
"""Days by which a year-less list must jump upwards before it is believed that a year has turned."""
_DISORDER: Final = 10
"""Days by which neighbours may stand in the wrong order in a list that is in order as a whole."""
_LEAST_BEFORE: Final = 2
_HIGHEST: Final = 12
_NUMBER: Final = re.compile(r"(\d{1,12})\D{0,12}$")


@dataclass(frozen=True)
class Guess:
    """The day of one entry as guessed alone; None where the page gives its year, or no day at all."""

    day: date | None
    node: Node
    url: str = ""


def with_years(guesses: Sequence[Guess], group: Group) -> list[date | None]:
    """For each entry the day with the year that the list tells; None where nothing is to be changed."""
    if not any(guess.day for guess in guesses):
        return [None] * len(guesses)
    told = headings_between(group, YEAR_HEADING)
    if told:
        return [_moved(guess.day, int(told[guess.node][1]) if guess.node in told else 0) for guess in guesses]
    return _by_order(guesses)


def _moved(day: date | None, year: int) -> date | None:
    if day is None or not year:
        return None
    return calendar_day(year, day.month, day.day)


def _by_order(guesses: Sequence[Guess]) -> list[date | None]:
    """A list that goes down, jumps up by months and goes down again has passed into the year before."""
    answers: list[date | None] = [guess.day for guess in guesses]
    known = [(place, guess.day, _number(guess)) for place, guess in enumerate(guesses) if guess.day is not None]
    if any(_PINNED.search(guess.node.words()[:200] + " " + guess.node.label) for guess in guesses[:_HIGHEST]):
        return answers
    back, since = 0, 0
    for (_, before, number_before), (place, day, number) in zip(known, known[1:], strict=False):
        since += 1
        if (day - before).days > _TURN:
            if _is_pinned(number_before, number, since):
                return answers
            back, since = back + 1, 0
        elif (day - before).days > _DISORDER:
            # Not a list from the newest down: its order tells nothing.
            return [guess.day for guess in guesses]
        if back:
            answers[place] = _moved(day, day.year - back)
    return answers


def _is_pinned(number_before: int | None, number: int | None, since: int) -> bool:
    """Articles are numbered as they are made: an older one above newer ones is pinned there."""
    if number_before is None or number is None:
        return since < _LEAST_BEFORE
    return number_before < number


def _number(guess: Guess) -> int | None:
    """The number of the article in its address."""
    found = _NUMBER.search(guess.url.split("?")[0] if "=" not in guess.url else guess.url)
    return int(found[1]) if found else None
