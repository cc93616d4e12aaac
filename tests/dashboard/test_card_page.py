from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update
from werkzeug.exceptions import NotFound

import alerts
from dashboard.harmless import harmless
from dashboard.page import Visit
from dashboard.pages.card.layout import layout
from dashboard.scope import Scope
from dashboard.services import Services
from store import Database
from store.models import Card, CardEvent, ColumnCheck, Finding, Rectification
from tests.dashboard.browsing import Visitor, parts, words
from tests.dashboard.small_world import NOW, SmallWorld

PROVINCE = Scope(1, "region", "", "officer", "150000/", None)


def _card(services: Services, card_id: int) -> object:
    return layout(Visit(services, PROVINCE, str(card_id)))


def test_a_card_cites_document_number_and_article(services: Services, world: SmallWorld) -> None:
    text = words(_card(services, world.red_card))
    assert "中华人民共和国政府信息公开条例" in text
    assert "国务院令第711号" in text
    assert "第三十三条" in text
    assert "责令改正" in text


def test_the_due_day_is_explained_day_by_day_with_the_reason_for_each(services: Services, world: SmallWorld) -> None:
    drawn = _card(services, world.red_card)
    strip = [part for part in parts(drawn) if "day" in str(getattr(part, "className", "")).split()]
    counted = [part for part in strip if "day-counts" in part.className]
    assert len(counted) == 20
    assert sum("day-due" in part.className for part in strip) == 1
    assert all(part.title for part in strip)
    assert "2026-09-30" in words(drawn)


def test_a_rule_that_is_no_longer_in_the_rulebook_is_said_and_breaks_nothing(
    services: Services, world: SmallWorld
) -> None:
    emptied = replace(services.rulebook, card_rules={})
    text = words(_card(replace(services, law=lambda: emptied), world.red_card))
    assert "现行规则库中已没有规则 FOI-R" in text


def test_a_card_out_of_scope_is_not_drawn(services: Services, world: SmallWorld) -> None:
    with pytest.raises(NotFound):
        layout(Visit(services, Scope(2, "hohhot", "", "officer", "150000/150100/", None), str(world.yellow_card)))


def test_the_other_cards_of_the_same_matter_are_listed_with_links(
    services: Services, kept: Database, world: SmallWorld
) -> None:
    assert "同一事项的其他牌" not in words(_card(services, world.red_card))
    with kept.write() as session:
        card = session.get_one(Card, world.red_card)
        finding = session.get_one(Finding, card.finding_id)
        earlier = session.scalars(
            select(Finding).where(Finding.rule == "FOI-B", Finding.agency_id == card.agency_id)
        ).one()
        earlier.subject_id = finding.subject_id
        other = session.scalars(select(Card).where(Card.finding_id == earlier.id)).one().id
    for one, another in ((world.red_card, other), (other, world.red_card)):
        drawn = _card(services, one)
        assert "同一事项的其他牌" in words(drawn)
        assert f"/card/{another}" in [getattr(part, "href", None) for part in parts(drawn)]


def test_an_escalation_leads_to_the_cards_it_stands_on(services: Services, kept: Database, world: SmallWorld) -> None:
    with kept.write() as session:
        basis = session.get_one(Finding, session.get_one(Card, world.yellow_card).finding_id)
        finding = session.get_one(Finding, session.get_one(Card, world.red_card).finding_id)
        named = {name: getattr(basis, name) for name in ("rule", "subject_kind", "subject_id", "occurrence")}
        finding.facts = {**finding.facts, "because": [{**named, "triggered_on": basis.triggered_on.isoformat()}]}
    drawn = _card(services, world.red_card)
    assert "所依据的牌 1 张" in words(drawn)
    assert f"/card/{world.yellow_card}" in [getattr(part, "href", None) for part in parts(drawn)]


def test_a_card_leads_to_the_other_cards_of_its_agency(services: Services, world: SmallWorld) -> None:
    links = [getattr(part, "href", "") for part in parts(_card(services, world.red_card))]
    assert any(link.startswith("/cards?state=valid&text=") for link in links)


@pytest.mark.parametrize(("explanation", "step"), [(None, "○ 书面说明（未提交）"), ("已安排专人", "✓ 书面说明")])
def test_a_step_that_was_left_out_is_not_shown_as_done(
    services: Services, kept: Database, world: SmallWorld, explanation: str | None, step: str
) -> None:
    with kept.write() as session:
        session.execute(update(Card).where(Card.id == world.yellow_card).values(state="closed"))
        session.merge(Rectification(card_id=world.yellow_card, explanation=explanation))

    steps = [words(part) for part in parts(_card(services, world.yellow_card)) if "step" in _styles(part)]

    assert steps == [step, "✓ 报告整改", "✓ 系统复查", "✓ 销号"]


def _styles(part: object) -> list[str]:
    return str(getattr(part, "className", "")).split()


def test_the_newest_entry_the_reader_saw_is_named_and_outlined_in_the_copy(
    services: Services, visit: Callable[[str], Visitor], world: SmallWorld
) -> None:
    drawn = _card(services, world.yellow_card)
    assert "2026-02-01　《示例公告（一）》" in words(drawn)
    frame = next(part for part in parts(drawn) if type(part).__name__ == "Iframe")
    copy = visit("region").get(frame.src)
    assert copy.status_code == 200
    outlined = [line for line in copy.text.split("<") if "outline" in line]
    assert len(outlined) == 1
    assert "示例公告（一）" in outlined[0]


def test_a_blank_page_is_said_to_have_no_entry(services: Services, kept: Database, world: SmallWorld) -> None:
    with kept.write() as session:
        card = session.get_one(Card, world.yellow_card)
        finding = session.get_one(Finding, card.finding_id)
        finding.facts = {**finding.facts, "newest": None, "items": 0, "dated": 0}
        session.execute(
            update(ColumnCheck).where(ColumnCheck.site_column_id == finding.subject_id).values(newest=None, items=0)
        )
    text = words(_card(services, world.yellow_card))
    assert "页面上没有任何条目" in text
    assert "页面条目数 0" in text


def test_a_copy_whose_file_is_gone_still_has_the_day_that_was_recorded(services: Services, world: SmallWorld) -> None:
    moved = replace(services, evidence_folder=services.evidence_folder / "elsewhere")
    assert "2026-02-01　（标题见页面）" in words(_card(moved, world.yellow_card))


def test_the_history_speaks_chinese_for_every_kind_of_event(
    services: Services, kept: Database, world: SmallWorld
) -> None:
    with kept.write() as session:
        for kind in _kinds_of_event():
            session.add(CardEvent(card_id=world.red_card, kind=kind, at=NOW, actor="system", to_state="open"))
    history = next(part for part in parts(_card(services, world.red_card)) if type(part).__name__ == "Ol")
    assert not re.search("[a-z]", words(history))


def _kinds_of_event() -> set[str]:
    """Every kind that the alerts room writes into a history, read from its calls."""
    position = {"change_state": 2, "add_line": 2, "move": 2, "remark": 2}
    found = set()
    for file in Path(alerts.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "id", "")
            if name in position and len(node.args) > position[name]:  # type: ignore[attr-defined]
                kind = node.args[position[name]]  # type: ignore[attr-defined]
                found |= {kind.value} if isinstance(kind, ast.Constant) else set()
    assert len(found) >= 10
    return found


def test_the_kept_page_comes_without_anything_that_runs_or_fetches(
    visit: Callable[[str], Visitor], world: SmallWorld
) -> None:
    answer = visit("region").get(f"/kept/{world.copy}")
    assert answer.status_code == 200
    assert "示例公告（一）" in answer.text
    assert "elsewhere.invalid" not in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy


def test_a_kept_page_whose_file_is_gone_is_a_404(services: Services, world: SmallWorld) -> None:
    from dashboard.application import create_application

    moved = replace(services, evidence_folder=services.evidence_folder / "elsewhere")
    visitor = Visitor(create_application(moved), "region")
    assert visitor.get(f"/kept/{world.copy}").status_code == 404


@pytest.mark.parametrize(
    "page",
    [
        '<meta http-equiv="refresh" content="0;url=http://e.invalid/"><p>字</p>',
        '<base href="http://e.invalid/"><p>字</p>',
        '<p>字</p><img src="http://e.invalid/a.png" srcset="http://e.invalid/b.png 2x">',
        '<table background="http://e.invalid/a.png"><tr><td>字</td></tr></table>',
        '<p>字</p><iframe src="http://e.invalid/"></iframe><object data="http://e.invalid/"></object>',
        '<link rel="stylesheet" href="http://e.invalid/a.css"><p>字</p><script src="http://e.invalid/a.js"></script>',
        '<video poster="http://e.invalid/p.png" src="http://e.invalid/v"></video><p>字</p>',
    ],
)
def test_nothing_in_a_kept_page_can_reach_outside(page: str) -> None:
    shown = harmless(page.encode(), "text/html")
    assert "e.invalid" not in shown
    assert "字" in shown


def test_a_kept_page_in_gb18030_is_readable() -> None:
    page = '<html><head><meta charset="gb2312"></head><body>通知公告㐀</body></html>'
    assert "通知公告㐀" in harmless(page.encode("gb18030"), "text/html")


def test_a_kept_feed_is_shown_as_text() -> None:
    shown = harmless("<rss><script>1</script>要闻</rss>".encode(), "application/rss+xml")
    assert "&lt;script&gt;" in shown
    assert "要闻" in shown
