"""A retirement that was a mistake is taken back: looks and cards go on, and the limit of a column can be its own."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from alerts.evaluation import evaluate
from alerts.upkeep import UpkeepError, restore_column, restore_site, retire_column, retire_site, set_column_limit
from rulebook import Rulebook
from store import Database
from store.models import AuditEntry, Card, CardEvent, CatalogueDuty, CatalogueItem, Finding, Site, SiteColumn, Source
from tests import factories as make

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)


def stale_site(database: Database) -> tuple[int, int, int]:
    """A site with a stale column and another; ids of all three."""
    with database.write() as session:
        site = make.make_site(session, make.make_agency(session))
        column = make.make_column(session, site)
        make.look_at_column(session, column, date(2026, 11, 18), date(2026, 10, 1))
        return site.id, column.id, make.make_column(session, site, "通知公告", "notice").id


def last_line(database: Database) -> tuple[str, str, str | None]:
    with database.read() as session:
        line = session.scalars(select(CardEvent).order_by(CardEvent.id.desc()).limit(1)).one()
        return line.kind, line.to_state, line.note


def test_a_restored_column_is_looked_at_again_and_its_card_stands_as_before(
    database: Database, rulebook: Rulebook
) -> None:
    _, column_id, _ = stale_site(database)
    evaluate(database, rulebook, TODAY, NOW)
    retire_column(database, column_id, "误停", TODAY, "officer", NOW)
    assert restore_column(database, column_id, "停用有误", "officer", NOW) == 1
    assert last_line(database) == ("reinstated", "open", "栏目已恢复使用：停用有误")
    with database.read() as session:
        column = session.get_one(SiteColumn, column_id)
        assert (column.active, column.retired_on, column.retired_reason, column.retired_by) == (True, None, None, None)
        source = session.scalars(select(Source).where(Source.site_column_id == column_id)).one()
        assert (source.enabled, source.next_run_at) == (True, NOW)
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
        assert (entry.action, entry.detail["reason"], entry.detail["cards_reinstated"]) == (
            "column.restored",
            "停用有误",
            1,
        )
    with database.write() as session:
        make.look_at_column(session, session.get_one(SiteColumn, column_id), TODAY, date(2026, 10, 1))
    evaluate(database, rulebook, TODAY, NOW)
    with database.read() as session:
        assert session.scalars(select(Card.state)).all() == ["open"], "the same fault has one card, and it is in force"


def test_a_card_that_was_closed_before_stays_closed(database: Database, rulebook: Rulebook) -> None:
    _, column_id, _ = stale_site(database)
    evaluate(database, rulebook, TODAY, NOW)
    with database.write() as session:
        session.scalars(select(Card)).one().state = "closed"
    retire_column(database, column_id, "误停", TODAY, "officer", NOW)
    assert restore_column(database, column_id, "停用有误", "officer", NOW) == 0
    with database.read() as session:
        assert session.scalars(select(Card.state)).all() == ["closed"]


def test_a_site_comes_back_with_the_columns_that_went_with_it(database: Database, rulebook: Rulebook) -> None:
    site_id, column_id, earlier = stale_site(database)
    evaluate(database, rulebook, TODAY, NOW)
    retire_column(database, earlier, "并入要闻", date(2026, 11, 1), "officer", NOW)
    retire_site(database, site_id, "误停", TODAY, "officer", NOW)
    with pytest.raises(UpkeepError, match="先恢复网站"):
        restore_column(database, column_id, "停用有误", "officer", NOW)
    assert restore_site(database, site_id, "停用有误", "officer", NOW) == 1
    with database.read() as session:
        assert session.get_one(Site, site_id).active
        assert session.get_one(SiteColumn, column_id).active
        assert session.get_one(SiteColumn, earlier).retired_reason == "并入要闻", "retired on its own before"
        enabled = dict(session.execute(select(Source.site_column_id, Source.enabled)).all())
        assert (enabled[column_id], enabled.get(earlier, False)) == (True, False)


def test_what_is_in_use_cannot_be_restored_and_a_reason_is_asked(database: Database) -> None:
    site_id, column_id, _ = stale_site(database)
    with pytest.raises(UpkeepError, match="没有停用"):
        restore_column(database, column_id, "恢复", "officer", NOW)
    with pytest.raises(UpkeepError, match="没有停用"):
        restore_site(database, site_id, "恢复", "officer", NOW)
    retire_column(database, column_id, "合并", TODAY, "officer", NOW)
    with pytest.raises(UpkeepError, match="理由"):
        restore_column(database, column_id, " ", "officer", NOW)
    with pytest.raises(UpkeepError, match="晚于今天"):
        retire_site(database, site_id, "合并", date(2026, 11, 21), "officer", NOW)


def test_items_of_a_catalogue_find_their_place_again(database: Database) -> None:
    _, column_id, _ = stale_site(database)
    with database.write() as session:
        item = CatalogueItem(catalogue="清单", code="1", field="教育", name="招生", levels=[])
        session.add(item)
        session.flush()
        agency = session.get_one(Site, session.get_one(SiteColumn, column_id).site_id).agency_id
        session.add(CatalogueDuty(item_id=item.id, agency_id=agency, site_column_id=column_id))
    retire_column(database, column_id, "误停", TODAY, "officer", NOW)
    restore_column(database, column_id, "停用有误", "officer", NOW)
    with database.read() as session:
        duty = session.scalars(select(CatalogueDuty)).one()
        assert (duty.missing_since, duty.site_column_id) == (None, column_id)


def test_an_own_limit_judges_the_looks_that_come_and_its_reason_is_kept(database: Database, rulebook: Rulebook) -> None:
    _, column_id, _ = stale_site(database)
    set_column_limit(database, column_id, 60, "每两个月一期", "officer", NOW)
    assert evaluate(database, rulebook, TODAY, NOW).findings == 0
    set_column_limit(database, column_id, None, "改为每周更新", "officer", NOW)
    with database.write() as session:
        make.look_at_column(session, session.get_one(SiteColumn, column_id), TODAY, date(2026, 10, 1))
    assert evaluate(database, rulebook, TODAY, NOW).findings == 1
    with database.read() as session:
        assert session.scalars(select(Finding)).one().facts["limit_days"] == 14
        kept = session.scalars(select(AuditEntry).where(AuditEntry.action == "column.limit_set")).all()
        assert [(line.actor, line.subject, line.detail) for line in kept] == [
            ("officer", f"column:{column_id}", {"from": None, "to": 60, "reason": "每两个月一期"}),
            ("officer", f"column:{column_id}", {"from": 60, "to": None, "reason": "改为每周更新"}),
        ]


@pytest.mark.parametrize(
    ("days", "reason", "words"),
    [(0, "x", "1 至 3660"), (3661, "x", "1 至 3660"), (30, " ", "理由"), (None, "x", "相同")],
)
def test_a_limit_that_makes_no_sense_is_refused(database: Database, days: int | None, reason: str, words: str) -> None:
    _, column_id, _ = stale_site(database)
    with pytest.raises(UpkeepError, match=words):
        set_column_limit(database, column_id, days, reason, "officer", NOW)
