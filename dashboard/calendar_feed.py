"""Open due days for calendar programs: ``/calendar/<token>.ics``, for one agency with ``?agency=<id>``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Flask, Response, abort, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.icalendar import WholeDay, calendar_text
from dashboard.request_filter import RequestFilter
from dashboard.request_standing import is_due
from dashboard.scope import Scope
from dashboard.security.calendar_tokens import user_of_token
from dashboard.security.users import scope_of
from dashboard.services import Services
from store.models import Agency, Request


def install_calendar_feed(server: Flask, services: Services) -> None:
    """Register the feed. The guard lets it through: the token in the address is the key."""

    def feed(token: str) -> Response:
        with services.database.read() as session:
            user = user_of_token(session, token)
            if user is None:
                abort(404)
            agency_id = RequestFilter.read(request.args).agency_id
            name, days = _due_days(session, services, scope_of(session, user), agency_id)
        text = calendar_text(name, days, services.clock())
        answer = Response(text, content_type="text/calendar; charset=utf-8")
        answer.headers["Content-Disposition"] = "inline; filename=mingcha.ics"
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer

    server.add_url_rule("/calendar/<token>.ics", "calendar_feed", feed)


def _due_days(session: Session, services: Services, scope: Scope, agency_id: int | None) -> tuple[str, list[WholeDay]]:
    name = "依申请公开答复期限"
    query = select(Request.id, Request.number, Request.due_on, Request.due_provisional, Agency.name)
    query = query.join(Agency, Agency.id == Request.agency_id).where(scope.sees(Request.agency_id), is_due())
    if agency_id is not None:
        agency = session.scalar(select(Agency.name).where(Agency.id == agency_id, scope.sees(Agency.id)))
        if agency is None:
            abort(404)
        name, query = f"{name} · {agency}", query.where(Request.agency_id == agency_id)
    rows = session.execute(query.order_by(Request.due_on, Request.id))
    return name, list(_entries(rows, services))


def _entries(rows: Any, services: Services) -> Iterator[WholeDay]:
    """Number and agency only: neither what was asked nor by whom leaves the house."""
    today, root = services.today(), request.url_root
    for id_, number, due_on, provisional, agency in rows:
        late = "【逾期】" if due_on < today else ""
        open_end = "（暂定）" if provisional else ""
        words = f"{late}答复申请 {number}{open_end}　{agency}"
        yield WholeDay(f"request-{id_}@mingcha", due_on, words, f"{root}request/{id_}")
