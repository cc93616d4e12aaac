"""The sources that look at sites and columns: one each, made when the site or column is registered."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from store.insert import insert_new
from store.models import Agency, Site, SiteColumn, Source

DAILY_MINUTES: Final = 24 * 60


def watch_registered(session: Session) -> int:
    """Make the missing sources of all active sites and columns; bring name, place and address of the others up to date.

    Returns how many are new.
    """
    session.flush()
    made = insert_new(session, Source, _missing_homes(session))
    made += insert_new(session, Source, _missing_columns(session))
    _follow_registry(session)
    return len(made)


def _missing_homes(session: Session) -> Iterator[dict[str, Any]]:
    watched = select(Source.id).where(Source.site_id == Site.id, Source.kind == "site_home")
    query = select(Site, Agency.region_code).join(Agency, Agency.id == Site.agency_id)
    for site, region in session.execute(query.where(Site.active, ~watched.exists()).order_by(Site.id)).all():
        yield _source("site_home", site.id, f"{site.name}首页", site.home_url, site, region, None)


def _missing_columns(session: Session) -> Iterator[dict[str, Any]]:
    watched = select(Source.id).where(Source.site_column_id == SiteColumn.id)
    query = (
        select(SiteColumn, Site, Agency.region_code)
        .join(Site, Site.id == SiteColumn.site_id)
        .join(Agency, Agency.id == Site.agency_id)
        .where(SiteColumn.active, Site.active, ~watched.exists())
    )
    for column, site, region in session.execute(query.order_by(SiteColumn.id)).all():
        yield _source("column", column.id, f"{site.name} {column.name}", column.url, site, region, column.id)


def _source(
    kind: str, id_: int, name: str, location: str, site: Site, region: str, column_id: int | None
) -> dict[str, Any]:
    return {
        "key": f"{kind}:{id_}",
        "kind": kind,
        "name": name[:200],
        "location": location,
        "region_code": region,
        "agency_id": site.agency_id,
        "site_id": site.id,
        "site_column_id": column_id,
        "every_minutes": DAILY_MINUTES,
    }


def _follow_registry(session: Session) -> None:
    """A site that went to another agency takes its sources with it: scope follows the source."""
    moved = (
        select(Source.id, Site.agency_id, Agency.region_code)
        .join(Site, Site.id == Source.site_id)
        .join(Agency, Agency.id == Site.agency_id)
        .where((Source.agency_id != Site.agency_id) | (Source.region_code != Agency.region_code))
    )
    for source_id, agency_id, region in session.execute(moved).all():
        session.execute(update(Source).where(Source.id == source_id).values(agency_id=agency_id, region_code=region))
