"""Agencies with requests, written in bulk: the same open ones beside any number of closed ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from store import Database
from store.models import Agency, Region, Request, RequestEvent
from store.models.base import fingerprint
from store.registry import load_regions

AGENCIES = 60
TODAY = date(2026, 10, 12)
YEARS = 3
STRIDE = 7919  # prime: days come in no order
_AT_ONCE = 5_000
Log = list[tuple[str, date, dict[str, Any]]]


def fill(database: Database, *, open_: int, closed: int) -> None:
    """Write regions, agencies and requests into a migrated database. The open ones come first and are always the same.

    Closed ones were received over ``YEARS`` before ``TODAY``; one in twenty was answered late. None is evaluated yet.
    """
    load_regions(database)
    with database.write() as session:
        agencies = _agencies(session)
    for start in range(0, open_, _AT_ONCE):
        _write(database, agencies, "开", [_open_log(i) for i in range(start, min(start + _AT_ONCE, open_))], start)
    for start in range(0, closed, _AT_ONCE):
        logs = [_closed_log(i) for i in range(start, min(start + _AT_ONCE, closed))]
        _write(database, agencies, "结", logs, start)


def _agencies(session: Session) -> list[int]:
    leagues = sorted(region.code for region in session.query(Region).filter(Region.kind == "league"))
    rows = [
        {
            "code": f"B{place}",
            "name": f"基准测试单位{place}",
            "region_code": leagues[place % len(leagues)],
            "kind": "department",
        }
        for place in range(AGENCIES)
    ]
    return list(session.scalars(insert(Agency).returning(Agency.id), rows))


def _open_log(i: int) -> Log:
    """Received within the last 30 working days or so: some are overdue already, on most days some fall due."""
    received = TODAY - timedelta(days=1 + i * STRIDE % 45)
    return [("received", received, {"channel": "in_person"})]


def _closed_log(i: int) -> Log:
    received = TODAY - timedelta(days=90 + i * STRIDE % (365 * YEARS))
    took = 60 if i % 20 == 0 else 5 + i % 20
    outcome = {"outcome": "granted"}
    return [("received", received, {"channel": "in_person"}), ("replied", received + timedelta(days=took), outcome)]


def _write(database: Database, agencies: list[int], prefix: str, logs: list[Log], first: int) -> None:
    with database.write() as session:
        rows = [
            {"agency_id": agencies[i % AGENCIES], "number": f"{prefix}{i}", "description": f"关于第{i}号事项的信息"}
            for i in range(first, first + len(logs))
        ]
        ids = session.scalars(insert(Request).returning(Request.id, sort_by_parameter_order=True), rows).all()
        session.execute(insert(RequestEvent), list(_events(ids, logs)))


def _events(ids: Any, logs: list[Log]) -> Iterator[dict[str, Any]]:
    recorded_at = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
    for request_id, log in zip(ids, logs, strict=True):
        for kind, on, detail in log:
            yield {
                "request_id": request_id,
                "kind": kind,
                "happened_on": on,
                "detail": detail,
                "recorded_at": recorded_at,
                "fingerprint": fingerprint(kind, on, detail, None),
            }
