"""When each site is visited: evenly over the day, every site at minutes of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from metrics.law_days import SHANGHAI
from metrics.look_times import share_of

_DAY = timedelta(days=1)
_LEAD, _OWN, _WANDERS = 0.1, 0.7, 0.2
"""Parts of a slot: none is visited in the first, sites are spread over the second, each wanders within the third."""


@dataclass(frozen=True, slots=True)
class DueVisit:
    """A visit to make now. ``slot``: from 0 on, its place in the plan of the day (Asia/Shanghai)."""

    site_id: int
    address: str
    day: date
    slot: int


def planned_at(site_id: int, day: date, slot: int, per_day: int) -> datetime:
    """The moment (aware) of a visit. Two visits of one site lie about a day divided by ``per_day`` apart."""
    part = _LEAD + _OWN * share_of("site", site_id) + _WANDERS * share_of("visit", site_id, day, slot)
    return datetime.combine(day, time.min, SHANGHAI) + _DAY / per_day * (slot + part)


def due_slot(site_id: int, now: datetime, per_day: int) -> tuple[date, int] | None:
    """Day and slot of the newest visit planned up to ``now`` today; None before the first one of the day.

    Older ones that were missed are not made up for: they would stand close together and say little of the day.
    """
    local = now.astimezone(SHANGHAI)
    day = local.date()
    slot = int((local - datetime.combine(day, time.min, SHANGHAI)) / (_DAY / per_day))
    if planned_at(site_id, day, slot, per_day) > now:
        slot -= 1
    return (day, slot) if slot >= 0 else None
