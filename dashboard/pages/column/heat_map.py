"""A year of a column: a square for each day, told by number and border as well as by colour."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from dash import html

from dashboard.components import aria, table
from metrics.column_history import DayState, HistoryDay

WEEKS = 53
_SHADES = (1, 2, 5, 10)
"""Items from which on a square is darker; the number itself stands in it."""
_WORDS = {
    DayState.UNKNOWN: "此前没有可知的更新",
    DayState.QUIET: "没有更新，未超期",
    DayState.OVER_LIMIT: "没有更新，已超期",
}


def first_day_shown(today: date) -> date:
    """The Monday on which the year of the map begins."""
    return today - timedelta(days=today.weekday() + 7 * (WEEKS - 1))


def heat_map(days: Sequence[HistoryDay], seen_late: Collection[date]) -> list[Any]:
    """Return the map of ``days``, which begin on a Monday, its legend, and the same as a table by month.

    ``seen_late``: days whose items were first seen long after their date.
    """
    squares = [_square(line, line.day in seen_late) for line in days]
    months = [
        html.Span(f"{line.day.month}月", style={"gridColumn": f"{place // 7 + 1} / span 4"})
        for place, line in enumerate(days)
        if line.day.day == 1
    ]
    names = [html.Span(name) for name in ("一", "", "三", "", "五", "", "日")]
    drawn = html.Div(
        [
            html.Div(months, className="heat-months"),
            html.Div(
                [html.Div(names, className="heat-names"), html.Div(squares, className="heat-days")],
                className="heat-row",
            ),
        ],
        className="heat",
        role="img",
        **aria(label="近一年每天的更新条数；以下有按月的表格"),
    )
    return [html.Div(drawn, className="heat-frame"), _legend(bool(seen_late)), _by_month(days)]


def _square(line: HistoryDay, late: bool) -> Any:
    day = line.day.isoformat()
    if line.state is not DayState.UPDATED:
        return html.Span(className=f"heat-day heat-{line.state.value}", title=f"{day}　{_WORDS[line.state]}")
    words = f"{day}　{line.items} 条" + ("，日期过后 7 天以上才首次见到" if late else "")
    kind = f"heat-day heat-updated heat-{_shade(line.items)}" + (" heat-late" if late else "")
    return html.Span(str(line.items) if line.items < 100 else "99", className=kind, title=words)


def _shade(items: int) -> int:
    return sum(items >= least for least in _SHADES)


def _legend(any_late: bool) -> Any:
    samples = [
        ("1", "heat-updated heat-1", "有更新，数字为条数，越多越深"),
        ("", "heat-quiet", "没有更新，未超期"),
        ("", "heat-over_limit", "没有更新，已超期"),
        ("", "heat-unknown", "此前没有可知的更新"),
    ]
    if any_late:
        samples.append(("1", "heat-updated heat-1 heat-late", "日期过后 7 天以上才首次见到，可能为补录或者倒签"))
    parts = [
        html.Span([html.Span(mark, className=f"heat-day {kind}"), words], className="legend-line heat-sample")
        for mark, kind, words in samples
    ]
    return html.Div(parts, className="legend note")


def _by_month(days: Sequence[HistoryDay]) -> Any:
    rows = []
    for (year, month), group in groupby(days, key=lambda line: (line.day.year, line.day.month)):
        lines = list(group)
        updated = [line for line in lines if line.state is DayState.UPDATED]
        over = sum(line.state is DayState.OVER_LIMIT for line in lines)
        rows.append([f"{year}-{month:02d}", str(len(updated)), str(sum(line.items for line in updated)), str(over)])
    heads = ["月份", "有更新的天数", "条数", "超期的天数"]
    return html.Details([html.Summary("以表格查看"), table(heads, rows[::-1], label="各月更新")])
