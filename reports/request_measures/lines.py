"""One line for each agency, league or region: its figures, its places among its like, and all of them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from metrics.request_measures import Figure, Period, Place, RequestTally, figures, places
from metrics.survival import Step, kaplan_meier
from reports.request_measures.gathering import AgencyTally, agency_tallies
from rulebook import Rulebook
from store import Database
from store.models import Region

ALONE = "没有同类可比"


class Grouping(StrEnum):
    """Whose figures are told. A region has those of all divisions below it; a league too, the province only its own."""

    AGENCY = "agency"
    LEAGUE = "league"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """``kind``: agency, league, banner, province; ``places`` by measure, among the lines of the same kind.

    ``outcomes``: closed requests by code of the reply kind; ``reply_time``: the curve behind the median.
    """

    code: str
    name: str
    kind: str
    figures: Mapping[str, Figure]
    outcomes: Mapping[str, int]
    reply_time: tuple[Step, ...]
    places: Mapping[str, Place]
    agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class MeasureReport:
    """The lines in the order of the divisions, and ``total`` of all agencies."""

    lines: tuple[MeasureLine, ...]
    total: MeasureLine


@dataclass(frozen=True, slots=True)
class _Unit:
    code: str
    name: str
    kind: str
    agency_id: int | None = None


class UnknownRegion(ValueError):
    """No region has this code."""


def measure_requests(
    database: Database, rulebook: Rulebook, period: Period, as_of: date, by: Grouping, region: str | None = None
) -> MeasureReport:
    """The measures of the requests received in ``period``, as they stood on ``as_of``.

    ``region``: code of the region to stay within, with what is below it (``UnknownRegion`` when there is none such).
    """
    with database.read() as session:
        below = session.scalar(select(Region.path).where(Region.code == region)) if region is not None else ""
        if below is None:
            raise UnknownRegion(f"没有代码为 {region} 的地区（no region has the code {region}）")
        agencies = agency_tallies(session, rulebook, period, as_of, below)
        return measure_agencies(session, rulebook, agencies, by, below)


def measure_agencies(
    session: Session, rulebook: Rulebook, agencies: Sequence[AgencyTally], by: Grouping, below: str = ""
) -> MeasureReport:
    """The measures of agencies that have been counted; ``below``: path of the region that they are all of.

    What lies above that region has no line: it would have only a part of its figures.
    """
    rows = session.execute(select(Region.code, Region.name, Region.kind))
    regions = {code: _Unit(code, name, kind) for code, name, kind in rows}
    grouped: dict[_Unit, RequestTally] = defaultdict(RequestTally)
    for agency in agencies:
        for unit in _units(agency, regions, by, below):
            grouped[unit] += agency.tally
    together = sum((agency.tally for agency in agencies), RequestTally())
    ranked = _ranked({unit: figures(tally) for unit, tally in grouped.items()}, rulebook)
    lines = tuple(_line(unit, tally, ranked[unit]) for unit, tally in grouped.items())
    return MeasureReport(lines, _line(_Unit("", "合计", "total"), together, {}))


def _units(agency: AgencyTally, regions: Mapping[str, _Unit], by: Grouping, below: str) -> Iterator[_Unit]:
    """What the agency counts for."""
    codes = agency.region_path.strip("/").split("/")
    if by is Grouping.AGENCY:
        yield _Unit(agency.code, agency.name, "agency", agency.id)
    elif by is Grouping.REGION:
        yield from (regions[code] for code in codes[max(0, below.count("/") - 1) :])
    elif len(codes) > 1:
        yield regions[codes[1]]
    else:
        yield _Unit(codes[0], f"{regions[codes[0]].name}本级", "province")


def _ranked(found: Mapping[_Unit, Mapping[str, Figure]], rulebook: Rulebook) -> dict[_Unit, dict[str, Place]]:
    """Places of each, by measure, among the units of its kind."""
    given: dict[_Unit, dict[str, Place]] = defaultdict(dict)
    measures = [measure for measure in rulebook.measures.values() if measure.best is not None]
    for kind in {unit.kind for unit in found}:
        alike = {unit.code: unit for unit in found if unit.kind == kind}
        for measure in measures:
            of_measure = {code: found[unit][measure.id] for code, unit in alike.items()}
            found_places = (
                places(of_measure, measure) if len(alike) > 1 else {code: Place(None, ALONE) for code in alike}
            )
            for code, place in found_places.items():
                given[alike[code]][measure.id] = place
    return given


def _line(unit: _Unit, tally: RequestTally, ranked: Mapping[str, Place]) -> MeasureLine:
    curve = kaplan_meier(tally.replied_after, tally.unreplied_for).steps
    return MeasureLine(
        unit.code, unit.name, unit.kind, figures(tally), dict(tally.outcomes), curve, ranked, unit.agency_id
    )
