"""``mingcha measures``: how requests for information fared, by agency, league or region."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from metrics.law_days import law_day
from metrics.request_measures import Period
from mingcha.command_line import WrongUse
from mingcha.house import House, open_house
from mingcha.output import Day, answer, json_option
from mingcha.tables import table
from reports.request_measures import ALONE, Grouping, MeasureLine, MeasureReport, export_measures, measure_requests
from rulebook import MeasureDefinition, Rulebook
from store.audit import append_audit

_SHOWN = (
    "request_received",
    "request_replied",
    "request_otherwise_closed",
    "request_open",
    "request_overdue",
    "request_due_soon",
    "request_on_time_rate",
    "request_extended_share",
    "request_correction_share",
    "request_reply_time",
    "request_reviews_lost",
    "request_earlier_overdue",
)
_UNITS = {"requests": "", "remedies": "", "percent": "%", "working_days": "天"}


@click.command()
@click.option("--from", "first", type=Day(), help="First day of the period; else 1 January of the day it is seen from.")
@click.option("--to", "last", type=Day(), help="Last day of the period; else the day it is seen from.")
@click.option("--as-of", type=Day(), help="What was known by this day; else today.")
@click.option(
    "--by", type=click.Choice([one.value for one in Grouping]), default="league", show_default=True, help="Whose."
)
@click.option("--region", metavar="CODE", help="Only this region with what is below it.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write them to this workbook (.xlsx) too.")
@json_option
def verb(
    first: date | None,
    last: date | None,
    as_of: date | None,
    by: str,
    region: str | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Measure the requests for information received in a period, as they stood on a day; see `measures.toml`."""
    if out is not None and out.suffix.lower() != ".xlsx":
        raise WrongUse(f"{out}: the measures are written as .xlsx")
    house = open_house()
    day = as_of or law_day(house.clock())
    end = last or day
    try:
        period = Period(first or date(end.year, 1, 1), end)
        report = measure_requests(house.prepared_database(), house.rulebook, period, day, Grouping(by), region)
    except ValueError as error:
        raise WrongUse(str(error)) from error
    if out is not None:
        _write(house, report, period, day, out)
    answer(
        as_json, _result(report, house.rulebook, period, day, by), lambda: _words(report, house.rulebook, period, day)
    )


def _write(house: House, report: MeasureReport, period: Period, as_of: date, out: Path) -> None:
    try:
        export_measures(report, house.rulebook, period, as_of, out)
    except OSError as error:
        raise WrongUse(f"{out}: cannot be written: {error.strerror}") from error
    with house.prepared_database().write() as session:
        append_audit(
            session,
            at=house.clock(),
            actor="command line",
            action="export.measures",
            subject=f"period:{period.first.isoformat()}..{period.last.isoformat()}",
        )


def _result(report: MeasureReport, rulebook: Rulebook, period: Period, as_of: date, by: str) -> dict[str, Any]:
    described = ("name", "formula", "unit", "version", "minimum_sample")
    return {
        "from": period.first,
        "to": period.last,
        "as_of": as_of,
        "by": by,
        "rulebook": rulebook.version,
        "calendar": rulebook.calendar.version,
        "measures": {id_: {key: getattr(m, key) for key in described} for id_, m in rulebook.measures.items()},
        "total": _as_json(report.total),
        "lines": [_as_json(line) for line in report.lines],
    }


def _as_json(line: MeasureLine) -> dict[str, Any]:
    steps = [
        {"days": step.days, "at_risk": step.at_risk, "replied": step.ended, "left": round(float(step.left), 4)}
        for step in line.reply_time
    ]
    return {
        "code": line.code,
        "name": line.name,
        "kind": line.kind,
        "figures": {id_: figure.value for id_, figure in line.figures.items()},
        "samples": {id_: figure.sample for id_, figure in line.figures.items()},
        "reply_time_more_than": line.figures["request_reply_time"].more_than,
        "reply_time": steps,
        "outcomes": line.outcomes,
        "places": {id_: {"place": place.place, "reason": place.reason} for id_, place in line.places.items()},
    }


def _words(report: MeasureReport, rulebook: Rulebook, period: Period, as_of: date) -> str:
    measures = [rulebook.measures[id_] for id_ in _SHOWN]
    rows = [[line.name, *(_cell(line, measure) for measure in measures)] for line in (*report.lines, report.total)]
    lines = [f"依申请公开 {period.first} 至 {period.last} 收到的申请，截至 {as_of}（规则库 {rulebook.version}）"]
    unconfirmed = report.total.figures["request_unconfirmed"].value
    if unconfirmed:
        lines.append(f"另有 {unconfirmed:g} 件待双方确认，不计入")
    lines.append("用时为单位自身的工作日；–：没有台账，或者分母为零")
    return "\n".join([*lines, *table(["", *(measure.name for measure in measures)], rows)])


def _cell(line: MeasureLine, measure: MeasureDefinition) -> str:
    """The figure with its unit and place, or a word for what there is not."""
    figure = line.figures[measure.id]
    unit = _UNITS[measure.unit]
    if figure.more_than is not None:
        said = f"超过{figure.more_than}{unit}"
    else:
        said = "–" if figure.value is None else f"{round(figure.value, 1):g}{unit}"
    place = line.places.get(measure.id)
    if place is None or place.reason == ALONE:
        return said
    return f"{said} {f'第{place.place}' if place.place else place.reason}"
