"""A kept page, safely shown, with its proof: hash, times, addresses, headers, and the entries that were read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dash import html
from flask import abort
from sqlalchemy.orm import Session

from collectors.recording.warc_records import KeptCopy
from collectors.websites.page_view import Item, PageView
from dashboard.components import card_badge, empty_note, facts_list, link, section, table
from dashboard.kept_copy import load_copy
from dashboard.kept_frame import kept_frame
from dashboard.newest_item import newest_item, read_again
from dashboard.page import Visit
from dashboard.pages.copy.queries import CopyView, copy_view
from dashboard.words import CARD_STATES, DATE_REASONS
from metrics.law_days import law_minute

ITEMS_SHOWN = 60
_HASH = "内容指纹（SHA-256）"
_ANSWER_HASH = "应答指纹（状态码、网址和内容的 SHA-256）"


def layout(visit: Visit) -> Any:
    """Draw the copy that the address names."""
    folder = visit.services.evidence_folder
    with visit.services.database.read() as session:
        week = visit.services.rulebook.limit("W2", "days")
        view = copy_view(session, visit.scope, visit.argument or "", week)
        if view is None:
            abort(404)
        copy = load_copy(folder, view.evidence)
        return html.Div(
            [
                _way_back(view),
                html.H1(f"留存页面：{view.matter}"),
                html.Div(
                    className="grid",
                    children=[
                        _proof(view, copy),
                        _cards(view),
                        _page(session, view, copy, folder),
                        *_entries(session, view, folder),
                        *_headers(copy),
                    ],
                ),
            ]
        )


def _way_back(view: CopyView) -> Any:
    pages = {"column": ("column", "← 栏目"), "site": ("site", "← 网站"), "visit": ("site", "← 网站")}
    if view.key.kind not in pages:
        return None
    page, words = pages[view.key.kind]
    return html.P(link(words, f"/{page}/{view.key.subject_id}"))


def _proof(view: CopyView, copy: KeptCopy | None) -> Any:
    evidence = view.evidence
    lines: list[tuple[str, Any]] = [
        (_HASH if evidence.status is None else _ANSWER_HASH, html.Code(evidence.content_hash, className="digest")),
        ("本对象首次见到", law_minute(view.first_look)),
        ("本对象最近见到", f"{law_minute(view.last_look)}（共 {view.looks:,} 次检查所见为同一内容）"),
        ("内容首次取得", law_minute(evidence.fetched_at)),
        ("网址", evidence.url),
    ]
    if copy is not None and copy.asked_url and copy.asked_url != copy.url:
        lines.append(("由此跳转", copy.asked_url))
    if copy is not None and copy.status_line:
        lines.append(("服务器应答", copy.status_line))
    if evidence.status is not None:
        lines.append(("说明", "这份应答没有显示所要的页面，作为检查失败的依据留存"))
    lines += [("内容类型", evidence.media_type), ("大小", f"{evidence.size:,} 字节"), ("留存文件", _file(view, copy))]
    return section("存证", facts_list(lines))


def _file(view: CopyView, copy: KeptCopy | None) -> Any:
    if copy is None:
        return html.B("文件已不在存证目录中，或者已损坏")
    if not copy.status_line:
        return "早期留存，只有内容，没有请求和应答"
    download = html.A("下载 WARC", href=view.key.warc, className="link", download="")
    return html.Span([download, html.Span("　含请求、应答和时间，下载会记入操作记录", className="note")])


def _cards(view: CopyView) -> Any:
    if not view.cards:
        return section("依据本页的牌", empty_note("没有牌以这份页面为依据。"))
    rows = [
        [
            card.issued_on.isoformat(),
            card_badge(card.colour),
            link(card.title, f"/card/{card.id}"),
            CARD_STATES.get(card.state, card.state),
        ]
        for card in view.cards
    ]
    return section("依据本页的牌", table(["发牌日", "牌", "事项", "状态"], rows, label="依据本页的牌"))


def _page(session: Session, view: CopyView, copy: KeptCopy | None, folder: Path) -> Any:
    if copy is None:
        return section("页面", empty_note("没有可以显示的内容。"), wide=True)
    newest = newest_item(session, view.key, view.evidence, folder)
    note = "不执行脚本，不加载图片和样式，链接已去除" + ("；橙框为系统认定的最新一条" if newest and newest.day else "")
    return section("页面", kept_frame(view.key, newest, law_minute(view.evidence.fetched_at)), note=note, wide=True)


def _entries(session: Session, view: CopyView, folder: Path) -> list[Any]:
    """The entries that the reader finds; of an answer that shows no page, and of visits, none are looked for."""
    if view.evidence.status is not None:
        return []
    return [_items(read_again(session, view.key, view.evidence, folder))]


def _items(view: PageView | None) -> Any:
    title = "系统读到的条目"
    if view is None:
        return section(title, empty_note("页面过大或者文件不在，没有重新读取。"), wide=True)
    if not view.items:
        return section(title, empty_note(view.detail or "页面上没有任何条目。"), wide=True)
    newest = next((place for place, item in enumerate(view.items) if view.newest and item.date == view.newest), None)
    rows = [_item(item, place == newest) for place, item in enumerate(view.items[:ITEMS_SHOWN])]
    note = f"共 {len(view.items):,} 条，{view.dated:,} 条有日期" + (
        f"，显示前 {ITEMS_SHOWN} 条" if len(view.items) > ITEMS_SHOWN else ""
    )
    return section(title, table(["", "日期", "标题", "日期从何而来"], rows, label=title), note=note, wide=True)


def _item(item: Item, newest: bool) -> list[Any]:
    mark = html.B("▶ 最新") if newest else ""
    day = item.date.isoformat() if item.date else "—"
    return [mark, html.Span(day, className="nowrap"), item.title or "（无标题）", DATE_REASONS.get(item.why, item.why)]


def _headers(copy: KeptCopy | None) -> list[Any]:
    if copy is None or not copy.status_line:
        return []
    heads = ["名称", "值"]
    sent = table(heads, [[name, value] for name, value in copy.request_headers], label="请求")
    answered = table(heads, [[name, value] for name, value in copy.response_headers], label="应答")
    return [
        section("请求", html.P(copy.request_line, className="note"), sent),
        section(
            "应答", html.P(copy.status_line, className="note"), answered, note="内容已解包，原包装见 X-Archive-Orig-"
        ),
    ]
