"""``mingcha export``: files that leave the house."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from metrics.law_days import law_day
from mingcha.command_line import WrongUse
from mingcha.house import open_house
from mingcha.output import Day, answer, json_option
from reports.assessment import AssessmentSummary, UnknownRegion, export_assessment
from store.audit import append_audit


@click.group()
def verb() -> None:
    """Write files to send on."""


@verb.command("assessment")
@click.option("--year", type=click.IntRange(2019, 2100), required=True, help="The year that is assessed.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="File to write, .xlsx.")
@click.option("--region", help="Only this region and what is below it (code).")
@click.option("--as-of", type=Day(), help="What was known by this day; else today.")
@json_option
def assessment(year: int, out: Path, region: str | None, as_of: date | None, as_json: bool) -> None:
    """Write the year's scores, each deduction with its rule, matter and date."""
    if out.suffix.lower() != ".xlsx":
        raise WrongUse(f"{out}: the assessment is written as .xlsx")
    house = open_house()
    database, now = house.prepared_database(), house.clock()
    try:
        summary = export_assessment(database, house.rulebook, year, as_of or law_day(now), out, region)
    except UnknownRegion as error:
        raise WrongUse(str(error)) from error
    with database.write() as session:
        append_audit(session, at=now, actor="command line", action="export.assessment", subject=f"year:{year}")
    result = {"file": out, "year": year} | summary
    answer(as_json, result, lambda: _words(out, summary))


def _words(out: Path, summary: AssessmentSummary) -> str:
    agencies = f"单位 {summary['agencies']} 个（有得分 {summary['scored']} 个，无数据 {summary['without_data']} 个）"
    return f"已写入 {out}：{agencies}，扣分 {summary['deductions']} 条"
