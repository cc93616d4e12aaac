"""One line for each agency: its assessment, its places, and words where there is no figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from metrics.assessment import AgencyAssessment, AgencyYear, agency_assessment, rank
from metrics.column_findings import ColumnAnswer
from metrics.latency import Latency
from metrics.regional_days import regional_days
from reports.assessment.gathering import agency_years
from rulebook import Rulebook
from store.models import Agency, Region

NO_DATA = "无数据"
NOT_APPLICABLE = "不适用"
Figure = int | float | str


@dataclass(frozen=True)
class AgencyLine:
    """``place``: among all agencies with a score; ``place_in_league``: among those of its league."""

    agency: Agency
    region: str
    league: str
    facts: AgencyYear
    result: AgencyAssessment
    place: int | None
    place_in_league: int | None

    def requests_due(self) -> Figure:
        """Requests whose answer or due day fell into the year."""
        return self.result.on_time.whole if self.facts.requests else f"{NO_DATA}：没有申请台账"

    def on_time_share(self) -> Figure:
        """Share (0–1) of them that was answered in time."""
        if not self.facts.requests:
            return f"{NO_DATA}：没有申请台账"
        percent = self.result.on_time.percent
        return f"{NOT_APPLICABLE}：没有到期的申请" if percent is None else percent / 100

    def overdue(self) -> Figure:
        """Requests that are overdue and still not answered."""
        return self.result.overdue_open if self.facts.requests else f"{NO_DATA}：没有申请台账"

    def stale_columns(self) -> Figure:
        """Columns that the last look showed to be stale, blank or undated."""
        if not self.facts.columns:
            return f"{NOT_APPLICABLE}：没有登记栏目"
        if self.unchecked_columns() == len(self.facts.columns):
            return f"{NO_DATA}：栏目均未检查成功"
        return self.result.stale_columns

    def unchecked_columns(self) -> int:
        """Columns of which nothing is known: never looked at, too long ago, or the look failed."""
        unknown = (ColumnAnswer.NOT_CHECKED, ColumnAnswer.CHECK_FAILED)
        return sum(self.result.columns.get(answer, 0) for answer in unknown)

    def reply_days(self) -> Figure:
        """Median working days of a reply."""
        if not self.facts.requests:
            return f"{NO_DATA}：没有申请台账"
        return _median(self.result.reply_latency, "没有本年度的申请")

    def message_days(self) -> Figure:
        """Median working days until a message is answered."""
        return _median(self.result.case_latency, "没有本年度的留言")

    def counted(self, figure: Figure) -> Figure:
        """``figure``, unless nothing at all is known of the agency."""
        return NO_DATA if self.result.score is None else figure


def _median(latency: Latency, nothing: str) -> Figure:
    if latency.median is not None:
        return latency.median
    return f"过半未答复（{latency.open} 件）" if latency.open else f"{NOT_APPLICABLE}：{nothing}"


def agency_lines(
    session: Session, rulebook: Rulebook, year: int, as_of: date, scope_path: str | None
) -> list[AgencyLine]:
    """A line for every active agency at or below the region with that path, best score first."""
    regions = {region.code: region for region in session.scalars(select(Region))}
    query = select(Agency).join(Region, Region.code == Agency.region_code).where(Agency.active)
    if scope_path is not None:
        query = query.where(Region.path.startswith(scope_path, autoescape=True))
    agencies = session.scalars(query.order_by(Region.path, Agency.name)).all()
    days = regional_days(rulebook.calendar)
    years = list(agency_years(session, agencies, year, as_of))
    results = [
        agency_assessment(facts, rulebook, days.of(regions[agency.region_code].path), as_of)
        for agency, facts in zip(agencies, years, strict=True)
    ]
    places = rank({result.agency_id: result.score for result in results})
    leagues = {agency.id: _league(regions[agency.region_code], regions) for agency in agencies}
    league_places = _places_by_league(results, leagues)
    lines = [
        AgencyLine(
            agency=agency,
            region=regions[agency.region_code].name,
            league=leagues[facts.agency_id].name,
            facts=facts,
            result=result,
            place=places[facts.agency_id],
            place_in_league=league_places[facts.agency_id],
        )
        for agency, facts, result in zip(agencies, years, results, strict=True)
    ]
    return sorted(lines, key=lambda line: (line.place is None, line.place or 0))


def _league(region: Region, regions: dict[str, Region]) -> Region:
    while region.kind not in ("league", "province") and region.parent_code is not None:
        region = regions[region.parent_code]
    return region


def _places_by_league(results: Sequence[AgencyAssessment], leagues: dict[int, Region]) -> dict[int, int | None]:
    scores: dict[str, dict[int, float | None]] = defaultdict(dict)
    for result in results:
        scores[leagues[result.agency_id].code][result.agency_id] = result.score
    return {name: place for of_league in scores.values() for name, place in rank(of_league).items()}
