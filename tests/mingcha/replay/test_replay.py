"""Sixty days over real HTTP: outages, 304s, error pages, back-dating, foreign pages. Each day is what was true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from alerts.evaluation.evaluate import evaluate
from alerts.facts.sites import column_facts
from collectors.collecting import collect_sources
from metrics.column_findings import column_state
from rulebook import Rulebook
from store import Database
from store.models import ColumnCheck, Finding, SiteColumn
from tests.alerts.worlds import cards_of
from tests.collectors.recording.world import Clock, SmallWorld
from tests.collectors.web_server import serving
from tests.mingcha.replay.columns import DAYS, FIRST, LIMIT, NOT_LOOKED_AT, Column, columns, day

MORNING = datetime(FIRST.year, FIRST.month, FIRST.day, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Replayed:
    """What was collected in sixty days, in a database that nobody has evaluated, and the columns by their ids."""

    file: Path
    columns: dict[int, Column]

    def database(self, folder: Path) -> Database:
        """A copy of its own."""
        copy = folder / "copy.sqlite3"
        copy.write_bytes(self.file.read_bytes())
        return Database(f"sqlite:///{copy}")


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite_file: Path) -> Iterator[Replayed]:
    folder = tmp_path_factory.mktemp("replay")
    file = folder / "facts.sqlite3"
    file.write_bytes(migrated_sqlite_file.read_bytes())
    database = Database(f"sqlite:///{file}")
    world = SmallWorld(database, folder, Clock(MORNING))
    with serving() as server:
        played = columns(int(server.address.rsplit(":", 1)[1]))
        sources = {
            column.name: world.column_source(f"{server.address}/{column.name}/", column.name) for column in played
        }
        with database.write() as session:
            for column in session.scalars(select(SiteColumn)):
                column.limit_days = LIMIT
        for number in range(DAYS):
            world.clock.now = MORNING + timedelta(days=number)
            server.paths.update({f"/{column.name}/": column.play(number) for column in played})
            asked = [name for name in sources if name != "left_alone" or number not in NOT_LOOKED_AT]
            collect_sources(database, [sources[name][0] for name in asked], world.context)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()
    yield Replayed(file, {sources[column.name][1]: column for column in played})


def answers(database: Database, rulebook: Rulebook, column_id: int) -> list[str]:
    """What is known of a column on the evening of each day."""
    with database.read() as session:
        column = session.get_one(SiteColumn, column_id)
        checks = session.scalars(
            select(ColumnCheck).where(ColumnCheck.site_column_id == column_id).order_by(ColumnCheck.id)
        ).all()
        facts = column_facts(column, 1, checks)
    return [column_state(facts, rulebook, day(number)).answer.value for number in range(DAYS)]


def test_every_day_of_every_column_is_what_was_true_of_it(
    replayed: Replayed, rulebook: Rulebook, tmp_path: Path
) -> None:
    database = replayed.database(tmp_path)
    seen = {column.name: answers(database, rulebook, id_) for id_, column in replayed.columns.items()}
    database.dispose()
    assert seen == {column.name: column.answers() for column in replayed.columns.values()}


def test_no_look_believes_a_day_that_was_still_to_come(replayed: Replayed, tmp_path: Path) -> None:
    database = replayed.database(tmp_path)
    with database.read() as session:
        for checked_at, newest in session.execute(select(ColumnCheck.checked_at, ColumnCheck.newest)):
            assert newest is None or newest <= checked_at.date()
    database.dispose()


def test_cards_are_the_same_whether_judged_every_day_or_once_at_the_end(
    replayed: Replayed, rulebook: Rulebook, tmp_path: Path
) -> None:
    for name in ("daily", "once"):
        (tmp_path / name).mkdir()
    daily, once = replayed.database(tmp_path / "daily"), replayed.database(tmp_path / "once")
    for number in range(DAYS):
        evaluate(daily, rulebook, day(number), MORNING + timedelta(days=number, hours=1))
    evaluate(once, rulebook, day(DAYS - 1), MORNING + timedelta(days=DAYS - 1, hours=1))
    assert what_arose(daily) == what_arose(once)
    assert {card[1:4] + card[4:6] for card in cards_of(daily)} == {card[1:4] + card[4:6] for card in cards_of(once)}
    faulty = {id_ for id_, column in replayed.columns.items() if "stale" in column.answers()}
    assert {id_ for rule, kind, id_, *_ in what_arose(daily) if (rule, kind) == ("WEB-Y", "column")} == faulty
    daily.dispose()
    once.dispose()


def what_arose(database: Database) -> set[tuple[object, ...]]:
    """Findings with their true days."""
    with database.read() as session:
        rows = session.execute(
            select(Finding.rule, Finding.subject_kind, Finding.subject_id, Finding.occurrence, Finding.triggered_on)
        )
        return {tuple(row) for row in rows}
