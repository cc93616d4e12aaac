"""The measures of a place. What was counted is kept until the logs have something new: a year takes seconds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.pages.measures.question import Question
from dashboard.scope import Scope
from dashboard.services import Services
from reports.request_measures import AgencyTally, Grouping, MeasureReport, agency_tallies, measure_agencies
from store.models import Agency, Region, Request, RequestEvent

_MOST_KEPT = 12
_kept: OrderedDict[tuple[Any, ...], list[AgencyTally]] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class MeasuredPlace:
    """The report of one place. ``trail``: what is above it and itself, each a question with its name."""

    report: MeasureReport
    by: Grouping
    trail: Sequence[tuple[str, Question]]


def measured_place(session: Session, scope: Scope, services: Services, asked: Question) -> MeasuredPlace | None:
    """Return the measures of the place asked for, of what the user sees of it; none where the user sees nothing."""
    seen = set(session.scalars(scope.agency_ids()))
    tallies = [one for one in _tallies(session, services, asked) if one.id in seen and _is_in(one, asked)]
    if not tallies:
        return None
    whole = asked.region is None and asked.agency is None
    by = Grouping.LEAGUE if whole and scope.covers_leagues else Grouping.AGENCY
    report = measure_agencies(session, services.rulebook, tallies, by)
    return MeasuredPlace(report, by, _trail(session, asked))


def _tallies(session: Session, services: Services, asked: Question) -> list[AgencyTally]:
    """Counts of every agency; logs are only ever appended, so their newest entry tells one state from another."""
    rulebook = services.rulebook
    state = session.execute(
        select(
            select(func.max(RequestEvent.id)).scalar_subquery(),
            select(func.max(Request.id)).scalar_subquery(),
            select(func.count(Agency.id)).scalar_subquery(),
        )
    ).one()
    law = (rulebook.fingerprint, rulebook.calendar.version)
    key = (services.database.url, *state, *law, asked.period, asked.as_of)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    counted = agency_tallies(session, rulebook, asked.period, asked.as_of)
    with _lock:
        _kept[key] = counted
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return counted


def _is_in(tally: AgencyTally, asked: Question) -> bool:
    """As ``dashboard.places.in_place``: the place itself and the banners of a league, not all of a province."""
    if asked.agency is not None:
        return tally.id == asked.agency
    codes = tally.region_path.strip("/").split("/")
    return asked.region is None or asked.region == codes[-1] or (len(codes) > 2 and asked.region == codes[-2])


def _trail(session: Session, asked: Question) -> list[tuple[str, Question]]:
    trail = [("全部", asked.of())]
    region = asked.region
    if asked.agency is not None:
        agency = session.get_one(Agency, asked.agency)
        trail += _regions(session, agency.region_code, asked)
        return [*trail, (agency.name, asked)]
    return trail + (_regions(session, region, asked) if region else [])


def _regions(session: Session, code: str, asked: Question) -> list[tuple[str, Question]]:
    region = session.get(Region, code)
    if region is None:
        return []
    name = f"{region.name}本级" if region.kind == "province" else region.name
    above = _regions(session, region.parent_code, asked) if region.kind == "banner" and region.parent_code else []
    return [*above, (name, asked.of(region=code))]
