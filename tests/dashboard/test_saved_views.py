"""Views are kept for one user, under a name, and lead back to the same list."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from dashboard.saved_views import MOST_VIEWS, drop_view, keep_view, views_of
from dashboard.scope import Scope
from store import Database
from store.models import User
from tests.dashboard.browsing import Visitor
from tests.dashboard.small_world import SmallWorld

Visit = Callable[[str | None], Visitor]


def save(visitor: Visitor, name: str, chosen: dict[str, Any]) -> str:
    inputs: list[Any] = [{"id": "requests-view-save", "property": "n_clicks", "value": 1}, []]
    state = [
        {"id": "requests-view-name", "property": "value", "value": name},
        {"id": "requests-filter", "property": "data", "value": chosen},
        {"id": "requests-grid", "property": "getRowsRequest", "value": None},
    ]
    return json.dumps(visitor.call("requests-views.children", inputs, state).json, ensure_ascii=False)


def test_a_view_is_kept_and_shown_to_its_user_alone(visit: Visit, world: SmallWorld) -> None:
    visitor = visit("region")
    answer = save(visitor, "  包头  逾期 ", {"standing": "overdue", "region": "150200", "evil": "x"})
    assert "standing=overdue&region=150200" in answer and "evil" not in answer
    shown = json.dumps(visitor.page("/requests").json, ensure_ascii=False)
    assert "包头 逾期" in shown and "/requests?standing=overdue&region=150200" in shown
    assert "包头 逾期" not in json.dumps(visit("hohhot").page("/requests").json, ensure_ascii=False)


def test_what_cannot_be_kept_is_said(visit: Visit, world: SmallWorld) -> None:
    assert "请先填写视图名称" in save(visit("region"), " ", {})


def _users(database: Database) -> tuple[Scope, Scope]:
    with database.write() as session:
        for username in ("one", "two"):
            session.add(User(username=username, name=username, password_hash="x", role="officer"))
        session.flush()
        ids = session.scalars(select(User.id).order_by(User.username)).all()
    return Scope(ids[0], "one", "", "officer", None, None), Scope(ids[1], "two", "", "officer", None, None)


def test_the_same_name_takes_the_place_of_the_view_before(database: Database) -> None:
    one, two = _users(database)
    with database.write() as session:
        assert keep_view(session, one, "/requests", "甲", "a=1") is None
        assert keep_view(session, two, "/requests", "甲", "a=2") is None
        assert keep_view(session, one, "/requests", "甲", "a=3") is None
        assert [(view.name, view.query) for view in views_of(session, one, "/requests")] == [("甲", "a=3")]
        assert [view.query for view in views_of(session, two, "/requests")] == ["a=2"]
        assert views_of(session, one, "/cards") == []


def test_nobody_drops_the_view_of_another(database: Database) -> None:
    one, two = _users(database)
    with database.write() as session:
        keep_view(session, one, "/requests", "甲", "a=1")
        (view,) = views_of(session, one, "/requests")
        drop_view(session, two, view.id)
        assert len(views_of(session, one, "/requests")) == 1
        drop_view(session, one, view.id)
        assert views_of(session, one, "/requests") == []


def test_names_queries_and_numbers_have_their_limits(database: Database) -> None:
    one, _ = _users(database)
    with database.write() as session:
        assert keep_view(session, one, "/requests", "长" * 41, "") is not None
        assert keep_view(session, one, "/requests", "甲", "x" * 1001) is not None
        for number in range(MOST_VIEWS):
            assert keep_view(session, one, "/requests", str(number), "") is None
        assert keep_view(session, one, "/requests", "多一个", "") is not None
        assert keep_view(session, one, "/requests", "0", "a=1") is None
        assert len(views_of(session, one, "/requests")) == MOST_VIEWS
