"""The cards that accounts and messages must lead to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from mingcha.demo.day_count import ONE_DAY, DayCount
from mingcha.demo.expected import ExpectedCard, PlannedFault
from mingcha.demo.plan import AccountPlan, MessagePlan

SILENCE = (("NM-B", 10, "blue"), ("NM-Y", 12, "yellow"), ("NM-R", 14, "red"))
REPLY_PERIODS = {"main": 5, "department": 10, "service": 3}
ENOUGH_UNANSWERED = 3
QUESTION_PERIOD = 5
QUESTION_MONTHS = 3
_QUARTER_STARTS = {(1, 1), (4, 1), (7, 1), (10, 1)}


def account_faults(
    account: AccountPlan, messages: Sequence[MessagePlan], days: DayCount, as_of: date
) -> list[PlannedFault]:
    """Every card of an account that is looked at once, on ``as_of``; ``messages``: those left on it."""
    faults: list[tuple[str, date, str]] = []
    if account.behaviour == "ok" and account.posts:
        for rule, limit, colour in SILENCE:
            faults.append((rule, max(account.posts) + timedelta(days=limit), colour))
    faults += [("NM-R", day, "red") for day in _mute_days(account, messages, days, as_of)]
    return [
        PlannedFault(account.agency_code, ExpectedCard(rule, "account", account.key, day, colour))
        for rule, day, colour in faults
        if day <= as_of
    ]


def _mute_days(account: AccountPlan, messages: Sequence[MessagePlan], days: DayCount, as_of: date) -> list[date]:
    """The first day in each quarter on which enough messages waited too long and none had ever been answered."""
    too_late = [days.after(m.asked_on, REPLY_PERIODS[account.account_class] + 1) for m in messages]
    found: list[date] = []
    told = False
    day = min(too_late, default=as_of)
    while day <= as_of:
        if any(m.answered_on is not None and m.answered_on <= day for m in messages):
            break
        if (day.month, day.day) in _QUARTER_STARTS:
            told = False
        if not told and sum(late <= day for late in too_late) >= ENOUGH_UNANSWERED:
            told = True
            found.append(day)
        day += ONE_DAY
    return found


def message_faults(message: MessagePlan, days: DayCount, as_of: date) -> list[PlannedFault]:
    """The cards of a message on a website: over five working days, over three months."""
    if message.site_path is None:
        return []
    last = days.after(message.asked_on, QUESTION_PERIOD)
    last_of_months = _months_later(message.asked_on)
    faults = [
        ("WEB-Y", last, days.after(last, 1), "yellow"),
        ("WEB-R", last_of_months, last_of_months + ONE_DAY, "red"),
    ]
    subject = f"{message.agency_code}/{message.number}"
    return [
        PlannedFault(message.agency_code, ExpectedCard(rule, "case", subject, on, colour))
        for rule, limit, on, colour in faults
        if on <= as_of and (message.answered_on is None or message.answered_on > limit)
    ]


def _months_later(day: date) -> date:
    """The same day three months on, or the last day of that month."""
    first = day.replace(day=1)
    for _ in range(QUESTION_MONTHS):
        first = (first + timedelta(days=31)).replace(day=1)
    end = (first + timedelta(days=31)).replace(day=1) - ONE_DAY
    return min(first + timedelta(days=day.day - 1), end)
