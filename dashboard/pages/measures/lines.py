"""A row for each league or agency: its figures with sample and place, each leading to its requests."""

from __future__ import annotations

from datetime import date
from typing import Any

from dash import html

from dashboard.components import link
from dashboard.pages.measures.doors import door
from dashboard.pages.measures.question import Question
from reports.request_measures import ALONE, MeasureLine, MeasureReport
from rulebook import MeasureDefinition, Rulebook

NO_LOG = "没有台账"
_UNITS = {"requests": "", "remedies": "", "percent": "%", "working_days": " 天"}


def heads(rulebook: Rulebook) -> list[str]:
    """Return the heads of the columns: what is measured, in the order of the rulebook."""
    return ["名称", *(measure.name for measure in _measures(rulebook))]


def line_rows(report: MeasureReport, asked: Question, rulebook: Rulebook, today: date) -> list[list[Any]]:
    """Return the rows of all lines, and the total last where there are several."""
    total = [report.total] if len(report.lines) > 1 else []
    return [_row(line, asked, rulebook, today) for line in (*report.lines, *total)]


def _measures(rulebook: Rulebook) -> list[MeasureDefinition]:
    return [measure for id_, measure in rulebook.measures.items() if id_ != "request_outcomes"]


def _row(line: MeasureLine, asked: Question, rulebook: Rulebook, today: date) -> list[Any]:
    if line.kind == "total":
        question, name = asked, line.name
    elif line.agency_id is not None:
        question, name = asked.of(agency=line.agency_id), line.name
    else:
        question, name = asked.of(region=line.code), line.name
    shown = name if line.kind == "total" or question == asked else link(name, question.href())
    if line.figures["request_received"].value is None:
        return [shown, html.Span(NO_LOG, className="note"), *["—"] * (len(_measures(rulebook)) - 1)]
    return [shown, *(_cell(line, measure, question, today) for measure in _measures(rulebook))]


def _cell(line: MeasureLine, measure: MeasureDefinition, asked: Question, today: date) -> Any:
    words, figure = figure_words(line, measure), line.figures[measure.id]
    if figure.value is None and figure.more_than is None:
        return html.Span(words, className="note")
    parts: list[Any] = [link(words, door(measure.id, asked, today)) if words != "0" else "0"]
    if measure.minimum_sample is not None:
        rank = line.places.get(measure.id)
        told = "" if rank is None or rank.reason == ALONE else f"　{f'第 {rank.place}' if rank.place else rank.reason}"
        parts.append(html.Span(f"　样本 {figure.sample}{told}", className="note"))
    return html.Span(parts, className="nowrap")


def figure_words(line: MeasureLine, measure: MeasureDefinition) -> str:
    """Return the figure with its unit, or a word for what there is not."""
    figure, unit = line.figures[measure.id], _UNITS[measure.unit]
    if figure.more_than is not None:
        return f"超过 {figure.more_than}{unit}"
    if figure.value is None:
        return NO_LOG if line.figures["request_received"].value is None else "不适用"
    return f"{figure.value:,.1f}".removesuffix(".0") + unit
