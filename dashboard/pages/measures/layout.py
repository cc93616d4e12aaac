"""Figures of a place with their samples, the curve of reply times, the lines below it, kinds of reply, formulas."""

from __future__ import annotations

from datetime import date
from typing import Any

from dash import html

from dashboard.charts import graph
from dashboard.components import empty_note, link, section, table, tile_figure, tile_name
from dashboard.page import Visit
from dashboard.pages.measures import figures
from dashboard.pages.measures.doors import door, file_href, outcome_door, place_of
from dashboard.pages.measures.filters import filter_row, trail_row
from dashboard.pages.measures.lines import figure_words, heads, line_rows
from dashboard.pages.measures.queries import MeasuredPlace, measured_place
from dashboard.pages.measures.question import Question
from reports.request_measures import Grouping
from rulebook import Rulebook

_TITLE = "依申请公开指标"
_TILES = (
    ("request_received", ""),
    ("request_replied", "tile-green"),
    ("request_open", ""),
    ("request_overdue", "tile-red"),
    ("request_due_soon", "tile-yellow"),
    ("request_on_time_rate", ""),
    ("request_reply_time", ""),
    ("request_earlier_overdue", "tile-red"),
)


def layout(visit: Visit) -> Any:
    """Draw the measures that the address asks for."""
    asked = Question.read(visit.filters, visit.services.today())
    with visit.services.database.read() as session:
        filters = filter_row(session, visit, asked)
        found = measured_place(session, visit.scope, visit.services, asked)
    if found is None:
        return html.Div([html.H1(_TITLE), filters, empty_note("这里没有您能看到的单位。")])
    workbook = html.A("下载 Excel", href=file_href(asked), download="", className="link")
    ways = html.Div([workbook, link("申请名单", place_of(asked).href())], className="pages")
    today, rulebook = visit.services.today(), visit.services.rulebook
    known = f"统计期内收到的申请，截至 {asked.as_of.isoformat()}；未办结含逾期；数字可点击查看名单"
    past = "" if asked.as_of == today else "（名单同样按这一天的状态）"
    return html.Div(
        [
            html.Div([html.H1(_TITLE), ways], className="title-row"),
            trail_row(found.trail),
            filters,
            html.P(f"{known}{past}", className="note"),
            html.Div(_tiles(found, asked, rulebook, today), className="tiles"),
            html.Div(
                [
                    _curve(found, rulebook),
                    _outcomes(found, asked, rulebook, today),
                    _lines(found, asked, rulebook, today),
                    _formulas(rulebook),
                ],
                className="grid after-tiles",
            ),
        ]
    )


def _tiles(found: MeasuredPlace, asked: Question, rulebook: Rulebook, today: date) -> list[Any]:
    tiles = []
    for id_, kind in _TILES:
        measure = rulebook.measures[id_]
        words = figure_words(found.report.total, measure)
        sample = found.report.total.figures[id_].sample
        label = f"{measure.name}（样本 {sample:,} 件）" if measure.minimum_sample else measure.name
        unit = "件" if words[:1].isdigit() and measure.unit == "requests" else ""
        tiles.append(link(tile_figure(label, words, unit), door(id_, asked, today)))
        tiles[-1].className = tile_name(kind)
    return tiles


def _curve(found: MeasuredPlace, rulebook: Rulebook) -> Any:
    steps, title = found.report.total.reply_time, "答复用时分布"
    if not steps:
        return section(title, empty_note("还没有答复，无从估计。"))
    limit = rulebook.limit("A33-2", "working_days")
    drawn = graph("measures-reply-times", figures.reply_times(steps, limit), 380, "各工作日答复件数和尚未答复的比例")
    rows = [[str(one.days), str(one.at_risk), str(one.ended), f"{float(one.left):.1%}"] for one in steps]
    as_table = table(["工作日", "仍在计时", "当日答复", "此后尚未答复"], rows, label=title)
    note = "未答复的按已历时间计为尚未结束（Kaplan–Meier 估计），不含不计入时间和申请人用时"
    return section(title, drawn, html.Details([html.Summary("以表格查看"), as_table]), note=note)


def _outcomes(found: MeasuredPlace, asked: Question, rulebook: Rulebook, today: date) -> Any:
    outcomes, title = found.report.total.outcomes, "办理结果构成"
    whole = sum(outcomes.values())
    if not whole:
        return section(title, empty_note("统计期内没有办结的申请。"))
    names = {code: kind.name for code, kind in rulebook.reply_kinds.items()}
    ordered = sorted(outcomes.items(), key=lambda one: -one[1])
    rows = [
        [
            names.get(code, "台账未载明"),
            link(f"{number:,}", outcome_door(code, asked, today)),
            f"{number / whole:.1%}",
        ]
        for code, number in ordered
    ]
    return section(title, table(["答复种类", "件数", "占比"], rows, label=title), note=f"办结 {whole:,} 件")


def _lines(found: MeasuredPlace, asked: Question, rulebook: Rulebook, today: date) -> Any:
    title = "各盟市" if found.by is Grouping.LEAGUE else "各单位"
    rows = line_rows(found.report, asked, rulebook, today)
    minimum = rulebook.measures["request_on_time_rate"].minimum_sample
    note = f"{len(rows)} 行；排名最少样本 {minimum} 件，不足的不排；没有台账的不作零"
    return section(title, table(heads(rulebook), rows, label=title), note=note, wide=True)


def _formulas(rulebook: Rulebook) -> Any:
    rows = [
        [
            measure.name,
            measure.formula,
            f"第 {measure.version} 版",
            "—" if measure.minimum_sample is None else str(measure.minimum_sample),
        ]
        for measure in rulebook.measures.values()
    ]
    shown = table(["指标", "口径", "版本", "排名最少样本"], rows, label="指标口径")
    source = next(iter(rulebook.measures.values()))
    note = f"{source.document}（{source.number}）{source.article}"
    return section("指标口径", html.Details([html.Summary("查看各指标的算法"), shown]), note=note, wide=True)
