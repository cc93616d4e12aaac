"""The sums printed in the form (AR1–AR4) as equations between cells."""

from collections.abc import Iterator
from dataclasses import dataclass

from metrics.annual_report.report import REMEDIES, REQUESTS, AnnualReport, Place
from rulebook import ReportForm


@dataclass(frozen=True, slots=True)
class Sum:
    """Σ ``plus`` = Σ ``minus``. ``closing``: the cell that the others decide where nothing says which one is wrong."""

    check: str
    plus: tuple[Place, ...]
    minus: tuple[Place, ...]
    closing: Place

    @property
    def places(self) -> tuple[Place, ...]:
        """Every cell of the sum."""
        return (*self.plus, *self.minus)

    def difference(self, report: AnnualReport) -> int | None:
        """Σ plus − Σ minus: 0 where the sum holds; None where a cell holds no number."""
        plus, minus = ([report.number(place) for place in side] for side in (self.plus, self.minus))
        if None in plus or None in minus:
            return None
        return sum(n for n in plus if n is not None) - sum(n for n in minus if n is not None)

    def wanted_at(self, place: Place, report: AnnualReport) -> int | None:
        """What the other cells want at ``place``; None where one of them holds no number."""
        plus = [report.number(other) for other in self.plus if other != place]
        minus = [report.number(other) for other in self.minus if other != place]
        if None in plus or None in minus:
            return None
        rest = sum(n for n in plus if n is not None) - sum(n for n in minus if n is not None)
        return rest if place in self.minus else -rest


def sums_of(form: ReportForm) -> tuple[Sum, ...]:
    """All sums of the form, AR1 first."""
    return (*_balances(form), *_outcome_totals(form), *_applicant_totals(form), *_remedy_totals(form))


def _balances(form: ReportForm) -> Iterator[Sum]:
    for column in form.columns:
        new, carried_in, total, carried_out = (
            Place(REQUESTS, form.row(role).label, column.label)
            for role in ("new", "carried_in", "total", "carried_out")
        )
        yield Sum("AR1", (new, carried_in), (total, carried_out), carried_out)


def _outcome_totals(form: ReportForm) -> Iterator[Sum]:
    for column in form.columns:
        total = Place(REQUESTS, form.row("total").label, column.label)
        yield Sum("AR2", tuple(Place(REQUESTS, row.label, column.label) for row in form.outcomes), (total,), total)


def _applicant_totals(form: ReportForm) -> Iterator[Sum]:
    *parts, last = form.columns
    for row in form.rows:
        total = Place(REQUESTS, row.label, last.label)
        yield Sum("AR3", tuple(Place(REQUESTS, row.label, column.label) for column in parts), (total,), total)


def _remedy_totals(form: ReportForm) -> Iterator[Sum]:
    *parts, last = form.results
    for block in form.blocks:
        total = Place(REMEDIES, block.label, last.label)
        yield Sum("AR4", tuple(Place(REMEDIES, block.label, part.label) for part in parts), (total,), total)
