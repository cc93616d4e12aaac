"""Whether the website opened, day by day for a month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dash import html

from dashboard.components import aria, empty_note, section, table
from dashboard.pages.site.queries import DAYS_SHOWN, SiteView
from dashboard.site_visits import day_sign
from rulebook import Rulebook


def access_section(view: SiteView, rulebook: Rulebook, today: date) -> Any:
    """Return a square for each day with its sign, and the numbers as a table."""
    title = "能否打开"
    if not view.visits:
        words = "没有访问记录：还没有安排按日访问，或者访问刚刚开始。没有数据不等于一直打得开。"
        return section(title, empty_note(words))
    days = [today - timedelta(days=back) for back in range(DAYS_SHOWN - 1, -1, -1)]
    squares = []
    for day in days:
        kind, sign, words = day_sign(view.visits.get(day), rulebook)
        squares.append(html.Span(sign, className=f"access-day access-{kind}", title=f"{day.isoformat()}　{words}"))
    told = f"近 {DAYS_SHOWN} 天每天能否打开，逐日数字见下方表格"
    ends = html.Div([html.Span(days[0].isoformat()), html.Span(days[-1].isoformat())], className="access-ends note")
    squares_in_row = html.Div(squares, className="access access-month", role="img", **aria(label=told))
    strip = html.Div([squares_in_row, ends], className="access-frame")
    rows = [_row(day, view, rulebook) for day in reversed(days) if day in view.visits]
    heads = ["日期", "访问", "打不开", "占比", "不计"]
    as_table = html.Details([html.Summary("以表格查看"), table(heads, rows, label="每日访问")])
    legend = html.P(
        f"✓ 全部打开　▲ 有打不开　✕ 打不开达到 {rulebook.limit('W2', 'percent')}%　○ 只有不计的访问　· 没有数据",
        className="note",
    )
    seconds = rulebook.limit("W2", "open_within_seconds")
    note = f"近 {DAYS_SHOWN} 天；{seconds} 秒内未打开为打不开；本方网络故障时的访问不计"
    return section(title, strip, legend, as_table, note=note)


def _row(day: date, view: SiteView, rulebook: Rulebook) -> list[Any]:
    of = view.visits[day]
    share = f"{100 * of.failed / of.visits:.1f}%" if of.visits else "—"
    _, sign, _ = day_sign(of, rulebook)
    return [f"{sign} {day.isoformat()}", str(of.visits), str(of.failed), share, str(of.unsaid)]
