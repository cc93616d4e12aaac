"""Table 3 from the log: applications received, carried over, and what became of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from metrics.annual_report.report import REQUESTS, Place
from metrics.annual_report.request_life import OTHER, RequestLife, request_life
from metrics.facts import RequestFacts
from metrics.working_days import WorkingDays
from rulebook import ReportForm, Rulebook

UNSAID_APPLICANT = "natural_person"


@dataclass(frozen=True, slots=True)
class RequestTable:
    """Table 3 of a year. Beside it, what a person should know of it:

    ``unconfirmed``: open at the end of the year without a receipt in law, in no row; ``applicant_unknown``: counted as
    natural persons because the log does not say; ``reply_unknown``: counted under 其他 because the log says no kind.
    """

    cells: dict[Place, int]
    unconfirmed: int
    applicant_unknown: int
    reply_unknown: int

    def __add__(self, other: "RequestTable") -> "RequestTable":
        """Both tables together, cell by cell."""
        cells = {place: number + other.cells[place] for place, number in self.cells.items()}
        return RequestTable(
            cells,
            self.unconfirmed + other.unconfirmed,
            self.applicant_unknown + other.applicant_unknown,
            self.reply_unknown + other.reply_unknown,
        )


def requests_table(
    requests: Iterable[RequestFacts],
    year: int,
    form: ReportForm,
    rulebook: Rulebook,
    working_days: WorkingDays,
    as_of: date,
) -> RequestTable:
    """Table 3 of ``year`` in ``form``, by what is known on ``as_of``; each request in one column, 总计 their sum.

    New: receipt in the year. Carried in: received before it and open when it began. An outcome: closed in the year.
    Carried out: received by its end and open then. So new + carried in = outcomes + carried out, always.
    """
    counts: Counter[tuple[str, str]] = Counter()
    notes: Counter[str] = Counter()
    first, last = date(year, 1, 1), date(year, 12, 31)
    columns = {column.applicant for column in form.columns[:-1]}
    rows = {kind: row.label for row in form.outcomes for kind in row.reply_rows}
    for facts in requests:
        life = request_life(facts, rulebook, working_days, as_of)
        if life.received is None or life.received > last:
            notes["unconfirmed"] += any(event.on <= last for event in facts.events)
            continue
        labels = _rows(life, form, rulebook, rows, first, last)
        known = life.applicant in columns
        applicant = life.applicant if known and life.applicant else UNSAID_APPLICANT
        counts.update((label, applicant) for label in labels)
        if labels:
            notes["applicant"] += not known
            notes["reply"] += life.closed is not None and life.closed <= last and life.reply is None
    return RequestTable(_cells(form, counts), notes["unconfirmed"], notes["applicant"], notes["reply"])


def _rows(
    life: RequestLife, form: ReportForm, rulebook: Rulebook, rows: dict[int, str], first: date, last: date
) -> list[str]:
    """The rows that count the request; empty where the year does not touch it."""
    if life.received is None or life.received > last or (life.closed is not None and life.closed < first):
        return []
    came = form.row("new" if life.received >= first else "carried_in").label
    if life.closed is None or life.closed > last:
        return [came, form.row("carried_out").label]
    kind = rulebook.reply_kinds[life.reply or OTHER]
    return [came, rows[kind.row_number], form.row("total").label]


def _cells(form: ReportForm, counts: Counter[tuple[str, str]]) -> dict[Place, int]:
    *parts, total = form.columns
    cells: dict[Place, int] = {}
    for row in form.rows:
        numbers = [counts[row.label, column.applicant] for column in parts]
        cells |= {Place(REQUESTS, row.label, c.label): n for c, n in zip(parts, numbers, strict=True)}
        cells[Place(REQUESTS, row.label, total.label)] = sum(numbers)
    return cells
