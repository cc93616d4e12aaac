"""What the store promises on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from importlib import import_module

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, StatementError

from store import Database, migrations
from store.insert import add_or_renew, insert_new
from store.migrations import is_current, migrate, newest_revision
from store.models import Agency, Base, CollectorRun, Lease, Region, Site, Source, SourceFile

incomplete_files = import_module("store.migrations.versions.0007_incomplete_files")
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def test_the_migrations_end_in_exactly_the_tables_of_the_models(database: Database) -> None:
    with database.read() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrating_twice_changes_nothing(database: Database) -> None:
    with database.write() as session:
        session.add(Lease(name="a", holder="me", until=NOON))
    migrate(database)
    assert is_current(database)
    with database.read() as session:
        assert session.scalars(select(Lease.holder)).all() == ["me"]


OTHER_REVISIONS = (
    (
        f"UPDATE alembic_version SET version_num = '{newest_revision()}'",
        "UPDATE alembic_version SET version_num = '0001'",
    ),
    ("ALTER TABLE put_aside RENAME TO alembic_version", "ALTER TABLE alembic_version RENAME TO put_aside"),
)


@pytest.mark.parametrize(("undo", "change"), OTHER_REVISIONS)
def test_a_database_of_another_revision_is_not_current(database: Database, undo: str, change: str) -> None:
    with database.write() as session:
        session.execute(text(change))
    try:
        assert not is_current(database)
    finally:
        with database.write() as session:
            session.execute(text(undo))  # all tests of a process share one PostgreSQL
    assert is_current(database)


def test_the_newest_revision_is_the_one_that_alembic_means() -> None:
    assert newest_revision() == ScriptDirectory(migrations.__path__[0]).get_current_head()


def test_files_of_an_older_database_count_as_complete(database: Database) -> None:
    with database.write() as session:
        source = Source(key="a", kind="request_log", name="a", location="a", every_minutes=60)
        session.add(source)
        session.flush()
        run = CollectorRun(source_id=source.id, started_at=NOON, finished_at=NOON, outcome="ok")
        session.add(run)
        session.flush()
        files = {"whole.csv": True, "waits.csv": False}
        session.add_all(
            SourceFile(source_id=source.id, run_id=run.id, name=name, content_hash=name, complete=complete)
            for name, complete in files.items()
        )
        session.flush()
        with Operations.context(MigrationContext.configure(session.connection())):
            incomplete_files.downgrade()
            incomplete_files.upgrade()
        kept = session.execute(select(SourceFile.name, SourceFile.complete)).all()
    assert [tuple(file) for file in kept] == [("whole.csv", True)]


def test_a_moment_comes_back_in_utc_whatever_zone_it_was_given_in(database: Database) -> None:
    shanghai = timezone(timedelta(hours=8))
    with database.write() as session:
        session.add(Lease(name="a", holder="me", until=NOON.astimezone(shanghai)))
    with database.read() as session:
        until = session.scalar(select(Lease.until))
    assert until == NOON
    assert until is not None and until.utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="without a time zone"), database.write() as session:
        session.add(Lease(name="a", holder="me", until=NOON.replace(tzinfo=None)))


def test_a_block_that_raises_keeps_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError), database.write() as session:
        session.add(Lease(name="a", holder="me", until=NOON))
        session.flush()
        raise RuntimeError
    with database.read() as session:
        assert session.scalars(select(Lease)).all() == []


def test_a_reference_to_nothing_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as session:
        session.add(Site(agency_id=404, name="x", home_url="http://x.example/"))


def test_rows_that_are_there_are_left_out_and_only_new_ids_come_back(database: Database) -> None:
    with database.write() as session:
        session.add(Region(code="150000", name="内蒙古自治区", kind="province", path="150000/"))
        session.flush()
        session.add(Agency(code="a", name="甲", region_code="150000", kind="department"))
    row = {"code": "a", "name": "甲", "region_code": "150000", "kind": "department", "active": True}
    with database.write() as session:
        new = insert_new(session, Agency, [row, row | {"code": "b", "name": "乙"}, row | {"code": "b", "name": "乙"}])
        assert len(new) == 1
        assert session.scalars(select(Agency.name).order_by(Agency.id)).all() == ["甲", "乙"]


def test_what_is_there_keeps_all_but_what_is_renewed(database: Database) -> None:
    lease = {"name": "b", "holder": "me", "until": NOON}
    with database.write() as session:
        add_or_renew(session, Lease, [lease], "name", "until")
        later = lease | {"holder": "you", "until": NOON + timedelta(hours=1)}
        add_or_renew(session, Lease, [later, later | {"name": "a"}], "name", "until")
    with database.read() as session:
        kept = session.execute(select(Lease.name, Lease.holder, Lease.until).order_by(Lease.name)).all()
    assert [tuple(row) for row in kept] == [
        ("a", "you", NOON + timedelta(hours=1)),
        ("b", "me", NOON + timedelta(hours=1)),
    ]
