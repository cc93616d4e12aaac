"""Recording a catalogue: items, the duties of agencies, and the columns or pages that hold them."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.catalogue_files.catalogue_row import CatalogueRow
from collectors.recording.catalogue_places import Place, PlaceBook
from collectors.recording.registry.agencies import AgencyBook
from collectors.recording.registry.changes import Changes, Telling
from collectors.tables.accounting import RowProblem, RowRefused
from collectors.tables.faults import RowFault
from store.catalogue import duties_by_level
from store.models import Agency, CatalogueDuty, CatalogueItem


@dataclass
class CatalogueCount:
    """What became of the rows that could be read."""

    accepted: int = 0
    unchanged: int = 0
    problems: list[RowProblem] = field(default_factory=list)


def record_catalogue(
    session: Session, told: list[CatalogueRow], changes: Changes, today: date, form_only: bool = False
) -> CatalogueCount:
    """Bring the catalogue to what the rows say; what the file does not name stays as it is.

    A duty without a place is a gap from the day on which the item came into force, or from `today`, when that was told.
    `form_only`: a trial; names that an empty registry cannot know are no faults.
    """
    book = _CatalogueBook(session, changes, today, form_only)
    count = CatalogueCount()
    for row in told:
        try:
            news = book.record(row)
        except RowRefused as refusal:
            count.problems.append(row.sheet.problem(row.row, refusal))
            continue
        count.accepted += news
        count.unchanged += not news
    session.flush()
    duties_by_level(session, today)
    return count


class _CatalogueBook:
    def __init__(self, session: Session, changes: Changes, today: date, form_only: bool) -> None:
        self._session = session
        self._changes = changes
        self._today = today
        self._agencies = AgencyBook(session, changes, form_only)
        self._places = PlaceBook(session, changes, form_only)
        self._items = {(item.catalogue, item.code): item for item in session.scalars(select(CatalogueItem))}
        self._duties = {(duty.item_id, duty.agency_id): duty for duty in session.scalars(select(CatalogueDuty))}

    def record(self, row: CatalogueRow) -> bool:
        """Whether the row was news: everything is asked before anything is written."""
        item = self._items.get((row.catalogue, row.code))
        tellings = self._tellings(row, item)
        agencies = self._named(row)
        places = self._places_of(row, agencies)
        self._changes.agree("item", f"{row.catalogue} {row.code}", tellings, row.row)
        for agency, place in zip(agencies, places, strict=True):
            address = place.address if place else None
            key = f"{row.catalogue} {row.code} {agency.code}"
            self._changes.agree("duty", key, [("column_url", "place", address)], row.row)
        item, news = self._keep_item(row, item, tellings)
        for agency, place in zip(agencies, places, strict=True):
            column_id = self._places.keep(place) if place else None
            news |= self._keep_duty(item, agency, column_id)
        return news

    def _named(self, row: CatalogueRow) -> list[Agency]:
        """The agencies of a row, once each. A cell is one agency if the registry knows it as such, else its parts."""
        found: dict[int, Agency] = {}
        for told in row.agencies:
            one = not told.parts or self._agencies.knows(told.whole)
            for agency in map(self._agencies.find, (told.whole,) if one else told.parts):
                if agency is not None:
                    found[agency.id] = agency
        return list(found.values())

    def _places_of(self, row: CatalogueRow, agencies: list[Agency]) -> list[Place | None]:
        """Where each agency publishes: what the row names, on its own site or, if it has none such, where another of
        the row's agencies has it."""
        if row.place is None:
            return [None] * len(agencies)
        places: list[Place | None] = []
        refusals: list[RowRefused] = []
        for agency in agencies:
            try:
                places.append(self._places.find(row.place, agency))
            except RowRefused as refusal:
                refusals.append(refusal)
                places.append(None)
        found = [place for place in places if place is not None]
        if refusals and not found:
            raise refusals[0]
        return [place or (found[0] if found else None) for place in places]

    def _tellings(self, row: CatalogueRow, item: CatalogueItem | None) -> list[Telling]:
        if item is None and not row.name:
            raise RowRefused("name", RowFault.NAME_MISSING, f"清单“{row.catalogue}”中没有编码为“{row.code}”的事项")
        field_name = row.field or ("" if item is not None else row.field_above)
        if item is None and not field_name:
            raise RowRefused("field", RowFault.NAME_MISSING, "新事项没有写明领域")
        return [
            ("field", "field", field_name),
            ("name", "name", row.name),
            ("content", "content", row.content),
            ("limit_days", "limit_days", row.limit_days),
            ("levels", "levels", list(row.levels) or None),
            ("in_force_from", "in_force_from", row.in_force_from),
        ]

    def _keep_item(
        self, row: CatalogueRow, item: CatalogueItem | None, tellings: list[Telling]
    ) -> tuple[CatalogueItem, bool]:
        if item is not None:
            return item, self._changes.write("item", f"{row.catalogue} {row.code}", item, tellings)
        values = {name: value for _, name, value in tellings if value not in (None, "")}
        item = CatalogueItem(catalogue=row.catalogue, code=row.code, **values)
        self._session.add(item)
        self._session.flush()
        self._items[row.catalogue, row.code] = item
        self._changes.count_new("item")
        return item, True

    def _keep_duty(self, item: CatalogueItem, agency: Agency, column_id: int | None) -> bool:
        duty = self._duties.get((item.id, agency.id))
        if duty is None:
            since = None if column_id else max(item.in_force_from or self._today, self._today)
            duty = CatalogueDuty(item_id=item.id, agency_id=agency.id, site_column_id=column_id, missing_since=since)
            self._session.add(duty)
            self._duties[item.id, agency.id] = duty
            self._changes.count_new("duty")
            return True
        if column_id is None or duty.site_column_id == column_id:
            return False
        self._changes.write("duty", f"{item.code} {agency.code}", duty, [("column_url", "site_column_id", column_id)])
        duty.missing_since = None
        return True
