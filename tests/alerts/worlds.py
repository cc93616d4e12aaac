"""A small world in which most kinds of findings arise, and what to compare of a database afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from store import Database
from store.models import Card, CardEvent, Delivery, Finding, Notice, NoticeCard
from tests import factories as make

FIRST_DAY = date(2026, 8, 3)
LAST_DAY = date(2026, 9, 30)

Step = tuple[date, Callable[[Session], None]]


def fill_at_once(database: Database, until: date = LAST_DAY) -> None:
    """Record everything that happens in the world up to ``until``."""
    with database.write() as session:
        for _, step in steps(session):
            if _ <= until:
                step(session)


def steps(session: Session) -> list[Step]:
    """What happens, day by day. The registry is made at once, facts are recorded when their step is called."""
    requests = [
        ("late", [("received", 0), ("replied", 40)]),
        ("never", [("received", 1)]),
        ("in-time", [("received", 2), ("replied", 20)]),
        ("extended", [("received", 3), ("extended", 20)]),
        ("corrected", [("received", 4), ("correction_asked", 8), ("correction_received", 15)]),
        ("defect", [("received", 5), ("defect_noted", 6)]),
    ]
    found: list[Step] = []
    for name, code in (("示例教育局", "EDU"), ("示例卫生局", "HEALTH")):
        agency = make.make_agency(session, name, code=code)
        for number, events in requests:
            request = make.make_request(session, agency, number)
            for kind, offset in events:
                day = FIRST_DAY + timedelta(days=offset)
                found.append((day, _event(request.id, kind, day)))
        found += _site_steps(session, agency.id) + _account_steps(session, agency.id)
    return sorted(found, key=lambda step: step[0])


def _event(request_id: int, kind: str, day: date) -> Callable[[Session], None]:
    detail = {"working_days": 10, "approved": False, "applicant_told": True} if kind == "extended" else {}

    def record(session: Session) -> None:
        request = session.get_one(make.Request, request_id)
        make.add_event(session, request, kind, day, detail)

    return record


def _site_steps(session: Session, agency_id: int) -> list[Step]:
    agency = session.get_one(make.Agency, agency_id)
    site = make.make_site(session, agency, f"{agency.name}网站")
    columns = [make.make_column(session, site, f"栏目{i}") for i in range(12)]
    found: list[Step] = []
    for offset in range(0, 59):
        day = FIRST_DAY + timedelta(days=offset)
        for i, column in enumerate(columns):
            # The first four stop on the first day, the next four on the tenth and start again on the fortieth.
            newest = FIRST_DAY if i < 4 else day
            if 4 <= i < 8 and offset < 40:
                newest = min(day, FIRST_DAY + timedelta(days=10))
            found.append((day, _column_look(column.id, day, newest)))
        home = day if offset > 45 else min(day, FIRST_DAY + timedelta(days=20))
        found.append((day, _home_look(site.id, day, home)))
    case = make.make_case(session, agency, "留言1", FIRST_DAY + timedelta(days=3), site=site)
    found.append((FIRST_DAY + timedelta(days=30), _answer(case.id, FIRST_DAY + timedelta(days=30))))
    return found


def _account_steps(session: Session, agency_id: int) -> list[Step]:
    agency = session.get_one(make.Agency, agency_id)
    account = make.make_account(session, agency)
    found: list[Step] = []
    for offset in range(0, 59):
        day = FIRST_DAY + timedelta(days=offset)
        newest = FIRST_DAY if offset < 13 else min(day, FIRST_DAY + timedelta(days=30))
        found.append((day, _account_look(account.id, day, newest)))
    for i in range(4):
        make.make_case(session, agency, f"私信{i}", FIRST_DAY + timedelta(days=i), account=account)
    return found


def _column_look(column_id: int, day: date, newest: date) -> Callable[[Session], None]:
    return lambda session: void(make.look_at_column(session, session.get_one(make.SiteColumn, column_id), day, newest))


def _home_look(site_id: int, day: date, newest: date) -> Callable[[Session], None]:
    return lambda session: void(make.look_at_home(session, session.get_one(make.Site, site_id), day, newest))


def _account_look(account_id: int, day: date, newest: date) -> Callable[[Session], None]:
    return lambda session: void(make.look_at_account(session, session.get_one(make.Account, account_id), day, newest))


def _answer(case_id: int, day: date) -> Callable[[Session], None]:
    return lambda session: void(make.add_case_event(session, session.get_one(make.Case, case_id), "answered", day))


def void(_made: object) -> None:
    """Forget what was made."""


def cards_of(database: Database) -> set[tuple[Any, ...]]:
    """All cards with what makes them what they are; not the moment they were made."""
    with database.read() as session:
        rows = session.execute(
            select(
                Card.number,
                Finding.rule,
                Finding.subject_kind,
                Finding.subject_id,
                Finding.occurrence,
                Card.colour,
                Card.issued_on,
                Finding.triggered_on,
                Card.state,
                Card.points,
            ).join(Finding, Finding.id == Card.finding_id)
        )
        return {tuple(row) for row in rows}


def history_of(database: Database) -> list[tuple[Any, ...]]:
    """Every line of every card's history."""
    with database.read() as session:
        rows = session.execute(
            select(Card.number, CardEvent.kind, CardEvent.from_state, CardEvent.to_state, CardEvent.note).join(
                CardEvent, CardEvent.card_id == Card.id
            )
        )
        return sorted(tuple(row) for row in rows)


def notices_of(database: Database) -> set[tuple[Any, ...]]:
    """Every notice with its cards, its text and the fate of its mails; the ids in its links are not its own."""
    with database.read() as session:
        rows = session.execute(
            select(Notice.number, Notice.subject, Notice.body_text, NoticeCard.reason, Card.number, Delivery.state)
            .join(NoticeCard, NoticeCard.notice_id == Notice.id)
            .join(Card, Card.id == NoticeCard.card_id)
            .join(Delivery, Delivery.notice_id == Notice.id)
        )
        return {(number, subject, re.sub(r"/card/\d+", "", body), *rest) for number, subject, body, *rest in rows}
