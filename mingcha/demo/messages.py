"""Messages that citizens left on websites and accounts, with the day of the answer, if there was one."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from mingcha.demo.day_count import DayCount
from mingcha.demo.plan import AccountPlan, AgencyPlan, MessagePlan, SitePlan
from mingcha.demo.words import number_prefix_of, words

REPLY_PERIOD = 5
SITE_SHARE = 0.72
# Weights of what becomes of a message on a site; all but the first two are faults and grow with the agency's lag.
FATES = {"answered": 90.0, "just_asked": 2.0, "answered_late": 4.0, "never_answered": 0.8}
UNANSWERED_OF_SILENT_ACCOUNT = 4


def plan_messages(
    seed: int,
    as_of: date,
    count: int,
    agencies: tuple[AgencyPlan, ...],
    sites: tuple[SitePlan, ...],
    accounts: tuple[AccountPlan, ...],
    days: DayCount,
) -> tuple[MessagePlan, ...]:
    """About ``count`` messages of the year up to ``as_of``, and none answered on accounts that never answer."""
    draw = Random(f"{seed}:messages")
    owners = {agency.code: agency for agency in agencies}
    answering = [account for account in accounts if account.scenario != "never_answers"]
    on_sites = round(count * SITE_SHARE) if sites else 0
    places: list[SitePlan | AccountPlan] = [draw.choice(sites) for _ in range(on_sites)]
    places += [draw.choice(answering) for _ in range(count - on_sites) if answering]
    for account in accounts:
        if account.scenario == "never_answers":
            places += [account] * UNANSWERED_OF_SILENT_ACCOUNT
    return tuple(
        _message(draw, as_of, days, owners[subject.agency_code], place, subject) for place, subject in enumerate(places)
    )


def _message(
    draw: Random, as_of: date, days: DayCount, agency: AgencyPlan, place: int, subject: SitePlan | AccountPlan
) -> MessagePlan:
    fate = _fate(draw, agency, subject)
    asked, answered = _days_of(draw, as_of, days, fate)
    return MessagePlan(
        agency_code=agency.code,
        holder=agency.holder,
        number=f"LY{number_prefix_of(agency.holder)}{asked.year}{place + 1:05d}",
        title=f"关于{draw.choice(words('message_subjects'))}的咨询",
        scenario=fate,
        site_path=subject.path if isinstance(subject, SitePlan) else None,
        account_key=subject.key if isinstance(subject, AccountPlan) else None,
        asked_on=asked,
        answered_on=answered if answered is not None and answered <= as_of else None,
    )


def _fate(draw: Random, agency: AgencyPlan, subject: SitePlan | AccountPlan) -> str:
    if isinstance(subject, AccountPlan) and subject.scenario == "never_answers":
        return "never_answered_here"
    weights = [weight * (agency.lag if "late" in fate or "never" in fate else 1) for fate, weight in FATES.items()]
    return draw.choices(list(FATES), weights)[0]


def _days_of(draw: Random, as_of: date, days: DayCount, fate: str) -> tuple[date, date | None]:
    if fate == "just_asked":
        return as_of - timedelta(days=draw.randint(0, 4)), None
    if fate == "never_answered_here":
        return as_of - timedelta(days=draw.randint(30, 300)), None
    asked = as_of - timedelta(days=draw.randint(1, 364))
    if fate == "never_answered":
        return asked, None
    longest = (1, REPLY_PERIOD) if fate == "answered" else (REPLY_PERIOD + 1, 30)
    return asked, days.after(asked, draw.randint(*longest))
