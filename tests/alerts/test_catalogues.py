"""Gaps and old items become reminders that lapse when there is a place, or something new at it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import select

from alerts.evaluation import evaluate
from rulebook import Rulebook
from store import Database
from store.models import Card, CatalogueDuty, CatalogueItem, Finding, SiteColumn
from tests import factories as make

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)


def states(database: Database) -> dict[str, tuple[date, str]]:
    with database.read() as session:
        rows = session.execute(select(Finding, Card.state).join(Card, Card.finding_id == Finding.id))
        return {finding.rule: (finding.triggered_on, state) for finding, state in rows}


def test_a_gap_is_told_once_and_lapses_when_there_is_a_place(database: Database, rulebook: Rulebook) -> None:
    with database.write() as session:
        agency = make.make_agency(session)
        column = make.make_column(session, make.make_site(session, agency), category="policy")
        item = CatalogueItem(catalogue="试点目录", code="A-1", field="社会救助", name="低保名单", limit_days=31)
        session.add(item)
        session.flush()
        duty = CatalogueDuty(item_id=item.id, agency_id=agency.id, missing_since=date(2026, 11, 2))
        session.add(duty)
        session.flush()
        duty_id, column_id = duty.id, column.id
    assert evaluate(database, rulebook, date(2026, 11, 1), NOW).findings == 0
    assert evaluate(database, rulebook, TODAY, NOW).findings == 1
    assert evaluate(database, rulebook, TODAY, NOW).visited == 0
    assert states(database) == {"CAT-GAP": (date(2026, 11, 2), "open")}
    with database.write() as session:
        duty = session.get_one(CatalogueDuty, duty_id)
        duty.site_column_id, duty.missing_since = column_id, None
        make.look_at_column(session, session.get_one(SiteColumn, column_id), date(2026, 11, 19), date(2026, 9, 1))
    evaluate(database, rulebook, TODAY, NOW)
    assert states(database) == {
        "CAT-GAP": (date(2026, 11, 2), "closed"),
        "CAT-OLD": (date(2026, 10, 3), "open"),
    }
    with database.write() as session:
        make.look_at_column(session, session.get_one(SiteColumn, column_id), TODAY, TODAY)
    evaluate(database, rulebook, TODAY, NOW)
    assert states(database)["CAT-OLD"] == (date(2026, 10, 3), "closed")
