"""A message log from bytes to messages, with an account of every row."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from collectors.tables import TableRow, read_table
from collectors.tables.accounting import FileReading, RowRefused, repeated_number
from collectors.tables.cells import Cells
from collectors.tables.dates import day_goes_first
from collectors.tables.faults import RowFault
from collectors.tables.headings import load_headings
from collectors.tables.profile import RECOGNISED, Profile

REQUIRED = (("number",), ("asked",), ("answered",))


@dataclass(frozen=True)
class ParsedMessage:
    """A usable row. Agency, account and site are empty where the file does not say."""

    row: TableRow
    number: str
    agency: str
    account: str
    site: str
    title: str
    asked_on: date
    answered_on: date | None

    @property
    def content(self) -> tuple[object, ...]:
        """What two rows must share to say the same."""
        return (self.account, self.site, self.title, self.asked_on, self.answered_on)


def read_messages(body: bytes, file: str, today: date, profile: Profile = RECOGNISED) -> FileReading[ParsedMessage]:
    """Read a CSV, XLSX or JSON log of messages; rows are accounted for as in `read_requests`. Raises `TableError`."""
    headings = load_headings("collectors.messages").with_assigned(profile.headings)
    table = read_table(body, file, headings, REQUIRED)
    columns = headings.columns_of(table.headings)
    dated = [columns["asked"], columns["answered"]]
    day_first = profile.day_first
    if day_first is None:
        day_first = day_goes_first(row.cells[at] for row in table.rows for at in dated if at < len(row.cells))
    reading: FileReading[ParsedMessage] = FileReading(table, [*personal_words(), *profile.personal])
    known: dict[tuple[str, str], ParsedMessage] = {}
    for row in table.rows:
        cells = Cells(table, row, columns, day_first)
        try:
            message = _message(cells, row, today)
            holder = message.agency or message.account or message.site
            earlier = known.setdefault((holder, message.number), message)
            if earlier is message:
                reading.facts.append(message)
            elif earlier.content == message.content:
                reading.repeated += 1
            else:
                raise repeated_number(message.number, earlier.row)
        except RowRefused as refusal:
            reading.refuse(row, refusal)
    return reading


def _message(cells: Cells, row: TableRow, today: date) -> ParsedMessage:
    number = cells.number()
    agency, account, site = cells.text("agency"), cells.text("account"), cells.text("site")
    if any(cells.has(field) for field in ("agency", "account", "site")) and not (agency or account or site):
        raise RowRefused("agency", RowFault.AGENCY_MISSING, "单位、账号、网站都没有写明")
    asked, answered = cells.day("asked", today), cells.day("answered", today)
    if asked is None:
        raise RowRefused("asked", RowFault.RECEIPT_MISSING, f"没有{cells.heading('asked')}")
    if answered is not None and answered < asked:
        explanation = f"{answered} 早于{cells.heading('asked')} {asked}"
        raise RowRefused("answered", RowFault.REPLY_BEFORE_RECEIPT, explanation)
    return ParsedMessage(row, number, agency, account, site, cells.text("title")[:2000], asked, answered)


@cache
def personal_words() -> Sequence[str]:
    """Headings of columns about the person who asked."""
    text = files("collectors.messages").joinpath("headings.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["personal"]["words"])
