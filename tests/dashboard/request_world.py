"""Requests of every kind in two leagues, evaluated as the real thing is; for the pages that list them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.security import generate_password_hash

from alerts.evaluation import evaluate
from dashboard.scope import Scope
from mingcha.demo.world import generate_world
from store import Database
from store.models import Agency, Region, Request, RequestEvent, User
from store.models.base import fingerprint
from store.registry import load_regions
from tests.dashboard.small_world import NOW, PASSWORD, TODAY

if TYPE_CHECKING:
    from rulebook import Rulebook

PROVINCE = Scope(1, "region", "", "officer", "150000/", None)
HOHHOT = Scope(2, "hohhot", "", "officer", "150000/150100/", None)
NOBODY = Scope(3, "nobody", "", "officer", None, None)
ADMINISTRATOR = Scope(4, "admin", "", "administrator", None, None)


@dataclass(frozen=True)
class RequestWorld:
    """Ids of agencies: two of Hohhot (150100), one of a banner below it, one of Baotou (150200)."""

    first: int
    second: int
    banner: int
    baotou: int

    @property
    def contact(self) -> Scope:
        """The contact of the first agency."""
        return Scope(5, "contact", "", "contact", None, self.first)


def build_request_world(database: Database, rulebook: Rulebook, *, every: int = 2) -> RequestWorld:
    """Fill an empty, migrated database with each ``every``-th request of a small demo world and evaluate it."""
    load_regions(database)
    with database.write() as session:
        world = _agencies(session)
        _users(session, world)
        places = (world.first, world.second, world.banner, world.baotou)
        for place, plan in enumerate(generate_world(as_of=TODAY, scale=0.05).requests[::every]):
            events = [(event.kind, event.on, dict(event.detail)) for event in plan.events]
            add_request(session, places[place % 4], f"{plan.number}/{place}", events, plan.description)
        _rare(session, world)
    evaluate(database, rulebook, TODAY, NOW)
    return world


def add_request(
    session: Session,
    agency_id: int,
    number: str,
    events: list[tuple[str, date, dict[str, object]]],
    description: str | None = None,
) -> Request:
    request = Request(agency_id=agency_id, number=number, description=description)
    session.add(request)
    session.flush()
    for kind, on, detail in events:
        add_entry(session, request.id, kind, on, detail)
    return request


def add_entry(
    session: Session, request_id: int, kind: str, on: date, detail: dict[str, object], corrects: int | None = None
) -> RequestEvent:
    entry = RequestEvent(
        request_id=request_id,
        kind=kind,
        happened_on=on,
        detail=detail,
        corrects_id=corrects,
        recorded_at=datetime(2026, 11, 19, 1, 0, tzinfo=UTC),
        fingerprint=fingerprint(kind, on, detail, corrects),
    )
    session.add(entry)
    session.flush()
    return entry


def _rare(session: Session, world: RequestWorld) -> None:
    """What the demo's year has no example of on its last day."""
    in_person: dict[str, object] = {"channel": "in_person"}
    received = ("received", date(2026, 11, 2), in_person)
    ends: dict[str, list[tuple[str, date, dict[str, object]]]] = {
        "费": [("fee_noticed", date(2026, 11, 5), {})],
        "费到期": [("fee_noticed", date(2026, 11, 5), {})],
        "转": [("transferred", date(2026, 11, 6), {})],
        "未载明": [("replied", date(2026, 11, 9), {})],
        "补正将过": [("correction_asked", date(2026, 11, 10), {"until": "2026-11-24"})],
        "补正已过": [("correction_asked", date(2026, 11, 5), {"until": "2026-11-16"})],
        "征求": [("agency_asked", date(2026, 11, 12), {})],
        "100%_\\": [],
    }
    for number, events in ends.items():
        add_request(session, world.first, number, [received, *events], f"示例内容：{number}")
    add_request(session, world.baotou, "网", [("submitted", date(2026, 11, 3), {"channel": "internet"})])
    add_request(session, world.second, "渠道未载明", [("received", date(2026, 11, 4), {})])
    add_request(session, world.first, "今日", [("received", date(2026, 10, 23), in_person)])


def _agencies(session: Session) -> RequestWorld:
    banner = session.scalars(select(Region.code).where(Region.parent_code == "150100").order_by(Region.code)).first()
    ids = []
    for code, name, region in (
        ("A1", "呼和浩特市示例局", "150100"),
        ("A2", "呼和浩特市另一局", "150100"),
        ("A3", "示例旗人民政府", str(banner)),
        ("A4", "包头市示例局", "150200"),
    ):
        agency = Agency(code=code, name=name, region_code=region, kind="department")
        session.add(agency)
        session.flush()
        ids.append(agency.id)
    return RequestWorld(*ids)


def _users(session: Session, world: RequestWorld) -> None:
    kept = generate_password_hash(PASSWORD, method="pbkdf2:sha256:1000")
    for username, role, region, agency in [
        ("region", "officer", "150000", None),
        ("hohhot", "officer", "150100", None),
        ("nobody", "officer", None, None),
        ("admin", "administrator", None, None),
        ("contact", "contact", None, world.first),
    ]:
        session.add(
            User(username=username, name=username, password_hash=kept, role=role, region_code=region, agency_id=agency)
        )
        session.flush()
