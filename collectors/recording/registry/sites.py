"""Sites and columns as a registry tells them, with the sources that look at them."""

from collections import defaultdict
from collections.abc import Callable
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.decoding import quoted
from collectors.recording.agencies import namesakes, plain_name, unregistered
from collectors.recording.nearest import NearestNames
from collectors.recording.registry.categories import CategoryNames
from collectors.recording.registry.changes import Changes, Telling
from collectors.registry_files.addresses import same_address
from collectors.registry_files.registry_row import ColumnTold, SiteTold
from collectors.tables.accounting import RowRefused
from collectors.tables.faults import RowFault
from collectors.tables.table import TableRow
from store.models import Agency, Site, SiteColumn

_RETIRED: Final = "登记信息中该{what}已于 {day} 停用；停用、恢复请在系统中办理"
_IN_USE: Final = "登记信息中该{what}仍在用；停用须注明原因，请在该{what}的页面上办理"


class SiteBook:
    """The sites of the registry by address and by name, and their columns by address."""

    def __init__(self, session: Session, categories: CategoryNames, changes: Changes, form_only: bool = False) -> None:
        """`form_only`: while there is no site, a name that is not known is no fault; see `AgencyBook`."""
        self._session = session
        self._categories = categories
        self._changes = changes
        self._by_address: dict[str, Site] = {}
        self._by_name: defaultdict[str, dict[int, Site]] = defaultdict(dict)
        self._nearest = NearestNames()
        for site in session.scalars(select(Site).order_by(Site.id)):
            self._know(site)
        self._form_only = form_only and not self._by_address
        self._columns: dict[int, dict[str, SiteColumn]] = {}

    def find(self, told: SiteTold, agency: Agency | None, anybody: Callable[[], Agency] | None = None) -> Site | None:
        """The site meant, None for a new one. Refuses the row where only a name is told that is unknown or unclear.

        `anybody`: in a trial, whose site it is where the row does not say.
        """
        if told.url:
            return self._by_address.get(same_address(told.url))
        named = list(self._by_name.get(plain_name(told.name), {}).values())
        if agency is not None and len(named) > 1:
            named = [site for site in named if site.agency_id == agency.id] or named
        if len(named) == 1:
            return named[0]
        if named:
            raise RowRefused("site_name", RowFault.UNKNOWN_SITE, namesakes("网站", told.name, len(named)))
        if self._form_only and (agency or anybody):
            return self._stand_in(told.name, agency or anybody())  # type: ignore[misc]
        near = self._nearest.words(told.name)
        raise RowRefused("site_name", RowFault.UNKNOWN_SITE, f"{unregistered('网站', told.name)}{near}")

    def of_agency(self, agency: Agency) -> Site:
        """The one site of an agency, for a row that names no site."""
        own = [site for site in self._by_address.values() if site.agency_id == agency.id]
        if not own and self._form_only:
            return self._stand_in(agency.name, agency)
        if len(own) != 1:
            explanation = f"{quoted(agency.name)}登记有 {len(own)} 个网站，该行没有写明是哪一个"
            raise RowRefused("site_name", RowFault.UNKNOWN_SITE, explanation)
        return own[0]

    def _stand_in(self, name: str, agency: Agency) -> Site:
        site = Site(home_url=f"http://trial-{len(self._by_address)}.invalid/", name=name, agency_id=agency.id)
        self._session.add(site)
        self._session.flush()
        self._know(site)
        return site

    def site_tellings(self, told: SiteTold, site: Site | None, agency: Agency | None, row: TableRow) -> list[Telling]:
        """What the row says of a site, after asking whether the file agrees with itself."""
        if site is None and not told.name:
            raise RowRefused("site_name", RowFault.NAME_MISSING, f"新网站{quoted(told.url)}没有名称")
        if site is None and agency is None:
            raise RowRefused("agency", RowFault.AGENCY_MISSING, f"新网站{quoted(told.name)}没有主办单位")
        if site is not None and not told.declares:
            return []
        tellings: list[Telling] = [("site_name", "name", told.name), ("site_kind", "kind", told.kind)]
        if agency is not None and told.url:
            tellings.append(("agency", "agency_id", agency.id))
        self._changes.agree("site", same_address(told.url or (site.home_url if site else "")), tellings, row)
        return tellings

    def keep_site(self, told: SiteTold, site: Site | None, tellings: list[Telling]) -> tuple[Site, bool]:
        """The site brought to what the row says, and whether that was news."""
        if site is not None:
            changed = self._changes.write("site", site.home_url, site, tellings)
            self._know(site)
            return site, changed
        values = {name: value for _, name, value in tellings if value not in (None, "")}
        site = Site(home_url=told.url, **values)
        self._session.add(site)
        self._session.flush()
        self._know(site)
        self._columns[site.id] = {}
        self._changes.count_new("site")
        return site, True

    def column_of(self, told: ColumnTold, site: Site | None) -> SiteColumn | None:
        """The column meant, None for a new one."""
        return self._columns_of(site).get(same_address(told.url)) if site is not None else None

    def column_tellings(
        self, told: ColumnTold, column: SiteColumn | None, site_key: str, row: TableRow
    ) -> list[Telling]:
        """What the row says of a column. Without a category, a new one is guessed by its name."""
        if column is None and not told.name:
            raise RowRefused("column_name", RowFault.NAME_MISSING, f"新栏目{quoted(told.url)}没有名称")
        category = self._categories.find(told.category) if told.category else None
        if column is None and category is None:
            category = self._categories.guess(told.name).code
        tellings: list[Telling] = [
            ("column_name", "name", told.name),
            ("category", "category", category),
            ("limit_days", "limit_days", told.limit_days),
            ("selector", "selector", told.selector),
        ]
        self._changes.agree("column", f"{site_key} {same_address(told.url)}", tellings, row)
        return tellings

    def keep_column(self, told: ColumnTold, column: SiteColumn | None, site: Site, tellings: list[Telling]) -> bool:
        """Whether what the row says of the column was news."""
        if column is not None:
            return self._changes.write("column", column.url, column, tellings)
        values = {name: value for _, name, value in tellings if value not in (None, "")}
        column = SiteColumn(site_id=site.id, url=told.url, **values)
        self._session.add(column)
        self._columns_of(site)[same_address(told.url)] = column
        self._changes.count_new("column")
        return True

    def _columns_of(self, site: Site) -> dict[str, SiteColumn]:
        if site.id not in self._columns:
            rows = self._session.scalars(select(SiteColumn).where(SiteColumn.site_id == site.id))
            self._columns[site.id] = {same_address(column.url): column for column in rows}
        return self._columns[site.id]

    def _know(self, site: Site) -> None:
        self._by_address[same_address(site.home_url)] = site
        self._by_name[plain_name(site.name)][site.id] = site
        self._nearest.add(site.name)


def refuse_other_state(told: str, thing: Site | SiteColumn | None) -> None:
    """A file neither retires nor brings back: that takes a reason and a name. It may repeat what is so."""
    retired = thing is not None and thing.retired_on is not None
    what = "栏目" if isinstance(thing, SiteColumn) else "网站"
    if told == "active" and thing is not None and retired:
        raise RowRefused("state", RowFault.UNKNOWN_WORD, _RETIRED.format(what=what, day=thing.retired_on))
    if told == "retired" and not retired:
        raise RowRefused("state", RowFault.UNKNOWN_WORD, _IN_USE.format(what=what))
