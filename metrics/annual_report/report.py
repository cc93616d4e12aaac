"""A report as data: what stands in each cell of Tables 2, 3 and 4."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from metrics.annual_report.wide_digits import wide_number
from rulebook import ReportForm

Value = int | str
"""A non-negative integer, or the words of a cell that holds none ("" for a blank one): never read as 0."""

DISCLOSURES, REQUESTS, REMEDIES = 2, 3, 4


class Place(NamedTuple):
    """A cell: number of its table, label of its row (Table 4: block), label of its column, all of the form."""

    table: int
    row: str
    column: str

    @property
    def where(self) -> str:
        """For a person who looks for the cell."""
        return f"表{self.table} {self.row} × {self.column}"


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """``form``: code of its form; ``cells``: a place that is not in it is not in the report at all.

    ``kind``: government or department; ``text``: the words around the tables; ``explained``: ids of checks whose
    failing the report explains, with the explanation.
    """

    form: str
    cells: Mapping[Place, Value]
    year: int | None = None
    published: date | None = None
    kind: str | None = None
    text: str = ""
    explained: Mapping[str, str] = field(default_factory=dict)

    def number(self, place: Place) -> int | None:
        """The number at ``place``; None where there is none. Digits of full width make one, though AR10 flags them."""
        value = self.cells.get(place)
        return wide_number(value) if isinstance(value, str) else value


def places_of(form: ReportForm) -> tuple[Place, ...]:
    """Every cell of the form, table by table, row by row."""
    disclosures = [Place(DISCLOSURES, row.label, cell) for row in form.disclosures for cell in row.cells]
    requests = [Place(REQUESTS, row.label, column.label) for row in form.rows for column in form.columns]
    remedies = [Place(REMEDIES, block.label, result.label) for block in form.blocks for result in form.results]
    return (*disclosures, *requests, *remedies)
