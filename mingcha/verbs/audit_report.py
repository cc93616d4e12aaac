"""``mingcha audit-report``: whether an annual report is in order, and which cell should be what."""

from __future__ import annotations

from collections.abc import Sequence
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
from reports.annual_report import UnknownScope, count_report, read_report, read_reports
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
    """Check the tables of an annual report, FILE (.xlsx, .xls, .docx, .html, .json), against AR1 to AR11."""
    house = open_house()
    reports = read_reports(file, house.rulebook)
    if len(reports) > 1 and (previous or below or agency or region):
        raise WrongUse(f"{file.name}: {len(reports)} reports in one file; what one is compared with needs one alone")
    earlier = read_report(previous, house.rulebook) if previous else None
    summed = [one.report for path in below for one in read_reports(path, house.rulebook)]
    found: list[tuple[str, Audit]] = []
    for place, named in enumerate(reports, 1):
        read = named.report
        report = replace(read, year=year or read.year, published=published or read.published, kind=kind or read.kind)
        log = _log(house, report, agency, region) if agency or region else None
        name = named.name or f"第 {place} 份"
        found.append((name, audit(report, house.rulebook, previous=earlier, below=summed, log=log)))
    answer(as_json, _result(found), lambda: _words(found, house.rulebook))
    if not all(one.ok for _, one in found):
        raise NotInOrder


def _result(found: Sequence[tuple[str, Audit]]) -> dict[str, Any]:
    """One report as it is; of several, each check says which report it is about, and each report has its own answer."""
    alone = len(found) == 1
    checks = [asdict(check) | ({} if alone else {"report": name}) for name, one in found for check in one.checks]
    missing = [asdict(line) | ({} if alone else {"report": name}) for name, one in found for line in one.not_checked]
    result = {"ok": all(one.ok for _, one in found), "checks": checks, "not_checked": missing}
    if alone:
        return result
    return result | {"reports": [{"name": name, "ok": one.ok, "checks": len(one.checks)} for name, one in found]}


def _log(house: House, report: AnnualReport, agency: str | None, region: str | None) -> RequestTable:
    if report.year is None:
        raise WrongUse("the file does not say its year: --year is needed to count the log")
    database, as_of = house.prepared_database(), law_day(house.clock())
    try:
        return count_report(database, house.rulebook, report.year, as_of, agency, region, report.form).requests
    except UnknownScope as error:
        raise WrongUse(str(error)) from error


def _words(found: Sequence[tuple[str, Audit]], rulebook: Rulebook) -> str:
    if len(found) == 1:
        return _audit_words(found[0][1], rulebook)
    return "\n\n".join(f"{name}\n{_audit_words(one, rulebook)}" for name, one in found)


def _audit_words(found: Audit, rulebook: Rulebook) -> str:
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
