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
    wanted = [(draw.choice(sites), None) for _ in range(round(count * SITE_SHARE))] if sites else []
    others = [(None, draw.choice(answering)) for _ in range(count - len(wanted))] if answering else []
    silent = [
        (None, account)
        for account in accounts
        if account.scenario == "never_answers"
        for _ in range(UNANSWERED_OF_SILENT_ACCOUNT)
    ]
    places: list[tuple[SitePlan | None, AccountPlan | None]] = [*wanted, *others, *silent]
    return tuple(
        _message(draw, as_of, days, owners, place, site, account) for place, (site, account) in enumerate(places)
    )


def _message(
    draw: Random,
    as_of: date,
    days: DayCount,
    owners: dict[str, AgencyPlan],
    place: int,
    site: SitePlan | None,
    account: AccountPlan | None,
) -> MessagePlan:
    subject = site or account
    assert subject is not None  # every message was left somewhere
    agency = owners[subject.agency_code]
    fate = _fate(draw, agency, account)
    asked, answered = _days_of(draw, as_of, days, fate)
    return MessagePlan(
        agency_code=agency.code,
        holder=agency.holder,
        number=f"LY{number_prefix_of(agency.holder)}{asked.year}{place + 1:05d}",
        title=f"关于{draw.choice(words('message_subjects'))}的咨询",
        scenario=fate,
        site_path=site.path if site else None,
        account_key=account.key if account else None,
        asked_on=asked,
        answered_on=answered if answered is not None and answered <= as_of else None,
    )


def _fate(draw: Random, agency: AgencyPlan, account: AccountPlan | None) -> str:
    if account is not None and account.scenario == "never_answers":
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
