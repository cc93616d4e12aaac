"""A plain table, page by page: the list of requests knows them only as they stand today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dash import html

from dashboard.components import empty_note, link, page_asked, pager, section, table
from dashboard.page import Visit
from dashboard.pages.measure_rows.queries import MOST_READ, counted_requests
from dashboard.pages.measures.doors import rows_href
from dashboard.pages.measures.question import Question
from dashboard.words import REQUEST_STANDINGS
from metrics.request_measures import OUTCOMES
from reports.request_measures import MeasuredRequest, RequestsBehind, measured_requests
from rulebook import Rulebook

LENGTH = 100
_HEADS = ["编号", "单位", "收到日", "到期日", "当日状态", "办结日", "答复种类"]
_BEHIND = {
    "request_on_time_rate": "未按期的申请",
    "request_extended_share": "延期的申请",
    "request_correction_share": "告知补正的申请",
    "request_excluded_days": "有不计入时间的申请",
    "request_reply_time": "已答复的申请",
}
"""What is listed where the figure is a share or a time."""


def layout(visit: Visit) -> Any:
    """Draw the requests behind the figure that the address names."""
    rulebook, asked = visit.services.rulebook, Question.read(visit.filters, visit.services.today())
    measure, outcome = visit.filters.get("measure", ""), visit.filters.get("outcome") or None
    way_back = html.P(link("← 依申请公开指标", asked.href()))
    if measure not in rulebook.measures:
        return html.Div([way_back, html.H1("指标名单"), empty_note("没有这样的指标。")])
    with visit.services.database.read() as session:
        before = _before(visit.filters)
        behind = counted_requests(session, visit.scope, visit.services, asked, measure, outcome, before)
        page = page_asked(visit.filters, len(behind.ids), LENGTH)
        found = measured_requests(session, rulebook, behind.ids[(page - 1) * LENGTH : page * LENGTH], asked.as_of)
    besides = {"outcome": outcome} if outcome else {}
    chunk = {"before": str(before)} if before else {}

    def href(number: int) -> str:
        return rows_href(asked, measure, **besides, **chunk, page=str(number))

    shown = (
        table(_HEADS, [_row(one, rulebook) for one in found], label="申请名单")
        if found
        else empty_note("没有这样的申请。")
    )
    return html.Div(
        [
            way_back,
            html.H1(_title(measure, outcome, rulebook)),
            html.P(_words(asked), className="note"),
            section(
                "申请",
                shown,
                pager(page, len(behind.ids), LENGTH, href),
                _further(behind, before, lambda **where: rows_href(asked, measure, **besides, **where)),
                note=_number(behind, before),
            ),
        ]
    )


def _before(filters: Mapping[str, str]) -> int | None:
    """From which request on older ones are wanted."""
    given = filters.get("before", "")
    return int(given) if given.isascii() and given.isdigit() and 0 < len(given) < 10 else None


def _number(behind: RequestsBehind, before: int | None) -> str:
    """How many there are; where not everything was read, that it is a part."""
    number = f"{len(behind.ids):,} 件"
    if behind.unread_before is None:
        return f"共 {number}" if before is None else f"本段 {number}，更早的没有了"
    return f"本段 {number}（每次读取约 {MOST_READ:,} 件台账，新的在前；更早的尚未读取）"


def _further(behind: RequestsBehind, before: int | None, href: Callable[..., str]) -> Any:
    ways = [link("⇤ 最新一段", href())] if before is not None else []
    if behind.unread_before is not None:
        ways.append(link("更早的申请 ⇥", href(before=str(behind.unread_before))))
    return html.Div(ways, className="pages") if ways else None


def _title(measure: str, outcome: str | None, rulebook: Rulebook) -> str:
    if measure == OUTCOMES:
        return f"办理结果：{_outcome(outcome, rulebook)}" if outcome else "办理结果"
    name = rulebook.measures[measure].name
    return f"{name}：{_BEHIND[measure]}" if measure in _BEHIND else name


def _words(asked: Question) -> str:
    first, last = asked.period.first.isoformat(), asked.period.last.isoformat()
    return f"统计期 {first} 至 {last}；以下均为截至 {asked.as_of.isoformat()} 的状态，点击编号看目前情况"


def _row(one: MeasuredRequest, rulebook: Rulebook) -> list[Any]:
    return [
        link(one.number, f"/request/{one.id}"),
        one.agency,
        _day(one.received),
        _day(one.state.due),
        REQUEST_STANDINGS[one.state.state],
        _day(one.state.closed_on),
        _outcome(one.outcome, rulebook) if one.state.state.closed else "—",
    ]


def _outcome(code: str | None, rulebook: Rulebook) -> str:
    kind = rulebook.reply_kinds.get(code or "")
    return kind.name if kind is not None else "台账未载明"


def _day(day: date | None) -> str:
    return "—" if day is None else day.isoformat()
