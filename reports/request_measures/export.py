"""The measures as a workbook: figures with samples and places, kinds of reply, the curve of reply times, formulas."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

from metrics.request_measures import Period
from reports.assessment.workbook import Formats, Heading, write_table
from reports.request_measures.lines import ALONE, MeasureLine, MeasureReport
from rulebook import MeasureDefinition, Rulebook

Row = list[Any]
NO_LOG, NOT_APPLICABLE = "没有台账", "不适用"
_FORMS = {"requests": "number", "remedies": "number", "percent": "share", "working_days": "points"}
_NOTES = [Heading("项目", "text", 22), Heading("内容", "text", 110)]
_CURVE = [
    Heading("对象", "text", 26),
    Heading("工作日", "number", 9),
    Heading("仍在计时", "number", 10),
    Heading("当日答复", "number", 10),
    Heading("此后尚未答复的比例", "share", 18),
]


def export_measures(report: MeasureReport, rulebook: Rulebook, period: Period, as_of: date, path: Path) -> None:
    """Write the report on ``period`` as known on ``as_of`` to ``path`` (.xlsx), which appears whole or not at all."""
    title = f"依申请公开指标 {period.first.isoformat()} 至 {period.last.isoformat()}"
    lines = [*report.lines, report.total]
    measures = [measure for id_, measure in rulebook.measures.items() if id_ in report.total.figures]
    known = f"{title}（截至 {as_of.isoformat()}）"
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    workbook = xlsxwriter.Workbook(str(unfinished))
    workbook.set_properties({"title": title, "created": datetime.combine(as_of, time.min, UTC).replace(tzinfo=None)})
    formats = Formats(workbook)
    sheets: tuple[tuple[str, Sequence[Heading], list[Row]], ...] = (
        ("指标", list(_headings(measures)), [_figures(line, measures) for line in lines]),
        ("办理结果", _outcome_headings(rulebook, lines), _outcomes(rulebook, lines)),
        ("答复用时", _CURVE, [row for line in lines for row in _curve(line)]),
        ("说明", _NOTES, list(_notes(rulebook, measures, period, as_of))),
    )
    for name, headings, rows in sheets:
        write_table(workbook.add_worksheet(name), formats, known, headings, rows)
    workbook.close()
    unfinished.replace(path)


def _headings(measures: Sequence[MeasureDefinition]) -> Iterator[Heading]:
    yield Heading("代码", "text", 14)
    yield Heading("名称", "text", 26)
    for measure in measures:
        yield Heading(measure.name, _FORMS[measure.unit], 12)
        if measure.minimum_sample is not None:
            yield Heading(f"{measure.name}：样本", "number", 10)
            yield Heading(f"{measure.name}：位次", "number", 12)


def _figures(line: MeasureLine, measures: Sequence[MeasureDefinition]) -> Row:
    row: Row = [line.code, line.name]
    for measure in measures:
        figure = line.figures[measure.id]
        if figure.more_than is not None:
            row.append(f"超过 {figure.more_than}")
        elif figure.value is None:
            row.append(_why(line))
        else:
            row.append(figure.value / 100 if measure.unit == "percent" else figure.value)
        if measure.minimum_sample is not None:
            place = line.places.get(measure.id)
            row += [figure.sample, "—" if place is None or place.reason == ALONE else place.place or place.reason]
    return row


def _why(line: MeasureLine) -> str:
    return NO_LOG if line.figures["request_received"].value is None else NOT_APPLICABLE


def _kinds(rulebook: Rulebook, lines: Sequence[MeasureLine]) -> dict[str, str]:
    """Name of each kind of reply in the lines, in the order of the rulebook; last, what the log does not say."""
    found = {code for line in lines for code in line.outcomes}
    known = {code: kind.name for code, kind in rulebook.reply_kinds.items() if code in found}
    return {**known, **{code: "台账未载明" for code in found - known.keys()}}


def _outcome_headings(rulebook: Rulebook, lines: Sequence[MeasureLine]) -> list[Heading]:
    kinds = [Heading(name, "number", 14) for name in _kinds(rulebook, lines).values()]
    return [Heading("对象", "text", 26), Heading("办结合计", "number", 10), *kinds]


def _outcomes(rulebook: Rulebook, lines: Sequence[MeasureLine]) -> list[Row]:
    kinds = _kinds(rulebook, lines)
    return [[line.name, sum(line.outcomes.values()), *(line.outcomes.get(code, 0) for code in kinds)] for line in lines]


def _curve(line: MeasureLine) -> Iterator[Row]:
    for step in line.reply_time:
        yield [line.name, step.days, step.at_risk, step.ended, float(step.left)]


def _notes(rulebook: Rulebook, measures: Sequence[MeasureDefinition], period: Period, as_of: date) -> Iterator[Row]:
    yield ["统计期", f"{period.first.isoformat()} 至 {period.last.isoformat()} 收到的申请"]
    yield ["截至日", as_of.isoformat()]
    yield ["规则库版本", rulebook.version]
    yield ["工作日历版本", rulebook.calendar.version]
    yield ["口径", "未办结含逾期未答复；没有台账的单位不作零；分母为零的不适用；样本不足的不排名"]
    for measure in measures:
        sample = f"；排名最少样本 {measure.minimum_sample}" if measure.minimum_sample is not None else ""
        yield [f"{measure.name}（第 {measure.version} 版）", f"{measure.formula}{sample}"]
