"""From the explanation to the closed card, as both sides read it on the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, update

from alerts.rectification import record_looks
from dashboard.page import Visit
from dashboard.pages.card.layout import layout
from dashboard.scope import Scope
from dashboard.services import Services
from store import Database
from store.models import Card, CollectorRun, ColumnCheck, Finding, LookWish, Source
from tests.dashboard.browsing import Visitor, parts, words
from tests.dashboard.small_world import NOW, TODAY, SmallWorld

OFFICER = Scope(2, "hohhot", "", "officer", "150000/150100/", None)


@pytest.fixture
def column_card(kept: Database, world: SmallWorld) -> int:
    """The yellow card of Hohhot's government on a column, which a source shows."""
    with kept.write() as session:
        card, finding = session.execute(
            select(Card, Finding)
            .join(Finding, Finding.id == Card.finding_id)
            .where(Card.agency_id == world.agency_ids["150100"], Card.colour == "yellow")
        ).one()
        session.add(
            Source(key="column:x", kind="column", name="通知公告", location="http://127.0.0.1/", region_code="150100",
                   site_column_id=finding.subject_id, every_minutes=60)
        )  # fmt: skip
        return int(card.id)


def _press(visitor: Visitor, card_id: int, action: str, note: str = "") -> Any:
    pressed = {"id": {"name": action, "type": "card-action"}, "property": "n_clicks", "value": 1}
    state = [
        {"id": "card-note", "property": "value", "value": note},
        {"id": "card-id", "property": "data", "value": card_id},
    ]
    answer = visitor.call("card-message", [[pressed]], state)
    assert answer.status_code == 200
    return answer.json


def _look(database: Database, services: Services, card_id: int, newest: date | None, outcome: str = "ok") -> None:
    """The collector looks, fulfils the wishes, and the looks are judged."""
    with database.write() as session:
        finding = session.get_one(Finding, session.get_one(Card, card_id).finding_id)
        source = session.scalars(select(Source).where(Source.key == "column:x")).one()
        run = CollectorRun(source_id=source.id, started_at=NOW, finished_at=NOW, outcome=outcome)
        session.add(run)
        session.flush()
        session.add(
            ColumnCheck(site_column_id=finding.subject_id, run_id=run.id, checked_at=NOW, outcome=outcome,
                        newest=newest, items=2, dated=2, flags=[], seen_since=TODAY)
        )  # fmt: skip
        session.execute(update(LookWish).values(fulfilled_at=NOW, run_id=run.id))
    record_looks(database, services.rulebook, NOW)


def _read(services: Services, world: SmallWorld, card_id: int, *, officer: bool = False) -> str:
    contact = Scope(3, "contact", "", "contact", None, world.agency_ids["150100"])
    return words(layout(Visit(services, OFFICER if officer else contact, str(card_id))))


def _steps(services: Services, card_id: int) -> list[str]:
    drawn = parts(layout(Visit(services, OFFICER, str(card_id))))
    return [words(part)[0] for part in drawn if "step" in str(getattr(part, "className", "")).split()]


def test_each_side_reads_what_happens_next_from_the_explanation_to_the_end(
    services: Services, kept: Database, world: SmallWorld, visit: Callable[[str], Visitor], column_card: int
) -> None:
    contact, officer = visit("contact"), visit("hohhot")
    assert "请先提交书面说明" in _read(services, world, column_card)
    _press(contact, column_card, "explain", "栏目负责人调整")
    assert "整改完成后请报告" in _read(services, world, column_card)
    _press(contact, column_card, "done", "已发布")
    assert "已申请复查，正在等待采集" in _read(services, world, column_card)
    assert _steps(services, column_card) == ["✓", "✓", "●", "○"]

    _look(kept, services, column_card, date(2026, 2, 1))
    text = _read(services, world, column_card)
    assert "复查仍有问题（2026-11-20 09:00：栏目超期未更新，最新一条为 2026-02-01）" in text
    assert "请继续整改" in text
    assert _steps(services, column_card) == ["✓", "●", "○", "○"], "the explanation stands"

    _press(contact, column_card, "done", "已补发")
    assert "复查仍有问题（" not in _read(services, world, column_card), "the earlier look is no longer the answer"
    _look(kept, services, column_card, TODAY)
    assert "等待督查人员销号" in _read(services, world, column_card)
    assert "可以销号" in _read(services, world, column_card, officer=True)
    _press(officer, column_card, "close")
    assert "已销号，办理完毕" in _read(services, world, column_card)
    assert _steps(services, column_card) == ["✓", "✓", "✓", "✓"]


def test_a_look_that_saw_nothing_is_said_and_another_is_awaited(
    services: Services, kept: Database, world: SmallWorld, visit: Callable[[str], Visitor], column_card: int
) -> None:
    _press(visit("contact"), column_card, "done", "已发布")
    _look(kept, services, column_card, None, "timeout")
    text = _read(services, world, column_card)
    assert "复查未能看到内容" in text
    assert "将再次复查" in text


def test_an_officers_wish_for_a_look_is_shown_until_it_is_fulfilled(
    services: Services, kept: Database, world: SmallWorld, visit: Callable[[str], Visitor], column_card: int
) -> None:
    _press(visit("hohhot"), column_card, "look")
    assert "已要求复查，正在等待采集" in _read(services, world, column_card, officer=True)
    _look(kept, services, column_card, date(2026, 2, 1))
    assert "正在等待采集" not in _read(services, world, column_card, officer=True)


def test_the_page_that_waits_is_drawn_anew_once_something_happened_and_not_before(
    services: Services, kept: Database, visit: Callable[[str], Visitor], column_card: int
) -> None:
    contact = visit("contact")
    _press(contact, column_card, "done", "已发布")
    drawn = list(parts(layout(Visit(services, OFFICER, str(column_card)))))
    seen = next(part.data for part in drawn if getattr(part, "id", None) == "card-seen")
    assert any(getattr(part, "id", None) == "card-watch" for part in drawn)
    assert not (_watch(contact, column_card, seen).json or {}).get("response")
    _look(kept, services, column_card, TODAY)
    assert "等待督查人员销号" in str(_watch(contact, column_card, seen).json)


def test_nothing_is_watched_where_nothing_is_awaited(services: Services, world: SmallWorld) -> None:
    drawn = parts(layout(Visit(services, OFFICER, str(world.red_card))))
    assert not any(getattr(part, "id", None) == "card-watch" for part in drawn)


def test_watching_another_leagues_card_is_a_404(visit: Callable[[str], Visitor], world: SmallWorld) -> None:
    assert _watch(visit("contact"), world.yellow_card, "").status_code == 404


def _watch(visitor: Visitor, card_id: int, seen: str) -> Any:
    asked = {"id": "card-watch", "property": "n_intervals", "value": 1}
    state = [
        {"id": "card-id", "property": "data", "value": card_id},
        {"id": "card-seen", "property": "data", "value": seen},
    ]
    name = next(name for name, line in visitor.app.callback_map.items() if "card-watch" in str(line["inputs"]))
    return visitor.call(name, [asked], state)
