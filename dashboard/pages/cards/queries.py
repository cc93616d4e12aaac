"""Blocks of the list of cards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased

from dashboard.card_filter import CardFilter, deadline
from dashboard.grid_rows import block_bounds, chosen_order
from dashboard.places import place_of_agency
from dashboard.scope import Scope
from dashboard.words import CARD_STATES, colour_label
from store.models import Agency, Card, Region

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
    first, length = block_bounds(request)
    number = session.scalar(_cards(scope, wanted, today, func.count())) or 0
    place = aliased(Region)
    query = (
        _cards(scope, wanted, today, Card, Agency.name, Region.name, place.name, deadline())
        .join(place, place.code == place_of_agency())
        .order_by(*chosen_order(request, _SORTABLE, [Card.issued_on.desc()]), Card.id.desc())
        .offset(first)
        .limit(length)
    )
    return {"rowData": [_row(*line, today=today) for line in session.execute(query)], "rowCount": number}


def _cards(scope: Scope, wanted: CardFilter, today: date, *columns: Any) -> Any:
    return (
        select(*columns)
        .select_from(Card)
        .join(Agency, Agency.id == Card.agency_id)
        .join(Region, Region.code == Agency.region_code)
        .where(scope.sees(Card.agency_id), *wanted.conditions(today))
    )


def _row(card: Card, agency: str, region: str, place: str, by: date | None, *, today: date) -> dict[str, Any]:
    return {
        "id": card.id,
        "href": f"/card/{card.id}",
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
