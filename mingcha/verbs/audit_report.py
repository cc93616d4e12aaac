"""``mingcha audit-report``: whether an annual report is in order, and which cell should be what."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from metrics.annual_report import AnnualReport, Audit, RequestTable, audit
from metrics.law_days import law_day
from mingcha.command_line import NotInOrder, WrongUse
from mingcha.house import House, open_house
from mingcha.output import Day, answer, json_option
from reports.annual_report import UnknownScope, count_report, read_report
from rulebook import Rulebook

_SEVERITIES = {"error": "错误", "warning": "提示"}
_file = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=_file)
@click.option("--previous", type=_file, help="Report of the year before (AR5, AR6).")
@click.option(
    "--below", type=_file, multiple=True, help="A report that this one sums up, its own too (AR8); repeatable."
)
@click.option("--agency", help="Count the log of this agency (code) for AR9.")
@click.option("--region", help="Count the logs of this region and what is below it (code) for AR9.")
@click.option("--year", type=click.IntRange(2019, 2100), help="Year of the report, where the file does not say.")
@click.option("--published", type=Day(), help="Day of publication (AR11), where the file does not say.")
@click.option("--kind", type=click.Choice(["government", "department"]), help="Whose report it is (AR11).")
@json_option
def verb(
    file: Path,
    previous: Path | None,
    below: tuple[Path, ...],
    agency: str | None,
    region: str | None,
    year: int | None,
    published: date | None,
    kind: str | None,
    as_json: bool,
) -> None:
    """Check the tables of an annual report, FILE (.xlsx, .docx, .json), against AR1 to AR11 of the rulebook."""
    house = open_house()
    read = read_report(file, house.rulebook)
    report = replace(read, year=year or read.year, published=published or read.published, kind=kind or read.kind)
    found = audit(
        report,
        house.rulebook,
        previous=read_report(previous, house.rulebook) if previous else None,
        below=[read_report(one, house.rulebook) for one in below],
        log=_log(house, report, agency, region) if agency or region else None,
    )
    result = {
        "ok": found.ok,
        "checks": [asdict(check) for check in found.checks],
        "not_checked": [asdict(one) for one in found.not_checked],
    }
    answer(as_json, result, lambda: _words(found, house.rulebook))
    if not found.ok:
        raise NotInOrder


def _log(house: House, report: AnnualReport, agency: str | None, region: str | None) -> RequestTable:
    if report.year is None:
        raise WrongUse("the file does not say its year: --year is needed to count the log")
    database, as_of = house.prepared_database(), law_day(house.clock())
    try:
        return count_report(database, house.rulebook, report.year, as_of, agency, region, report.form).requests
    except UnknownScope as error:
        raise WrongUse(str(error)) from error


def _words(found: Audit, rulebook: Rulebook) -> str:
    lines: list[Any] = []
    for check in found.checks:
        rule = rulebook.report_checks[check.id]
        lines.append(
            f"{check.id} {_SEVERITIES[check.severity]}  {check.where}：应为 {check.expected}，实为 {check.found}"
            f"（{rule.formula}）"
        )
    lines += [f"{one.id} 未核对  {one.reason}" for one in found.not_checked]
    errors = sum(check.severity == "error" for check in found.checks)
    verdict = "符合勾稽关系" if found.ok else "不符合"
    return "\n".join([*lines, f"{verdict}：错误 {errors} 项，提示 {len(found.checks) - errors} 项"])
