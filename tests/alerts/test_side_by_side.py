"""Several processes at once: two evaluations, or a collector that records while an evaluation runs."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

from sqlalchemy import event, select

from alerts.evaluation import evaluate
from rulebook import Rulebook
from store import Database
from store.models import Card, Request
from tests import factories as make
from tests.alerts import worlds

NOW = make.at(worlds.LAST_DAY)


def side_by_side(database: Database, *jobs: Callable[[Database], object]) -> None:
    """Run every job at once, each on connections of its own."""
    ready = Barrier(len(jobs))

    def one(job: Callable[[Database], object]) -> None:
        own = Database(database.engine.url.render_as_string(hide_password=False))
        ready.wait()
        job(own)
        own.dispose()

    with ThreadPoolExecutor(len(jobs)) as pool:
        list(pool.map(one, jobs))


def test_two_evaluations_at_once_issue_each_card_once(
    database: Database, rulebook: Rulebook, migrated_sqlite_file: Path, tmp_path: Path
) -> None:
    alone_file = tmp_path / "alone.sqlite3"
    alone_file.write_bytes(migrated_sqlite_file.read_bytes())
    alone = Database(f"sqlite:///{alone_file}")
    worlds.fill_at_once(alone)
    evaluate(alone, rulebook, worlds.LAST_DAY, NOW)
    worlds.fill_at_once(database)
    once = [lambda own: evaluate(own, rulebook, worlds.LAST_DAY, NOW)] * 2
    side_by_side(database, *once)
    evaluate(database, rulebook, worlds.LAST_DAY, NOW)
    assert worlds.cards_of(database) == worlds.cards_of(alone)
    alone.dispose()


def test_an_entry_recorded_while_the_request_is_judged_is_not_lost(database: Database, rulebook: Rulebook) -> None:
    with database.write() as session:
        request_id = make.make_request(session, make.make_agency(session), "1", ("received", date(2026, 7, 1))).id
    judging = Barrier(2)
    own = Database(database.engine.url.render_as_string(hide_password=False))
    met = False

    def wait_for_the_collector(_c: object, _cursor: object, statement: str, *_: object) -> None:
        nonlocal met
        if not met and "request_events" in statement:
            met = True
            judging.wait(10)

    def collect() -> None:
        judging.wait(10)
        with database.write() as session:
            make.add_event(session, session.get_one(Request, request_id), "replied", date(2026, 7, 15))

    event.listen(own.engine, "before_cursor_execute", wait_for_the_collector)
    with ThreadPoolExecutor(2) as pool:
        recorded = pool.submit(collect)
        pool.submit(evaluate, own, rulebook, worlds.LAST_DAY, NOW).result()
        recorded.result()
    evaluate(database, rulebook, worlds.LAST_DAY, NOW)
    with database.read() as session:
        assert set(session.scalars(select(Card.state))) <= {"revoked"}
    own.dispose()
