"""Measures from the store: what is read, what adds up, who is ranked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from metrics.facts import RequestEvent, RequestEventKind, RequestFacts
from metrics.request_measures import Period, Place, figures, tally_requests
from metrics.working_days import WorkingDays
from reports.request_measures import (
    ALONE,
    Grouping,
    MeasureLine,
    MeasureReport,
    UnknownRegion,
    export_measures,
    measure_requests,
)
from rulebook import Rulebook
from store import Database
from store.models import Agency, Region
from tests import factories as make

FIRST, DAY = date(2026, 3, 1), date(2026, 6, 30)
PERIOD = Period(FIRST, date(2026, 5, 31))
CAME = date(2026, 3, 2)  # due 2026-03-30
Log = Sequence[tuple[str, date]]

IN_TIME: Log = [("received", CAME), ("replied", CAME + timedelta(days=10))]
LATE: Log = [("received", CAME), ("replied", date(2026, 4, 20))]
OVERDUE: Log = [("received", CAME)]
OLD_AND_CLOSED: Log = [("received", date(2025, 3, 3)), ("replied", date(2025, 3, 10))]
OLD_AND_OPEN: Log = [("received", date(2025, 3, 3))]
CARRIED_IN: Log = [("received", date(2026, 2, 25)), ("replied", date(2026, 3, 5))]


def agency_with(database: Database, name: str, *logs: Log, region: str = "150600", **fields: object) -> None:
    names = {"150600": "鄂尔多斯市", "150100": "呼和浩特市"}
    with database.write() as session:
        given = {} if region == "150000" else {"region_name": names[region]}
        if region == "150000":
            make.make_region(session)
        agency = make.make_agency(session, name, **({"region_code": region} | given | fields))
        for number, log in enumerate(logs):
            make.make_request(session, agency, f"{name}{number}", *log)


def measured(
    database: Database, rulebook: Rulebook, by: Grouping = Grouping.AGENCY, as_of: date = DAY, period: Period = PERIOD
) -> MeasureReport:
    return measure_requests(database, rulebook, period, as_of, by)


def by_name(report: MeasureReport) -> dict[str, MeasureLine]:
    return {line.name: line for line in report.lines}


def value(line: MeasureLine, name: str) -> float | None:
    return line.figures[f"request_{name}"].value


def two_leagues(database: Database) -> None:
    agency_with(database, "甲局", *[IN_TIME] * 5, OLD_AND_CLOSED)
    agency_with(database, "乙局", *[IN_TIME] * 4, LATE, OVERDUE, CARRIED_IN)
    agency_with(database, "丙局", *[IN_TIME] * 2, region="150100")
    agency_with(database, "丁厅", *[IN_TIME] * 3, OLD_AND_OPEN, region="150000")


def test_an_agency_has_the_figures_of_its_log(database: Database, rulebook: Rulebook) -> None:
    two_leagues(database)
    line = by_name(measured(database, rulebook))["乙局"]
    counts = ("received", "replied", "open", "overdue", "earlier_open")
    assert [value(line, name) for name in counts] == [6, 5, 1, 1, 0]
    assert value(line, "on_time_rate") == pytest.approx(400 / 6)
    assert value(by_name(measured(database, rulebook))["丁厅"], "earlier_overdue") == 1


@pytest.mark.parametrize("by", [Grouping.AGENCY, Grouping.LEAGUE])
def test_the_lines_add_up_to_the_total(database: Database, rulebook: Rulebook, by: Grouping) -> None:
    two_leagues(database)
    report = measured(database, rulebook, by)
    for name in ("received", "replied", "open", "overdue", "earlier_open"):
        assert sum(value(line, name) or 0 for line in report.lines) == value(report.total, name) != 0


def test_a_league_is_its_agencies_and_the_province_stands_beside_the_leagues(
    database: Database, rulebook: Rulebook
) -> None:
    two_leagues(database)
    lines = by_name(measured(database, rulebook, Grouping.LEAGUE))
    received = {name: value(line, "received") for name, line in lines.items()}
    assert received == {"内蒙古自治区本级": 3, "呼和浩特市": 2, "鄂尔多斯市": 11}
    assert lines["内蒙古自治区本级"].places["request_on_time_rate"] == Place(None, ALONE)


def test_a_region_has_all_that_is_below_it(database: Database, rulebook: Rulebook) -> None:
    two_leagues(database)
    with database.write() as session:
        make.make_region(session)
        code = {"code": "150602", "parent_code": "150600", "path": "150000/150600/150602/"}
        session.add(Region(name="东胜区", kind="banner", **code))
        session.flush()
        make.make_request(session, make.make_agency(session, "区局", region_code="150602"), "1", *IN_TIME)
    lines = by_name(measured(database, rulebook, Grouping.REGION))
    received = {name: value(line, "received") for name, line in lines.items()}
    assert received == {"内蒙古自治区": 17, "呼和浩特市": 2, "鄂尔多斯市": 12, "东胜区": 1}


def test_only_a_sufficient_sample_is_ranked(database: Database, rulebook: Rulebook) -> None:
    two_leagues(database)
    lines = by_name(measured(database, rulebook))
    places = {name: line.places["request_on_time_rate"] for name, line in lines.items()}
    few = Place(None, "样本不足")
    assert places == {"甲局": Place(1), "乙局": Place(2), "丙局": few, "丁厅": few}


def test_an_agency_without_a_log_has_no_figures_and_one_without_new_requests_has_zeros(
    database: Database, rulebook: Rulebook
) -> None:
    agency_with(database, "空局")
    agency_with(database, "静局", OLD_AND_CLOSED)
    lines = by_name(measured(database, rulebook))
    assert {figure.value for figure in lines["空局"].figures.values()} == {None}
    assert (value(lines["静局"], "received"), value(lines["静局"], "on_time_rate")) == (0, None)


def test_an_agency_that_was_dissolved_keeps_what_it_did(database: Database, rulebook: Rulebook) -> None:
    agency_with(database, "撤局", IN_TIME, active=False)
    agency_with(database, "撤空局", active=False)
    report = measured(database, rulebook)
    assert by_name(report).keys() == {"撤局"}
    assert value(report.total, "received") == 1


def test_a_day_in_the_past_shows_what_was_then(database: Database, rulebook: Rulebook) -> None:
    agency_with(database, "旧局", [("received", CAME), ("replied", date(2026, 4, 20))], OLD_AND_CLOSED)
    before = measured(database, rulebook, as_of=date(2026, 4, 19)).total
    assert (value(before, "open"), value(before, "overdue"), value(before, "on_time_rate")) == (1, 1, 0)
    long_before = measured(database, rulebook, as_of=date(2025, 3, 5)).total
    assert (value(long_before, "received"), value(long_before, "earlier_open")) == (0, 1)
    assert value(measured(database, rulebook, as_of=date(2025, 3, 2)).total, "received") is None


def test_an_end_that_was_corrected_away_leaves_the_request_open(database: Database, rulebook: Rulebook) -> None:
    with database.write() as session:
        request = make.make_request(session, make.make_agency(session, "改局"), "1", ("received", date(2025, 3, 3)))
        wrong = make.add_event(session, request, "replied", date(2025, 3, 10))
        make.add_event(session, request, "corrected_entry", date(2025, 3, 11), corrects=wrong)
    assert value(measured(database, rulebook).total, "earlier_overdue") == 1


def test_days_off_that_a_region_added_are_not_counted_against_its_agencies(
    database: Database, rulebook: Rulebook
) -> None:
    agency_with(database, "甲局", [("received", CAME), ("replied", date(2026, 3, 31))])
    agency_with(database, "丙局", [("received", CAME), ("replied", date(2026, 3, 31))], region="150100")
    overlaid = rulebook.calendar.with_regional_days("150600", {date(2026, 3, 18): "地方节日"})
    changed = Rulebook(**(vars(rulebook) | {"calendar": overlaid}))
    lines = by_name(measured(database, changed))
    assert {name: value(line, "on_time_rate") for name, line in lines.items()} == {"甲局": 100, "丙局": 0}


def test_what_is_left_unread_would_have_changed_nothing(database: Database, rulebook: Rulebook) -> None:
    kinds = ["replied", "withdrawn", "transferred", "correction_lapsed", "review_filed"]
    logs: list[Log] = [
        [("received", FIRST + timedelta(days=came)), *([(kind, FIRST + timedelta(days=came + later))] if kind else [])]
        for came in (-200, -40, -10, -1, 0, 1, 60)
        for later in (0, 1, 12, 45, 250)
        for kind in [*kinds, None]
    ]
    agency_with(database, "全局", *logs)
    facts = [
        RequestFacts(i, 1, [RequestEvent(RequestEventKind(kind), on) for kind, on in log]) for i, log in enumerate(logs)
    ]
    for as_of in (FIRST - timedelta(days=100), FIRST, DAY, DAY + timedelta(days=300)):
        all_read = tally_requests(facts, PERIOD, rulebook, WorkingDays(rulebook.calendar), as_of)
        assert measured(database, rulebook, as_of=as_of).total.figures == figures(all_read)


def test_the_store_knows_who_was_measured(database: Database, rulebook: Rulebook) -> None:
    two_leagues(database)
    report = measured(database, rulebook)
    with database.read() as session:
        assert {line.code for line in report.lines} == {agency.code for agency in session.query(Agency)}


def test_a_region_alone_has_the_lines_of_what_is_below_it_and_none_above(
    database: Database, rulebook: Rulebook
) -> None:
    two_leagues(database)
    for by, names in (
        (Grouping.AGENCY, ["丙局"]),
        (Grouping.LEAGUE, ["呼和浩特市"]),
        (Grouping.REGION, ["呼和浩特市"]),
    ):
        report = measure_requests(database, rulebook, PERIOD, DAY, by, "150100")
        assert [line.name for line in report.lines] == names
        assert value(report.total, "received") == value(report.lines[0], "received") == 2
    with pytest.raises(UnknownRegion):
        measure_requests(database, rulebook, PERIOD, DAY, Grouping.AGENCY, "999999")


def test_the_workbook_holds_figures_samples_places_curve_and_formulas(
    database: Database, rulebook: Rulebook, tmp_path: Path
) -> None:
    two_leagues(database)
    agency_with(database, "空局")
    report, path = measured(database, rulebook), tmp_path / "指标.xlsx"
    export_measures(report, rulebook, PERIOD, DAY, path)
    book = load_workbook(path)
    assert book.sheetnames == ["指标", "办理结果", "答复用时", "说明"]
    _, heads, *rows = book["指标"].iter_rows(values_only=True)
    lines = {row[1]: dict(zip(heads, row, strict=True)) for row in rows}
    assert list(lines) == [line.name for line in report.lines] + ["合计"]
    assert (lines["乙局"]["收到申请"], lines["乙局"]["按期答复率"]) == (6, pytest.approx(4 / 6))
    assert (lines["乙局"]["按期答复率：样本"], lines["乙局"]["按期答复率：位次"]) == (6, 2)
    assert (lines["丙局"]["按期答复率：位次"], lines["空局"]["收到申请"]) == ("样本不足", "没有台账")
    assert lines["丙局"]["平均不计入天数"] == "不适用"
    curve = [row for row in book["答复用时"].iter_rows(min_row=3, values_only=True) if row[0] == "合计"]
    assert len(curve) == len(report.total.reply_time)
    notes = {row[0]: row[1] for row in book["说明"].iter_rows(min_row=3, values_only=True)}
    assert notes["按期答复率（第 1 版）"].endswith("排名最少样本 5")
    outcomes = {row[0]: row[1] for row in book["办理结果"].iter_rows(min_row=3, values_only=True)}
    assert outcomes["合计"] == sum(report.total.outcomes.values())
