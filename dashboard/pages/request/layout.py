"""The request as its agency and its supervisor both see it."""

from __future__ import annotations

from datetime import date
from typing import Any

from dash import html
from flask import abort

from dashboard.components import card_badge, empty_note, facts_list, link, section, table
from dashboard.page import Visit
from dashboard.pages.request.event_line import event_line
from dashboard.pages.request.fee import fee_section
from dashboard.pages.request.proof import proof_section
from dashboard.pages.request.queries import RequestView, request_view
from dashboard.request_clock import clock_parts
from dashboard.request_filter import LIST, RequestFilter
from dashboard.words import CARD_STATES, CHANNELS, REQUEST_STANDINGS
from metrics.request_clock import RequestStanding


def layout(visit: Visit) -> Any:
    """Draw the request whose id is the argument of the address."""
    with visit.services.database.read() as session:
        view = request_view(session, visit.scope, visit.services, int(visit.argument or 0))
    if view is None:
        abort(404)
    standing = view.clock.state.state
    mark = "tag tag-warn" if standing is RequestStanding.OVERDUE else "tag"
    return html.Div(
        [
            html.P(link("← 依申请公开", LIST)),
            html.H1([f"申请 {view.request.number} ", html.Span(REQUEST_STANDINGS[standing], className=mark)]),
            html.P(_sentence(view), className="progress-words", role="status"),
            html.Div(
                className="grid",
                children=[
                    _summary(visit, view),
                    event_line(view, visit.services.rulebook),
                    *([fee_section(view.fee, visit.services.rulebook)] if view.fee else []),
                    section("到期日怎么来的", *clock_parts(view.clock), wide=True),
                    _cards(view),
                    proof_section(view),
                ],
            ),
        ]
    )


def _sentence(view: RequestView) -> str:
    """Where the request stands and until when, in one sentence."""
    state, today = view.clock.state, view.clock.as_of
    due = None if state.due is None else state.due.isoformat() + ("（暂定）" if state.provisional else "")
    late = f"，逾期 {state.overdue_working_days} 个工作日" if state.overdue_working_days else ""
    words = {
        RequestStanding.UNCONFIRMED: "尚无法定收到日，期限未起算；应与申请人确认收到。",
        RequestStanding.RUNNING: f"应于 {due} 前（含当日）答复{_left(view, today)}。",
        RequestStanding.CONSULTING: f"正在征求意见，期间不计入期限；目前到期日为 {due}。",
        RequestStanding.AWAITING_CORRECTION: "已告知补正，等待申请人；收到补正之日起重新计算期限。",
        RequestStanding.AWAITING_FEE: "已告知收费，等待申请人缴费；缴费次日起重新计算期限。",
        RequestStanding.OVERDUE: f"已于 {due} 到期{late}，至今未答复。",
        RequestStanding.REPLIED: f"已于 {_iso(state.replied_on)} 答复{late or '，在期限内' if due else ''}。",
        RequestStanding.TRANSFERRED: f"已于 {_iso(state.closed_on)} 转送其他机关。",
        RequestStanding.WITHDRAWN: f"申请人已于 {_iso(state.closed_on)} 撤回。",
        RequestStanding.ABANDONED: "申请人逾期未补正或者未缴费，视为放弃申请。",
    }
    return words[state.state]


def _left(view: RequestView, today: date) -> str:
    left = sum(line.counts for line in view.clock.days if line.date > today)
    return f"，还剩 {left} 个工作日" if left else "，今日到期"


def _summary(visit: Visit, view: RequestView) -> Any:
    request = view.request
    agency = RequestFilter(agency=str(view.agency.id)).href()
    said = (entry.event.detail.get("channel") for entry in view.entries if entry.corrected_by is None)
    channel = next((code for code in said if code), None)
    described = request.description if visit.scope.sees_descriptions else "（不在您的查看范围）"
    lines = [
        ("编号", request.number),
        ("单位", link(view.agency.name, agency)),
        ("地区", view.region.name),
        ("渠道", CHANNELS.get(str(channel), "台账未载明")),
        ("申请内容", described),
    ]
    return section("基本情况", facts_list(lines))


def _cards(view: RequestView) -> Any:
    if not view.cards:
        return section("本件的牌", empty_note("这件申请没有发过牌。"), wide=True)
    rows = [
        [
            card.issued_on.isoformat(),
            card_badge(card.colour),
            link(card.title, f"/card/{card.id}"),
            CARD_STATES.get(card.state, card.state),
            html.Span(card.number, className="nowrap"),
        ]
        for card in view.cards
    ]
    heads = ["发牌日", "牌", "事项", "状态", "编号"]
    return section("本件的牌", table(heads, rows, label="本件的牌"), note=f"{len(rows)} 张", wide=True)


def _iso(day: date | None) -> str:
    return "—" if day is None else day.isoformat()
