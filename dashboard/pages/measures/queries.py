"""The measures of a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.pages.measures.kept import Kept
from dashboard.pages.measures.question import Question
from dashboard.scope import Scope
from dashboard.services import Services
from reports.request_measures import AgencyTally, Grouping, MeasureReport, agency_tallies, measure_agencies
from store.models import Agency, Region

_COUNTED = Kept[list[AgencyTally]](12)


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
    return _COUNTED.get(
        session,
        services,
        (asked.period, asked.as_of),
        lambda: agency_tallies(session, services.rulebook, asked.period, asked.as_of),
    )


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
