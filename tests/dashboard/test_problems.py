from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from dashboard.index import MingchaDash
from dashboard.page import all_pages
from dashboard.services import Services
from store import Database
from tests.dashboard.browsing import Visitor
from tests.dashboard.small_world import SmallWorld

Visit = Callable[[str | None], Visitor]


@pytest.fixture
def visitor_without_database(visit: Visit, kept: Database) -> Visitor:
    """Signed in, then the database's tables are gone."""
    visitor = visit("region")
    with kept.write() as session:
        session.execute(text("ALTER TABLE users RENAME TO gone"))
    return visitor


def test_without_the_database_every_page_says_so_in_plain_words(
    visitor_without_database: Visitor, world: SmallWorld, caplog: pytest.LogCaptureFixture
) -> None:
    addresses = [page.path if not page.takes_argument else f"{page.path}/{world.red_card}" for page in all_pages()]
    for address in [*addresses, "/sources/1/quarantine", f"/kept/{world.copy}"]:
        answer = visitor_without_database.get(address)
        assert answer.status_code == 503, address
        assert "服务暂时不可用" in answer.text
        assert "Traceback" not in answer.text
        assert "users" not in answer.text
    assert "the database failed" in caplog.text


def test_without_the_database_a_callback_and_the_sign_in_say_so_too(visitor_without_database: Visitor) -> None:
    visitor = visitor_without_database
    body = {"output": "..a.b..", "outputs": [], "inputs": [], "changedPropIds": [], "state": []}
    answer = visitor.client.post("/_dash-update-component", json=body)
    assert (answer.status_code, answer.mimetype) == (503, "text/plain")
    assert "服务暂时不可用" in visitor.get("/login").text


def test_an_address_without_a_page_and_a_form_without_token_are_refused_in_chinese(visit: Visit) -> None:
    missing = visit("region").get("/nowhere")
    assert missing.status_code == 404
    assert "没有这个页面" in missing.text
    stale = visit(None).client.post("/login", data={"username": "x", "password": "y"})
    assert stale.status_code == 400
    assert "请求无效" in stale.text


def test_a_failure_nobody_thought_of_is_logged_and_told_without_its_cause(
    app: MingchaDash, visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    app.server.view_functions["sign_in"] = lambda: 1 / 0
    answer = visit(None).get("/login")
    assert answer.status_code == 500
    assert "系统出错" in answer.text
    assert "ZeroDivisionError" not in answer.text
    assert "ZeroDivisionError" in caplog.text


def test_every_page_has_a_title_of_its_own_before_and_after_it_is_drawn(
    visit: Visit, services: Services, world: SmallWorld
) -> None:
    visitor = visit("region")
    titles = []
    for page in all_pages():
        if not page.takes_argument:
            assert f"<title>{page.title} · 明察</title>" in visitor.get(page.path).text
            titles.append(visitor.page(page.path).json["response"]["page-title"]["data"])  # type: ignore[index]
    for card in (world.red_card, world.yellow_card):
        titles.append(visitor.page(f"/card/{card}").json["response"]["page-title"]["data"])  # type: ignore[index]
    alone = sum(not page.takes_argument for page in all_pages())
    assert len(set(titles)) == len(titles) == alone + 2
