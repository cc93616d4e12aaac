"""AR1–AR4: which sums do not hold, and which cell is to blame.

A cell of Table 3 stands in two or three sums, its row's and its column's. A wrong number breaks all of them by the same
amount and no other, so the one cell whose sums all fail is named with the number that mends them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from metrics.annual_report.check import Check
from metrics.annual_report.report import AnnualReport, Place
from metrics.annual_report.sums import Sum, sums_of
from metrics.annual_report.values import words_of
from rulebook import ReportForm, Rulebook

_SUSPECTS_NAMED = 3
Sums = Mapping[Place, Sequence[Sum]]


def broken_sums(report: AnnualReport, form: ReportForm, rulebook: Rulebook) -> list[Check]:
    """A check for each sum that cannot hold, whatever the cells without a number may stand for."""
    all_sums = sums_of(form)
    counted = [one for one in all_sums if one.difference(report) is not None]
    sums_with: defaultdict[Place, list[Sum]] = defaultdict(list)
    for one in counted:
        for place in one.places:
            sums_with[place].append(one)
    checks = []
    for one in all_sums:
        difference = one.difference(report)
        if difference is None:
            found = _impossible(one, report)
        else:
            found = _blame(one, report, sums_with) if difference else None
        if found is not None:
            where, expected, stands = found
            checks.append(Check(one.check, where, expected, stands, rulebook.report_checks[one.check].severity))
    return checks


def _blame(one: Sum, report: AnnualReport, sums_with: Sums) -> tuple[str, int | str, int | str]:
    suspects = [place for place in one.places if _all_fail(sums_with[place], report)]
    sure = [place for place in suspects if _mends_all(place, sums_with[place], report)]
    for candidates in (sure, suspects):
        if len(candidates) == 1 and (one.wanted_at(candidates[0], report) or 0) >= 0:
            return _at(candidates[0], one, report)
    if 1 < len(suspects) <= _SUSPECTS_NAMED:
        where = "；".join(place.where for place in suspects)
        totals = sum(report.number(place) or 0 for place in one.minus)
        return where, f"合计 {totals}", f"合计 {totals + (one.difference(report) or 0)}"
    wanted = one.wanted_at(one.closing, report)
    # A balance that would need a number below zero is wrong elsewhere: its total is named.
    return _at(one.closing if wanted is not None and wanted >= 0 else one.minus[0], one, report)


def _at(place: Place, one: Sum, report: AnnualReport) -> tuple[str, int | str, int | str]:
    wanted = one.wanted_at(place, report)
    return place.where, "无" if wanted is None else wanted, words_of(report.cells.get(place, ""))


def _all_fail(sums: Sequence[Sum], report: AnnualReport) -> bool:
    return len(sums) > 1 and all(one.difference(report) for one in sums)


def _mends_all(place: Place, sums: Sequence[Sum], report: AnnualReport) -> bool:
    wanted = {one.wanted_at(place, report) for one in sums}
    number = wanted.pop()
    return not wanted and number is not None and number >= 0


def _impossible(one: Sum, report: AnnualReport) -> tuple[str, int | str, int | str] | None:
    """A sum with cells that hold no number fails all the same where no number from 0 on could mend it."""
    if any(place not in report.cells for place in one.places):
        return None  # a row that is missing is told as such
    plus, minus = ([report.number(place) for place in side] for side in (one.plus, one.minus))
    least, most = (sum(n for n in side if n is not None) for side in (plus, minus))
    if least > most and None not in minus:
        closing = report.number(one.closing) or 0
        return one.closing.where, f"至少 {least - most + closing}", closing
    if most > least and None not in plus:
        return "；".join(place.where for place in one.plus), f"合计至少 {most}", f"合计 {least}"
    return None
