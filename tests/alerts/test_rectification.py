"""A card is closed when a new look or the log shows that the matter is mended, and not before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from alerts import rectification
from alerts.evaluation import evaluate
from alerts.rectification import NotAllowedNow, StillAtFault, record_looks
from rulebook import Rulebook
from store import Database
from store.audit import first_broken_line
from store.models import AuditEntry, Card, CardEvent, LookWish, Rectification, Request, SiteColumn
from tests import factories as make

DAY = date(2026, 8, 31)
NOW = make.at(DAY)
NEXT_DAY = DAY + timedelta(days=1)
LATER = make.at(NEXT_DAY)


def stale_column(database: Database, rulebook: Rulebook) -> tuple[int, int]:
    """A card about a column without news since July; ids of card and column."""
    with database.write() as session:
        site = make.make_site(session, make.make_agency(session))
        column = make.make_column(session, site)
        make.look_at_column(session, column, DAY, date(2026, 7, 1))
        column_id = column.id
    evaluate(database, rulebook, DAY, NOW)
    with database.read() as session:
        return session.scalars(select(Card.id)).one(), column_id


def overdue_request(database: Database, rulebook: Rulebook) -> tuple[int, int]:
    """The red card of an overdue request without a source; ids of card and request."""
    with database.write() as session:
        request_id = make.make_request(session, make.make_agency(session), "1", ("received", date(2026, 7, 1))).id
    evaluate(database, rulebook, DAY, NOW)
    with database.read() as session:
        return session.scalars(select(Card.id).where(Card.colour == "red")).one(), request_id


def look_again(database: Database, column_id: int, newest: date | None, *, outcome: str = "ok") -> None:
    """The collector looks and fulfils the open wishes."""
    with database.write() as session:
        column = session.get_one(SiteColumn, column_id)
        check = make.look_at_column(session, column, NEXT_DAY, newest, outcome=outcome)
        for wish in session.scalars(select(LookWish).where(LookWish.fulfilled_at.is_(None))):
            wish.fulfilled_at, wish.run_id = LATER, check.run_id


def state_of(database: Database, card_id: int) -> str:
    with database.read() as session:
        return session.get_one(Card, card_id).state


def history_of(database: Database, card_id: int) -> list[tuple[str, str, str]]:
    with database.read() as session:
        rows = session.scalars(select(CardEvent).where(CardEvent.card_id == card_id).order_by(CardEvent.id))
        return [(line.kind, line.actor, line.to_state) for line in rows]


def test_a_mended_column_goes_from_explained_through_a_new_look_to_closed(
    database: Database, rulebook: Rulebook
) -> None:
    card_id, column_id = stale_column(database, rulebook)
    rectification.explain(database, card_id, "contact", "人员调整，更新中断", NOW)
    rectification.say_done(database, card_id, "contact", "已恢复更新", NOW)
    assert record_looks(database, rulebook, NOW).awaited == 1
    look_again(database, column_id, NEXT_DAY)
    assert record_looks(database, rulebook, LATER).confirmed == 1
    rectification.close(database, card_id, "officer", "核实无误", LATER, rulebook)
    assert history_of(database, card_id) == [
        ("issued", "system", "open"),
        ("explained", "contact", "explained"),
        ("done", "contact", "done"),
        ("confirmed", "system", "confirmed"),
        ("closed", "officer", "closed"),
    ]
    with database.read() as session:
        kept = session.scalars(select(Rectification)).one()
        assert (kept.explanation, kept.done_note, kept.still_at_fault) == ("人员调整，更新中断", "已恢复更新", False)
        assert (kept.explained_at, kept.looked_at, kept.closed_at) == (NOW, LATER, LATER)
        actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
        assert actions == ["card_explained", "card_done", "card_confirmed", "card_closed"]
        assert first_broken_line(session) is None


def test_a_column_still_stale_goes_back_to_open_and_cannot_be_closed(database: Database, rulebook: Rulebook) -> None:
    card_id, column_id = stale_column(database, rulebook)
    rectification.say_done(database, card_id, "contact", "已整改", NOW)
    look_again(database, column_id, date(2026, 7, 1))
    assert record_looks(database, rulebook, LATER).reopened == 1
    assert state_of(database, card_id) == "open"
    with database.read() as session:
        kept = session.scalars(select(Rectification)).one()
        assert kept.still_at_fault is True
        assert kept.look_result == {"words": "栏目超期未更新，最新一条为 2026-07-01"}
    with pytest.raises(StillAtFault, match="栏目超期未更新"):
        rectification.close(database, card_id, "officer", "", LATER, rulebook)
    assert state_of(database, card_id) == "open"


def test_a_word_without_a_new_look_closes_nothing(database: Database, rulebook: Rulebook) -> None:
    card_id, column_id = stale_column(database, rulebook)
    with database.write() as session:  # a look from before the agency said anything
        make.look_at_column(session, session.get_one(SiteColumn, column_id), DAY, DAY)
    rectification.say_done(database, card_id, "contact", "已整改", NOW)
    with pytest.raises(StillAtFault, match="尚未完成复查"):
        rectification.close(database, card_id, "officer", "", NOW, rulebook)
    with pytest.raises(StillAtFault):
        rectification.confirm(database, card_id, "officer", "", NOW, rulebook)


def test_a_look_that_failed_is_no_proof_and_is_wished_for_again(database: Database, rulebook: Rulebook) -> None:
    card_id, column_id = stale_column(database, rulebook)
    with database.write() as session:
        make.look_at_column(session, session.get_one(SiteColumn, column_id), DAY, DAY)
    rectification.say_done(database, card_id, "contact", "已整改", NOW)
    for _ in range(2):
        look_again(database, column_id, None, outcome="http_server_error")
        assert record_looks(database, rulebook, LATER).unseen == 1
    with database.read() as session:
        (note,) = session.scalars(select(CardEvent.note).where(CardEvent.kind == "looked"))
        assert note == "复查未能看到内容（网站服务器出错），将再次复查"
    assert state_of(database, card_id) == "done"
    with pytest.raises(StillAtFault):
        rectification.close(database, card_id, "officer", "", LATER, rulebook)
    look_again(database, column_id, NEXT_DAY)
    assert record_looks(database, rulebook, LATER).confirmed == 1
    assert [line[0] for line in history_of(database, card_id)] == ["issued", "done", "looked", "confirmed"]


def test_for_a_request_the_log_is_the_look(database: Database, rulebook: Rulebook) -> None:
    card_id, request_id = overdue_request(database, rulebook)
    rectification.say_done(database, card_id, "contact", "已答复", NOW)
    with pytest.raises(StillAtFault, match="台账中仍无答复记录"):
        rectification.close(database, card_id, "officer", "", NOW, rulebook)
    assert record_looks(database, rulebook, NOW).reopened == 1
    rectification.say_done(database, card_id, "contact", "已答复并更新台账", NOW)
    with database.write() as session:
        make.add_event(session, session.get_one(Request, request_id), "replied", DAY)
    assert record_looks(database, rulebook, NOW).confirmed == 1
    rectification.close(database, card_id, "officer", "", NOW, rulebook)
    assert state_of(database, card_id) == "closed"


def test_a_confirmed_card_whose_matter_fails_again_cannot_be_closed(database: Database, rulebook: Rulebook) -> None:
    card_id, column_id = stale_column(database, rulebook)
    rectification.say_done(database, card_id, "contact", "已整改", NOW)
    look_again(database, column_id, NEXT_DAY)
    record_looks(database, rulebook, LATER)
    look_again(database, column_id, None)
    with pytest.raises(StillAtFault):
        rectification.close(database, card_id, "officer", "", LATER, rulebook)


def test_a_reminder_asks_for_no_explanation(database: Database, rulebook: Rulebook) -> None:
    with database.write() as session:
        make.make_request(session, make.make_agency(session), "1", ("received", date(2026, 8, 6)))
    evaluate(database, rulebook, DAY, NOW)
    with database.read() as session:
        blue = session.scalars(select(Card.id).where(Card.colour == "blue")).one()
    with pytest.raises(NotAllowedNow, match="提醒"):
        rectification.explain(database, blue, "contact", "说明", NOW)


def test_what_is_not_allowed_now_is_refused_and_leaves_no_trace(database: Database, rulebook: Rulebook) -> None:
    card_id, _ = stale_column(database, rulebook)
    with pytest.raises(NotAllowedNow, match="请填写"):
        rectification.explain(database, card_id, "contact", "  ", NOW)
    with pytest.raises(NotAllowedNow, match="请填写撤销理由"):
        rectification.revoke(database, card_id, "officer", "", NOW)
    rectification.revoke(database, card_id, "officer", "采集有误", NOW)
    for act in (rectification.explain, rectification.say_done, rectification.urge, rectification.revoke):
        with pytest.raises(NotAllowedNow, match="已撤销"):
            act(database, card_id, "somebody", "文字", NOW)
    with pytest.raises(NotAllowedNow, match="没有这张牌"):
        rectification.explain(database, 999_999, "contact", "说明", NOW)
    assert [line[0] for line in history_of(database, card_id)] == ["issued", "revoked"]


def test_asking_for_a_new_look_twice_leaves_one_wish(database: Database, rulebook: Rulebook) -> None:
    card_id, _ = stale_column(database, rulebook)
    rectification.ask_new_look(database, card_id, "officer", "", NOW)
    rectification.ask_new_look(database, card_id, "officer", "", NOW)
    with database.read() as session:
        assert len(session.scalars(select(LookWish)).all()) == 1
    assert state_of(database, card_id) == "open"
