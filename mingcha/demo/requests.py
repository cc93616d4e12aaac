"""The applications of a year, spread over agencies as uneven as real ones."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from mingcha.demo.day_count import DayCount
from mingcha.demo.log_layouts import layout_of
from mingcha.demo.plan import AgencyPlan, PlannedEvent, RequestPlan
from mingcha.demo.request_scenarios import choose_scenario
from mingcha.demo.words import number_prefix_of, words

CHANNELS = ["internet"] * 52 + ["registered_post"] * 26 + ["in_person"] * 14 + ["post"] * 6 + ["fax"] * 2
APPLICANTS = (
    ["natural_person"] * 80 + ["enterprise"] * 11 + ["legal_service"] * 4 + ["public_interest"] * 2
    + ["research"] * 1 + ["other"] * 2
)  # fmt: skip
UNCONFIRMED_SHARE = 0.006
_LEAGUE_GOVERNMENT, _DEPARTMENT, _BANNER_GOVERNMENT = 9.0, 5.0, 3.0


def plan_requests(
    seed: int, as_of: date, count: int, agencies: tuple[AgencyPlan, ...], days: DayCount
) -> tuple[RequestPlan, ...]:
    """``count`` requests received in the year up to ``as_of``, with the events known by then."""
    draw = Random(f"{seed}:requests")
    known = [agency for agency in agencies if agency.has_data]
    chosen = draw.choices(known, [_weight(agency) for agency in known], k=count)
    received = sorted(as_of - timedelta(days=draw.randint(0, 364)) for _ in range(count))
    counters: dict[str, int] = {}
    plans = []
    for agency, day in zip(chosen, received, strict=True):
        counters[agency.holder] = counters.get(agency.holder, 0) + 1
        number = f"{number_prefix_of(agency.holder)}-{day.year}-{counters[agency.holder]:04d}"
        plans.append(_plan(draw, days, agency, number, day, as_of))
    return tuple(plan for plan in plans if plan.events)


def _plan(draw: Random, days: DayCount, agency: AgencyPlan, number: str, day: date, as_of: date) -> RequestPlan:
    channel = draw.choice(CHANNELS)
    base = days.on_or_after(day)
    events = _arrival(channel, day, base)
    # A log without channels cannot tell such a request from a received one, so its holder has none.
    if channel == "internet" and draw.random() < UNCONFIRMED_SHARE and layout_of(agency.holder).names_channel:
        name, events = "unconfirmed", [event for event in events if event.kind == "submitted"]
    else:
        scenario = choose_scenario(draw, agency.lag)
        name = scenario.__name__
        events += scenario(draw, days, base)
    return RequestPlan(
        agency_code=agency.code,
        holder=agency.holder,
        number=number,
        description=f"{draw.choice(words('request_places'))}{draw.choice(words('request_subjects'))}",
        channel=channel,
        scenario=name,
        events=tuple(event for event in events if event.on <= as_of),
        applicant=Random(f"{number}:applicant").choice(APPLICANTS),
    )


def _arrival(channel: str, day: date, base: date) -> list[PlannedEvent]:
    """How a request comes in. ``base``: the day from which 条例 第三十一条 counts on."""
    detail = {"channel": channel}
    if channel in ("internet", "fax"):
        return [PlannedEvent("submitted", day, detail), PlannedEvent("confirmed", base, detail)]
    if channel == "post":
        return [PlannedEvent("received", base, detail), PlannedEvent("confirmed", base, detail)]
    return [PlannedEvent("received", base, detail)]


def _weight(agency: AgencyPlan) -> float:
    if agency.kind == "department":
        return _DEPARTMENT
    return _LEAGUE_GOVERNMENT if agency.region_code.endswith("00") else _BANNER_GOVERNMENT
