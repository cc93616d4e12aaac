"""The page of annual reports: every agency with its answer, within the scope."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from alerts.evaluation import evaluate
from alerts.upkeep import UpkeepError, enter_report
from dashboard.page import Visit
from dashboard.pages.annual_reports.layout import LENGTH, layout
from dashboard.pages.annual_reports.queries import ReportLine, report_lines
from dashboard.scope import Scope
from dashboard.services import Services
from metrics.annual_report.timeliness import ReportAnswer
from rulebook import Rulebook
from store import Database
from store.models import AnnualReportEntry, AuditEntry, Card
from tests import factories as make
from tests.alerts.test_annual_reports import publish, reports_column
from tests.dashboard.browsing import Visitor, parts, words
from tests.dashboard.small_world import SmallWorld

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)
OFFICER = Scope(1, "officer", "officer", "officer", "150000/", None)


def lines(database: Database, rulebook: Rulebook, scope: Scope = OFFICER) -> dict[str, ReportLine]:
    with database.read() as session:
        return {line.agency: line for line in report_lines(session, scope, rulebook, 2025, TODAY, None)}


def test_every_agency_has_its_answer(database: Database, rulebook: Rulebook) -> None:
    with database.write() as session:
        for name, on in (("按期局", date(2026, 1, 20)), ("逾期局", date(2026, 2, 20))):
            agency = make.make_agency(session, name)
            column = reports_column(session, agency)
            publish(session, column, agency, 2025, on, TODAY)
            make.look_at_column(session, column, TODAY, on)
        blank = reports_column(session, make.make_agency(session, "空白局"))
        make.look_at_column(session, blank, TODAY, None, items=0)
        failed = reports_column(session, make.make_agency(session, "失败局"))
        make.look_at_column(session, failed, TODAY, None, outcome="timeout")
        make.make_agency(session, "未登记局")
    assert {name: line.state.answer for name, line in lines(database, rulebook).items()} == {
        "按期局": ReportAnswer.IN_TIME,
        "逾期局": ReportAnswer.LATE,
        "空白局": ReportAnswer.MISSING,
        "失败局": ReportAnswer.CHECK_FAILED,
        "未登记局": ReportAnswer.NOT_CHECKED,
    }


def test_what_an_officer_enters_is_shown_and_audited(database: Database, rulebook: Rulebook) -> None:
    with database.write() as session:
        agency_id = make.make_agency(session, "甲局").id
    assert enter_report(database, agency_id, 2025, "submitted", date(2026, 1, 25), "officer", NOW)
    assert enter_report(database, agency_id, 2025, "published", date(2026, 1, 30), "officer", NOW)
    assert not enter_report(database, agency_id, 2025, "submitted", date(2026, 1, 25), "officer", NOW)
    line = lines(database, rulebook)["甲局"]
    assert (line.submitted_on, line.state.answer) == (date(2026, 1, 25), ReportAnswer.IN_TIME)
    with pytest.raises(UpkeepError):
        enter_report(database, agency_id, 2025, "submitted", date(2025, 12, 31), "officer", NOW)
    with database.read() as session:
        assert session.query(AuditEntry).count() == 2


def test_the_page_is_drawn_for_each_side(visit: Callable[[str | None], Visitor]) -> None:
    whole = visit("region").page("/annual-reports", "?year=2025").text
    assert "\\u5305\\u5934\\u5e02\\u4eba\\u6c11\\u653f\\u5e9c" in whole  # 包头市人民政府
    own = visit("hohhot").page("/annual-reports", "?answer=not_checked&year=x").text
    assert "\\u5305\\u5934\\u5e02\\u4eba\\u6c11\\u653f\\u5e9c" not in own


def entered(visitor: Visitor, agency: object, kind: str, day: str) -> Any:
    """What the form answers."""
    fields = {"whose": str(agency), "kind": kind, "day": day, "year": "2025", "region": None}
    return visitor.call(
        "annual-reports-message",
        [{"id": "annual-reports-enter", "property": "n_clicks", "value": 1}],
        [{"id": f"annual-reports-{name}", "property": "value", "value": value} for name, value in fields.items()],
        outputs=[
            {"id": "page-content", "property": "children"},
            {"id": "annual-reports-message", "property": "children"},
        ],
    )


def test_an_officer_enters_on_the_page_what_no_look_can_see(
    visit: Callable[[str | None], Visitor], kept: Database, world: SmallWorld
) -> None:
    agency, day = world.agency_ids["150100"], "2026-01-25"
    answer = entered(visit("hohhot"), agency, "submitted", day)
    assert answer.status_code == 200, answer.text
    with kept.read() as session:
        entry = session.scalars(select(AnnualReportEntry).where(AnnualReportEntry.kind == "submitted")).one()
        assert (entry.agency_id, entry.year, str(entry.happened_on), entry.entered_by) == (agency, 2025, day, "hohhot")
    assert "已经登记过" in entered(visit("hohhot"), agency, "submitted", day).json["response"][
        "annual-reports-message"
    ]["children"]  # fmt: skip
    refused = entered(visit("hohhot"), agency, "submitted", "2026-12-25").json["response"]
    assert "应在 2026-01-01 至 2026-11-20 之间" in refused["annual-reports-message"]["children"]


def test_nobody_enters_for_another_league_and_the_supervised_side_enters_nothing(
    visit: Callable[[str | None], Visitor], kept: Database, world: SmallWorld
) -> None:
    assert entered(visit("hohhot"), world.agency_ids["150200"], "submitted", "2026-01-25").status_code == 404
    assert entered(visit("contact"), world.agency_ids["150100"], "submitted", "2026-01-25").status_code == 403
    with kept.read() as session:
        assert session.scalars(select(AnnualReportEntry)).all() == []


def test_a_long_list_goes_on_over_pages_and_leaves_nobody_out(
    database: Database, rulebook: Rulebook, tmp_path: Path
) -> None:
    services = Services(database, lambda: rulebook, lambda: NOW, "s" * 40, tmp_path)
    with database.write() as session:
        for number in range(LENGTH + 3):
            make.make_agency(session, f"单位{number:03}")
    shown = ""
    for page in ("1", "2"):
        drawn = words(layout(Visit(services, OFFICER, None, {"answer": "not_checked", "page": page})))
        assert f"第 {page} / 2 页" in drawn
        shown += drawn
    assert [number for number in range(LENGTH + 3) if shown.count(f"单位{number:03}") != 1] == []


def test_a_report_that_is_late_leads_to_its_card_and_that_of_another_year_does_not(
    database: Database, rulebook: Rulebook, tmp_path: Path
) -> None:
    services = Services(database, lambda: rulebook, lambda: NOW, "s" * 40, tmp_path)
    with database.write() as session:
        agency = make.make_agency(session, "逾期局")
        column = reports_column(session, agency)
        publish(session, column, agency, 2025, date(2026, 2, 20), TODAY)
        make.look_at_column(session, column, TODAY, date(2026, 2, 20))
    evaluate(database, rulebook, TODAY, NOW)
    with database.read() as session:
        card = session.scalars(select(Card.id)).one()

    def links(year: int) -> set[str]:
        return {
            getattr(part, "href", "") for part in parts(layout(Visit(services, OFFICER, None, {"year": str(year)})))
        }

    assert f"/card/{card}" in links(2025)
    assert f"/card/{card}" not in links(2024)
