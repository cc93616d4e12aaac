"""The page of a kept copy: what was seen, safely, with its proof; and its file to take along."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from warcio.archiveiterator import ArchiveIterator

from dashboard.harmless import harmless
from dashboard.page import Visit
from dashboard.pages.card.layout import layout as card_layout
from dashboard.pages.copy.layout import layout
from dashboard.scope import Scope
from dashboard.services import Services
from store import Database
from store.models import AuditEntry, Card, Finding
from tests.dashboard.browsing import Visitor, parts, words
from tests.dashboard.small_world import SmallWorld

PROVINCE = Scope(1, "region", "", "officer", "150000/", None)


def test_the_page_tells_hash_times_address_headers_and_the_newest_entry(services: Services, world: SmallWorld) -> None:
    drawn = layout(Visit(services, PROVINCE, world.copy))
    text = words(drawn)
    for said in (world.copy_hash, "2026-11-20 09:00", "http://127.0.0.1/tzgg/", "HTTP/1.1 200", "server a server"):
        assert said in text
    assert "▶ 最新 2026-02-01 示例公告（一） 页面文字" in text
    assert f"/card/{world.yellow_card}" in [getattr(part, "href", None) for part in parts(drawn)]
    frame = next(part for part in parts(drawn) if type(part).__name__ == "Iframe")
    assert (frame.sandbox, frame.src.split("?")[0]) == ("", f"/kept/{world.copy}")


def test_a_copy_whose_file_is_gone_says_so(services: Services, world: SmallWorld) -> None:
    moved = replace(services, evidence_folder=services.evidence_folder / "elsewhere")
    text = words(layout(Visit(moved, PROVINCE, world.copy)))
    assert "文件已不在存证目录中" in text
    assert world.copy_hash in text


def test_the_file_comes_as_warc_and_the_download_is_written_down(
    visit: Callable[[str], Visitor], kept: Database, world: SmallWorld
) -> None:
    answer = visit("region").get(f"/kept/{world.copy}/warc")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{world.copy_hash}.warc.gz"'
    kinds = [record.rec_type for record in ArchiveIterator(io.BytesIO(answer.data))]
    assert kinds == ["warcinfo", "response", "request"]
    with kept.read() as session:
        line = session.scalars(select(AuditEntry).where(AuditEntry.action == "evidence.download")).one()
    assert (line.actor, line.subject) == ("region", f"copy:{world.copy}")


@pytest.mark.parametrize("key", ["column-1-x", "request-1-" + "0" * 64, "column-99999999999-" + "0" * 64, "x"])
def test_what_is_no_key_is_a_404(visit: Callable[[str], Visitor], key: str) -> None:
    for address in (f"/copy/{key}", f"/kept/{key}", f"/kept/{key}/warc"):
        assert visit("admin").get(address).status_code == 404


def test_the_newest_entry_of_json_and_feeds_is_marked_however_its_letters_are_written() -> None:
    plain = json.dumps([{"title": "关于<b>补贴</b>的公告"}], ensure_ascii=False)
    assert '<mark id="mingcha-newest">关于&lt;b&gt;补贴&lt;/b&gt;的公告</mark>' in harmless(
        plain.encode(), "application/json", "关于<b>补贴</b>的公告"
    )
    escaped = json.dumps([{"title": "关于补贴的公告"}])
    assert '<mark id="mingcha-newest">\\u5173' in harmless(escaped.encode(), "application/json", "关于补贴的公告")
    feed = "<rss><title>公告 &amp; 通知</title></rss>"
    assert '<mark id="mingcha-newest">公告 &amp;amp; 通知</mark>' in harmless(
        feed.encode(), "application/rss+xml", "公告 & 通知"
    )


def test_a_marked_page_does_not_glide_to_its_newest_entry() -> None:
    page = '<html style="color:red"><style>html{scroll-behavior:smooth}</style><ul><li><a>一号公告</a></li></ul></html>'
    assert 'style="color:red;scroll-behavior:auto!important"' in harmless(page.encode(), "text/html", "一号公告")
    assert "auto!important" not in harmless(page.encode(), "text/html")


def test_a_page_that_does_not_say_it_is_html_is_shown_as_one() -> None:
    shown = harmless("<!DOCTYPE html><ul><li>公告</li></ul>".encode(), "application/octet-stream", "公告")
    assert "<li" in shown
    assert "outline" in shown


def test_no_link_of_a_kept_page_leads_anywhere() -> None:
    shown = harmless(
        '<a href="http://e.invalid/" ping="http://e.invalid/p">一</a><form action="http://e.invalid/f"></form>'
        '<svg><image href="http://e.invalid/i.png"/></svg>'.encode(),
        "text/html",
    )
    assert "e.invalid" not in shown
    assert "一" in shown


def test_a_card_says_when_its_proof_was_removed_by_rule(services: Services, kept: Database, world: SmallWorld) -> None:
    with kept.write() as session:
        finding = session.get_one(Finding, session.get_one(Card, world.yellow_card).finding_id)
        finding.facts = {**finding.facts, "evidence_hash": "0" * 64}
    text = words(card_layout(Visit(services, PROVINCE, str(world.yellow_card))))
    assert "作为依据的留存页面已超过保存期限" in text
    assert world.copy_hash in text, "the newest copy is still shown"


def test_the_card_of_an_agency_shows_the_column_it_stands_on(
    services: Services, kept: Database, world: SmallWorld
) -> None:
    with kept.write() as session:
        finding = session.get_one(Finding, session.get_one(Card, world.yellow_card).finding_id)
        finding.subject_kind, finding.subject_id = "agency", world.agency_ids["150200"]
        finding.facts = {"rule_id": "A49-1", "columns": [world.column], "evidence_hash": world.copy_hash}
    drawn = card_layout(Visit(services, PROVINCE, str(world.yellow_card)))
    frame = next(part for part in parts(drawn) if type(part).__name__ == "Iframe")
    assert frame.src.startswith(f"/kept/{world.copy}")


def test_the_card_of_a_site_leads_to_the_columns_it_counts(
    services: Services, kept: Database, world: SmallWorld
) -> None:
    with kept.write() as session:
        finding = session.get_one(Finding, session.get_one(Card, world.yellow_card).finding_id)
        finding.subject_kind, finding.subject_id = "site", world.site
        finding.facts = {"rule_id": "W4b", "columns": [world.column], "threshold": 10}
    drawn = card_layout(Visit(services, PROVINCE, str(world.yellow_card)))
    addresses = [getattr(part, "href", None) for part in parts(drawn)]
    assert {f"/column/{world.column}", f"/site/{world.site}"} <= set(addresses)
