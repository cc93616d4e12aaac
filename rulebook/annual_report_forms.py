"""The form of the statutory annual report (政府信息公开工作年度报告) and the checks on it, as data."""

from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from rulebook.rules import Entry, Status, misplaced

ReportSeverity = Literal["error", "warning"]


class ReportCheck(Entry):
    """One check on a report. ``formula``: in words; ``severity`` error: the report is not in order."""

    id: str
    title: str
    formula: str
    severity: ReportSeverity
    document: str
    number: str
    article: str
    status: Status


class DisclosureRow(Entry):
    """One row of Table 2. ``cells``: heads of its cells, left to right; ``roles`` where a check reads them."""

    label: str = Field(description="key in JSON reports, and name in findings")
    printed: str
    group: str = Field(description="item of 条例 第二十条 that is printed above")
    cells: list[str] = Field(min_length=1)
    roles: list[Literal["made", "abolished", "in_force"]] = []
    also: list[str] = Field(default=[], description="other words for the row, seen in reports")

    def cell(self, role: str) -> int | None:
        """Place of the cell with that role."""
        return next((place for place, name in enumerate(self.roles) if name == role), None)


class ApplicantColumn(Entry):
    """One column of Table 3. ``applicant``: code of the kind of applicant (event detail), or total."""

    label: str
    applicant: Literal["natural_person", "enterprise", "research", "public_interest", "legal_service", "other", "total"]
    group: str = ""


class RequestRow(Entry):
    """One row of Table 3. ``reply_rows``: the ``row_number`` of the reply kinds that it counts."""

    number: int = Field(ge=1)
    label: str
    printed: str
    groups: list[str]
    role: Literal["new", "carried_in", "outcome", "total", "carried_out"]
    reply_rows: list[int] = []
    also: list[str] = []


class RemedyBlock(Entry):
    """One block of Table 4."""

    label: str
    remedy: Literal["review", "lawsuit_directly", "lawsuit_after_review"]
    group: str = ""


class RemedyResult(Entry):
    """One cell of each block of Table 4. ``codes``: results of the log, or pending, or total."""

    label: str
    codes: list[str] = Field(min_length=1)


class TextClaim(Entry):
    """Words of the report's text that are followed by a number of Table 3 (its total column)."""

    row: str
    phrases: list[str] = Field(min_length=1)


class ReportForm(Entry):
    """A form of the annual report: Tables 2, 3 and 4 as printed, for the report years it was in force."""

    code: str
    title: str
    document: str
    number: str
    article: str
    status: Status
    first_year: int
    last_year: int | None = None
    disclosures_status: Status
    disclosures_title: str
    requests_title: str
    remedies_title: str
    balance_note: str
    disclosures: list[DisclosureRow] = Field(min_length=1)
    columns: list[ApplicantColumn] = Field(min_length=2)
    rows: list[RequestRow] = Field(min_length=5)
    blocks: list[RemedyBlock] = Field(min_length=1)
    results: list[RemedyResult] = Field(min_length=2)
    claims: list[TextClaim] = []

    @model_validator(mode="after")
    def _rows_are_in_order(self) -> "ReportForm":
        for place, row in enumerate(self.rows):
            if row.number != place + 1:
                raise misplaced("rows", place, "number", f"rows are numbered in order, this is {place + 1}")
            if bool(row.reply_rows) != (row.role == "outcome"):
                raise misplaced("rows", place, "reply_rows", "rows of outcomes have them, and no others")
        return self

    @model_validator(mode="after")
    def _one_row_of_each_sum(self) -> "ReportForm":
        for role in ("new", "carried_in", "total", "carried_out"):
            if sum(row.role == role for row in self.rows) != 1:
                raise misplaced("rows", 0, "role", f"exactly one row has the role {role}")
        return self

    @model_validator(mode="after")
    def _totals_stand_last(self) -> "ReportForm":
        if self.columns[-1].applicant != "total":
            raise misplaced("columns", len(self.columns) - 1, "applicant", "the last column is the total")
        if self.results[-1].codes != ["total"]:
            raise misplaced("results", len(self.results) - 1, "codes", 'the last cell is ["total"]')
        return self

    @model_validator(mode="after")
    def _claims_name_rows(self) -> "ReportForm":
        labels = {row.label for row in self.rows}
        for place, claim in enumerate(self.claims):
            if claim.row not in labels:
                raise misplaced("claims", place, "row", f"no row is labelled '{claim.row}'")
        return self

    def row(self, role: str) -> RequestRow:
        """The one row of Table 3 with that role (new, carried_in, total, carried_out)."""
        return next(row for row in self.rows if row.role == role)

    @cached_property
    def outcomes(self) -> tuple[RequestRow, ...]:
        """The rows of Table 3 that add up to its total."""
        return tuple(row for row in self.rows if row.role == "outcome")

    def is_for(self, year: int) -> bool:
        """Whether reports on ``year`` have this form."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)
