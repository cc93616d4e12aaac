"""The schedule: what is due is done, by one process, and what was missed is caught up."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import select

from alerts.evaluation import evaluate
from alerts.rectification import say_done
from metrics.law_days import SHANGHAI
from mingcha.clock import make_clock
from mingcha.demo.run import DemoOrder, demo_house, run_year, running_world
from mingcha.house import House
from mingcha.looking_again import look_again
from mingcha.output import Narrator
from mingcha.preparation import prepare
from mingcha.schedule import LeaseLost, Tenure, tick, visit
from mingcha.settings import Settings
from rulebook.notice_csv import read_notice
from store.calendars import keep_notice
from store.lease import take_lease
from store.models import Agency, Card, CollectorRun, EvaluationRun, LookWish, Rectification, Site, SiteVisit
from tests.collectors.web_server import answer, serving

DAY = date(2026, 11, 20)
QUIET = Narrator(quiet=True)


def _house(folder: Path, **changes: object) -> House:
    house = House(Settings(data_folder=folder, as_of=DAY).model_copy(update=changes))
    prepare(house)
    return house


def _days_evaluated(house: House) -> list[date]:
    with house.database.read() as session:
        return list(session.scalars(select(EvaluationRun.as_of).order_by(EvaluationRun.id)))


def test_a_tick_evaluates_the_day_once(tmp_path: Path) -> None:
    house = _house(tmp_path, schedule_evaluate_at=time(6, 30))
    assert tick(house)
    assert tick(house)
    assert _days_evaluated(house) == [DAY]


def test_a_calendar_imported_during_the_day_is_evaluated_at_the_next_tick(tmp_path: Path) -> None:
    house = _house(tmp_path)
    tick(house)
    content = "title,通知\nnumber,1号\nyear,2027\ndate,kind,holiday\n2027-01-01,off,元旦\n".encode()
    with house.database.write() as session:
        keep_notice(session, read_notice("n.csv", content, {}), file="n.csv", content=content, now=house.clock())
    assert tick(house)
    assert tick(house)
    assert _days_evaluated(house) == [DAY, DAY]


def test_before_the_hour_of_evaluation_yesterday_counts(tmp_path: Path) -> None:
    house = _house(tmp_path, schedule_evaluate_at=time(23, 59))
    tick(house)
    assert _days_evaluated(house) == [DAY - timedelta(days=1)]


def test_a_process_without_the_lease_does_nothing(tmp_path: Path) -> None:
    house = _house(tmp_path)
    with house.database.write() as session:
        assert take_lease(session, "schedule", "another:1", make_clock(None)(), timedelta(minutes=15))
    assert not tick(house)
    assert _days_evaluated(house) == []


def test_days_that_were_missed_are_caught_up_by_one_evaluation(tmp_path: Path) -> None:
    house = _house(tmp_path)
    tick(house)
    later = house.with_settings(as_of=DAY + timedelta(days=30))
    tick(later)
    assert _days_evaluated(later) == [DAY, DAY + timedelta(days=30)]


def test_a_trial_for_a_day_to_come_does_not_keep_today_from_being_evaluated(tmp_path: Path) -> None:
    house = _house(tmp_path)
    evaluate(house.database, house.rulebook, DAY + timedelta(days=30), house.clock())
    tick(house)
    assert _days_evaluated(house) == [DAY + timedelta(days=30), DAY]


def test_a_tick_gives_the_lease_back_so_that_a_restart_need_not_wait(tmp_path: Path) -> None:
    house = _house(tmp_path)
    assert tick(house)
    with house.database.write() as session:
        assert take_lease(session, "schedule", "another:1", make_clock(None)(), timedelta(minutes=15))


def test_long_work_keeps_the_lease_and_notices_when_it_is_lost(tmp_path: Path) -> None:
    house = _house(tmp_path)

    def another_takes_it() -> bool:
        with house.database.write() as session:
            return take_lease(session, "schedule", "another:1", make_clock(None)(), timedelta(minutes=15))

    with time_machine.travel(datetime(2026, 11, 20, 1, tzinfo=UTC), tick=False) as traveller:
        tenure = Tenure(house)
        assert tenure.begin()
        for _ in range(4):
            traveller.shift(timedelta(minutes=6))
            tenure.keep("a source", 1, 9)
            assert not another_takes_it()
        traveller.shift(timedelta(minutes=16))
        assert another_takes_it()
        with pytest.raises(LeaseLost):
            tenure.keep("a source", 2, 9)


def test_visits_are_made_beside_a_round_that_goes_on_and_by_one_process(tmp_path: Path) -> None:
    with serving({"/": answer(200, b"open")}) as server:
        house = _house(tmp_path, allow_private_addresses=True)
        with house.database.write() as session:
            agency = Agency(code="a", name="甲单位", region_code="150000", kind="government")
            session.add(agency)
            session.flush()
            session.add(Site(agency_id=agency.id, name="网站", home_url=f"{server.address}/"))
            take_lease(session, "schedule", "another:1", make_clock(None)(), timedelta(minutes=15))
        assert visit(house)
        with house.database.write() as session:
            assert take_lease(session, "visits", "another:1", make_clock(None)(), timedelta(minutes=15))
        assert not visit(house)
    with house.database.read() as session:
        (made,) = session.scalars(select(SiteVisit))
    assert (made.day, made.outcome) == (DAY, "ok")


def test_work_that_fails_does_not_keep_the_rest_from_being_done(tmp_path: Path) -> None:
    house = _house(tmp_path)
    with house.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE look_wishes")
    assert tick(house)
    assert _days_evaluated(house) == [DAY]


def test_a_wished_look_is_taken_and_a_matter_still_at_fault_is_open_again(tmp_path: Path) -> None:
    order = DemoOrder(seed=3, as_of=DAY, scale=0.05, folder=tmp_path, port=8050)
    house = demo_house(order)
    with running_world(order, house, QUIET) as (world, _):
        run_year(house, world, DAY, QUIET)
        with house.database.read() as session:
            stale = select(Card.id).where(Card.rule == "WEB-Y", Card.title.contains("栏目"), Card.state == "open")
            card_id = session.scalars(stale.order_by(Card.id)).first()
            runs = session.scalar(select(CollectorRun.id).order_by(CollectorRun.id.desc()))
        assert card_id is not None
        now = datetime(2026, 11, 20, 15, 0, tzinfo=SHANGHAI)
        say_done(house.database, card_id, "contact", "已更新栏目", now)
        assert look_again(house) >= 1
        assert look_again(house) == 0
    with house.database.read() as session:
        wish = session.scalars(select(LookWish).where(LookWish.card_id == card_id)).one()
        assert wish.fulfilled_at is not None
        assert wish.run_id is not None
        assert runs is not None
        assert wish.run_id > runs
        assert session.scalar(select(Card.state).where(Card.id == card_id)) == "open"
        assert session.scalar(select(Rectification.still_at_fault).where(Rectification.card_id == card_id)) is True
