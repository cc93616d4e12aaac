"""A month of visits to every website, as the schedule would have made them: what opened and what did not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from sqlalchemy import select

from collectors.availability import Visit, planned_at, record_visits
from metrics.facts import CheckOutcome
from mingcha.demo.plan import SitePlan, World
from store import Database
from store.models import Site

DAYS, PER_DAY = 30, 24
UNSTEADY = {9: 6, 6: 4, 5: 3}
"""Days before the world's day and the visits of that day that did not open: 3.6 % of a week, then 6 %."""
SHAKY = {4: 6}
CLOSED = {2: PER_DAY, 1: PER_DAY}
OPENS_MS, GIVEN_UP_MS = (180, 2400), 15_000


class PlannedDay(NamedTuple):
    """The visits of one day and those of them that do not open."""

    day: date
    visits: int
    failed: int


def planned_days(site: SitePlan) -> list[PlannedDay]:
    """The days of the month, oldest first."""
    if site.visited_until is None:
        return []
    world_day = site.visited_until + timedelta(days=1)
    faults = {"unsteady": UNSTEADY, "shaky": SHAKY, "closed": CLOSED}.get(site.access, {})
    return [PlannedDay(world_day - timedelta(days=ago), PER_DAY, faults.get(ago, 0)) for ago in range(DAYS, 0, -1)]


def record_world_visits(database: Database, world: World) -> int:
    """Record the month through the collectors' own way; returns the number of visits that were new."""
    with database.read() as session:
        ids = {url: id_ for id_, url in session.execute(select(Site.id, Site.home_url))}
    by_path = {"/" + url.split("/", 3)[3]: id_ for url, id_ in ids.items()}
    visits = (
        visit for site in world.sites if site.path in by_path for visit in _visits(site, by_path[site.path], world)
    )
    return record_visits(database, visits)


def _visits(site: SitePlan, site_id: int, world: World) -> Iterator[Visit]:
    draw = Random(f"{world.seed}:{site.path}:visits")
    for planned in planned_days(site):
        begins = draw.randrange(planned.visits - planned.failed + 1)
        for slot in range(planned.visits):
            fails = begins <= slot < begins + planned.failed
            outcome = CheckOutcome.TIMEOUT if fails else CheckOutcome.OK
            elapsed = GIVEN_UP_MS if fails else draw.randint(*OPENS_MS)
            moment = planned_at(site_id, planned.day, slot, PER_DAY)
            yield Visit(site_id, planned.day, slot, moment, outcome, elapsed)
