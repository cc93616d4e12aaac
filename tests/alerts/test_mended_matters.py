"""When each kind of matter counts as mended."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from alerts import rectification
from alerts.evaluation import evaluate
from alerts.rectification import StillAtFault
from rulebook import Rulebook
from store import Database
from store.models import Card, Finding
from tests import factories as make
from tests.alerts.test_rectification import DAY, LATER, NEXT_DAY, NOW, look_again, state_of


def test_an_escalated_card_is_mended_when_the_cards_behind_it_are(database: Database, rulebook: Rulebook) -> None:
    with database.write() as session:
        site = make.make_site(session, make.make_agency(session))
        columns = [make.make_column(session, site, f"栏目{i}") for i in range(3)]
        for column in columns:
            make.look_at_column(session, column, DAY, date(2026, 7, 1))
        ids = [column.id for column in columns]
    evaluate(database, rulebook, DAY, NOW)
    with database.read() as session:
        red = session.scalars(select(Card.id).where(Card.rule == "ESC-QUARTER")).one()
        yellow = session.scalars(select(Card.id).where(Card.rule == "WEB-Y")).all()
    with pytest.raises(StillAtFault, match="尚有 3 张未整改到位"):
        rectification.close(database, red, "officer", "", NOW, rulebook)
    for column_id in ids:
        look_again(database, column_id, NEXT_DAY)
    for card_id in yellow:
        rectification.close(database, card_id, "officer", "", LATER, rulebook)
    rectification.close(database, red, "officer", "", LATER, rulebook)
    assert state_of(database, red) == "closed"


def test_revoking_a_yellow_card_takes_the_escalation_with_it(database: Database, rulebook: Rulebook) -> None:
    with database.write() as session:
        site = make.make_site(session, make.make_agency(session))
        for i in range(3):
            make.look_at_column(session, make.make_column(session, site, f"栏目{i}"), DAY, date(2026, 7, 1))
    evaluate(database, rulebook, DAY, NOW)
    with database.read() as session:
        yellow = session.scalars(select(Card.id).where(Card.rule == "WEB-Y").limit(1)).one()
        red = session.scalars(select(Card.id).where(Card.rule == "ESC-QUARTER")).one()
    rectification.revoke(database, yellow, "officer", "采集有误", LATER)
    assert evaluate(database, rulebook, NEXT_DAY, LATER).withdrawn == 1
    assert (state_of(database, yellow), state_of(database, red)) == ("revoked", "revoked")
    evaluate(database, rulebook, NEXT_DAY, LATER)
    assert (state_of(database, yellow), state_of(database, red)) == ("revoked", "revoked")
    with database.read() as session:
        assert session.scalars(select(Finding.withdrawn_on).where(Finding.rule == "WEB-Y")).all() == [None] * 3


def test_a_silent_account_that_posts_again_is_mended(database: Database, rulebook: Rulebook) -> None:
    with database.write() as session:
        account = make.make_account(session, make.make_agency(session))
        make.look_at_account(session, account, DAY, date(2026, 7, 1))
    evaluate(database, rulebook, DAY, NOW)
    with database.read() as session:
        red = session.scalars(select(Card.id).where(Card.rule == "NM-R")).one()
    with pytest.raises(StillAtFault, match="仍未更新"):
        rectification.close(database, red, "officer", "", NOW, rulebook)
    with database.write() as session:
        make.look_at_account(session, session.merge(account), NEXT_DAY, NEXT_DAY)
    rectification.close(database, red, "officer", "", LATER, rulebook)
    assert state_of(database, red) == "closed"


def test_a_home_page_that_is_updated_again_is_mended(database: Database, rulebook: Rulebook) -> None:
    with database.write() as session:
        site = make.make_site(session, make.make_agency(session))
        make.look_at_home(session, site, DAY, date(2026, 7, 1))
    evaluate(database, rulebook, DAY, NOW)
    with database.read() as session:
        red = session.scalars(select(Card.id).where(Card.rule == "WEB-R")).one()
    with pytest.raises(StillAtFault, match="首页不更新"):
        rectification.close(database, red, "officer", "", NOW, rulebook)
    with database.write() as session:
        make.look_at_home(session, session.merge(site), NEXT_DAY, NEXT_DAY)
    rectification.close(database, red, "officer", "", LATER, rulebook)
    assert state_of(database, red) == "closed"


def test_a_home_page_that_shows_no_items_any_more_is_not_mended_by_that(database: Database, rulebook: Rulebook) -> None:
    with database.write() as session:
        site = make.make_site(session, make.make_agency(session))
        make.look_at_home(session, site, DAY, date(2026, 7, 1))
    evaluate(database, rulebook, DAY, NOW)
    with database.write() as session:
        make.look_at_home(session, session.merge(site), NEXT_DAY, None, items=0)
    with database.read() as session:
        red = session.scalars(select(Card.id).where(Card.rule == "WEB-R")).one()
    with pytest.raises(StillAtFault, match="首页不更新"):
        rectification.close(database, red, "officer", "", LATER, rulebook)
