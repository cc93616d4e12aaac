"""Checks a report against AR1–AR11 of the rulebook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from metrics.annual_report.broken_sums import broken_sums
from metrics.annual_report.check import Check, NotChecked
from metrics.annual_report.comparisons import against_log, against_reports_below, against_year_before, not_summed
from metrics.annual_report.numbers import faulty_numbers, missing_rows
from metrics.annual_report.publication import late_publication
from metrics.annual_report.report import AnnualReport
from metrics.annual_report.requests import RequestTable
from metrics.annual_report.text_numbers import text_against_tables
from rulebook import ReportForm, Rulebook


@dataclass(frozen=True, slots=True)
class Audit:
    """``checks``: those that fail, in the order of their ids; ``not_checked``: those for which something is missing."""

    checks: tuple[Check, ...]
    not_checked: tuple[NotChecked, ...]

    @property
    def ok(self) -> bool:
        """Whether no check of severity error fails."""
        return all(check.severity != "error" for check in self.checks)


def audit(
    report: AnnualReport,
    rulebook: Rulebook,
    *,
    previous: AnnualReport | None = None,
    below: Sequence[AnnualReport] = (),
    log: RequestTable | None = None,
) -> Audit:
    """Check ``report``. ``previous``: of the year before; ``below``: that it sums up; ``log``: Table 3 from the log."""
    form = rulebook.report_forms[report.form]
    checks = [
        *broken_sums(report, form, rulebook),
        *missing_rows(report, form, rulebook),
        *(against_year_before(report, previous, form, rulebook) if previous else ()),
        *text_against_tables(report, form, rulebook),
        *(against_reports_below(report, below, form, rulebook) if below else ()),
        *(against_log(report, log, form, rulebook) if log else ()),
        *faulty_numbers(report, form, rulebook),
        *late_publication(report, rulebook),
    ]
    order = {check: place for place, check in enumerate(rulebook.report_checks)}
    not_checked = _not_checked(report, form, previous, below, log)
    return Audit(tuple(sorted(checks, key=lambda check: order[check.id])), tuple(not_checked))


def _not_checked(
    report: AnnualReport,
    form: ReportForm,
    previous: AnnualReport | None,
    below: Sequence[AnnualReport],
    log: RequestTable | None,
) -> Iterator[NotChecked]:
    if previous is None:
        yield NotChecked("AR5", "没有上一年度报告")
        yield NotChecked("AR6", "没有上一年度报告")
    elif not any(row.roles for row in form.disclosures) or previous.form != report.form:
        yield NotChecked("AR6", "本年或者上年的格式没有现行有效件数")
    if not report.text:
        yield NotChecked("AR7", "没有正文")
    if not below:
        yield NotChecked("AR8", "没有下级报告")
    elif unsummed := not_summed(below, form):
        yield NotChecked("AR8", f"下级报告有 {unsummed} 格不是数字，未汇总")
    if log is None:
        yield NotChecked("AR9", "没有申请台账")
    elif log.applicant_unknown:
        yield NotChecked("AR9", f"台账中 {log.applicant_unknown} 件没有申请人类型，只核对总计")
    if report.year is None or report.published is None or report.kind is None:
        yield NotChecked("AR11", "没有报告年度、公布日期或者单位类别")
