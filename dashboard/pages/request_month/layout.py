"""Due days of a month: a number on each day that leads to its requests."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from dash import html
from sqlalchemy.orm import Session

from dashboard.components import link, section
from dashboard.filter_fields import place_fields
from dashboard.page import Visit
from dashboard.pages.request_month.days_off import MonthDays, month_days
from dashboard.pages.request_month.feed import feed_section
from dashboard.pages.request_month.month import Month
from dashboard.pages.request_month.queries import count_by_due_day
from dashboard.request_filter import LIST, MONTH, RequestFilter
from dashboard.request_standing import DueHorizon
from metrics.working_days import DayReason

INPUTS = {"region": "month-region", "agency": "month-agency"}
_MARKS = {DayReason.HOLIDAY: "假", DayReason.WORKING_WEEKEND: "班", DayReason.WEEKEND: "休"}


def layout(visit: Visit) -> Any:
    """Draw the month of the address."""
    given = RequestFilter.read(visit.filters)
    wanted = RequestFilter(region=given.region, agency=given.agency)
    today = visit.services.today()
    month = Month.read(visit.filters.get("month"), today)
    with visit.services.database.read() as session:
        horizon = DueHorizon.on(session, today, visit.services.rulebook.calendar)
        days = month_days(session, visit.services, visit.scope, wanted, month)
        counts = count_by_due_day(session, visit.scope, wanted, horizon, month.first, month.last)
        filters = _filters(session, visit, wanted)
        feed = feed_section(session, visit.scope, wanted)
    drawn = _table(month, counts, wanted, today, days)
    note = f"未办结且在计期限的申请，共 {sum(counts.values()):,} 件；点击数字查看名单"
    return html.Div(
        [
            html.P(link("← 依申请公开", wanted.href() if wanted.query() else LIST)),
            html.H1(f"答复到期月历　{month.year} 年 {month.month} 月"),
            html.Div([_steps(month, wanted, today), *filters], className="filters"),
            section("到期日", drawn, note=note),
            feed,
        ]
    )


def address(month: Month | None, wanted: RequestFilter) -> str:
    """Return the address of a month within the place and agency chosen."""
    chosen = {"month": str(month)} if month else {}
    query = "&".join(part for part in (urlencode(chosen), wanted.query()) if part)
    return f"{MONTH}?{query}" if query else MONTH


def _steps(month: Month, wanted: RequestFilter, today: date) -> Any:
    now = Month(today.year, today.month)
    steps = [("‹ 上月", month.before), ("本月", now), ("下月 ›", month.after)]
    return html.Div([link(words, address(one, wanted)) for words, one in steps], className="pages")


def _filters(session: Session, visit: Visit, wanted: RequestFilter) -> list[Any]:
    return place_fields(session, visit.scope, INPUTS, wanted)


def _table(month: Month, counts: dict[date, int], wanted: RequestFilter, today: date, days: MonthDays) -> Any:
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in "一二三四五六日"]))
    rows = [
        html.Tr([_cell(day, counts.get(day, 0), month, wanted, today, days) for day in week]) for week in month.weeks()
    ]
    return html.Table([head, html.Tbody(rows)], className="month")


def _cell(day: date, number: int, month: Month, wanted: RequestFilter, today: date, days: MonthDays) -> Any:
    if day.month != month.month:
        return html.Td(className="month-beside")
    line, local = days.lines[day], days.local.get(day)
    mark = _MARKS.get(line.code, "") or ("局部放假" if local else "")
    names = ["month-day", *(["month-off"] if not line.counts else []), *(["day-today"] if day == today else [])]
    parts: list[Any] = [html.Div([str(day.day), html.Span(mark, className="month-mark")])]
    if number:
        late = " month-late" if day < today else ""
        words = f"{number:,} 件" + ("逾期" if day < today else "")
        due = wanted.but(due=day.isoformat())
        parts.append(html.Div(link(words, due.href()), className=f"month-number{late}"))
    return html.Td(parts, className=" ".join(names), title=(local or line.why) if mark else None)
