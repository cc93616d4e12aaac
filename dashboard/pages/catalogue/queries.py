"""Counts of the matrix, and blocks of the list of duties."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased

from dashboard.catalogue_filter import CatalogueFilter
from dashboard.catalogue_states import LAST, LAST_SEEN, STATE_SIGNS, STATES, duties, limit_of, state_of
from dashboard.grid_rows import block_bounds, chosen_order
from dashboard.places import place_of_agency
from dashboard.scope import Scope
from dashboard.services import Services
from metrics.law_days import law_day
from store.models import Agency, CatalogueDuty, CatalogueItem, Region, Site, SiteColumn

_PLACE = {state: place for place, state in enumerate(STATES)}
"""The worst first, where the user chose no order, or sorts by state."""


@dataclass
class Matrix:
    """Counts of duties by state, for each field (row) and each league or agency (column)."""

    by_agency: bool
    columns: dict[str, str]
    """Code of the league or id of the agency, with its name, in order."""
    cells: dict[str, dict[str, Counter[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Counter)))

    def of_field(self, name: str) -> Counter[str]:
        """All duties of a field."""
        return sum(self.cells[name].values(), Counter())

    def of_column(self, key: str) -> Counter[str]:
        """All duties of a league or agency."""
        return sum((cells[key] for cells in self.cells.values() if key in cells), Counter())

    @property
    def total(self) -> Counter[str]:
        """All duties."""
        return sum((self.of_field(name) for name in list(self.cells)), Counter())


def catalogue_names(session: Session) -> list[str]:
    """Return the catalogues there are."""
    return list(session.scalars(select(CatalogueItem.catalogue).distinct().order_by(CatalogueItem.catalogue)))


def field_names(session: Session, catalogue: str | None) -> list[str]:
    """Return the fields of a catalogue, in the order of their first item."""
    query = select(CatalogueItem.field).group_by(CatalogueItem.field).order_by(func.min(CatalogueItem.id))
    return list(session.scalars(query.where(CatalogueItem.catalogue == catalogue) if catalogue else query))


def matrix(session: Session, scope: Scope, wanted: CatalogueFilter, services: Services) -> Matrix:
    """Count the duties: by league where several are in scope and none is chosen, else by agency."""
    by_agency = wanted.region is not None or wanted.agency is not None or not scope.covers_leagues
    state = state_of(session, services.rulebook, services.today())
    place = aliased(Region)
    # An agency's key is a number, a league's a code; both are shown by name.
    keys: tuple[Any, ...] = (Agency.id, Agency.name) if by_agency else (place.code, place.name)
    order: tuple[Any, ...] = (place.path, Agency.name, Agency.id) if by_agency else (place.path,)
    query = (
        duties(session, scope, services.rulebook, services.today(), CatalogueItem.field, *keys, state, func.count())
        .join(place, place.code == place_of_agency())
        .where(*wanted.conditions())
        .group_by(CatalogueItem.field, *keys, place.path, state)
        .order_by(*order)
    )
    found = Matrix(by_agency, {})
    for name, key, column, told, count in session.execute(query):
        found.columns.setdefault(str(key), column)
        found.cells[name][str(key)][told] += count
    for name in field_names(session, wanted.catalogue):  # in the order of the catalogue
        if name in found.cells:
            found.cells[name] = found.cells.pop(name)
    return found


def block_of_duties(
    session: Session, scope: Scope, wanted: CatalogueFilter, request: Mapping[str, Any], services: Services
) -> dict[str, Any]:
    """Return the rows the grid asks for and how many there are in all, in the grid's own form. The worst come first."""
    first, length = block_bounds(request)
    state = state_of(session, services.rulebook, services.today())
    conditions, sortable = wanted.conditions(state), _sortable(state)
    number = session.scalar(
        duties(session, scope, services.rulebook, services.today(), func.count()).where(*conditions)
    )
    shown = (CatalogueDuty, CatalogueItem, Agency.name, Region.name, SiteColumn, Site.name, LAST, LAST_SEEN)
    query = (
        duties(session, scope, services.rulebook, services.today(), *shown, limit_of(services.rulebook), state)
        .where(*conditions)
        .order_by(
            *chosen_order(request, sortable, [sortable["state_name"]]), CatalogueItem.id, Region.path, CatalogueDuty.id
        )
        .offset(first)
        .limit(length)
    )
    return {"rowData": [_row(*line) for line in session.execute(query)], "rowCount": number or 0}


def _sortable(state: Any) -> Mapping[str, Any]:
    return {
        "state_name": case(_PLACE, value=state),
        "item": CatalogueItem.name,
        "field": CatalogueItem.field,
        "agency": Agency.name,
        "place": Region.path,
        "column": SiteColumn.name,
        "newest": LAST_SEEN.newest,
        "missing_since": CatalogueDuty.missing_since,
    }


def _row(
    duty: CatalogueDuty,
    item: CatalogueItem,
    agency: str,
    region: str,
    column: SiteColumn | None,
    site: str | None,
    last: Any,
    seen: Any,
    limit: int | None,
    state: str,
) -> dict[str, Any]:
    return {
        "id": duty.id,
        "href": f"/column/{column.id}" if column is not None else "",
        "state": state,
        "state_name": f"{STATE_SIGNS[state]} {STATES[state]}",
        "item": item.name,
        "item_in_full": f"{item.code} {item.name}" + (f"：{item.content}" if item.content else ""),
        "field": item.field,
        "agency": agency,
        "place": region,
        "column": column.name if column is not None else f"自 {duty.missing_since} 起没有登记",
        "site": site or "",
        "newest": seen.newest.isoformat() if seen is not None and seen.newest else "—",
        "limit": f"{limit} 天" if limit else "—",
        "looked": law_day(last.checked_at).isoformat() if last is not None else "—",
    }
