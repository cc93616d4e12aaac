"""How a day came about: every day from the first to the last, and why it counts or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dash import html

from dashboard.components import empty_note, facts_list, section, table
from dashboard.page import Visit
from dashboard.pages.card.queries import CardView, DueExplained
from dashboard.services import LAW_ZONE
from dashboard.words import REQUEST_STANDINGS
from metrics.working_days import DayLine, DayReason

_WEEKDAYS = "一二三四五六日"
_MARKS = {
    DayReason.COUNTS: "day day-counts",
    DayReason.WORKING_WEEKEND: "day day-counts",
    DayReason.EXCLUDED: "day day-excluded",
}


def due_section(visit: Visit, view: CardView, explained: DueExplained | None) -> Any:
    """Return the due day of the request, or for other matters the days given to rectify."""
    if explained is not None:
        return section("到期日怎么来的", *_request(explained), wide=True)
    card = view.card
    if card.rectify_by is None:
        return section("期限怎么来的", empty_note("提醒不设整改期限。"), wide=True)
    begin = card.created_at.astimezone(LAW_ZONE).date()
    days = visit.services.working_days.explain(begin, card.rectify_by)
    note = f"自 {begin.isoformat()} 收到的次日起算，当日不计"
    return section("整改期限怎么来的", *_days(days, card.rectify_by), note=note, wide=True)


def _request(explained: DueExplained) -> list[Any]:
    state = explained.state
    due = None if state.due is None else state.due.isoformat() + ("（暂定）" if state.provisional else "")
    lines = facts_list(
        [
            ("现状", REQUEST_STANDINGS.get(state.state, state.state)),
            ("收到日（当日不计）", _iso(state.received)),
            ("起算日", _iso(state.base)),
            ("延长", f"{state.extension_days} 个工作日" if state.extension_days else "无"),
            ("不计入（征求意见等）", f"{state.excluded_days} 个工作日" if state.excluded_days else "无"),
            ("到期日", due),
            ("答复日", _iso(state.replied_on)),
            ("逾期", f"{state.overdue_working_days} 个工作日" if state.overdue_working_days else "无"),
        ]
    )
    if state.due is None:
        return [lines, empty_note("目前没有在计的期限。")]
    return [lines, *_days(explained.days, state.due)]


def _days(days: Sequence[DayLine], due: date) -> list[Any]:
    counted = 0
    cells, rows = [], []
    for line in days:
        counted += line.counts
        mark = str(counted) if line.counts else "·"
        name = _MARKS.get(line.code, "day") + (" day-due" if line.date == due else "")
        cells.append(html.Div([f"{line.date.month}/{line.date.day}", html.B(mark)], className=name, title=line.why))
        weekday = f"周{_WEEKDAYS[line.date.weekday()]}"
        rows.append([line.date.isoformat(), weekday, mark if line.counts else "不计", line.why])
    detail = html.Details(
        [html.Summary("逐日说明"), table(["日期", "星期", "第几个工作日", "说明"], rows, label="逐日说明")]
    )
    legend = html.P("数字：第几个工作日；· 不计；虚线：征求意见等扣除；红框：到期日", className="note")
    return [html.Div(cells, className="strip"), legend, detail]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
