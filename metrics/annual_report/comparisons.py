"""AR5, AR6, AR8, AR9: the report against the year before, the reports below it, and the log of requests."""

from collections.abc import Iterator, Sequence

from metrics.annual_report.check import Check
from metrics.annual_report.report import DISCLOSURES, REQUESTS, AnnualReport, Place, places_of
from metrics.annual_report.requests import RequestTable
from metrics.annual_report.values import words_of
from rulebook import ReportForm, Rulebook


def against_year_before(
    report: AnnualReport, previous: AnnualReport, form: ReportForm, rulebook: Rulebook
) -> list[Check]:
    """AR5, AR6. An explained difference of AR5 is a warning. Cells without a number are AR10 and not compared."""
    earlier = rulebook.report_forms[previous.form]
    found: list[Check] = []
    for column in form.columns:
        place = Place(REQUESTS, form.row("carried_in").label, column.label)
        before = previous.number(Place(REQUESTS, earlier.row("carried_out").label, column.label))
        found += _compare("AR5", place, before, report, rulebook)
    for row in form.disclosures:
        wanted = _in_force(report, previous, row.label, form, earlier)
        if wanted is not None:
            place, number = wanted
            found += _compare("AR6", place, number, report, rulebook)
    return found


def against_reports_below(
    report: AnnualReport, below: Sequence[AnnualReport], form: ReportForm, rulebook: Rulebook
) -> list[Check]:
    """AR8: every cell is the sum of that cell in ``below`` (the superior's own report among them)."""
    found: list[Check] = []
    for place in places_of(form):
        numbers = [one.number(place) for one in below]
        if None not in numbers:
            found += _compare("AR8", place, sum(n for n in numbers if n is not None), report, rulebook)
    return found


def not_summed(below: Sequence[AnnualReport], form: ReportForm) -> int:
    """How many cells could not be summed for AR8, because a report below holds no number there."""
    return sum(any(one.number(place) is None for one in below) for place in places_of(form))


def against_log(report: AnnualReport, log: RequestTable, form: ReportForm, rulebook: Rulebook) -> list[Check]:
    """AR9: the rows that the log decides; by column only where it names every applicant's kind, else the total."""
    columns = form.columns[-1:] if log.applicant_unknown else form.columns
    found: list[Check] = []
    for role in ("new", "carried_in", "carried_out"):
        for column in columns:
            place = Place(REQUESTS, form.row(role).label, column.label)
            found += _compare("AR9", place, log.cells[place], report, rulebook)
    return found


def _in_force(
    report: AnnualReport, previous: AnnualReport, label: str, form: ReportForm, earlier: ReportForm
) -> tuple[Place, int] | None:
    """The cell of what is in force, and last year's number of it + made − abolished; None where a number is missing."""
    row = next(row for row in form.disclosures if row.label == label)
    before = next((one for one in earlier.disclosures if one.label == label and one.roles), None)
    if not row.roles or before is None:
        return None
    made, abolished, in_force = (
        Place(DISCLOSURES, label, row.cells[row.roles.index(role)]) for role in ("made", "abolished", "in_force")
    )
    last = previous.number(Place(DISCLOSURES, label, before.cells[before.roles.index("in_force")]))
    more, less = report.number(made), report.number(abolished)
    if last is None or more is None or less is None:
        return None
    return in_force, last + more - less


def _compare(
    check: str, place: Place, expected: int | None, report: AnnualReport, rulebook: Rulebook
) -> Iterator[Check]:
    found = report.number(place)
    if expected is None or found is None or found == expected:
        return
    severity = rulebook.report_checks[check].severity
    explained = check in report.explained
    yield Check(check, place.where, expected, words_of(found), "warning" if explained else severity)
