"""The column or the single page that holds an item of a catalogue."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.catalogue_files.catalogue_row import PlaceTold
from collectors.decoding import quoted
from collectors.recording.agencies import namesakes, plain_name, unregistered
from collectors.recording.nearest import NearestNames
from collectors.recording.registry.changes import Changes
from collectors.registry_files.addresses import same_address
from collectors.tables.accounting import RowRefused
from collectors.tables.faults import RowFault
from store.models import Agency, Site, SiteColumn

PAGE: Final = "page"
"""Category of a single page that holds an item: looked at like a column, but not one of the site's columns (W4)."""


@dataclass(frozen=True)
class Place:
    """A registered column, or a page of a site that is registered when the row is kept."""

    address: str
    column: SiteColumn | None
    site: Site | None
    name: str


class PlaceBook:
    """Finds columns by address or by name, and the sites that pages belong to."""

    def __init__(self, session: Session, changes: Changes, form_only: bool = False) -> None:
        """`form_only`: while there is no column, one that is not known is no fault."""
        self._session = session
        self._changes = changes
        self._sites = {site.id: site for site in session.scalars(select(Site).where(Site.active).order_by(Site.id))}
        self._by_address: defaultdict[str, list[SiteColumn]] = defaultdict(list)
        self._by_name: defaultdict[str, list[SiteColumn]] = defaultdict(list)
        for column in session.scalars(select(SiteColumn).where(SiteColumn.active).order_by(SiteColumn.id)):
            self._know(column)
        self._nearest = NearestNames(self._by_name)
        self._form_only = form_only and not self._by_name

    def find(self, told: PlaceTold, agency: Agency) -> Place | None:
        """The place meant. Refuses the row where no column or site fits; None in a trial without any."""
        if self._form_only:
            return None
        if not told.url:
            return self._named(told, agency)
        address = same_address(told.url)
        columns = self._by_address.get(address, [])
        if columns:
            return Place(address, self._own_first(columns, agency)[0], None, "")
        site = self._site_of(address, agency)
        if site is None:
            explanation = f"{quoted(told.url)}既不是已登记的栏目，也不在已登记的网站上；请先登记网站"
            raise RowRefused("column_url", RowFault.UNKNOWN_SITE, explanation)
        return Place(address, None, site, told.column or told.url[:120])

    def keep(self, place: Place) -> int:
        """The id of the column; a page is registered as one of category page."""
        if place.column is not None:
            return place.column.id
        known = self._by_address.get(place.address)
        if known:
            return known[0].id
        if place.site is None:
            raise ValueError(f"a place without column and site: {place.address}")
        column = SiteColumn(site_id=place.site.id, name=place.name, url=place.address, category=PAGE)
        self._session.add(column)
        self._session.flush()
        self._know(column)
        self._changes.count_new("page")
        return column.id

    def _named(self, told: PlaceTold, agency: Agency) -> Place:
        found = self._by_name.get(plain_name(told.column), [])
        if told.site:
            wanted = plain_name(told.site)
            found = [column for column in found if plain_name(self._sites[column.site_id].name) == wanted]
        else:
            found = [column for column in found if self._sites[column.site_id].agency_id == agency.id]
        if len(found) == 1:
            return Place(same_address(found[0].url), found[0], None, "")
        if found:
            raise RowRefused("column_name", RowFault.UNKNOWN_COLUMN, namesakes("栏目", told.column, len(found)))
        near = self._nearest.words(plain_name(told.column))
        whose = f"{agency.name}的网站上" if not told.site else f"网站{quoted(told.site)}上"
        words = f"{whose}，{unregistered('栏目', told.column)}{near}"
        raise RowRefused("column_name", RowFault.UNKNOWN_COLUMN, words)

    def _own_first(self, columns: list[SiteColumn], agency: Agency) -> list[SiteColumn]:
        return sorted(columns, key=lambda column: (self._sites[column.site_id].agency_id != agency.id, column.id))

    def _site_of(self, address: str, agency: Agency) -> Site | None:
        """The site on whose host the page lies: the agency's own, else the one whose address fits longest."""
        host = urlsplit(address).netloc
        on_host = [site for site in self._sites.values() if urlsplit(same_address(site.home_url)).netloc == host]
        fitting = sorted(
            on_host,
            key=lambda site: (
                not address.startswith(same_address(site.home_url)),
                site.agency_id != agency.id,
                -len(site.home_url),
            ),
        )
        return fitting[0] if fitting else None

    def _know(self, column: SiteColumn) -> None:
        if column.site_id in self._sites:
            self._by_address[same_address(column.url)].append(column)
            self._by_name[plain_name(column.name)].append(column)
