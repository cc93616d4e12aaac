"""Facts become cards once, with their true dates, however and whenever the evaluation runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, select

from alerts.evaluation import evaluate
from rulebook import Rulebook
from store import Database
from store.models import Card, Finding, Request, RequestEvent
from tests import factories as make
from tests.alerts import worlds

DAY = date(2026, 9, 30)


def overdue_request(database: Database, number: str = "2026-1") -> int:
    with database.write() as session:
        agency = make.make_agency(session)
        return make.make_request(session, agency, number, ("received", date(2026, 7, 1))).id


def findings(database: Database) -> dict[str, date]:
    with database.read() as session:
        rows = session.execute(select(Finding.rule, Finding.occurrence, Finding.triggered_on))
        return {f"{rule} {occurrence}": day for rule, occurrence, day in rows}


def test_an_overdue_request_brings_its_cards_on_their_true_days(database: Database, rulebook: Rulebook) -> None:
    overdue_request(database)
    summary = evaluate(database, rulebook, DAY, make.at(DAY))
    assert findings(database) == {
        "FOI-B before-3:2026-07-29": date(2026, 7, 24),
        "FOI-B before-1:2026-07-29": date(2026, 7, 28),
        "FOI-Y overdue:2026-07-29": date(2026, 7, 30),
        "FOI-R overdue:2026-07-29": date(2026, 8, 6),
    }
    assert summary.cards == {"blue": 2, "yellow": 1, "red": 1}
    assert summary.totals == summary.cards
    assert (summary.as_of, summary.visited, summary.findings, summary.withdrawn) == (DAY, 1, 4, 0)


def test_days_to_explain_and_rectify_count_from_the_day_the_card_is_made(
    database: Database, rulebook: Rulebook
) -> None:
    overdue_request(database)
    evaluate(database, rulebook, date(2026, 9, 1), make.at(date(2026, 9, 1)))
    with database.read() as session:
        red = session.scalars(select(Card).where(Card.colour == "red")).one()
    assert (red.issued_on, red.explain_by, red.rectify_by) == (date(2026, 8, 6), date(2026, 9, 4), date(2026, 9, 8))
    assert (red.measure, red.points, red.due_provisional) == ("责令改正", -2.0, False)
    assert red.number.startswith("2026-FOI-R-")


def test_a_period_through_a_year_without_calendar_is_provisional(database: Database, rulebook: Rulebook) -> None:
    overdue_request(database)
    day = date(2026, 12, 30)
    evaluate(database, rulebook, day, make.at(day))
    with database.read() as session:
        assert session.scalars(select(Card.due_provisional).where(Card.colour == "red")).all() == [True]


def test_evaluating_twice_adds_nothing(database: Database, rulebook: Rulebook) -> None:
    worlds.fill_at_once(database)
    evaluate(database, rulebook, DAY, make.at(DAY))
    cards, history = worlds.cards_of(database), worlds.history_of(database)
    again = evaluate(database, rulebook, DAY, make.at(DAY, 2))
    assert again.findings == 0
    assert (worlds.cards_of(database), worlds.history_of(database)) == (cards, history)


def test_after_an_outage_the_cards_are_those_of_running_every_day(
    database: Database, rulebook: Rulebook, migrated_sqlite_file: Path, tmp_path: Path
) -> None:
    other_file = tmp_path / "every-day.sqlite3"
    other_file.write_bytes(migrated_sqlite_file.read_bytes())
    every_day = Database(f"sqlite:///{other_file}")
    with every_day.write() as session:
        steps = worlds.steps(session)
    day = worlds.FIRST_DAY
    while day <= DAY:
        with every_day.write() as session:
            for on, step in steps:
                if on == day:
                    step(session)
        evaluate(every_day, rulebook, day, make.at(day))
        day += timedelta(days=1)
    worlds.fill_at_once(database)
    evaluate(database, rulebook, DAY, make.at(DAY))
    expected = worlds.cards_of(every_day)
    rules = {card[1] for card in expected}
    assert {"FOI-B", "FOI-Y", "FOI-R", "FOI-C7", "WEB-B", "WEB-Y", "WEB-R", "NM-B", "NM-Y", "NM-R"} <= rules
    assert {"ESC-MATTER", "ESC-QUARTER", "ESC-TALK"} <= rules
    assert worlds.cards_of(database) == expected
    assert not [line for line in worlds.history_of(every_day) if line[1] in ("withdrawn", "reinstated", "amended")]
    every_day.dispose()


def test_facts_dated_later_are_not_used_and_are_taken_up_when_their_day_comes(
    database: Database, rulebook: Rulebook
) -> None:
    with database.write() as session:
        agency = make.make_agency(session)
        make.make_request(session, agency, "1", ("received", date(2026, 8, 3)), ("replied", date(2026, 9, 21)))
    early = evaluate(database, rulebook, date(2026, 8, 10), make.at(date(2026, 8, 10)))
    assert early.findings == 0
    evaluate(database, rulebook, DAY, make.at(DAY))
    assert "FOI-R overdue:2026-08-31" in findings(database)
    with database.read() as session:
        assert session.scalars(select(Request.next_review_on)).all() == [None]


def test_a_log_entry_that_comes_late_withdraws_the_card(database: Database, rulebook: Rulebook) -> None:
    request_id = overdue_request(database)
    evaluate(database, rulebook, DAY, make.at(DAY))
    with database.write() as session:
        make.add_event(session, session.get_one(Request, request_id), "replied", date(2026, 7, 20))
    next_day = DAY + timedelta(days=1)
    summary = evaluate(database, rulebook, next_day, make.at(next_day))
    assert summary.withdrawn == 4
    assert summary.totals == {"blue": 0, "yellow": 0, "red": 0}
    with database.read() as session:
        assert set(session.scalars(select(Card.state))) == {"revoked"}
        assert set(session.scalars(select(Finding.withdrawn_on))) == {next_day}
    assert sum(line[1] == "withdrawn" for line in worlds.history_of(database)) == 4


def test_a_withdrawn_card_comes_back_when_the_correction_is_struck_out(database: Database, rulebook: Rulebook) -> None:
    request_id = overdue_request(database)
    evaluate(database, rulebook, DAY, make.at(DAY))
    with database.write() as session:
        reply = make.add_event(session, session.get_one(Request, request_id), "replied", date(2026, 7, 20))
    evaluate(database, rulebook, DAY, make.at(DAY))
    with database.write() as session:
        make.add_event(session, session.get_one(Request, request_id), "corrected_entry", DAY, corrects=reply)
    evaluate(database, rulebook, DAY, make.at(DAY))
    with database.read() as session:
        states = {
            rule: state for rule, state in session.execute(select(Card.rule, Card.state).where(Card.colour != "blue"))
        }
        assert states == {"FOI-Y": "open", "FOI-R": "open"}
        assert set(session.scalars(select(Finding.withdrawn_on))) == {None}


def test_an_evaluation_for_an_earlier_day_withdraws_nothing_and_the_next_one_does(
    database: Database, rulebook: Rulebook
) -> None:
    request_id = overdue_request(database)
    evaluate(database, rulebook, DAY, make.at(DAY))
    with database.write() as session:
        make.add_event(session, session.get_one(Request, request_id), "replied", date(2026, 7, 20))
    assert evaluate(database, rulebook, date(2026, 8, 20), make.at(DAY)).withdrawn == 0
    assert evaluate(database, rulebook, DAY, make.at(DAY)).withdrawn == 4


def test_the_reminders_lapse_when_the_request_is_answered(database: Database, rulebook: Rulebook) -> None:
    with database.write() as session:
        request_id = make.make_request(session, make.make_agency(session), "1", ("received", date(2026, 9, 1))).id
    evaluate(database, rulebook, date(2026, 9, 24), make.at(date(2026, 9, 24)))
    with database.read() as session:
        assert session.scalars(select(Card.state)).all() == ["open"]
    with database.write() as session:
        make.add_event(session, session.get_one(Request, request_id), "replied", date(2026, 9, 24))
    evaluate(database, rulebook, date(2026, 9, 24), make.at(date(2026, 9, 24), 3))
    with database.read() as session:
        assert session.scalars(select(Card.state)).all() == ["closed"]
    assert [line[1] for line in worlds.history_of(database)] == ["issued", "lapsed"]


@pytest.fixture
def loaded_rows() -> Iterator[Counter[str]]:
    """Counts the rows of requests and their logs that the code under test reads."""
    rows: Counter[str] = Counter()

    def count(target: object, _context: object) -> None:
        rows[type(target).__name__] += 1

    for table in (Request, RequestEvent):
        event.listen(table, "load", count)
    yield rows
    for table in (Request, RequestEvent):
        event.remove(table, "load", count)


def test_the_cost_follows_open_requests_and_not_closed_ones(
    database: Database, rulebook: Rulebook, loaded_rows: Counter[str]
) -> None:
    received, replied = ("received", date(2026, 7, 1)), ("replied", date(2026, 7, 2))

    def cost_of_next_day(day: date) -> tuple[int, dict[str, int]]:
        evaluate(database, rulebook, day, make.at(day))
        with database.write() as session:
            agency = make.make_agency(session, f"示例局{day}")
            make.make_request(session, agency, "new", ("received", day))
        loaded_rows.clear()
        visited = evaluate(database, rulebook, day + timedelta(days=1), make.at(day + timedelta(days=1))).visited
        return visited, dict(loaded_rows)

    with database.write() as session:
        agency = make.make_agency(session)
        for i in range(5):
            make.make_request(session, agency, f"open{i}", ("received", date(2026, 9, 1)))
        for i in range(20):
            make.make_request(session, agency, f"closed{i}", received, replied)
    few = cost_of_next_day(date(2026, 9, 10))
    with database.write() as session:
        for i in range(20, 200):
            make.make_request(session, session.merge(agency), f"closed{i}", received, replied)
    many = cost_of_next_day(date(2026, 9, 14))
    assert few == many == (1, {"Request": 1, "RequestEvent": 1})


def test_a_request_that_cannot_be_judged_is_named_and_does_not_stop_the_others(
    database: Database, rulebook: Rulebook
) -> None:
    overdue_request(database, "good")
    with database.write() as session:
        bad = make.make_request(session, make.make_agency(session, "示例档案局"), "bad", ("received", date(1899, 1, 1)))
        bad_id = bad.id
    summary = evaluate(database, rulebook, DAY, make.at(DAY))
    assert summary.findings == 4
    assert [problem.split(":")[1] for problem in summary.problems] == [str(bad_id)]


def test_a_new_calendar_reviews_what_is_open_with_a_line_in_its_history(database: Database, rulebook: Rulebook) -> None:
    overdue_request(database)
    evaluate(database, rulebook, date(2026, 8, 3), make.at(date(2026, 8, 3)))
    days = rulebook.calendar.off_days | {date(2026, 7, 20)}
    changed = type(rulebook)(
        **{**vars(rulebook), "calendar": type(rulebook.calendar)(**{**vars(rulebook.calendar), "off_days": days})}
    )
    summary = evaluate(database, changed, date(2026, 8, 3), make.at(date(2026, 8, 3)))
    assert summary.visited == 1
    assert summary.withdrawn == 3
    assert "FOI-Y overdue:2026-07-30" in findings(database)
    assert sum(line[1] == "withdrawn" for line in worlds.history_of(database)) == 3
