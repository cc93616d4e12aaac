"""AR10: cells that hold no non-negative integer; rows and tables that are not there at all."""

from collections.abc import Iterator

from metrics.annual_report.check import Check
from metrics.annual_report.report import DISCLOSURES, REMEDIES, AnnualReport, Place, places_of
from metrics.annual_report.sums import sums_of
from metrics.annual_report.values import words_of
from rulebook import ReportForm, Rulebook


def faulty_numbers(report: AnnualReport, form: ReportForm, rulebook: Rulebook) -> list[Check]:
    """A warning for each such cell, with the number that the sums want there where they say one."""
    severity = rulebook.report_checks["AR10"].severity
    sums = sums_of(form)
    checks = []
    for place in places_of(form):
        value = report.cells.get(place)
        if not isinstance(value, str):
            continue
        wanted = {one.wanted_at(place, report) for one in sums if place in one.places} - {None}
        number = wanted.pop() if len(wanted) == 1 else None
        hint = f"（按勾稽关系应为 {number}）" if number is not None and number >= 0 else ""
        checks.append(Check("AR10", place.where, f"非负整数{hint}", words_of(value), severity))
    return checks


def missing_rows(report: AnnualReport, form: ReportForm, rulebook: Rulebook) -> list[Check]:
    """What the form has and the report has not. Where a sum needs it, the sum fails (AR3, AR4); else it is AR10."""
    return [
        Check(check, where, "应有", "缺少", rulebook.report_checks[check].severity)
        for check, where in _missing(report, form)
    ]


def _missing(report: AnnualReport, form: ReportForm) -> Iterator[tuple[str, str]]:
    rows: dict[tuple[int, str], list[Place]] = {}
    for place in places_of(form):
        rows.setdefault((place.table, place.row), []).append(place)
    gone = {row for row, places in rows.items() if not any(place in report.cells for place in places)}
    for table in sorted({table for table, _ in rows}):
        check = {DISCLOSURES: "AR10", REMEDIES: "AR4"}.get(table, "AR3")
        labels = [label for number, label in rows if number == table]
        if all((table, label) in gone for label in labels):
            yield check, f"表{table}（全表）"
            continue
        yield from ((check, f"表{table} {label}（整行）") for label in labels if (table, label) in gone)
