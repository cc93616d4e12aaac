"""The feed of due days: by a secret of the user's own, within the user's scope, without what was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from dashboard.application import create_application
from dashboard.services import Services
from store import Database
from store.models import AuditEntry, CalendarToken, Request, User
from tests.dashboard.browsing import Visitor
from tests.dashboard.request_world import RequestWorld, build_request_world
from tests.dashboard.small_world import NOW, TODAY
from tests.dashboard.test_icalendar import read_calendar

if TYPE_CHECKING:
    from rulebook import Rulebook

Visit = Callable[[str | None], Visitor]


@pytest.fixture
def kept(migrated_sqlite_file: Path, tmp_path: Path) -> Iterator[Database]:
    file = tmp_path / "requests.sqlite3"
    file.write_bytes(migrated_sqlite_file.read_bytes())
    database = Database(f"sqlite:///{file}")
    yield database
    database.dispose()


@pytest.fixture
def requests(kept: Database, rulebook: Rulebook) -> RequestWorld:
    return build_request_world(kept, rulebook, every=5)


@pytest.fixture
def services(kept: Database, rulebook: Rulebook, tmp_path: Path) -> Services:
    return Services(kept, lambda: rulebook, lambda: NOW, "a secret of the tests" * 2, tmp_path)


@pytest.fixture
def visit(requests: RequestWorld, services: Services) -> Visit:
    app = create_application(services)
    return lambda username: Visitor(app, username)


def press(visitor: Visitor, button: str, agency: str | None = None) -> str:
    """Press a button of the page; returns the address shown, if any, without host."""
    inputs = [
        {"id": name, "property": "n_clicks", "value": 1 if name == button else None}
        for name in ("feed-make", "feed-revoke")
    ]
    state = [{"id": "feed-agency", "property": "data", "value": agency}]
    body = visitor.call("feed-state.children", inputs, state, changed=f"{button}.n_clicks")
    assert body.status_code == 200, body.text
    shown = body.json["response"]["feed-state"]["children"]  # type: ignore[index]
    if not isinstance(shown, list):
        return ""
    parts = urlsplit(shown[1]["props"]["children"])
    return parts.path + (f"?{parts.query}" if parts.query else "")


def test_the_feed_holds_the_open_due_days_of_the_scope_and_nothing_else(
    visit: Visit, kept: Database, requests: RequestWorld
) -> None:
    for username, agencies in (
        ("region", {requests.first, requests.second, requests.banner, requests.baotou}),
        ("hohhot", {requests.first, requests.second, requests.banner}),
        ("contact", {requests.first}),
        ("nobody", set()),
    ):
        address = press(visit(username), "feed-make")
        answer = visit(None).get(address)
        assert answer.status_code == 200
        assert answer.content_type == "text/calendar; charset=utf-8"
        _, events = read_calendar(answer.data)
        with kept.read() as session:
            running = select(Request).where(Request.phase == "running", Request.agency_id.in_(agencies))
            expected = {f"request-{one.id}@mingcha": one for one in session.scalars(running)}
        assert {event["UID"] for event in events} == set(expected)
        for event in events:
            request = expected[event["UID"]]
            assert request.due_on is not None
            assert event["DTSTART;VALUE=DATE"] == f"{request.due_on:%Y%m%d}"
            assert request.number in event["SUMMARY"]
            assert ("逾期" in event["SUMMARY"]) is (request.due_on < TODAY)
            assert event["URL"].endswith(f"/request/{request.id}")
        assert "示例内容" not in answer.text


def test_a_feed_for_one_agency_holds_that_agency_and_never_one_outside_the_scope(
    visit: Visit, requests: RequestWorld
) -> None:
    address = press(visit("hohhot"), "feed-make", str(requests.banner))
    assert address.endswith(f"?agency={requests.banner}")
    head, events = read_calendar(visit(None).get(address).data)
    assert head["X-WR-CALNAME"] == "依申请公开答复期限 · 示例旗人民政府"
    assert events and all("示例旗人民政府" in event["SUMMARY"] for event in events)
    bare = address.split("?")[0]
    assert visit(None).get(f"{bare}?agency={requests.baotou}").status_code == 404


def test_only_the_newest_secret_opens_and_none_after_it_is_revoked(visit: Visit, kept: Database) -> None:
    visitor = visit("hohhot")
    first, second = press(visitor, "feed-make"), press(visitor, "feed-make")
    assert visit(None).get(first).status_code == 404
    assert visit(None).get(second).status_code == 200
    assert press(visitor, "feed-revoke") == ""
    assert visit(None).get(second).status_code == 404
    with kept.read() as session:
        lines = select(AuditEntry.action).where(AuditEntry.action.startswith("calendar."))
        actions = session.scalars(lines.order_by(AuditEntry.id)).all()
    assert actions == ["calendar.token", "calendar.token", "calendar.revoke"]


def test_the_secret_itself_is_not_kept(visit: Visit, kept: Database) -> None:
    secret = press(visit("hohhot"), "feed-make").split("/")[-1].removesuffix(".ics")
    assert len(secret) >= 43
    with kept.read() as session:
        assert secret not in session.scalars(select(CalendarToken.token_hash)).all()
        assert all(secret not in str(entry.detail) + entry.subject for entry in session.scalars(select(AuditEntry)))
    assert secret not in str(visit("hohhot").page("/requests/month").json)


@pytest.mark.parametrize(
    "change", [{"active": False}, {"sessions_valid_from": NOW + timedelta(seconds=1)}], ids=["locked", "new password"]
)
def test_a_locked_account_and_a_new_password_end_the_feed(
    visit: Visit, kept: Database, change: dict[str, object]
) -> None:
    address = press(visit("hohhot"), "feed-make")
    with kept.write() as session:
        session.query(User).filter(User.username == "hohhot").update(change)
    assert visit(None).get(address).status_code == 404


@pytest.mark.parametrize("address", ["/calendar/x.ics", "/calendar/.ics", "/calendar/a%2Fb.ics", "/calendar/ä.ics"])
def test_a_wrong_secret_opens_nothing(visit: Visit, address: str) -> None:
    assert visit(None).get(address).status_code in (302, 404)
