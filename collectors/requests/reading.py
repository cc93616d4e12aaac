"""A request log from bytes to requests, with an account of every row."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from collectors.requests.parsed_request import ParsedRequest
from collectors.requests.request_events import DATED_FIELDS, read_events, told_kinds
from collectors.tables import TableRow, read_table
from collectors.tables.accounting import FileReading, RowRefused, repeated_number
from collectors.tables.cells import Cells
from collectors.tables.dates import day_goes_first
from collectors.tables.faults import RowFault
from collectors.tables.headings import load_headings
from collectors.tables.profile import RECOGNISED, Profile
from collectors.tables.words import WordTable, words_with

REQUIRED = (("number",), ("received", "submitted", "confirmed"), ("replied", "withdrawn"))
"""Of each tuple, one column must be there."""


def read_requests(body: bytes, file: str, today: date, profile: Profile = RECOGNISED) -> FileReading[ParsedRequest]:
    """Read a CSV, XLSX or JSON log. `today` (Shanghai) is the last day on which anything can have happened.

    A row becomes one request, or a repetition of an earlier row, or a problem. Of rows with one number and different
    content the first usable one stands, the others are problems. Raises `TableError` for a file without the columns.
    """
    headings = load_headings("collectors.requests").with_assigned(profile.headings)
    words = words_with("collectors.requests", profile.words)
    table = read_table(body, file, headings, REQUIRED)
    columns = headings.columns_of(table.headings)
    dated = [columns[field] for field in DATED_FIELDS if field in columns]
    day_first = profile.day_first
    if day_first is None:
        day_first = day_goes_first(row.cells[at] for row in table.rows for at in dated if at < len(row.cells))
    reading: FileReading[ParsedRequest] = FileReading(table, [*personal_words(), *profile.personal])
    known: dict[tuple[str, str], ParsedRequest] = {}
    for row in table.rows:
        cells = Cells(table, row, columns, day_first)
        try:
            request = _request(cells, row, today, words)
            earlier = known.setdefault((request.agency, request.number), request)
            if earlier is request:
                reading.facts.append(request)
            elif earlier.content == request.content:
                reading.repeated += 1
            else:
                raise repeated_number(request.number, earlier.row)
        except RowRefused as refusal:
            reading.refuse(row, refusal)
    return reading


def _request(cells: Cells, row: TableRow, today: date, words: Mapping[str, WordTable]) -> ParsedRequest:
    number = cells.number()
    agency = cells.text("agency")
    if cells.has("agency") and not agency:
        raise RowRefused("agency", RowFault.AGENCY_MISSING, f"没有{cells.heading('agency')}")
    events = read_events(cells, today, words)
    return ParsedRequest(row, agency, number, cells.text("description")[:2000], events, told_kinds(cells))


@cache
def personal_words() -> Sequence[str]:
    """Headings of columns about the applicant's person."""
    text = files("collectors.requests").joinpath("headings.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["personal"]["words"])
