"""When a column was updated, how often, and how long it was silent, held against its limit."""

from __future__ import annotations

from datetime import date
from typing import Any

from dash import html

from dashboard.components import aria, empty_note, facts_list, section
from dashboard.pages.column.heat_map import first_day_shown, heat_map
from dashboard.pages.column.queries import ColumnView
from metrics.column_history import history_days
from metrics.column_rhythm import Rhythm, Silence, column_rhythm


def history_section(view: ColumnView, today: date) -> Any:
    """Return the year as a map, and rhythm and silences beside the limit."""
    rhythm = column_rhythm(view.updates, today)
    if rhythm.last is None:
        return section("更新历史", empty_note("尚未见到有日期的信息，没有可以显示的历史。"), wide=True)
    days = history_days(view.updates, view.state.limit_days, first_day_shown(today), today)
    note = f"依据条目所标日期；首次检查为 {_iso(view.first_look)}，更早的来自当时页面上仍列出的条目"
    return section(
        "更新历史",
        *heat_map(days, view.seen_late),
        html.Div([_facts(rhythm, view), _bars(rhythm, view.state.limit_days, today)], className="history-row"),
        note=note,
        wide=True,
    )


def _facts(rhythm: Rhythm, view: ColumnView) -> Any:
    lines = [
        ("可知的更新", f"{rhythm.update_days:,} 天，{_iso(rhythm.first)} 至 {_iso(rhythm.last)}"),
        ("更新间隔", _gap(rhythm.median_gap)),
        ("最长静默", _silence(rhythm.longest)),
        ("更新期限", f"{view.state.limit_days} 天"),
    ]
    if view.seen_late:
        lines.append(("日期过后才见到", f"{len(view.seen_late)} 天的信息在其日期 7 天以后才首次见到"))
    return facts_list(lines)


def _bars(rhythm: Rhythm, limit: int, today: date) -> Any:
    """Days as bars with the limit as a line through all of them."""
    since = (today - rhythm.last).days if rhythm.last else 0
    longest = rhythm.longest.days if rhythm.longest else 0
    lines = [("距最近更新", float(since)), ("最长静默", float(longest))]
    if rhythm.median_gap is not None:
        lines.insert(0, ("更新间隔中位数", rhythm.median_gap))
    most = max(limit, *(days for _, days in lines)) * 1.05
    rows = [_bar(name, days, limit, most) for name, days in lines]
    line = html.Div(f"期限 {limit} 天", className="limit-words", style={"left": f"{100 * limit / most:.2f}%"})
    head = html.Div([html.Span(), html.Div(line, className="limit-head"), html.Span()], className="limit-row")
    return html.Div([head, *rows], className="limit-bars", role="img", **aria(label=_said(lines, limit)))


def _bar(name: str, days: float, limit: int, most: float) -> Any:
    over = days > limit
    bar = html.Div(className="limit-bar is-over" if over else "limit-bar", style={"width": f"{100 * days / most:.2f}%"})
    mark = html.Div(className="limit-mark", style={"left": f"{100 * limit / most:.2f}%"})
    words = html.Span(f"{days:g} 天{'　▲ 超过期限' if over else ''}", className="limit-days")
    return html.Div([html.Span(name), html.Div([bar, mark], className="limit-track"), words], className="limit-row")


def _said(lines: list[tuple[str, float]], limit: int) -> str:
    return "，".join([*(f"{name} {days:g} 天" for name, days in lines), f"期限 {limit} 天"])


def _gap(median: float | None) -> str:
    return "只见过一次更新，无从计算" if median is None else f"中位数 {median:g} 天"


def _silence(silence: Silence | None) -> str | None:
    if silence is None:
        return None
    until = "至今" if silence.running else f"至 {silence.ended.isoformat()}"
    return f"{silence.days:,} 天，{silence.began.isoformat()} {until}"


def _iso(day: date | None) -> str:
    return "—" if day is None else day.isoformat()
