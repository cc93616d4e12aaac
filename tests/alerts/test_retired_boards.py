"""A question board that is no longer kept: open cards lapse, nothing new is found of it, and it can be taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from alerts.evaluation import evaluate
from alerts.upkeep import UpkeepError, restore_board, restore_site, retire_board, retire_site
from rulebook import Rulebook
from store import Database
from store.models import AuditEntry, Card, CardEvent, Finding, Source
from tests import factories as make

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)


def board_with_questions(database: Database, *asked: date) -> tuple[int, int]:
    """Ids of a site and of its board, with open questions."""
    with database.write() as session:
        agency = make.make_agency(session)
        site = make.make_site(session, agency)
        board = make.make_source(session, "question_board", site_id=site.id, agency_id=agency.id)
        for number, day in enumerate(asked):
            make.make_case(session, agency, str(number), day, site=site).source_id = board.id
        make.make_case(session, agency, "by hand", date(2026, 11, 2), site=site)
        return site.id, board.id


def cards(database: Database) -> list[tuple[str, str]]:
    """Rule and state of the cards on questions."""
    with database.read() as session:
        rows = select(Card.rule, Card.state).join(Finding).where(Finding.subject_kind == "case").order_by(Card.id)
        return [(rule, state) for rule, state in session.execute(rows)]


def test_open_cards_lapse_with_the_reason_and_findings_stand(database: Database, rulebook: Rulebook) -> None:
    _, board = board_with_questions(database, date(2026, 8, 3), date(2026, 11, 2))
    evaluate(database, rulebook, TODAY, NOW)
    before = cards(database)
    assert sorted(before) == [("WEB-R", "open"), ("WEB-Y", "open"), ("WEB-Y", "open"), ("WEB-Y", "open")]
    assert retire_board(database, board, "网站改版撤下", TODAY, "officer", NOW) == 3
    evaluate(database, rulebook, TODAY, NOW)
    assert sorted(state for _, state in cards(database)) == ["closed", "closed", "closed", "open"], "one came by hand"
    with database.read() as session:
        assert {row.withdrawn_on for row in session.scalars(select(Finding))} == {None}
        lines = session.scalars(select(CardEvent).where(CardEvent.kind == "lapsed")).all()
        assert {line.note for line in lines} == {"留言板已停用：网站改版撤下"}
        source = session.get_one(Source, board)
        assert (source.enabled, source.retired_on, source.retired_by) == (False, TODAY, "officer")
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert entry is not None
        assert (entry.action, entry.detail["cards_lapsed"]) == ("board.retired", 3)


def test_a_board_that_cannot_be_seen_proves_nothing_until_it_is(database: Database, rulebook: Rulebook) -> None:
    _, board = board_with_questions(database, date(2026, 11, 5))
    limit_over = date(2026, 11, 13)

    def look(on: date, outcome: str) -> None:
        with database.write() as session:
            make.make_run(session, session.get_one(Source, board), on, outcome)

    look(date(2026, 11, 6), "ok")
    look(date(2026, 11, 19), "timeout")
    evaluate(database, rulebook, TODAY, NOW)
    assert len(cards(database)) == 1, "only of the question that came by hand"
    look(TODAY, "not_modified")
    evaluate(database, rulebook, TODAY + timedelta(days=1), NOW + timedelta(days=1))
    with database.read() as session:
        days = session.scalars(select(Card.issued_on).where(Card.rule == "WEB-Y").order_by(Card.id)).all()
    assert days[1:] == [limit_over], "noticed late, with its true day"


def test_nothing_is_found_of_its_questions_after_that_day(database: Database, rulebook: Rulebook) -> None:
    _, board = board_with_questions(database, date(2026, 11, 18))
    evaluate(database, rulebook, TODAY, NOW)
    retire_board(database, board, "撤下", TODAY, "officer", NOW)
    later = TODAY + timedelta(days=120)
    evaluate(database, rulebook, later, NOW + timedelta(days=120))
    with database.read() as session:
        found = session.scalars(select(Finding.occurrence).where(Finding.subject_kind == "case")).all()
    assert len([name for name in found if name != "W5"]) == 1, "the message that came by hand"
    assert len(found) == 2


def test_a_board_that_is_restored_brings_its_cards_back_and_catches_up(database: Database, rulebook: Rulebook) -> None:
    _, board = board_with_questions(database, date(2026, 11, 2), date(2026, 11, 18))
    evaluate(database, rulebook, TODAY, NOW)
    retire_board(database, board, "误停", TODAY, "officer", NOW)
    later = TODAY + timedelta(days=30)
    evaluate(database, rulebook, later, NOW + timedelta(days=30))
    assert restore_board(database, board, "停用有误", "officer", NOW + timedelta(days=30)) == 1
    evaluate(database, rulebook, later, NOW + timedelta(days=30))
    assert cards(database) == [("WEB-Y", "open")] * 3
    with database.read() as session:
        source = session.get_one(Source, board)
        assert (source.enabled, source.retired_on, source.next_run_at) == (True, None, NOW + timedelta(days=30))


def retired_long_ago(database: Database, rulebook: Rulebook, board: int) -> None:
    """Retired with a day before its cards arose, which the evaluation after it withdraws."""
    evaluate(database, rulebook, TODAY, NOW)
    retire_board(database, board, "误停", date(2026, 11, 3), "officer", NOW)
    evaluate(database, rulebook, TODAY, NOW)
    assert [state for _, state in cards(database)][0] == "revoked"


def test_a_card_withdrawn_while_its_board_was_retired_stands_again_once_it_is_restored(
    database: Database, rulebook: Rulebook
) -> None:
    _, board = board_with_questions(database, date(2026, 11, 2))
    retired_long_ago(database, rulebook, board)
    restore_board(database, board, "停用有误", "officer", NOW)
    evaluate(database, rulebook, TODAY, NOW)
    assert cards(database) == [("WEB-Y", "open")] * 2
    with database.read() as session:
        assert {row.withdrawn_on for row in session.scalars(select(Finding))} == {None}


def test_a_card_that_is_true_again_of_a_board_that_is_retired_again_stays_closed(
    database: Database, rulebook: Rulebook
) -> None:
    _, board = board_with_questions(database, date(2026, 11, 2))
    retired_long_ago(database, rulebook, board)
    restore_board(database, board, "停用有误", "officer", NOW)
    retire_board(database, board, "现在才停", TODAY, "officer", NOW)
    evaluate(database, rulebook, TODAY, NOW)
    assert cards(database)[0] == ("WEB-Y", "closed")
    assert restore_board(database, board, "仍在使用", "officer", NOW) == 1
    assert cards(database)[0] == ("WEB-Y", "open")


def test_boards_go_and_come_back_with_their_site(database: Database, rulebook: Rulebook) -> None:
    site, board = board_with_questions(database, date(2026, 11, 2))
    with database.write() as session:
        agency = session.get_one(Source, board).agency_id
        earlier = make.make_source(session, "question_board", site_id=site, agency_id=agency).id
    evaluate(database, rulebook, TODAY, NOW)
    retire_board(database, earlier, "早已停用", date(2026, 11, 1), "officer", NOW)
    assert retire_site(database, site, "撤销", TODAY, "officer", NOW) == 1
    with pytest.raises(UpkeepError, match="先恢复网站"):
        restore_board(database, earlier, "x", "officer", NOW)
    assert restore_site(database, site, "误撤", "officer", NOW) == 1
    with database.read() as session:
        assert session.get_one(Source, board).enabled
        assert not session.get_one(Source, earlier).enabled
    with pytest.raises(UpkeepError, match="没有停用"):
        restore_board(database, board, "x", "officer", NOW)
    with pytest.raises(UpkeepError, match="填写理由"):
        retire_board(database, board, " ", TODAY, "officer", NOW)
