"""Counts by answer, and the agencies behind them: what is missing first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from dash import html

from dashboard.components import choice, empty_note, link, page_asked, pager, section, table, tile
from dashboard.filter_fields import region_field
from dashboard.page import Visit
from dashboard.pages.annual_reports.entering import entering_form
from dashboard.pages.annual_reports.queries import ReportLine, report_lines
from metrics.annual_report.timeliness import ReportAnswer, due_year
from rulebook import Rulebook

PAGE = "/annual-reports"
INPUTS = {name: f"annual-reports-{name}" for name in ("year", "answer", "region")}
LENGTH = 100
YEARS = 5
ANSWERS = {
    ReportAnswer.MISSING: "■ 逾期未公布",
    ReportAnswer.LATE: "▲ 逾期公布",
    ReportAnswer.UNCLEAR: "？ 无法判断",
    ReportAnswer.CHECK_FAILED: "✕ 检查失败",
    ReportAnswer.NOT_CHECKED: "○ 未检查",
    ReportAnswer.NOT_DUE: "… 尚未到期",
    ReportAnswer.IN_TIME: "✓ 按期公布",
}
_KINDS = {
    ReportAnswer.MISSING: "tile-red",
    ReportAnswer.LATE: "tile-yellow",
    ReportAnswer.IN_TIME: "tile-green",
}
_EXPLAINED = "网上只能看到公布情况；提交情况由督查人员登记。未检查、检查失败和无法判断的，不计为逾期。"
_AGENCIES = {"government": "政府", "department": "部门"}


def layout(visit: Visit) -> Any:
    """Draw the year of the address, else the newest one that is due from governments."""
    today, rulebook = visit.services.today(), visit.services.rulebook
    newest = due_year(today, "government", rulebook)
    year = year_asked(visit.filters.get("year"), today, rulebook)
    region, answer = visit.filters.get("region") or None, visit.filters.get("answer") or None
    with visit.services.database.read() as session:
        lines = report_lines(session, visit.scope, rulebook, year, today, region)
        place = region_field(session, visit.scope, INPUTS["region"], region)
        entering = entering_form(session, visit, year, region)

    def address(**changed: str) -> str:
        chosen = {"year": str(year), "answer": answer, "region": region, **changed}
        return f"{PAGE}?{urlencode({key: value for key, value in chosen.items() if value})}"

    years = {str(one): f"{one} 年" for one in range(newest + 1, newest - YEARS, -1)}
    filters = [
        choice(INPUTS["year"], "年度", years, str(year), 120),
        choice(INPUTS["answer"], "情况", {one.value: words for one, words in ANSWERS.items()}, answer, 170),
        place,
        link("清除条件", PAGE),
    ]
    return html.Div(
        [
            html.P(link("← 事项清单", "/catalogue")),
            html.H1(f"{year} 年度报告"),
            html.Div(_tiles(lines, address), className="tiles"),
            html.Div(filters, className="filters after-tiles"),
            *entering,
            _list(visit, [line for line in lines if answer in (None, line.state.answer.value)], address),
        ]
    )


def _tiles(lines: list[ReportLine], address: Callable[..., str]) -> list[Any]:
    counts = Counter(line.state.answer for line in lines)
    return [
        tile(words, counts[one], address(answer=one.value), unit="个单位", kind=_KINDS.get(one, ""))
        for one, words in ANSWERS.items()
        if counts[one] or one is not ReportAnswer.NOT_DUE
    ]


def _list(visit: Visit, lines: list[ReportLine], address: Callable[..., str]) -> Any:
    if not lines:
        return section("单位", empty_note("没有这样的单位。"), wide=True)
    order = list(ANSWERS)
    page = page_asked(visit.filters, len(lines), LENGTH)
    worst_first = sorted(lines, key=lambda line: order.index(line.state.answer))
    rows = [
        [
            ANSWERS[line.state.answer],
            line.agency,
            line.place,
            f"{line.state.last_day.isoformat()}（{_AGENCIES.get(line.kind, line.kind)}）",
            _day(line.state.published_on),
            _day(line.submitted_on),
            line.state.reason,
            link("年报栏目", f"/column/{line.column_id}") if line.column_id else "未登记",
            link("查看", f"/card/{line.card_id}") if line.card_id else "—",
        ]
        for line in worst_first[(page - 1) * LENGTH : page * LENGTH]
    ]
    heads = ["情况", "单位", "地区", "期限", "公布日期", "提交日期", "依据", "公开位置", "牌"]
    return section(
        "单位",
        table(heads, rows, label="年度报告"),
        pager(page, len(lines), LENGTH, lambda other: address(page=str(other))),
        html.P(_EXPLAINED, className="note"),
        note=f"共 {len(lines):,} 个",
        wide=True,
    )


def year_asked(given: str | None, today: date, rulebook: Rulebook) -> int:
    """Return the year of an address or input; what makes no sense is the newest that is due from governments."""
    newest = due_year(today, "government", rulebook)
    year = int(given) if given and given.isascii() and given.isdigit() and len(given) == 4 else newest
    return year if newest - YEARS <= year <= newest + 1 else newest


def _day(day: Any) -> str:
    return day.isoformat() if day is not None else "—"
