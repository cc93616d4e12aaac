from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from dashboard.page import Visit
from dashboard.pages.card.actions import ACTIONS
from dashboard.pages.card.layout import layout
from dashboard.scope import Scope
from dashboard.services import Services
from store import Database
from store.models import AuditEntry, Card, Finding, Rectification, RequestEvent
from store.models.base import fingerprint
from tests.dashboard.browsing import Visitor, parts
from tests.dashboard.small_world import NOW, TODAY, SmallWorld

VisitAs = Callable[[str], Visitor]


def _press(visitor: Visitor, card_id: int, action: str, note: str | None = None) -> TestResponse:
    pressed = {"id": {"name": action, "type": "card-action"}, "property": "n_clicks", "value": 1}
    state: list[dict[str, Any]] = [
        {"id": "card-note", "property": "value", "value": note},
        {"id": "card-id", "property": "data", "value": card_id},
    ]
    return visitor.call("card-message", [[pressed]], state)


def _card(database: Database, card_id: int) -> Card:
    with database.read() as session:
        return session.get_one(Card, card_id)


def test_the_contact_explains_and_says_done_and_both_are_kept(
    visit: VisitAs, kept: Database, world: SmallWorld
) -> None:
    contact = visit("contact")
    assert _press(contact, world.red_card, "explain", "系统故障").status_code == 200
    assert _card(kept, world.red_card).state == "explained"
    assert _press(contact, world.red_card, "done", "已答复").status_code == 200
    assert _card(kept, world.red_card).state == "done"
    with kept.read() as session:
        written = session.scalars(select(Rectification).where(Rectification.card_id == world.red_card)).one()
        actors = session.scalars(select(AuditEntry.actor).order_by(AuditEntry.id)).all()
    assert (written.explanation, written.done_note) == ("系统故障", "已答复")
    assert actors[-2:] == ["contact", "contact"]


@pytest.mark.parametrize("note", [None, "", "   "])
def test_an_explanation_without_words_is_asked_for_and_changes_nothing(
    visit: VisitAs, kept: Database, world: SmallWorld, note: str | None
) -> None:
    answer = _press(visit("contact"), world.red_card, "explain", note)
    assert "请先填写文字说明" in str(answer.json)
    assert _card(kept, world.red_card).state == "open"


def test_a_matter_still_at_fault_cannot_be_closed_and_the_page_says_why(
    visit: VisitAs, kept: Database, world: SmallWorld
) -> None:
    answer = _press(visit("hohhot"), world.red_card, "close")
    assert answer.status_code == 200
    assert "不能销号" in str(answer.json)
    assert _card(kept, world.red_card).state == "open"


def test_once_the_log_shows_the_answer_an_officer_closes(visit: VisitAs, kept: Database, world: SmallWorld) -> None:
    with kept.write() as session:
        matter = session.get_one(Finding, session.get_one(Card, world.red_card).finding_id).subject_id
        session.add(
            RequestEvent(request_id=matter, kind="replied", happened_on=TODAY, detail={}, recorded_at=NOW,
                         fingerprint=fingerprint("replied", TODAY, {}, None))
        )  # fmt: skip
    assert _press(visit("hohhot"), world.red_card, "close").status_code == 200
    assert _card(kept, world.red_card).state == "closed"


@pytest.mark.parametrize(
    ("username", "action"),
    [
        ("hohhot", "explain"),
        ("hohhot", "done"),
        ("contact", "confirm"),
        ("contact", "close"),
        ("contact", "revoke"),
        ("contact", "urge"),
        ("contact", "look"),
    ],
)
def test_nobody_acts_for_the_other_side(
    visit: VisitAs, kept: Database, world: SmallWorld, username: str, action: str
) -> None:
    assert _press(visit(username), world.red_card, action, "文字").status_code == 403
    assert _card(kept, world.red_card).state == "open"


def test_an_action_that_does_not_exist_is_a_404(visit: VisitAs, world: SmallWorld) -> None:
    assert _press(visit("admin"), world.red_card, "delete").status_code == 404


def test_the_page_offers_exactly_what_may_be_done(services: Services, world: SmallWorld) -> None:
    officer = Scope(2, "hohhot", "", "officer", "150000/150100/", None)
    contact = Scope(3, "contact", "", "contact", None, world.agency_ids["150100"])
    assert _offered(services, officer, world.red_card) == {"close", "look", "urge", "revoke"}
    assert _offered(services, contact, world.red_card) == {"explain", "done"}


def _offered(services: Services, scope: Scope, card_id: int) -> set[str]:
    buttons = [
        part.id
        for part in parts(layout(Visit(services, scope, str(card_id))))
        if isinstance(getattr(part, "id", None), dict)
    ]
    return {identity["name"] for identity in buttons}


def test_every_action_has_a_name_and_a_side() -> None:
    names = [action.name for action in ACTIONS]
    assert len(names) == len(set(names))
    assert {action.for_officers for action in ACTIONS} == {True, False}
