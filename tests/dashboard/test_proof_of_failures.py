"""A card on a site that did not open shows every attempt, and what the server answered instead of the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from collectors.fetching import Fetched
from collectors.recording.evidence import NewCopy, name_copies
from collectors.recording.kept_files import keep_copy
from dashboard.page import Visit
from dashboard.pages.card.layout import layout as card_layout
from dashboard.pages.copy.layout import layout as copy_layout
from dashboard.scope import Scope
from dashboard.services import Services
from metrics.facts import CheckOutcome
from metrics.law_days import law_day
from store import Database
from store.models import Card, ColumnCheck, Finding, ReferenceProbe, SiteVisit
from tests.dashboard.browsing import Visitor, parts, words
from tests.dashboard.small_world import NOW, SmallWorld

PROVINCE = Scope(1, "region", "", "officer", "150000/", None)
BODY = b"<html><body><h1>502 upstream is gone</h1></body></html>"


@dataclass(frozen=True)
class Down:
    card: int
    digest: str
    copy: str


@pytest.fixture
def down(services: Services, kept: Database, world: SmallWorld) -> Down:
    """The site of the yellow card: two visits of yesterday that did not open, one of them answered with an error."""
    address = "http://down.example/"
    answer = Fetched(CheckOutcome.HTTP_SERVER_ERROR, address, address, 502, {"content-type": "text/html"}, BODY)
    digest, file = keep_copy(services.evidence_folder, answer, NOW, failed=True)
    day = law_day(NOW) - timedelta(days=1)
    with kept.write() as session:
        finding = session.get_one(Finding, session.get_one(Card, world.yellow_card).finding_id)
        finding.subject_kind, finding.subject_id, finding.triggered_on = "site", world.site, day
        finding.facts = {"rule_id": "W2", "visits": 168, "failed": 2, "percent": 5}
        name_copies(session, [NewCopy(digest, file, answer, NOW, 502)])
        session.execute(delete(SiteVisit))
        at = NOW - timedelta(days=1)
        told: dict[str, Any] = {"site_id": world.site, "day": day, "visited_at": at}
        error = {
            "outcome": "http_server_error",
            "status": 502,
            "detail": "服务器返回状态码 502",
            "evidence_hash": digest,
        }
        dead = {"outcome": "timeout", "detail": "未能及时建立连接"}
        session.add(SiteVisit(slot=0, elapsed_ms=40, address=address, **told, **error))
        session.add(SiteVisit(slot=1, elapsed_ms=15_000, address=address, **told, **dead))
        session.add(SiteVisit(slot=2, elapsed_ms=15_000, own_network=True, **told, **dead))
        for host, outcome in (("one.example", "ok"), ("two.example", "http_client_error"), ("three.example", "dns")):
            probed_at = at + timedelta(minutes=1)
            session.add(ReferenceProbe(address=f"http://{host}/", probed_at=probed_at, outcome=outcome, elapsed_ms=9))
    return Down(world.yellow_card, digest, f"visit-{world.site}-{digest}")


def card(services: Services, down: Down) -> Any:
    return card_layout(Visit(services, PROVINCE, str(down.card)))


def test_the_card_lists_each_attempt_with_address_error_and_the_hosts_that_answered(
    services: Services, down: Down
) -> None:
    drawn = card(services, down)
    text = " ".join(words(drawn).split())
    assert "2 次，本方网络故障时的访问不计" in text
    assert "2026-11-19 09:00 http://down.example/ 超时未响应 未能及时建立连接 15.0 秒" in text
    assert "one.example、two.example 有应答；three.example 无应答 没有应答" in text
    assert "网站服务器出错 服务器返回状态码 502 0.0 秒 — 状态码 502" in text
    addresses = [getattr(part, "href", None) for part in parts(drawn)]
    assert f"/copy/{down.copy}" in addresses
    frame: Any = next(part for part in parts(drawn) if type(part).__name__ == "Iframe")
    assert frame.src == f"/kept/{down.copy}"
    assert "没有打开时服务器的应答：" in text


def test_the_answer_has_a_page_with_its_card_and_its_status(services: Services, down: Down) -> None:
    drawn = copy_layout(Visit(services, PROVINCE, down.copy))
    text = words(drawn)
    for said in ("应答指纹（状态码、网址和内容的 SHA-256）", down.digest, "没有显示所要的页面", "http://down.example/"):
        assert said in text
    assert "系统读到的条目" not in text
    assert f"/card/{down.card}" in [getattr(part, "href", None) for part in parts(drawn)]


def test_the_answer_is_open_to_those_in_scope_alone(visit: Callable[[str], Visitor], down: Down) -> None:
    shown = visit("region").get(f"/kept/{down.copy}")
    assert (shown.status_code, "upstream is gone" in shown.get_data(as_text=True)) == (200, True)
    assert visit("hohhot").get(f"/kept/{down.copy}").status_code == 404
    assert visit("region").get(f"/kept/{down.copy.replace('visit', 'site')}").status_code == 404


def test_where_no_server_answered_the_card_says_so(services: Services, kept: Database, down: Down) -> None:
    with kept.write() as session:
        session.execute(delete(SiteVisit).where(SiteVisit.slot == 0))
        session.execute(delete(ReferenceProbe))
    text = words(card(services, down))
    assert "没有得到服务器的任何应答" in text
    assert "没有参照地址的记录 没有应答" in text


def test_a_card_whose_visits_were_removed_by_rule_says_so(services: Services, kept: Database, down: Down) -> None:
    with kept.write() as session:
        session.execute(delete(SiteVisit))
    assert "访问记录已超过保存期限" in words(card(services, down))


def test_the_newest_look_at_a_column_that_found_an_error_page_says_what_it_was(
    services: Services, kept: Database, world: SmallWorld
) -> None:
    address = "http://127.0.0.1/1/0/"
    answer = Fetched(CheckOutcome.HTTP_CLIENT_ERROR, address, address, 404, {"content-type": "text/html"}, BODY)
    digest, file = keep_copy(services.evidence_folder, answer, NOW, failed=True)
    with kept.write() as session:
        name_copies(session, [NewCopy(digest, file, answer, NOW, 404)])
        last = session.scalars(select(ColumnCheck).where(ColumnCheck.outcome == "timeout")).all()[-1]
        last.site_column_id, last.outcome, last.status, last.evidence_hash = world.column, answer.outcome, 404, digest
    text = words(card_layout(Visit(services, PROVINCE, str(world.yellow_card))))
    assert "没有看到所要的页面： 页面无法访问（状态码 404）" in text
    assert "系统认定的最新一条： 2026-02-01" in text
