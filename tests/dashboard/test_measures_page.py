"""The page of measures: figures that add up, doors that lead to their rows, nobody sees beyond the own scope."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from dash import dcc
from openpyxl import load_workbook
from sqlalchemy import select

from alerts.facts import stream_requests
from dashboard.page import Visit
from dashboard.pages.measure_rows.layout import layout as rows_layout
from dashboard.pages.measures.doors import door, outcome_door
from dashboard.pages.measures.figures import reply_times
from dashboard.pages.measures.layout import layout
from dashboard.pages.measures.queries import measured_place
from dashboard.pages.measures.question import Question
from dashboard.pages.requests.queries import block_of_requests
from dashboard.request_filter import RequestFilter
from dashboard.scope import Scope
from dashboard.services import Services
from metrics.regional_days import regional_days
from metrics.request_measures import Period, is_behind, tally_requests
from reports.request_measures import requests_behind
from store import Database
from store.models import Agency, AuditEntry, Request
from tests.dashboard.browsing import Visitor, parts, words
from tests.dashboard.request_world import HOHHOT, NOBODY, PROVINCE, RequestWorld, add_request, build_request_world
from tests.dashboard.small_world import NOW, TODAY

if TYPE_CHECKING:
    from rulebook import Rulebook

YEAR = Question(Period(date(2026, 1, 1), TODAY), TODAY)


@pytest.fixture
def world(database: Database, rulebook: Rulebook) -> RequestWorld:
    return build_request_world(database, rulebook, every=3)


@pytest.fixture
def services(database: Database, rulebook: Rulebook, tmp_path: Path) -> Services:
    return Services(database, lambda: rulebook, lambda: NOW, "s" * 40, tmp_path)


def figures_of(services: Services, scope: Scope, asked: Question) -> dict[str, Any]:
    with services.database.read() as session:
        found = measured_place(session, scope, services, asked)
    return {} if found is None else {id_: one.value for id_, one in found.report.total.figures.items()}


def rows_behind(services: Services, href: str) -> int:
    wanted = RequestFilter.read(dict(part.split("=") for part in href.partition("?")[2].split("&")))
    with services.database.read() as session:
        return int(block_of_requests(session, PROVINCE, wanted, {}, services)["rowCount"])


@pytest.mark.parametrize("place", [{}, {"region": "150100"}, {"region": "150200"}])
def test_a_count_leads_to_as_many_rows(world: RequestWorld, services: Services, place: dict[str, str]) -> None:
    asked = YEAR.of(**place)
    found = figures_of(services, PROVINCE, asked)
    counts = (
        "received",
        "replied",
        "otherwise_closed",
        "open",
        "overdue",
        "due_soon",
        "unconfirmed",
        "earlier_open",
        "earlier_overdue",
    )
    assert found["request_received"] > 10
    for name in counts:
        shown = rows_behind(services, door(f"request_{name}", asked, TODAY))
        assert shown == found[f"request_{name}"], name


def test_kinds_of_reply_lead_to_as_many_rows(world: RequestWorld, services: Services) -> None:
    with services.database.read() as session:
        found = measured_place(session, PROVINCE, services, YEAR)
    assert found is not None and found.report.total.outcomes
    for code, number in found.report.total.outcomes.items():
        assert rows_behind(services, outcome_door(code, YEAR, TODAY)) == number, code


PAST = Question(Period(date(2026, 1, 1), date(2026, 6, 30)), date(2026, 4, 15))


def rows_on_that_day(services: Services, scope: Scope, href: str) -> tuple[int, str]:
    """How many rows the door of a figure of a past day leads to, and what is drawn there."""
    filters = dict(part.split("=") for part in href.partition("?")[2].split("&"))
    drawn = words(rows_layout(Visit(services, scope, None, filters)))
    return int(drawn.partition("共 ")[2].partition(" 件")[0].replace(",", "")), drawn


@pytest.mark.parametrize("place", [{}, {"region": "150100"}])
def test_a_figure_of_a_past_day_leads_to_the_requests_as_they_stood_on_it(
    world: RequestWorld, services: Services, rulebook: Rulebook, place: dict[str, str]
) -> None:
    asked = PAST.of(**place)
    found = figures_of(services, PROVINCE, asked)
    with services.database.read() as session:
        report = measured_place(session, PROVINCE, services, asked)
    assert report is not None and found["request_open"] > 0 and found["request_replied"] > 0
    for name, figure in found.items():
        if rulebook.measures[name].unit == "requests":
            assert rows_on_that_day(services, PROVINCE, door(name, asked, TODAY))[0] == figure, name
    for kind, number in report.report.total.outcomes.items():
        assert rows_on_that_day(services, PROVINCE, outcome_door(kind, asked, TODAY))[0] == number, kind
    number, drawn = rows_on_that_day(services, PROVINCE, door("request_open", asked, TODAY))
    assert "截至 2026-04-15" in drawn
    assert drawn.count("已答复") == 0
    assert rows_on_that_day(services, NOBODY, door("request_open", asked, TODAY))[0] == 0 < number


def test_what_the_database_narrows_leaves_out_no_request_that_counts(
    world: RequestWorld, services: Services, rulebook: Rulebook
) -> None:
    days = regional_days(rulebook.calendar).national
    seen = set()
    with services.database.read() as session:
        for asked in (PAST, YEAR):
            logs = [facts for some in stream_requests(session, select(Request), asked.as_of) for facts in some]
            alone = {one.id: tally_requests([one], asked.period, rulebook, days, asked.as_of) for one in logs}
            for measure in rulebook.measures:
                counted = sorted((id_ for id_, tally in alone.items() if is_behind(tally, measure)), reverse=True)
                found = requests_behind(session, rulebook, asked.period, asked.as_of, select(Agency.id), measure)
                assert (found.ids.tolist(), found.unread_before) == (counted, None), measure
                seen |= {measure} if counted else set()
    assert {"request_open", "request_overdue", "request_extended_share"} <= seen


def test_of_very_many_logs_some_are_read_at_once_and_the_older_ones_are_one_step_away(
    world: RequestWorld, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alerts.facts.requests.AT_ONCE", 5)
    monkeypatch.setattr("dashboard.pages.measure_rows.queries.MOST_READ", 10)
    number = figures_of(services, PROVINCE, PAST)["request_received"]
    seen: list[str] = []
    filters: dict[str, str] | None = {"measure": "request_received", **PAST.parameters()}
    while filters is not None:
        drawn = rows_layout(Visit(services, PROVINCE, None, filters))
        links = [part for part in parts(drawn) if isinstance(part, dcc.Link)]
        seen += [part.href for part in links if part.href.startswith("/request/")]
        further = [part.href for part in links if words(part).startswith("更早")]
        filters = dict(parse_qsl(urlsplit(further[0]).query)) if further else None
        assert ("每次读取" in words(drawn)) is bool(further)
    assert len(seen) == len(set(seen)) == number > 20


def test_rows_of_an_unknown_measure_are_not_there(services: Services) -> None:
    assert "没有这样的指标" in words(rows_layout(Visit(services, PROVINCE, None, {"measure": "x"})))


def test_leagues_lead_to_their_agencies_and_the_figures_of_these_add_up(
    world: RequestWorld, services: Services
) -> None:
    with services.database.read() as session:
        whole = measured_place(session, PROVINCE, services, YEAR)
        league = measured_place(session, PROVINCE, services, YEAR.of(region="150100"))
        agency = measured_place(session, PROVINCE, services, YEAR.of(agency=world.banner))
    assert whole is not None and league is not None and agency is not None
    (line,) = [line for line in whole.report.lines if line.code == "150100"]
    assert line.figures == league.report.total.figures
    assert {one.agency_id for one in league.report.lines} == {world.first, world.second, world.banner}
    assert sum(one.figures["request_received"].value or 0 for one in league.report.lines) == (
        league.report.total.figures["request_received"].value
    )
    names = [name for name, _ in agency.trail]
    assert names[:2] == ["全部", "呼和浩特市"] and len(names) == 4
    assert [question.region for _, question in league.trail] == [None, "150100"]


def test_nobody_measures_beyond_the_own_scope(world: RequestWorld, services: Services) -> None:
    everything = figures_of(services, PROVINCE, YEAR)["request_received"]
    hohhot = figures_of(services, PROVINCE, YEAR.of(region="150100"))["request_received"]
    assert figures_of(services, HOHHOT, YEAR)["request_received"] == hohhot < everything
    assert figures_of(services, HOHHOT, YEAR.of(region="150200")) == {}
    assert figures_of(services, HOHHOT, YEAR.of(agency=world.baotou)) == {}
    assert figures_of(services, NOBODY, YEAR) == {}
    own = figures_of(services, world.contact, YEAR)["request_received"]
    assert own == figures_of(services, PROVINCE, YEAR.of(agency=world.first))["request_received"]
    assert "没有您能看到的单位" in words(layout(Visit(services, NOBODY)))


def test_what_was_counted_is_counted_anew_when_the_logs_grow(world: RequestWorld, services: Services) -> None:
    before = figures_of(services, PROVINCE, YEAR)["request_received"]
    with services.database.write() as session:
        add_request(session, world.first, "新来", [("received", date(2026, 11, 19), {"channel": "in_person"})])
    assert figures_of(services, PROVINCE, YEAR)["request_received"] == before + 1


def test_the_page_tells_period_day_samples_formulas_and_versions(world: RequestWorld, services: Services) -> None:
    drawn = layout(Visit(services, PROVINCE, None, {"from": "2026-01-01", "to": "2026-06-30", "as_of": "2026-09-30"}))
    text = words(drawn)
    for told in (
        "截至 2026-09-30",
        "名单同样按这一天的状态",
        "样本",
        "Kaplan–Meier",
        "第 1 版",
        "排名最少样本 5 件",
        "办理结果构成",
    ):
        assert told in text, told
    links = {getattr(part, "href", "") for part in parts(drawn)}
    assert any(link.startswith("/measures/rows?measure=request_overdue") for link in links)
    assert not any(link.startswith("/requests?") for link in links)
    assert any("region=150100" in link and "as_of=2026-09-30" in link for link in links)


def test_the_figures_are_taken_along_as_a_workbook_within_the_own_scope(
    world: RequestWorld, visit: Callable[[str | None], Visitor], database: Database
) -> None:
    answer = visit("hohhot").get("/measures/file?from=2026-01-01&to=2026-06-30&as_of=2026-09-30")
    assert answer.status_code == 200
    assert "2026-01-01%E8%87%B32026-06-30" in answer.headers["Content-Disposition"]
    workbook = load_workbook(BytesIO(answer.data))
    names = {str(row[1]) for row in workbook["指标"].iter_rows(min_row=3, values_only=True)}
    assert any("呼和浩特" in name for name in names) and not any("包头" in name for name in names)
    with database.read() as session:
        written = session.scalars(select(AuditEntry).where(AuditEntry.action == "export.measures")).one()
    assert (written.actor, written.subject) == ("hohhot", "period:2026-01-01..2026-06-30")


def test_there_is_no_workbook_for_whom_there_is_nothing_to_see(
    world: RequestWorld, visit: Callable[[str | None], Visitor]
) -> None:
    assert visit("nobody").get("/measures/file").status_code == 404
    assert visit("hohhot").get("/measures/file?region=150200").status_code == 404


def test_a_day_that_is_none_is_shown_with_the_day_taken_instead(services: Services, world: RequestWorld) -> None:
    drawn = layout(Visit(services, PROVINCE, None, {"from": "2026-13-01"}))
    (field,) = [part for part in parts(drawn) if getattr(part, "id", None) == "measures-from"]
    assert (field.value, field.error) == ("2026-13-01", "按 2026-01-01 计")


@pytest.mark.parametrize(
    ("given", "first", "last", "as_of"),
    [
        ({}, "2026-01-01", "2026-11-20", "2026-11-20"),
        ({"as_of": "2025-06-30"}, "2025-01-01", "2025-06-30", "2025-06-30"),
        ({"as_of": "2030-01-01"}, "2026-01-01", "2026-11-20", "2026-11-20"),
        ({"from": "2026-05-01", "to": "2026-03-01"}, "2026-03-01", "2026-03-01", "2026-11-20"),
        (
            {"from": "x", "to": "2026-02-30", "region": "1 or 1", "agency": "-1"},
            "2026-01-01",
            "2026-11-20",
            "2026-11-20",
        ),
    ],
)
def test_a_question_makes_sense_whatever_the_address_says(
    given: dict[str, str], first: str, last: str, as_of: str
) -> None:
    asked = Question.read(given, TODAY)
    assert (str(asked.period.first), str(asked.period.last), str(asked.as_of)) == (first, last, as_of)
    assert (asked.region, asked.agency) == (None, None)
    for _, usual in asked.usual_periods():
        assert usual.period.first <= usual.period.last <= asked.as_of


def test_the_curve_falls_and_the_bars_are_the_replies(world: RequestWorld, services: Services) -> None:
    with services.database.read() as session:
        found = measured_place(session, PROVINCE, services, YEAR)
    assert found is not None
    bars, curve = reply_times(found.report.total.reply_time, 20)["data"]
    assert sum(bars["y"]) == found.report.total.figures["request_replied"].value
    assert curve["y"] == sorted(curve["y"], reverse=True) and curve["y"][0] == 100
