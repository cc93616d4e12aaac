"""AR11: on time. 条例 第四十九条: departments by 31 January, governments by 31 March of the following year."""

from datetime import date

from metrics.annual_report.check import Check
from metrics.annual_report.report import AnnualReport
from rulebook import Rulebook

RULE_OF = {"department": "A49-1", "government": "A49-2"}


def last_day(year: int, kind: str, rulebook: Rulebook) -> date:
    """The last day on which the report on ``year`` of an agency of that kind is in time."""
    rule = RULE_OF[kind]
    return date(year + 1, rulebook.limit(rule, "month"), rulebook.limit(rule, "day"))


def late_publication(report: AnnualReport, rulebook: Rulebook) -> list[Check]:
    """At most one check; none where year, kind or day of publication are not known."""
    if report.year is None or report.published is None or report.kind not in RULE_OF:
        return []
    last = last_day(report.year, report.kind, rulebook)
    if report.published <= last:
        return []
    severity = rulebook.report_checks["AR11"].severity
    return [Check("AR11", "公布日期", f"{last} 前（含当日）", report.published.isoformat(), severity)]
