"""Retiring ends what is asked, not what was found; maintenance leaves looks out and hides no limit."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from alerts.evaluation import evaluate
from alerts.rectification import look_at_matter
from alerts.upkeep import UpkeepError, cancel_maintenance, enter_maintenance, retire_column, retire_site
from rulebook import Rulebook
from store import Database
from store.models import AuditEntry, Card, CardEvent, Finding, Site, SiteColumn, Source
from tests import factories as make

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)


def stale_site(database: Database) -> tuple[int, int]:
    """A site with a stale column; ids of both."""
    with database.write() as session:
        site = make.make_site(session, make.make_agency(session))
        column = make.make_column(session, site)
        make.look_at_column(session, column, date(2026, 11, 18), date(2026, 10, 1))
        return site.id, column.id


def test_a_retired_column_is_looked_at_no_more_and_its_cards_lapse_with_a_line(
    database: Database, rulebook: Rulebook
) -> None:
    _, column_id = stale_site(database)
    evaluate(database, rulebook, TODAY, NOW)
    assert retire_column(database, column_id, "栏目已合并", TODAY, "officer", NOW) == 1
    with database.read() as session:
        column = session.get_one(SiteColumn, column_id)
        assert (column.active, column.retired_on, column.retired_by) == (False, TODAY, "officer")
        assert not session.scalars(select(Source).where(Source.site_column_id == column_id)).one().enabled
        card = session.scalars(select(Card)).one()
        line = session.scalars(select(CardEvent).order_by(CardEvent.id.desc())).first()
        assert card.state == "closed" and line is not None
        assert (line.kind, line.note) == ("lapsed", "栏目已停用：栏目已合并")
        assert session.scalars(select(Finding)).one().withdrawn_on is None, "what was found stays"
        assert look_at_matter(session, card, rulebook, TODAY).at_fault is False
        actions = session.scalars(select(AuditEntry.action)).all()
        assert actions[-1] == "column.retired"
    with pytest.raises(UpkeepError, match="已停用"):
        retire_column(database, column_id, "再次", TODAY, "officer", NOW)
    with database.write() as session:
        make.look_at_column(session, session.get_one(SiteColumn, column_id), TODAY, date(2026, 9, 1))
    assert evaluate(database, rulebook, TODAY, NOW).findings == 0


def test_a_site_is_retired_with_all_its_columns(database: Database, rulebook: Rulebook) -> None:
    site_id, column_id = stale_site(database)
    evaluate(database, rulebook, TODAY, NOW)
    assert retire_site(database, site_id, "网站关停", TODAY, "officer", NOW) == 1
    with database.read() as session:
        assert not session.get_one(Site, site_id).active
        assert session.get_one(SiteColumn, column_id).retired_reason == "网站关停"
        column_source = session.scalars(select(Source).where(Source.site_column_id == column_id)).one()
        home_source = session.scalars(select(Source).where(Source.site_id == site_id)).one()
        assert not column_source.enabled and not home_source.enabled


def test_retiring_takes_a_reason(database: Database) -> None:
    _, column_id = stale_site(database)
    with pytest.raises(UpkeepError, match="理由"):
        retire_column(database, column_id, "  ", TODAY, "officer", NOW)


def test_looks_within_maintenance_lead_to_nothing_and_the_first_after_it_finds_the_true_day(
    database: Database, rulebook: Rulebook
) -> None:
    with database.write() as session:
        site = make.make_site(session, make.make_agency(session))
        column = make.make_column(session, site)
        make.look_at_column(session, column, date(2026, 11, 10), date(2026, 11, 1))
        make.look_at_column(session, column, date(2026, 11, 17), None, items=0)
        site_id, column_id = site.id, column.id
    begin = make.at(date(2026, 11, 17), 0)
    enter_maintenance(database, rulebook, site_id, begin, begin + timedelta(days=1), "机房搬迁", "officer", NOW)
    assert evaluate(database, rulebook, date(2026, 11, 18), NOW).findings == 0
    with database.write() as session:
        make.look_at_column(session, session.get_one(SiteColumn, column_id), TODAY, date(2026, 11, 1))
    assert evaluate(database, rulebook, TODAY, NOW).findings == 1
    with database.read() as session:
        found = session.scalars(select(Finding)).one()
        assert (found.facts["fault"], found.triggered_on) == ("stale", date(2026, 11, 16)), "a limit is never hidden"


def test_a_window_has_an_end_a_reason_and_a_longest_length_and_can_be_cancelled(
    database: Database, rulebook: Rulebook
) -> None:
    site_id, _ = stale_site(database)
    for ends, reason, words in (
        (NOW, "维护", "晚于开始"),
        (NOW + timedelta(days=8), "维护", "最长 7 天"),
        (NOW + timedelta(days=1), "", "理由"),
    ):
        with pytest.raises(UpkeepError, match=words):
            enter_maintenance(database, rulebook, site_id, NOW, ends, reason, "officer", NOW)
    begin = make.at(date(2026, 11, 18), 0)
    window = enter_maintenance(database, rulebook, site_id, begin, begin + timedelta(days=1), "维护", "officer", NOW)
    assert evaluate(database, rulebook, TODAY, NOW).findings == 0
    cancel_maintenance(database, window, "改期", "officer", NOW)
    with pytest.raises(UpkeepError, match="已取消"):
        cancel_maintenance(database, window, "改期", "officer", NOW)
    with database.read() as session:
        assert [entry.action for entry in session.scalars(select(AuditEntry))][-2:] == [
            "site.maintenance",
            "site.maintenance_cancelled",
        ]
