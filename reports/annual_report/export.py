"""The tables of a year for the statutory report, from the log of requests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from metrics.annual_report import AnnualReport, RequestTable, audit, places_of
from metrics.annual_report.report import DISCLOSURES
from reports.annual_report.gathering import agencies_below, count_tables
from reports.annual_report.notes import notes_of
from reports.annual_report.writing import write_report
from rulebook import ReportForm, Rulebook
from store import Database
from store.models import Agency, Region


class UnknownScope(ValueError):
    """No agency or region has this code."""


class ReportSummary(TypedDict):
    """What the file holds; ``unconfirmed`` requests stand in no row; ``ok``: whether the tables pass their audit."""

    form: str
    agencies: int
    new: int
    carried_in: int
    closed: int
    carried_out: int
    unconfirmed: int
    applicant_unknown: int
    reply_unknown: int
    ok: bool


@dataclass(frozen=True)
class CountedReport:
    """Tables from the log. ``scope``: whose; ``kind``: government or department where it is one agency's."""

    report: AnnualReport
    requests: RequestTable
    scope: str
    agencies: int


def count_report(
    database: Database,
    rulebook: Rulebook,
    year: int,
    as_of: date,
    agency: str | None = None,
    region: str | None = None,
    form: str | None = None,
) -> CountedReport:
    """The report on ``year`` as known on ``as_of``, of one agency (code), a region's subtree (code), or all.

    Table 2 is not in the log: its cells are blank. ``form``: code; else the one in force for the year (LookupError).
    """
    chosen = rulebook.report_forms[form] if form else rulebook.report_form(year)
    with database.read() as session:
        agencies, scope = _scope(session, agency, region)
        kind = agencies[0].kind if agency else None
        requests, remedies = count_tables(session, rulebook, chosen, [one.id for one in agencies], year, as_of)
    blank = {place: "" for place in places_of(chosen) if place.table == DISCLOSURES}
    report = AnnualReport(chosen.code, {**blank, **requests.cells, **remedies}, year=year, kind=kind)
    return CountedReport(report, requests, scope, len(agencies))


def export_annual_report(
    database: Database,
    rulebook: Rulebook,
    year: int,
    as_of: date,
    path: Path,
    agency: str | None = None,
    region: str | None = None,
    form: str | None = None,
) -> ReportSummary:
    """Count the tables and write them to ``path`` (.xlsx, .docx, .json)."""
    counted = count_report(database, rulebook, year, as_of, agency, region, form)
    checks = audit(counted.report, rulebook, log=counted.requests)
    title = f"{counted.scope}{year}年政府信息公开工作年度报告统计表"
    notes = notes_of(counted.requests, counted.scope, counted.agencies, counted.report, rulebook, as_of)
    write_report(path, counted.report, rulebook, title, notes)
    return _summary(counted, rulebook.report_forms[counted.report.form], checks.ok)


def _summary(counted: CountedReport, form: ReportForm, ok: bool) -> ReportSummary:
    total = form.columns[-1].label
    cells = {place.row: number for place, number in counted.requests.cells.items() if place.column == total}
    return ReportSummary(
        form=form.code,
        agencies=counted.agencies,
        new=cells[form.row("new").label],
        carried_in=cells[form.row("carried_in").label],
        closed=cells[form.row("total").label],
        carried_out=cells[form.row("carried_out").label],
        unconfirmed=counted.requests.unconfirmed,
        applicant_unknown=counted.requests.applicant_unknown,
        reply_unknown=counted.requests.reply_unknown,
        ok=ok,
    )


def _scope(session: Session, agency: str | None, region: str | None) -> tuple[list[Agency], str]:
    if agency is not None:
        one = session.scalar(select(Agency).where(Agency.code == agency))
        if one is None:
            raise UnknownScope(f"没有代码为 {agency} 的单位（no agency has the code {agency}）")
        return [one], one.name
    place = session.get(Region, region) if region is not None else None
    if region is not None and place is None:
        raise UnknownScope(f"没有代码为 {region} 的地区（no region has the code {region}）")
    return agencies_below(session, place), f"{place.name}（含所属）" if place else "全部单位"
