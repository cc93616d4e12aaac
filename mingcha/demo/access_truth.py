"""The cards that a month of visits must lead to (W2 and its early warning), counted from the plan alone."""

from __future__ import annotations

from datetime import date

from mingcha.demo.expected import ExpectedCard
from mingcha.demo.plan import SitePlan
from mingcha.demo.visits import planned_days

WEEK, FEWEST_VISITS = 7, 20
PERCENT_WARNING, PERCENT_LIMIT = 3, 5


def access_cards(site: SitePlan, as_of: date) -> list[ExpectedCard]:
    """One card a quarter and colour, on the last day of the first week that reaches the share."""
    days = [planned for planned in planned_days(site) if planned.day < as_of]
    cards = []
    for rule, colour, percent in (("WEB-B", "blue", PERCENT_WARNING), ("WEB-R", "red", PERCENT_LIMIT)):
        first: dict[tuple[int, int], date] = {}
        for last in range(WEEK - 1, len(days)):
            week = days[last - WEEK + 1 : last + 1]
            visits, failed = sum(day.visits for day in week), sum(day.failed for day in week)
            enough = all(day.visits >= FEWEST_VISITS for day in week)
            if enough and failed / visits * 100 >= percent:
                day = days[last].day
                first.setdefault((day.year, (day.month - 1) // 3), day)
        cards += [ExpectedCard(rule, "site", site.path, day, colour) for day in first.values()]
    return cards
