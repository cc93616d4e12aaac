"""Which cards are meant: one filter for the numbers of the overview, for their links and for the list behind them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, and_, case, extract, or_

from alerts.days import start_of
from dashboard.places import in_place
from dashboard.words import CARD_STATES, COLOURS, ENDED_STATES
from store.models import Agency, Card

OWN_LEVEL = "own"
IN_FORCE, VALID, LATE = "in_force", "valid", "late"
STATE_GROUPS = {IN_FORCE: "未销号", VALID: "全部（不含已撤销）", LATE: "逾期未说明或整改"}
_MONTH, _DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])"), re.compile(r"20\d\d-\d\d-\d\d")


@dataclass(frozen=True)
class CardFilter:
    """``state``: a state of the card or one of ``STATE_GROUPS``. ``region``: a league with its banners, a banner, or
    the province's own agencies; with ``level`` "own" only agencies of the region itself, without those below it.
    ``month``: of issue, YYYY-MM. ``since``: made on this day (ISO, Asia/Shanghai) or later, whichever day the fault is
    of. ``text``: part of number, title or agency.
    """

    colour: str | None = None
    state: str | None = None
    region: str | None = None
    month: str | None = None
    text: str | None = None
    level: str | None = None
    since: str | None = None

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> CardFilter:
        """Return the filter that ``given`` (a query string) asks for; what makes no sense is left out."""
        month = str(given.get("month") or "")
        region = str(given.get("region") or "")
        return cls(
            colour=given["colour"] if given.get("colour") in COLOURS else None,
            state=given["state"] if given.get("state") in {*CARD_STATES, *STATE_GROUPS} else None,
            region=region if re.fullmatch(r"\d{6}", region) else None,
            month=month if _MONTH.fullmatch(month) else None,
            text=str(given.get("text") or "").strip()[:100] or None,
            level=OWN_LEVEL if given.get("level") == OWN_LEVEL else None,
            since=_day(given.get("since")),
        )

    def href(self) -> str:
        """Return the address of the list of these cards."""
        chosen = {key: value for key, value in asdict(self).items() if value}
        return f"/cards?{urlencode(chosen)}" if chosen else "/cards"

    def conditions(self, today: date) -> list[ColumnElement[bool]]:
        """Return the conditions on ``Card`` joined with ``Agency`` and ``Region``."""
        found: list[ColumnElement[bool]] = []
        if self.colour:
            found.append(Card.colour == self.colour)
        if self.state:
            found.append(_state_condition(self.state, today))
        if self.region:
            found.append(in_place(self.region, own_level=self.level is not None))
        if self.month:
            year, month = (int(part) for part in self.month.split("-"))
            first = date(year, month, 1)
            found.append(Card.issued_on.between(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)))
        if self.since:
            found.append(Card.created_at >= start_of(date.fromisoformat(self.since)))
        if self.text:
            places = (Card.number, Card.title, Agency.name)
            found.append(or_(*(column.contains(self.text, autoescape=True) for column in places)))
        return found


def deadline() -> ColumnElement[date | None]:
    """The day by which the agency must act next: explain first, then rectify; none where nothing is demanded."""
    return case(
        (and_(Card.state == "open", Card.explain_by.is_not(None)), Card.explain_by),
        (Card.state.in_(["open", "explained"]), Card.rectify_by),
        else_=None,
    )


def _day(given: Any) -> str | None:
    """The day as an address says it; none where there is no such day."""
    text = str(given or "")
    try:
        return text if _DAY.fullmatch(text) and date.fromisoformat(text) else None
    except ValueError:
        return None


def month_of_issue() -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Year and month in which a card was issued."""
    return extract("year", Card.issued_on), extract("month", Card.issued_on)


def _state_condition(state: str, today: date) -> ColumnElement[bool]:
    if state == IN_FORCE:
        return Card.state.not_in(ENDED_STATES)
    if state == VALID:
        return Card.state != "revoked"
    if state == LATE:
        return deadline() < today
    return Card.state == state
