"""Blocks of the list of requests, and the counts above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, not_, select
from sqlalchemy.orm import Session, aliased

from dashboard.grid_rows import block_bounds, chosen_order
from dashboard.places import place_of_agency
from dashboard.request_filter import RequestFilter
from dashboard.request_standing import DueHorizon, has_news, is_due, outcome_on, standing_on
from dashboard.scope import Scope
from dashboard.services import Services
from dashboard.words import CHANNELS, REQUEST_STANDINGS
from metrics.working_days import WorkingDays
from store.models import Agency, Region, Request

NOT_COMPUTED = "尚未计算"
FEW = 2_000
"""So many rows are sorted at once; a longer list is read along an index."""


def block_of_requests(
    session: Session, scope: Scope, wanted: RequestFilter, request: Mapping[str, Any], services: Services
) -> dict[str, Any]:
    """Return the rows the grid asks for and how many there are in all, in the grid's own form.

    Without another order the open ones come first, the earliest due day on top, then the closed ones, newest first.
    """
    today = services.today()
    horizon = DueHorizon.on(session, today, services.rulebook.calendar)
    bounds = block_bounds(request)
    number = count_requests(session, scope, wanted, horizon)
    place = aliased(Region)
    columns = (standing_on(today), outcome_on(today), has_news(today))
    query = _requests(scope, wanted, horizon, Request, Agency.name, Region.path, place.name, *columns)
    query = query.join(place, place.code == place_of_agency())
    order = chosen_order(request, sortable(today), [])
    if not order and number > FEW:
        rows = _open_then_closed(session, query, count_requests(session, scope, wanted, horizon, _OPEN), *bounds)
    else:
        if number <= FEW:  # found once, then sorted; else the database walks all of the order to meet them
            query = query.where(Request.id.in_(_requests(scope, wanted, horizon, Request.id)))
        of_list = order or [_closed(), *_ORDER_OF_OPEN, *_ORDER_OF_CLOSED]
        rows = _slice(session, query.order_by(*of_list, Request.id.desc()), *bounds)
    names = {kind.code: kind.name for kind in services.rulebook.reply_kinds.values()}
    return {"rowData": [_row(row, scope, services, names) for row in rows], "rowCount": number}


def _open_then_closed(session: Session, query: Any, number_open: int, first: int, length: int) -> list[Any]:
    """The rows of a long list: each part is in the order of an index, so that nothing is sorted."""
    opened = query.where(_OPEN).order_by(*_ORDER_OF_OPEN, Request.id.desc())
    closed = query.where(not_(_OPEN)).order_by(Request.closed_on.desc(), Request.id.desc())
    rows = _slice(session, opened, first, length) if first < number_open else []
    return rows + _slice(session, closed, max(0, first - number_open), length - len(rows))


def _slice(session: Session, query: Any, first: int, length: int) -> list[Any]:
    return list(session.execute(query.offset(first).limit(length))) if length else []


def count_requests(
    session: Session, scope: Scope, wanted: RequestFilter, horizon: DueHorizon, *besides: ColumnElement[bool]
) -> int:
    """Return how many requests in scope ``wanted`` means that meet the conditions ``besides``."""
    return session.scalar(_requests(scope, wanted, horizon, func.count()).where(*besides)) or 0


def count_each(session: Session, scope: Scope, wanted: Sequence[RequestFilter], horizon: DueHorizon) -> list[int]:
    """Return how many requests each filter means."""
    return [count_requests(session, scope, one, horizon) for one in wanted]


def sortable(today: date) -> dict[str, Any]:
    """Columns of the grid by their names."""
    return {
        "number": Request.number,
        "agency": Agency.name,
        "place": Region.path,
        "received_on": Request.received_on,
        "due": _running_due(),
        "standing_name": standing_on(today),
        "channel_name": Request.channel,
        "outcome_name": outcome_on(today),
        "closed_on": Request.closed_on,
    }


def _running_due() -> Any:
    """The due day while it matters: a closed request keeps its own, but nobody waits for it."""
    return case((is_due(), Request.due_on), else_=None)


def _closed() -> Any:
    return case((_OPEN, 0), else_=1)


_OPEN = Request.closed_on.is_(None)
_ORDER_OF_OPEN = (_running_due().asc().nulls_last(),)
_ORDER_OF_CLOSED = (Request.closed_on.desc().nulls_last(),)


def _requests(scope: Scope, wanted: RequestFilter, horizon: DueHorizon, *columns: Any) -> Any:
    return (
        select(*columns)
        .select_from(Request)
        .join(Agency, Agency.id == Request.agency_id)
        .join(Region, Region.code == Agency.region_code)
        .where(*wanted.conditions(scope, horizon))
    )


def _row(row: Any, scope: Scope, services: Services, outcomes: Mapping[str, str]) -> dict[str, Any]:
    request, agency, path, place, standing, outcome, news = row
    days = services.working_days_of(path)
    words = REQUEST_STANDINGS.get(standing or "", NOT_COMPUTED)
    shown = {
        "id": request.id,
        "href": f"/request/{request.id}",
        "number": request.number,
        "agency": agency,
        "place": place,
        "received_on": _iso(request.received_on),
        "due": _due_words(request, standing, services.today(), days),
        "standing": standing,
        "standing_name": f"{words}（待更新）" if news and standing else words,
        "channel_name": CHANNELS.get(request.channel or "", "—"),
        "outcome_name": outcomes.get(outcome or "", "—"),
        "closed_on": _iso(request.closed_on),
    }
    return {**shown, "description": request.description or "—"} if scope.sees_descriptions else shown


def _due_words(request: Request, standing: str | None, today: date, working_days: WorkingDays) -> str:
    """The due day and how far it is, in working days; of a closed request only the day."""
    if request.due_on is None:
        return "—"
    day = request.due_on.isoformat() + ("（暂定）" if request.due_provisional else "")
    if standing == "overdue":
        return f"{day}　逾期 {max(1, working_days.count_between(request.due_on, today))} 日"
    if standing == "consulting":
        return f"{day}　暂停计时"  # nobody knows yet how many of the days until then will count
    if standing == "running":
        left = working_days.count_between(today, request.due_on)
        return f"{day}　{f'剩 {left} 日' if left else '今日'}"
    return day


def _iso(day: date | None) -> str:
    return "—" if day is None else day.isoformat()
