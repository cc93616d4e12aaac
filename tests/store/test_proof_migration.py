"""A database from before knows the newest copy of each source after migrating, and loses nothing on the way back."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import select, text

from store import Database
from store.models import Agency, CollectorRun, ColumnCheck, Evidence, LookWish, Region, Site, SiteColumn, Source

migration = import_module("store.migrations.versions.0010_proof_and_history")
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def test_the_newest_copy_of_a_source_is_found_in_its_looks(database: Database) -> None:
    with database.write() as session:
        session.add(Region(code="150100", name="甲市", kind="league", path="150100/"))
        session.flush()
        agency = Agency(code="a", name="甲局", region_code="150100", kind="department")
        session.add(agency)
        session.flush()
        site = Site(agency_id=agency.id, name="甲站", home_url="http://a.invalid/")
        session.add(site)
        session.flush()
        column = SiteColumn(site_id=site.id, name="要闻", url="http://a.invalid/1/", category="news")
        session.add(column)
        session.flush()
        source = Source(key="c", kind="column", name="c", location="x", every_minutes=60, site_column_id=column.id)
        other = Source(key="h", kind="site_home", name="h", location="y", every_minutes=60, site_id=site.id)
        session.add_all([source, other])
        session.flush()
        for digest in ("1" * 64, "2" * 64, None):
            run = CollectorRun(source_id=source.id, started_at=NOON, finished_at=NOON, outcome="ok")
            session.add(run)
            session.flush()
            look = ColumnCheck(site_column_id=column.id, run_id=run.id, checked_at=NOON, outcome="ok")
            look.evidence_hash = digest
            session.add(look)
        copy = Evidence(content_hash="2" * 64, url="u", media_type="t", size=1, file="f", fetched_at=NOON)
        copy.last_seen_at = NOON
        session.add(copy)
        session.add(LookWish(source_id=source.id, wished_by="officer", wished_at=NOON))
        session.flush()
        with Operations.context(MigrationContext.configure(session.connection())):
            migration.downgrade()
            assert session.scalar(text("SELECT count(*) FROM look_wishes")) == 0, "nobody could have wished before"
            migration.upgrade()
        session.expire_all()
        found = session.execute(select(Source.key, Source.evidence_hash).order_by(Source.key)).all()
        assert [tuple(line) for line in found] == [("c", "2" * 64), ("h", None)]
        assert session.scalars(select(Evidence.last_seen_at)).all() == [NOON]
