"""A calendar that is imported reaches whatever is open, with a line for each day it moved; what is closed stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from alerts.evaluation import evaluate, requests
from rulebook import Rulebook, YearNotice
from rulebook.notice_csv import read_notice
from store import Database
from store.calendars import keep_notice, with_imported_notices, withdraw_notice
from store.models import Card, CardEvent, Case, DueDayChange, Finding, Request
from tests import factories as make
from tests.alerts import worlds

BEFORE, AFTER = date(2026, 12, 10), date(2026, 12, 11)
NEW_YEAR = ("2027-01-01..2027-01-03,off,元旦",)


def imported(database: Database, rulebook: Rulebook, *days: str, region: str | None = None) -> Rulebook:
    """The law after a notice with these days came in."""
    year = days[0][:4]
    text = f"title,{year}年通知\nnumber,国办发明电〔{year}〕1号\nyear,{year}\ndate,kind,holiday\n" + "\n".join(days)
    notice = read_notice("notice.csv", text.encode(), {}, region)
    with database.write() as session:
        keep_notice(session, notice, file="notice.csv", content=text.encode(), now=make.at(AFTER))
    with database.read() as session:
        return with_imported_notices(rulebook, session)


def amended(database: Database, rulebook: Rulebook, off: str) -> Rulebook:
    """The law after this year's notice was replaced by one with one more day off."""
    shipped: YearNotice = rulebook.calendar.years[2026]
    days = [f"{day.date},{day.kind},{day.holiday}" for day in shipped.days]
    return imported(database, rulebook, *days, f"{off},off,临时放假")


def run(database: Database, rulebook: Rulebook, day: date) -> int:
    return evaluate(database, rulebook, day, make.at(day)).due_days_changed


def changes(database: Database) -> list[tuple[str, str | None, str | None, bool, bool]]:
    with database.read() as session:
        rows = session.execute(select(Request.number, DueDayChange).join(Request).order_by(DueDayChange.id))
        return [
            (number, str(line.old_due), str(line.new_due), line.old_provisional, line.new_provisional)
            for number, line in rows
        ]


def amendments(database: Database) -> list[tuple[str, str | None]]:
    with database.read() as session:
        lines = select(Card.rule, CardEvent.note).join(Card, Card.id == CardEvent.card_id)
        rows = session.execute(lines.where(CardEvent.kind == "amended").order_by(CardEvent.id))
        return [(rule, note) for rule, note in rows]


def request_of(database: Database, number: str, *events: tuple[str, date], **agency: str) -> int:
    with database.write() as session:
        return make.make_request(session, make.make_agency(session, f"示例{number}局", **agency), number, *events).id


def test_a_provisional_due_day_moves_or_becomes_firm_with_a_line_of_its_own(
    database: Database, rulebook: Rulebook
) -> None:
    request_of(database, "moves", ("received", date(2026, 12, 4)))
    request_of(database, "firm", ("received", date(2026, 12, 8)), ("extended", date(2026, 12, 9)))
    request_of(database, "known", ("received", date(2026, 12, 1)))
    assert run(database, rulebook, BEFORE) == 0
    law = imported(database, rulebook, "2027-01-02..2027-01-03,off,元旦", "2027-02-06,off,春节", "2027-01-01,off,元旦")
    assert run(database, law, AFTER) == 2
    assert changes(database) == [
        ("moves", "2027-01-01", "2027-01-04", True, False),
        ("firm", "2027-02-02", "2027-02-03", True, False),
    ]
    assert run(database, law, AFTER + timedelta(days=1)) == 0
    with database.read() as session:
        line = session.scalars(select(DueDayChange)).first()
        assert line is not None
        assert (line.old_calendar[:6], line.new_calendar[:15]) == ("2026.1", "2026.1+notice-1")


def test_the_cards_of_a_request_say_how_its_due_day_changed(database: Database, rulebook: Rulebook) -> None:
    request_of(database, "near", ("received", date(2026, 12, 4)))
    day = date(2026, 12, 30)
    run(database, rulebook, day)
    law = imported(database, rulebook, "2027-02-06,off,春节")
    assert run(database, law, day) == 1
    assert changes(database) == [("near", "2027-01-01", "2027-01-01", True, False)]
    assert amendments(database) == [("FOI-B", "工作日历更新：答复期限 2027-01-01 由暂定转为确定")]
    with database.read() as session:
        assert session.scalars(select(Finding)).one().facts["provisional"] is False


def test_a_reminder_of_a_day_that_moved_tells_it_before_it_is_withdrawn(database: Database, rulebook: Rulebook) -> None:
    request_of(database, "near", ("received", date(2026, 12, 4)))
    day = date(2026, 12, 30)
    run(database, rulebook, day)
    run(database, imported(database, rulebook, *NEW_YEAR), day)
    assert amendments(database) == [("FOI-B", "工作日历更新：答复期限由 2027-01-01（暂定） 调整为 2027-01-04")]
    assert [line[1] for line in worlds.history_of(database)].count("withdrawn") == 1


def test_days_to_explain_and_rectify_become_firm_with_a_line(database: Database, rulebook: Rulebook) -> None:
    request_of(database, "late", ("received", date(2026, 7, 1)))
    day = date(2026, 12, 30)
    run(database, rulebook, day)
    run(database, imported(database, rulebook, *NEW_YEAR), day)
    with database.read() as session:
        red = session.scalars(select(Card).where(Card.colour == "red")).one()
        assert (red.explain_by, red.rectify_by, red.due_provisional) == (date(2027, 1, 5), date(2027, 1, 7), False)
    red_lines = [note for rule, note in amendments(database) if rule == "FOI-R"]
    assert red_lines == [
        "工作日历更新：书面说明期限由 2027-01-04（暂定） 调整为 2027-01-05；"
        "整改期限由 2027-01-06（暂定） 调整为 2027-01-07"
    ]
    assert changes(database) == []


def test_days_of_a_closed_card_stay_what_they_were(database: Database, rulebook: Rulebook) -> None:
    request_of(database, "late", ("received", date(2026, 7, 1)))
    day = date(2026, 12, 30)
    run(database, rulebook, day)
    with database.write() as session:
        for card in session.scalars(select(Card)):
            card.state = "closed"
    run(database, imported(database, rulebook, *NEW_YEAR), day)
    with database.read() as session:
        assert session.scalars(select(Card.rectify_by).where(Card.colour == "red")).all() == [date(2027, 1, 6)]
    assert amendments(database) == []


def test_a_calendar_that_changes_nothing_for_a_matter_leaves_no_line(database: Database, rulebook: Rulebook) -> None:
    request_of(database, "late", ("received", date(2026, 7, 1)))
    day = date(2026, 9, 30)
    run(database, rulebook, day)
    before = worlds.history_of(database)
    assert run(database, imported(database, rulebook, *NEW_YEAR), day) == 0
    assert worlds.history_of(database) == before


def test_an_open_request_that_can_bring_no_more_cards_is_reviewed_too(database: Database, rulebook: Rulebook) -> None:
    request_of(database, "late", ("received", date(2026, 7, 1)))
    run(database, rulebook, date(2026, 9, 30))
    assert run(database, amended(database, rulebook, "2026-07-20"), date(2026, 9, 30)) == 1
    assert changes(database) == [("late", "2026-07-29", "2026-07-30", False, False)]


def test_a_closed_request_keeps_what_it_was_judged_by(database: Database, rulebook: Rulebook) -> None:
    id_ = request_of(database, "closed", ("received", date(2026, 7, 1)), ("replied", date(2026, 7, 30)))
    run(database, rulebook, date(2026, 9, 30))
    cards = worlds.cards_of(database)
    law = amended(database, rulebook, "2026-07-20")  # by this one the reply would have been in time
    assert run(database, law, date(2026, 9, 30)) == 0
    with database.write() as session:
        make.add_event(session, session.get_one(Request, id_), "review_filed", date(2026, 9, 20))
    assert evaluate(database, law, date(2026, 10, 9), make.at(date(2026, 10, 9))).visited == 1
    assert worlds.cards_of(database) == cards
    with database.read() as session:
        assert session.get_one(Request, id_).due_on == date(2026, 7, 29)


def test_a_run_that_was_broken_off_loses_and_doubles_no_line(
    database: Database, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in ("a", "b", "c"):
        request_of(database, number, ("received", date(2026, 12, 4)))
    run(database, rulebook, BEFORE)
    law = imported(database, rulebook, *NEW_YEAR)
    monkeypatch.setattr(requests, "BATCH", 1)
    visited = []

    def fall(batch: int) -> None:
        visited.append(batch)
        if len(visited) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        evaluate(database, law, AFTER, make.at(AFTER), fall)
    assert [line[0] for line in changes(database)] == ["a", "b"]
    later = AFTER + timedelta(days=14)  # the reviews of a and b have come up again by then
    run(database, law, later)
    assert [line[0] for line in changes(database)] == ["a", "b", "c"]


def test_days_off_of_a_region_count_for_its_agencies_and_for_no_others(database: Database, rulebook: Rulebook) -> None:
    request_of(database, "here", ("received", date(2026, 6, 29)), region_code="152500", region_name="锡林郭勒盟")
    request_of(database, "there", ("received", date(2026, 6, 29)))
    run(database, rulebook, date(2026, 7, 1))
    law = imported(database, rulebook, "2026-07-07,off,那达慕", region="152500")
    assert run(database, law, date(2026, 7, 1)) == 1
    assert changes(database) == [("here", "2026-07-27", "2026-07-28", False, False)]
    run(database, law, date(2026, 8, 1))
    with database.read() as session:
        late = select(Finding.triggered_on, Finding.facts).where(Finding.rule == "FOI-Y").order_by(Finding.triggered_on)
        assert [(str(day), facts["calendar"]) for day, facts in session.execute(late)] == [
            ("2026-07-28", "2026.1+notice-1"),
            ("2026-07-29", "2026.1+notice-1+152500"),
        ]


def test_a_withdrawn_notice_moves_the_due_days_back_with_a_line(database: Database, rulebook: Rulebook) -> None:
    request_of(database, "moves", ("received", date(2026, 12, 4)))
    run(database, rulebook, BEFORE)
    run(database, imported(database, rulebook, *NEW_YEAR), AFTER)
    with database.write() as session:
        assert withdraw_notice(session, "national", 2027, reason="误导入", now=make.at(AFTER)) is not None
    with database.read() as session:
        law = with_imported_notices(rulebook, session)
    assert run(database, law, AFTER) == 1
    assert changes(database) == [
        ("moves", "2027-01-01", "2027-01-04", True, False),
        ("moves", "2027-01-04", "2027-01-01", False, True),
    ]


def test_an_unanswered_message_is_judged_by_the_new_calendar_an_answered_one_is_not(
    database: Database, rulebook: Rulebook
) -> None:
    asked, day = date(2026, 3, 2), date(2026, 9, 1)
    with database.write() as session:
        agency = make.make_agency(session)
        site = make.make_site(session, agency)
        make.make_case(session, agency, "未答", asked, site=site)
        make.make_case(session, agency, "已答", asked, date(2026, 3, 20), site=site)
    run(database, rulebook, day)
    with database.read() as session:
        assert session.scalars(select(Case.next_review_on)).all() == [None, None]
    run(database, amended(database, rulebook, "2026-03-05"), day)
    with database.read() as session:
        rows = session.execute(
            select(Case.number, Finding.occurrence, Finding.withdrawn_on)
            .join(Finding, (Finding.subject_id == Case.id) & (Finding.subject_kind == "case"))
            .where(Finding.rule == "WEB-Y")
            .order_by(Finding.id)
        ).all()
    assert [tuple(row) for row in rows] == [
        ("未答", "unanswered:2026-03-09", day),
        ("已答", "unanswered:2026-03-09", None),
        ("未答", "unanswered:2026-03-10", None),
    ]
