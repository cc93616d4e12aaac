"""Nothing for strangers, nothing outside the scope: walked over every route and every callback there is."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import pytest
from werkzeug.routing import Rule

from dashboard.index import MingchaDash
from dashboard.page import all_pages
from dashboard.security.guard import OPEN_ENDPOINTS
from store import Database
from store.models import Card, User
from tests.dashboard.browsing import Visitor, outputs_of
from tests.dashboard.small_world import NOW, SmallWorld

Visit = Callable[[str | None], Visitor]


def _address(rule: Rule) -> str:
    values = {name: 1 if name.endswith("_id") else "x" for name in rule.arguments}
    return rule.build(values)[1]  # type: ignore[index]


def test_every_route_refuses_a_stranger(app: MingchaDash, visit: Visit) -> None:
    stranger = visit(None)
    walked = 0
    for rule in app.server.url_map.iter_rules():
        if rule.endpoint in OPEN_ENDPOINTS:
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            answer = stranger.client.open(_address(rule), method=method)
            refused = answer.status_code == 401 or (
                answer.status_code == 302 and answer.headers["Location"].startswith("/login")
            )
            assert refused, f"{method} {rule.rule} answers {answer.status_code}"
            walked += 1
    assert walked > 8


def test_only_sign_in_health_and_icon_are_open(app: MingchaDash, visit: Visit) -> None:
    open_rules = {rule.rule for rule in app.server.url_map.iter_rules() if rule.endpoint in OPEN_ENDPOINTS}
    with_secret = {"/calendar/<token>.ics", "/api/requests"}
    assert open_rules == {"/login", "/healthz", "/favicon.svg"} | with_secret
    for address in sorted(open_rules - with_secret):
        assert visit(None).get(address).status_code == 200


def test_what_programs_call_refuses_whoever_has_no_token(visit: Visit) -> None:
    # Tests of their own walk the feed and the push; here only that nobody gets past without a secret.
    assert visit(None).get("/calendar/guessed.ics").status_code == 404
    for username in (None, "admin"):
        visitor = visit(username)
        assert visitor.client.post("/api/requests", json=[]).status_code in (401, 503)


def test_every_callback_refuses_a_stranger(app: MingchaDash, visit: Visit) -> None:
    stranger = visit(None)
    assert app.callback_map
    for name in app.callback_map:
        body = {"output": name, "outputs": outputs_of(name), "inputs": [], "changedPropIds": [], "state": []}
        assert stranger.client.post("/_dash-update-component", json=body).status_code == 401


def test_every_callback_on_the_server_asks_for_the_scope_first(app: MingchaDash) -> None:
    on_server = {name: line["callback"] for name, line in app.callback_map.items() if line.get("callback")}
    assert len(on_server) >= 3
    for name, callback in on_server.items():
        lines = inspect.getsource(inspect.unwrap(callback)).splitlines()
        first = next(i for i, line in enumerate(lines) if line.rstrip().endswith(":") and "->" in line)
        assert lines[first + 1].strip() == "scope = current_scope()", name


@pytest.mark.parametrize("given", [None, "", "wrong"])
def test_a_callback_without_the_right_token_is_refused(visit: Visit, given: str | None) -> None:
    visitor = visit("region")
    headers = {} if given is None else {"X-CSRFToken": given}
    body = {"output": "..a.b..", "outputs": [], "inputs": [], "changedPropIds": [], "state": []}
    assert visitor.client.post("/_dash-update-component", json=body, headers=headers).status_code == 400


@pytest.mark.parametrize("username", ["admin", "region", "hohhot", "contact", "nobody"])
def test_every_page_is_there_for_every_user(visit: Visit, username: str) -> None:
    visitor = visit(username)
    for page in all_pages():
        if not page.takes_argument:
            assert visitor.get(page.path).status_code == 200
            assert visitor.page(page.path).status_code == 200


def test_a_card_of_the_own_league_is_shown(visit: Visit, world: SmallWorld) -> None:
    for username in ("admin", "region", "hohhot", "contact"):
        assert visit(username).get(f"/card/{world.red_card}").status_code == 200
        assert visit(username).page(f"/card/{world.red_card}").status_code == 200


@pytest.mark.parametrize("username", ["hohhot", "contact", "nobody"])
def test_another_leagues_card_is_a_404_in_page_callback_and_copy(
    visit: Visit, world: SmallWorld, username: str
) -> None:
    visitor = visit(username)
    assert visitor.get(f"/card/{world.yellow_card}").status_code == 404
    assert visitor.page(f"/card/{world.yellow_card}").status_code == 404
    assert visitor.get(f"/copy/{world.copy}").status_code == 404
    assert visitor.page(f"/copy/{world.copy}").status_code == 404
    assert visitor.get(f"/kept/{world.copy}").status_code == 404
    assert visitor.get(f"/kept/{world.copy}/warc").status_code == 404
    pressed = {"id": {"name": "explain", "type": "card-action"}, "property": "n_clicks", "value": 1}
    state = [
        {"id": "card-note", "property": "value", "value": "说明"},
        {"id": "card-id", "property": "data", "value": world.yellow_card},
    ]
    assert visitor.call("card-message", [[pressed]], state).status_code == 404


@pytest.mark.parametrize("argument", ["999999", "0", "-1", "x", "1%20or%201", "99999999999999999999"])
def test_a_card_that_never_was_is_a_404(visit: Visit, argument: str) -> None:
    assert visit("admin").get(f"/card/{argument}").status_code == 404


def test_an_address_without_a_page_is_a_404(visit: Visit) -> None:
    assert visit("admin").get("/nowhere").status_code == 404
    assert visit("admin").page("/nowhere").status_code == 404


def test_a_list_holds_only_cards_of_the_scope(visit: Visit, kept: Database, world: SmallWorld) -> None:
    with kept.read() as session:
        everything = session.query(Card).count()
        own = session.query(Card).filter(Card.agency_id == world.agency_ids["150100"]).count()
    assert _listed(visit("region")) == everything
    assert _listed(visit("contact")) == own
    assert _listed(visit("nobody")) == 0


def _listed(visitor: Visitor) -> int:
    asked = {"id": "cards-grid", "property": "getRowsRequest", "value": {"startRow": 0, "endRow": 100}}
    everything = {"id": "cards-filter", "property": "data", "value": {}}
    answer = visitor.call("cards-grid.getRowsResponse", [asked], [everything])
    return int(answer.json["response"]["cards-grid"]["getRowsResponse"]["rowCount"])  # type: ignore[index]


def test_an_account_that_is_locked_is_out_at_once(visit: Visit, kept: Database) -> None:
    visitor = visit("hohhot")
    with kept.write() as session:
        session.query(User).filter(User.username == "hohhot").update({"active": False})
    assert visitor.get("/").headers["Location"].startswith("/login")


def test_a_new_password_ends_the_sessions_begun_before(visit: Visit, kept: Database) -> None:
    visitor = visit("hohhot")
    later = NOW.replace(hour=2)
    with kept.write() as session:
        session.query(User).filter(User.username == "hohhot").update({"sessions_valid_from": later})
    assert visitor.get("/").status_code == 302
