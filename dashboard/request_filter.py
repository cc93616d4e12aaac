"""Which requests are meant: one filter for the list, the month of due days, their links and the saved views."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, or_

from dashboard.places import in_place
from dashboard.request_standing import (
    CLOSED,
    DUE_WINDOWS,
    OPEN,
    OTHERWISE,
    UNCOMPUTED,
    DueHorizon,
    falls_due,
    outcome_on,
    stands,
)
from dashboard.request_traits import STEPS, TIMELY, came_within, has_step, is_timely, span
from dashboard.scope import Scope
from dashboard.words import CHANNELS, REQUEST_STANDINGS
from store.models import Agency, Request

LIST, MONTH = "/requests", "/requests/month"
STANDINGS = {
    OPEN: "未办结（全部）",
    **REQUEST_STANDINGS,
    CLOSED: "已办结（全部）",
    OTHERWISE: "其他方式办结",
    UNCOMPUTED: "尚未计算",
}
UNSAID = "unsaid"
CHANNEL_CHOICES = {**CHANNELS, UNSAID: "台账未载明"}
_CODE, _NUMBER = re.compile(r"[a-z_]{1,40}"), re.compile(r"[1-9]\d{0,8}")
_SORT = re.compile(r"[a-z_]{1,30}:(asc|desc)")


@dataclass(frozen=True)
class RequestFilter:
    """``standing``: one of ``STANDINGS``. ``due``: one of ``DUE_WINDOWS`` or a day. ``region``: a place with its
    banners. ``agency``: an id. ``outcome``: code of a reply kind, or ``UNSAID`` for a reply whose kind the log does not
    say. ``received``: days such as 2026-01-01..2026-12-31. ``timely``: one of ``TIMELY``. ``step``: one of ``STEPS``.
    ``text``: part of the number, the agency's name or, for who may read it, the description. ``sort``: a column of the
    list and the way, such as ``received_on:desc``.
    """

    standing: str | None = None
    due: str | None = None
    region: str | None = None
    agency: str | None = None
    channel: str | None = None
    outcome: str | None = None
    received: str | None = None
    timely: str | None = None
    step: str | None = None
    text: str | None = None
    sort: str | None = None

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> RequestFilter:
        """Return the filter that ``given`` (a query string) asks for; what makes no sense is left out."""
        said = {name: str(value) for name, value in given.items() if value}
        due = said.get("due", "")
        return cls(
            standing=_one_of(STANDINGS, said.get("standing")),
            due=due if due in DUE_WINDOWS or _is_day(due) else None,
            region=_like(re.compile(r"\d{6}"), said.get("region")),
            agency=_like(_NUMBER, said.get("agency")),
            channel=_one_of(CHANNEL_CHOICES, said.get("channel")),
            outcome=_like(_CODE, said.get("outcome")),
            received=said["received"] if span(said.get("received")) else None,
            timely=_one_of(TIMELY, said.get("timely")),
            step=_one_of(STEPS, said.get("step")),
            text=said.get("text", "").strip()[:100] or None,
            sort=_like(_SORT, said.get("sort")),
        )

    @property
    def agency_id(self) -> int | None:
        """The agency as a number."""
        return int(self.agency) if self.agency else None

    def query(self) -> str:
        """Return the query string, without a question mark."""
        return urlencode({key: value for key, value in asdict(self).items() if value})

    def href(self) -> str:
        """Return the address of the list of these requests."""
        return f"{LIST}?{self.query()}" if self.query() else LIST

    def but(self, **changed: str | None) -> RequestFilter:
        """Return the same filter with something changed."""
        return replace(self, **changed)

    def conditions(self, scope: Scope, horizon: DueHorizon) -> list[ColumnElement[bool]]:
        """Return the conditions on ``Request`` joined with ``Agency`` and ``Region``, the scope's own first."""
        found = [scope.sees_joined()]
        if self.standing:
            found.append(stands(self.standing, horizon.today))
        if self.due:
            found.append(falls_due(self.due, horizon))
        if self.region:
            found.append(in_place(self.region))
        if self.agency:
            found.append(Request.agency_id == self.agency_id)
        if self.channel:
            unsaid = Request.computed_as_of.is_not(None) & Request.channel.is_(None)
            found.append(unsaid if self.channel == UNSAID else Request.channel == self.channel)
        if self.outcome:
            found.append(_outcome(self.outcome, horizon.today))
        if self.text:
            found.append(self._mentions(self.text, scope))
        return [*found, *self._traits(horizon.today)]

    def _traits(self, today: date) -> Iterator[ColumnElement[bool]]:
        days = span(self.received)
        if days:
            yield came_within(*days)
        if self.timely:
            yield is_timely(self.timely, today)
        if self.step:
            yield has_step(self.step)

    def _mentions(self, text: str, scope: Scope) -> ColumnElement[bool]:
        places: list[Any] = [Request.number, Agency.name]
        if scope.sees_descriptions:  # a search must not tell what the page does not show
            places.append(Request.description)
        return or_(*(place.contains(text, autoescape=True) for place in places))


def _outcome(code: str, today: date) -> ColumnElement[bool]:
    if code == UNSAID:
        return stands("replied", today) & Request.outcome.is_(None)
    return outcome_on(today) == code


def _one_of(words: Mapping[str, Any], value: str | None) -> str | None:
    return value if value in words else None


def _like(pattern: re.Pattern[str], value: str | None) -> str | None:
    return value if value and pattern.fullmatch(value) else None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
