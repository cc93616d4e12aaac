"""Annual reports seen in a column of category annual_report, each recorded once for the agency that it is of."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.recording.agencies import plain_name
from collectors.websites.annual_reports import SeenReport
from store.insert import insert_new
from store.models import Agency, AnnualReportEntry, Region, Site, SiteColumn
from store.models.base import fingerprint

_GENERAL_WORDS = ("人民政府办公室", "人民政府办公厅", "人民政府", "行政公署", "政府")


def keep_reports(
    session: Session, column_id: int, run_id: int, reports: Sequence[SeenReport], day: date, now: datetime
) -> int:
    """Append the reports that were not known; returns how many. `day`: of the look (Asia/Shanghai).

    A report whose title names somebody that is not in the registry of the region is left out.
    """
    if not reports:
        return 0
    whose = _Owners(session, column_id)
    rows = []
    for report in reports:
        agency_id = whose.of(report.whose)
        if agency_id is None:
            continue
        mark = fingerprint("published", agency_id, report.year, report.published_on, column_id)
        rows.append(
            {
                "agency_id": agency_id,
                "year": report.year,
                "kind": "published",
                "happened_on": report.published_on,
                "first_seen_on": day,
                "title": report.title,
                "url": report.url,
                "site_column_id": column_id,
                "run_id": run_id,
                "recorded_at": now,
                "fingerprint": mark,
            }
        )
    return len(insert_new(session, AnnualReportEntry, rows))


class _Owners:
    """Whose report a title means: the site's own agency, or another of its region whose name it carries."""

    def __init__(self, session: Session, column_id: int) -> None:
        own = session.scalars(
            select(Agency)
            .join(Site, Site.agency_id == Agency.id)
            .join(SiteColumn, SiteColumn.site_id == Site.id)
            .where(SiteColumn.id == column_id)
        ).one()
        self._own = own.id
        path = session.scalar(select(Region.path).where(Region.code == own.region_code)) or ""
        above = select(Region.name).where(Region.code.in_(path.split("/"))).order_by(Region.path)
        self._places = [plain_name(name) for name in session.scalars(above)]
        self._own_names = self._short_names(own)
        same_region = (Agency.region_code == own.region_code, Agency.active, Agency.id != own.id)
        self._others = {
            name: agency.id
            for agency in session.scalars(select(Agency).where(*same_region).order_by(Agency.id))
            for name in self._short_names(agency)
        }

    def of(self, words: str) -> int | None:
        """The id of the agency; None for one that is unknown."""
        name = self._short(words)
        if not name or name in self._own_names:
            return self._own
        return self._others.get(name)

    def _short_names(self, agency: Agency) -> set[str]:
        names = {self._short(name) for name in (agency.name, agency.short_name) if name}
        return names - {""} or {plain_name(agency.name)}

    def _short(self, name: str) -> str:
        """A name without its places and without the words that every government has in its name."""
        short = plain_name(name)
        for place in self._places:
            short = short.removeprefix(place)
        for word in _GENERAL_WORDS:
            short = short.removesuffix(word)
        return short
