"""The days of a clock: which count and why the others do not, to be read at a glance and on a telephone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from dash import html

from dashboard.components.aria import aria
from dashboard.components.blocks import empty_note, table
from metrics.working_days import DayLine, DayReason

_WEEKDAYS = "一二三四五六日"
# A letter beside the colour: which day this is must be plain in grey as well.
_KINDS = {
    DayReason.COUNTS: ("counts", "", "计入"),
    DayReason.WORKING_WEEKEND: ("counts day-shifted", "班", "周末上班，计入"),
    DayReason.WEEKEND: ("rest", "休", "周末"),
    DayReason.HOLIDAY: ("holiday", "假", "放假（按通知）"),
    DayReason.EXCLUDED: ("excluded", "扣", "不计入（征求意见等）"),
}


def clock_strip(days: Sequence[DayLine], due: date, today: date | None = None) -> list[Any]:
    """Return the days in weeks, Monday first, what their marks mean, and the same in words; ``due`` is the last day."""
    numbers = _numbers(days)
    weeks = [
        html.Div([_cell(line, numbers[line.date], due, today) for line in week], className="week")
        for _, week in groupby(days, key=lambda line: line.date.isocalendar()[:2])
    ]
    heads = html.Div([html.Span(name) for name in _WEEKDAYS], className="week week-head", **aria(hidden="true"))
    strip = html.Div([heads, *weeks], className="strip", role="img", **aria(label=_in_short(days, due)))
    legend = _legend({line.code for line in days}, today is not None and today in numbers)
    every_day = table(["日期", "星期", "第几个工作日", "说明"], _daily(days, numbers), label="逐日说明")
    return [
        html.Div([strip, html.Div([legend, _unusual(days)], className="strip-words")], className="strip-row"),
        html.Details([html.Summary("逐日说明"), every_day]),
    ]


def _numbers(days: Sequence[DayLine]) -> dict[date, int]:
    """Which working day of the clock each day is; a day that does not count has the number of the one before."""
    numbers: dict[date, int] = {}
    counted = 0
    for line in days:
        counted += line.counts
        numbers[line.date] = counted
    return numbers


def _cell(line: DayLine, number: int, due: date, today: date | None) -> Any:
    kind, mark, _ = _KINDS[line.code]
    names = [
        "day",
        f"day-{kind}",
        *(["day-due"] if line.date == due else []),
        *(["day-today"] if line.date == today else []),
    ]
    shown: list[Any] = [f"{line.date.month}/{line.date.day}", html.B(f"{mark}{number}" if line.counts else mark)]
    # Where the week begins in its middle, the first day stands under its weekday.
    style = {"gridColumnStart": line.date.isoweekday()}
    return html.Div(shown, className=" ".join(names), title=f"{line.date.isoformat()} {line.why}", style=style)


def _legend(codes: set[DayReason], has_today: bool) -> Any:
    parts = []
    for code, (kind, mark, words) in _KINDS.items():
        if code in codes:
            sample = html.B(mark or "1", className=f"day-sample day-{kind}")
            parts.append(html.Span([sample, words], className="legend-line"))
    parts.append(
        html.Span([html.B("20", className="day-sample day-counts day-due"), "到期日"], className="legend-line")
    )
    if has_today:
        parts.append(html.Span([html.B("今", className="day-sample day-today"), "今天"], className="legend-line"))
    return html.Div([html.Span("数字为第几个工作日", className="legend-line"), *parts], className="legend note")


def _unusual(days: Sequence[DayLine]) -> Any:
    """What is not plain weeks: days off, working weekends, days taken out. One line each, over weekends in between."""
    marked = [line for line in days if line.code not in (DayReason.COUNTS, DayReason.WEEKEND)]
    if not marked:
        return empty_note("期间没有放假、调休或者不计入的日子。")
    rows = []
    for why, group in groupby(marked, key=lambda line: line.why):
        same = list(group)
        first, last = same[0].date, same[-1].date
        span = first.isoformat() if first == last else f"{first.isoformat()} 至 {last.strftime('%m-%d')}"
        rows.append([span, f"{len(same)} 天", why])
    return table(["日期", "天数", "说明"], rows, label="放假、调休和不计入的日子")


def _daily(days: Sequence[DayLine], numbers: dict[date, int]) -> list[list[Any]]:
    return [
        [
            line.date.isoformat(),
            f"周{_WEEKDAYS[line.date.weekday()]}",
            str(numbers[line.date]) if line.counts else "不计",
            line.why,
        ]
        for line in days
    ]


def _in_short(days: Sequence[DayLine], due: date) -> str:
    counted = sum(line.counts for line in days)
    return (
        f"{days[0].date.isoformat()} 至 {due.isoformat()}：{counted} 个工作日计入，{len(days) - counted} 天不计"
        if days
        else ""
    )
