"""Blocks of the list of cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session, aliased

from dashboard.card_filter import CardFilter, deadline, place_of_card
from dashboard.scope import Scope
from dashboard.words import CARD_STATES, colour_label
from store.models import Agency, Card, Region

LARGEST_BLOCK = 200
# Red is worse than yellow; the alphabet does not know that.
_WEIGHT = case({"red": 3, "yellow": 2, "blue": 1}, value=Card.colour)
_SORTABLE: Mapping[str, Any] = {
    "number": Card.number,
    "colour_name": _WEIGHT,
    "title": Card.title,
    "agency": Agency.name,
    "place": Region.path,
    "issued_on": Card.issued_on,
    "deadline": deadline(),
    "state_name": Card.state,
}


def block_of_cards(
    session: Session, scope: Scope, wanted: CardFilter, request: Mapping[str, Any], today: date
) -> dict[str, Any]:
    """Return the rows the grid asks for and how many there are in all, in the grid's own form."""
    first = max(0, int(request.get("startRow") or 0))
    last = min(int(request.get("endRow") or 100), first + LARGEST_BLOCK)
    number = session.scalar(_cards(scope, wanted, today, func.count())) or 0
    place = aliased(Region)
    query = (
        _cards(scope, wanted, today, Card, Agency.name, Region.name, place.name, deadline())
        .join(place, place.code == place_of_card())
        .order_by(*_order(request.get("sortModel") or []), Card.id.desc())
        .offset(first)
        .limit(last - first)
    )
    return {"rowData": [_row(*line, today=today) for line in session.execute(query)], "rowCount": number}


def regions_in_scope(session: Session, scope: Scope) -> list[tuple[str, str]]:
    """Return code and name of the places a user can filter by: province, leagues, and banners that have agencies."""
    visible = select(Agency.region_code).where(scope.sees(Agency.id))
    query = select(Region).where(Region.code.in_(visible) | (Region.code.in_(_parents(scope)))).order_by(Region.path)
    return [(region.code, _name(region)) for region in session.scalars(query)]


def _parents(scope: Scope) -> Select[str | None]:
    return (
        select(Region.parent_code)
        .join(Agency, Agency.region_code == Region.code)
        .where(scope.sees(Agency.id), Region.kind == "banner")
    )


def _name(region: Region) -> str:
    if region.kind == "province":
        return f"{region.name}本级"
    return f"　{region.name}" if region.kind == "banner" else region.name


def _cards(scope: Scope, wanted: CardFilter, today: date, *columns: Any) -> Any:
    return (
        select(*columns)
        .select_from(Card)
        .join(Agency, Agency.id == Card.agency_id)
        .join(Region, Region.code == Agency.region_code)
        .where(scope.sees(Card.agency_id), *wanted.conditions(today))
    )


def _order(sort_model: Sequence[Mapping[str, Any]]) -> list[ColumnElement[Any]]:
    """Only columns we know; a name from outside never becomes SQL."""
    chosen = [(_SORTABLE[line["colId"]], line.get("sort")) for line in sort_model if line.get("colId") in _SORTABLE]
    return [column.desc() if way == "desc" else column.asc() for column, way in chosen] or [Card.issued_on.desc()]


def _row(card: Card, agency: str, region: str, place: str, by: date | None, *, today: date) -> dict[str, Any]:
    return {
        "id": card.id,
        "number": card.number,
        "colour": card.colour,
        "colour_name": colour_label(card.colour),
        "title": card.title,
        "agency": agency,
        "place": place,
        "place_in_full": place if region == place else f"{place} {region}",
        "issued_on": card.issued_on.isoformat(),
        "deadline": _deadline_words(by, today),
        "state_name": CARD_STATES.get(card.state, card.state),
    }


def _deadline_words(by: date | None, today: date) -> str:
    if by is None:
        return "—"
    return f"{by.isoformat()} 已逾期" if by < today else by.isoformat()
