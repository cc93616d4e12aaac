"""``mingcha export``: files that leave the house."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from metrics.law_days import law_day
from mingcha.command_line import WrongUse
from mingcha.house import open_house
from mingcha.output import Day, answer, json_option
from reports.annual_report import FORMATS, ReportSummary, UnknownScope, export_annual_report
from reports.assessment import AssessmentSummary, UnknownRegion, export_assessment
from reports.registry import export_registry
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


@verb.command("annual-report")
@click.option("--year", type=click.IntRange(2019, 2100), required=True, help="The year that is reported on.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help=".xlsx, .docx or .json.")
@click.option("--agency", help="Only this agency (code).")
@click.option("--region", help="Only this region and what is below it (code).")
@click.option("--form", type=click.Choice(["2019", "2021"]), help="Form of the report; else the one of the year.")
@click.option("--as-of", type=Day(), help="What was known by this day; else today.")
@json_option
def annual_report(
    year: int, out: Path, agency: str | None, region: str | None, form: str | None, as_of: date | None, as_json: bool
) -> None:
    """Write Tables 3 and 4 of the statutory annual report from the log, Table 2 to be filled in."""
    if out.suffix.lower() not in FORMATS:
        raise WrongUse(f"{out}: the annual report is written as {', '.join(FORMATS)}")
    if agency and region:
        raise WrongUse("--agency or --region, not both")
    house = open_house()
    database, now = house.prepared_database(), house.clock()
    day = as_of or law_day(now)
    try:
        summary = export_annual_report(database, house.rulebook, year, day, out, agency, region, form)
    except UnknownScope as error:
        raise WrongUse(str(error)) from error
    subject = f"year:{year}"
    with database.write() as session:
        append_audit(session, at=now, actor="command line", action="export.annual_report", subject=subject)
    result = {"file": out, "year": year} | summary
    answer(as_json, result, lambda: _report_words(out, summary))


def _report_words(out: Path, summary: ReportSummary) -> str:
    came = f"新收 {summary['new']}，上年结转 {summary['carried_in']}"
    went = f"办结 {summary['closed']}，结转下年度 {summary['carried_out']}"
    numbers = (
        (summary["unconfirmed"], "件未经双方确认，不计入"),
        (summary["applicant_unknown"], "件未登记申请人类型，计入自然人"),
        (summary["reply_unknown"], "件答复类型不明，计入其他"),
    )
    notes = [f"{number} {words}" for number, words in numbers if number]
    verdict = "勾稽关系符合" if summary["ok"] else "勾稽关系不符合"
    head = f"已写入 {out}（{summary['form']}年格式，单位 {summary['agencies']} 个）"
    return f"{head}：{'；'.join([came, went, *notes, verdict])}"


@verb.command("registry")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="File to write, .xlsx.")
@json_option
def registry(out: Path, as_json: bool) -> None:
    """Write agencies, contacts, sites, columns and boards in the form that `mingcha import registry` reads."""
    if out.suffix.lower() != ".xlsx":
        raise WrongUse(f"{out}: the registry is written as .xlsx")
    house = open_house()
    database = house.prepared_database()
    summary = export_registry(database, house.rulebook, out)
    with database.write() as session:
        append_audit(session, at=house.clock(), actor="command line", action="export.registry", subject="registry")
    words = "单位 {agencies} 个，联系人 {contacts} 人，网站 {sites} 个，栏目 {columns} 个，留言板 {boards} 个".format(
        **summary
    )
    answer(as_json, {"file": out, **summary}, lambda: f"已写入 {out}：{words}")
