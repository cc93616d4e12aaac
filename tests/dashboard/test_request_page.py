"""One request on its page: what was corrected stays to be seen, who may not read the description does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.clock_strip import clock_strip
from dashboard.page import Visit as PageVisit
from dashboard.pages.request.event_line import detail_words
from dashboard.pages.request.layout import layout
from dashboard.pages.request_month.month import Month
from dashboard.services import Services
from dashboard.words import CHANNELS, REVIEW_RESULTS
from metrics.request_log import RECEIPT
from metrics.working_days import DayLine, DayReason
from store import Database
from store.models import Agency, DueDayChange, EvaluationRun, Request, RequestEvent
from tests.dashboard.browsing import Visitor, parts, words
from tests.dashboard.request_world import ADMINISTRATOR, PROVINCE, add_entry, add_request
from tests.dashboard.small_world import NOW, SmallWorld

if TYPE_CHECKING:
    from rulebook import Rulebook

Visit = Callable[[str | None], Visitor]
IN_PERSON: dict[str, object] = {"channel": "in_person"}


@pytest.fixture
def request_id(kept: Database, world: SmallWorld) -> int:
    """A request whose receipt was entered wrongly and corrected, and one entry of which was struck out."""
    with kept.write() as session:
        received = ("received", date(2026, 11, 2), IN_PERSON)
        wrong = ("agency_asked", date(2026, 11, 5), {})
        request = add_request(session, world.agency_ids["150100"], "更正", [received, wrong], "示例内容")
        entries = {entry.kind: entry.id for entry in session.query(RequestEvent).filter_by(request_id=request.id)}
        add_entry(session, request.id, "received", date(2026, 11, 4), IN_PERSON, entries["received"])
        gone: dict[str, object] = {"kind": "agency_asked", "on": "2026-11-05"}
        add_entry(session, request.id, "corrected_entry", date(2026, 11, 18), gone, entries["agency_asked"])
        return request.id


def draw(services: Services, request_id: int, scope: object = PROVINCE) -> object:
    return layout(PageVisit(services, scope, str(request_id)))  # type: ignore[arg-type]


def test_a_corrected_entry_is_struck_out_and_says_what_it_changed(services: Services, request_id: int) -> None:
    drawn = draw(services, request_id)
    struck = [words(part) for part in parts(drawn) if type(part).__name__ == "Del"]
    assert any("收到申请" in text and "2026-11-02" in text for text in struck)
    assert any("征求其他机关意见" in text for text in struck)
    text = words(drawn)
    assert "2026-11-19 登记更正为 2026-11-04" in text
    receipt = "更正后：2026-11-03 至 2026-11-04 （2 个工作日）由计入改为起算之前；到期日由 2026-12-21 改为 2026-12-23"
    assert receipt in text
    assert "更正后：2026-11-06 至 2026-11-26 （15 个工作日）由扣除改为计入；到期日由 2026-12-23 改为 2026-12-02" in text
    assert "原登记：征求其他机关意见 2026-11-05" in text


def test_entries_stand_in_the_order_of_their_days(services: Services, request_id: int) -> None:
    (line,) = [
        part for part in parts(draw(services, request_id)) if "event-line" in str(getattr(part, "className", ""))
    ]
    days = [words(item).split("　")[1][:10] for item in line.children]
    assert days == sorted(days) and len(days) == 4


def test_the_strip_ends_on_the_due_day_with_the_last_working_day(services: Services, request_id: int) -> None:
    cells = [part for part in parts(draw(services, request_id)) if "day" in str(getattr(part, "className", "")).split()]
    assert "day-due" in cells[-1].className and words(cells[-1]).endswith("20")
    assert words(cells[-1]).startswith("12/2")
    assert sum("day-today" in cell.className for cell in cells) == 1


def test_the_proof_names_who_recorded_each_entry_and_its_fingerprint(services: Services, request_id: int) -> None:
    text = words(draw(services, request_id))
    assert text.count("人工登记") == 4
    codes = [part for part in parts(draw(services, request_id)) if type(part).__name__ == "Code"]
    assert len(codes) == 4 and all(len(code.title) == 64 for code in codes)


def test_only_officers_and_the_agency_read_the_description(visit: Visit, request_id: int) -> None:
    for username, reads in (("region", True), ("hohhot", True), ("contact", True), ("admin", False)):
        shown = json.dumps(visit(username).page(f"/request/{request_id}").json, ensure_ascii=False)
        assert "页面出错" not in shown
        assert ("示例内容" in shown) is reads, username
    assert not ADMINISTRATOR.sees_descriptions


def test_a_request_outside_the_scope_is_a_404_in_page_and_callback(
    visit: Visit, kept: Database, world: SmallWorld
) -> None:
    with kept.read() as session:
        other = session.query(Request.id).filter_by(agency_id=world.agency_ids["150200"]).first()
    assert other is not None
    for username in ("hohhot", "contact", "nobody"):
        assert visit(username).get(f"/request/{other[0]}").status_code == 404
        assert visit(username).page(f"/request/{other[0]}").status_code == 404
    assert visit("region").get(f"/request/{other[0]}").status_code == 200


@pytest.mark.parametrize("argument", ["999999", "0", "-1", "x", "99999999999999999999"])
def test_a_request_that_never_was_is_a_404(visit: Visit, argument: str) -> None:
    assert visit("admin").get(f"/request/{argument}").status_code == 404


def test_a_card_leads_to_its_request_and_the_request_to_its_card(visit: Visit, world: SmallWorld) -> None:
    assert f"/request/{world.request}" in json.dumps(visit("region").page(f"/card/{world.red_card}").json)
    assert f"/card/{world.red_card}" in json.dumps(visit("region").page(f"/request/{world.request}").json)


def test_due_days_that_a_calendar_moved_are_told(services: Services, kept: Database, request_id: int) -> None:
    with kept.write() as session:
        run = session.query(EvaluationRun.id).first()
        assert run is not None
        moved = {"old_due": date(2026, 12, 2), "new_due": date(2026, 12, 3), "old_calendar": "1", "new_calendar": "2"}
        change = DueDayChange(
            request_id=request_id, run_id=run[0], old_provisional=True, new_provisional=False, at=NOW, **moved
        )
        session.add(change)
    assert "工作日历更新：到期日由 2026-12-02（暂定） 调整为 2026-12-03" in words(draw(services, request_id))


def test_every_month_has_its_days_once_and_in_their_weekday() -> None:
    month = Month(2023, 12)
    for _ in range(40):
        days = [day for week in month.weeks() for day in week if (day.year, day.month) == (month.year, month.month)]
        assert days == [month.first + timedelta(days=i) for i in range((month.last - month.first).days + 1)]
        assert all([day.weekday() for day in week] == list(range(7)) for week in month.weeks())
        assert month.after.before == month
        month = month.after


@pytest.mark.parametrize("text", [None, "", "2026-13", "1999-01", "2026-1", "x"])
def test_a_month_that_is_none_is_that_of_today(text: str | None) -> None:
    assert str(Month.read(text, date(2026, 11, 20))) == "2026-11"


@given(st.dates(date(2024, 1, 1), date(2026, 6, 1)), st.lists(st.sampled_from(DayReason), min_size=1, max_size=90))
def test_a_strip_shows_every_day_once_under_its_weekday(first: date, reasons: list[DayReason]) -> None:
    counting = (DayReason.COUNTS, DayReason.WORKING_WEEKEND)
    days = [
        DayLine(first + timedelta(days=i), reason in counting, f"因为{reason}", reason)
        for i, reason in enumerate(reasons)
    ]
    drawn = clock_strip(days, days[-1].date)
    cells = [part for part in parts(drawn) if "day" in str(getattr(part, "className", "")).split()]
    assert [cell.title[:10] for cell in cells] == [line.date.isoformat() for line in days]
    assert [cell.style["gridColumnStart"] for cell in cells] == [line.date.isoweekday() for line in days]
    assert sum("day-due" in cell.className for cell in cells) == 1


def test_every_channel_and_result_has_its_word(rulebook: Rulebook) -> None:
    assert set(CHANNELS) == set(RECEIPT)
    for result in ("upheld", "set_aside_no_reply", "set_aside", "other"):
        assert detail_words({"result": result}, rulebook, "review_decided") == [REVIEW_RESULTS[result]]
    assert detail_words({"outcome": "granted"}, rulebook, "replied") == ["予以公开（第三十六条第（二）项）"]
    assert detail_words({"applicant": "natural_person"}, rulebook, "received") == []


def test_every_agency_of_the_scope_can_be_chosen(visit: Visit, kept: Database) -> None:
    with kept.read() as session:
        names = [name for (name,) in session.query(Agency.name)]
    shown = json.dumps(visit("region").page("/requests").json, ensure_ascii=False)
    assert all(name in shown for name in names)


def test_a_fee_is_told_with_its_tiers_where_it_was_noticed(
    services: Services, kept: Database, world: SmallWorld, request_id: int
) -> None:
    assert "信息处理费" not in words(draw(services, request_id))
    with kept.write() as session:
        ids = []
        for number in range(12):
            events = [("received", date(2026, 11, 2), IN_PERSON)]
            if number == 0:
                events += [("fee_noticed", date(2026, 11, 5), {"pages": 68})]
            request = add_request(session, world.agency_ids["150100"], f"费{number}", events)
            request.applicant_hash, request.received_on = "a" * 64, date(2026, 11, 2 + number)
            ids.append(request.id)
        other = add_request(session, world.agency_ids["150100"], "上月", [("fee_noticed", date(2026, 11, 5), {})])
        other.applicant_hash, other.received_on = "a" * 64, date(2026, 10, 30)
        alone = other.id
    text = words(draw(services, ids[0]))
    assert "2026-12-03（20 个工作日）" in text and "未缴费" in text
    assert "12 件，200 元（第 11–12 件 每件 100 元）" in text
    assert "68 页，380 元" in text
    assert "1 件，0 元（不收费）" in words(draw(services, alone))
