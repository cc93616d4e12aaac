"""AR-R end to end: what the column of annual reports showed becomes one card with its true day."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts.evaluation import evaluate
from alerts.rectification import look_at_matter
from rulebook import Rulebook
from store import Database
from store.models import Agency, AnnualReportEntry, Card, Finding, SiteColumn
from tests import factories as make

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)


def reports_column(session: Session, agency: Agency) -> SiteColumn:
    return make.make_column(session, make.make_site(session, agency), "政府信息公开年报", "annual_report")


def publish(session: Session, column: SiteColumn, agency: Agency, year: int, on: date | None, seen: date) -> None:
    entry = AnnualReportEntry(
        agency_id=agency.id,
        year=year,
        kind="published",
        happened_on=on,
        first_seen_on=seen,
        site_column_id=column.id,
        recorded_at=make.at(seen),
        fingerprint=f"{agency.id}:{year}",
    )
    session.add(entry)
    session.flush()


def found(database: Database) -> list[tuple[str, str, date]]:
    with database.read() as session:
        rows = session.scalars(select(Finding).where(Finding.rule == "AR-R").order_by(Finding.id))
        return [(row.subject_kind, row.occurrence, row.triggered_on) for row in rows]


def test_a_report_that_is_missing_becomes_a_card_that_its_publication_mends(
    database: Database, rulebook: Rulebook
) -> None:
    with database.write() as session:
        agency = make.make_agency(session)
        column = reports_column(session, agency)
        publish(session, column, agency, 2024, date(2025, 1, 15), date(2026, 11, 18))
        make.look_at_column(session, column, date(2026, 11, 18), date(2026, 3, 1))
        agency_id, column_id = agency.id, column.id
    evaluate(database, rulebook, TODAY, NOW)
    assert found(database) == [("agency", "annual-report:2025", date(2026, 2, 1))]
    assert evaluate(database, rulebook, TODAY, NOW).findings == 0
    with database.read() as session:
        card = session.scalars(select(Card)).one()
        assert (card.colour, card.title) == ("red", "年度报告逾期：示例教育局")
        assert look_at_matter(session, card, rulebook, TODAY).at_fault is True
    with database.write() as session:
        column = session.get_one(SiteColumn, column_id)
        publish(session, column, session.get_one(Agency, agency_id), 2025, date(2026, 11, 19), TODAY)
        make.look_at_column(session, column, TODAY, date(2026, 11, 19))
    evaluate(database, rulebook, TODAY, NOW)
    assert len(found(database)) == 1, "late and missing are one matter"
    with database.read() as session:
        assert look_at_matter(session, session.scalars(select(Card)).one(), rulebook, TODAY).at_fault is False


def test_a_failed_look_and_an_unknown_list_lead_to_nothing(database: Database, rulebook: Rulebook) -> None:
    with database.write() as session:
        for name, outcome in (("甲局", "timeout"), ("乙局", "ok")):
            column = reports_column(session, make.make_agency(session, name))
            make.look_at_column(session, column, TODAY, date(2026, 3, 1), outcome=outcome)
    evaluate(database, rulebook, TODAY, NOW)
    assert found(database) == []


def test_a_department_whose_report_stands_on_the_portal_is_judged_by_its_day(
    database: Database, rulebook: Rulebook
) -> None:
    with database.write() as session:
        portal = reports_column(session, make.make_agency(session, "某市人民政府"))
        department = make.make_agency(session, "某市财政局")
        publish(session, portal, department, 2025, date(2026, 2, 2), TODAY)
        make.look_at_column(session, portal, TODAY, date(2026, 3, 1))
        department_id = department.id
    evaluate(database, rulebook, TODAY, NOW)
    with database.read() as session:
        late = session.scalars(select(Finding).where(Finding.rule == "AR-R", Finding.agency_id == department_id)).one()
        assert late.facts["published_on"] == "2026-02-02"
