"""Recording the rows of a registry file. A row whose site or column is refused may still have told of its agency."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from collectors.recording.registry.agencies import AgencyBook
from collectors.recording.registry.boards import BoardBook
from collectors.recording.registry.categories import CategoryNames
from collectors.recording.registry.changes import Changes
from collectors.recording.registry.sites import SiteBook, refuse_other_state
from collectors.registry_files.registry_row import RegistryRow
from collectors.tables.accounting import RowProblem, RowRefused
from collectors.tables.faults import RowFault
from rulebook import ColumnCategory
from store.models import Agency, Site

Anybody = Callable[[], Agency] | None


@dataclass
class RegistryCount:
    """What became of the rows that could be read."""

    accepted: int = 0
    unchanged: int = 0
    problems: list[RowProblem] = field(default_factory=list)


def record_registry(
    session: Session,
    told: list[RegistryRow],
    categories: Mapping[str, ColumnCategory],
    changes: Changes,
    form_only: bool = False,
) -> RegistryCount:
    """Bring the registry to what the rows say. What the file does not name stays as it is.

    `form_only`: a trial; names that an empty registry cannot know are no faults.
    """
    agencies = AgencyBook(session, changes, form_only)
    sites = SiteBook(session, CategoryNames(categories), changes, form_only)
    boards = BoardBook(session, changes)
    count = RegistryCount()
    for row in told:
        try:
            news = _record_row(row, agencies, sites, boards)
        except RowRefused as refusal:
            count.problems.append(row.sheet.problem(row.row, refusal))
            continue
        count.accepted += news
        count.unchanged += not news
    session.flush()
    return count


def _record_row(row: RegistryRow, agencies: AgencyBook, sites: SiteBook, boards: BoardBook) -> bool:
    told = agencies.placed_by_sheet(row.agency) if row.agency else None
    agency = agencies.find(told) if told else None
    news = False
    if told and told.declares:
        agency, news = agencies.declare(told, agency, row.row)
    if row.contact and agency is None:
        raise RowRefused("agency", RowFault.AGENCY_MISSING, "有联系人而没有单位")
    if row.site or row.column or row.board:
        news = _record_pages(row, agency, sites, boards, agencies.anybody if agencies.form_only else None) or news
    if row.contact and agency is not None:
        news = agencies.keep_contact(agency, *row.contact) or news
    return news


def _record_pages(
    row: RegistryRow, agency: Agency | None, sites: SiteBook, boards: BoardBook, anybody: Anybody
) -> bool:
    """The site, the column and the board of a row: everything is asked before anything is written."""
    site = _site_of(row, agency, sites, anybody)
    site_tellings = sites.site_tellings(row.site, site, agency, row.row) if row.site else []
    column = sites.column_of(row.column, site) if row.column else None
    boards.ask(row, site)
    if row.state and not row.board:
        refuse_other_state(row.state, column if row.column else site)
    key = str(site.id) if site is not None else (row.site.url if row.site else "")
    column_tellings = sites.column_tellings(row.column, column, key, row.row) if row.column else []
    news = False
    if row.site:
        site, news = sites.keep_site(row.site, site, site_tellings)
    if row.column and site is not None:
        news = sites.keep_column(row.column, column, site, column_tellings) or news
    if row.board and site is not None:
        news = boards.keep(row.board, site) or news
    return news


def _site_of(row: RegistryRow, agency: Agency | None, sites: SiteBook, anybody: Anybody) -> Site | None:
    if row.site:
        return sites.find(row.site, agency, anybody)
    if agency is None:
        raise RowRefused("site_name", RowFault.UNKNOWN_SITE, "栏目、留言板没有写明网站，也没有写明主办单位")
    return sites.of_agency(agency)
