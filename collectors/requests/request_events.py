"""From the cells of a row to the events of a request."""

from collections.abc import Iterator, Mapping, Set
from datetime import date
from typing import Any, Final

from collectors.decoding import quoted
from collectors.tables.accounting import RowRefused
from collectors.tables.cells import Cells
from collectors.tables.dates import BadDate, read_day
from collectors.tables.faults import RowFault
from collectors.tables.words import WordTable
from metrics.facts import RequestEvent, RequestEventKind

Kind = RequestEventKind
Words = Mapping[str, WordTable]
"""The tables of the words file, by name."""

DATED_FIELDS: Final[Mapping[str, RequestEventKind]] = {
    kind.value: kind for kind in Kind if kind not in (Kind.VOLUME_PERIOD_SET, Kind.CORRECTED_ENTRY)
}
"""Fields of the headings file that hold the day of an event; they bear the event's name."""

CONFIRMED_CHANNELS: Final = ("internet", "fax", "post")
"""条例 第三十一条: receipt is the day both sides confirm (internet, fax; ordinary post likewise)."""

_ORDER: Final = (
    ("submitted", "received"), ("submitted", "confirmed"), ("correction_asked", "correction_received"),
    ("third_party_asked", "third_party_answered"), ("agency_asked", "agency_answered"),
    ("fee_noticed", "fee_paid"), ("review_filed", "review_decided"), ("lawsuit_filed", "lawsuit_decided"),
)  # fmt: skip


def read_events(cells: Cells, today: date, words: Words) -> tuple[RequestEvent, ...]:
    """The events of a row, in the order of the law's steps. Raises `RowRefused` for a row that contradicts itself."""
    days = {field: day for field in DATED_FIELDS if cells.has(field) and (day := cells.day(field, today))}
    channel = words["channel"].code_of(cells.text("channel"))
    outcome_words = cells.text("outcome")
    outcome = words["outcome"].code_of(outcome_words)
    _settle_receipt(days, channel, cells)
    _settle_ending(days, outcome, cells)
    _check_order(days, cells)
    came = _coded(channel=channel, applicant=words["applicant"].code_of(cells.text("applicant")))
    details = {
        "submitted": came,
        "received": came,
        "confirmed": came,
        "correction_asked": _until(cells),
        "extended": _extension(cells, words),
        "replied": _reply(outcome, outcome_words),
        "review_decided": _result(cells.text("review_result"), words),
        "lawsuit_decided": _result(cells.text("lawsuit_result"), words),
    }
    return tuple(
        RequestEvent(kind, days[field], details.get(field, {})) for field, kind in DATED_FIELDS.items() if field in days
    )


def told_kinds(fields: Set[str]) -> frozenset[RequestEventKind]:
    """The kinds of events that a file with columns for these fields tells, or that derive from them."""
    kinds = {kind for field, kind in DATED_FIELDS.items() if field in fields}
    if kinds & {Kind.RECEIVED, Kind.SUBMITTED}:
        kinds |= {Kind.RECEIVED, Kind.CONFIRMED}
    if Kind.REPLIED in kinds:
        kinds |= {Kind.WITHDRAWN, Kind.TRANSFERRED, Kind.CORRECTION_LAPSED}
    return frozenset(kinds)


def _settle_receipt(days: dict[str, date], channel: str | None, cells: Cells) -> None:
    """A log with one date of arrival gives the day on which the agency counts it as received."""
    if not {"submitted", "received", "confirmed"} & days.keys():
        raise RowRefused("received", RowFault.RECEIPT_MISSING, "申请日期、收到日期、确认日期都没有")
    tells_receipt = cells.has("received") or cells.has("confirmed")
    if not tells_receipt and channel in (None, "in_person"):
        days["received"] = days["submitted"]
    if channel in CONFIRMED_CHANNELS and "received" in days and not cells.has("confirmed"):
        days["confirmed"] = days["received"]


def _settle_ending(days: dict[str, date], outcome: str | None, cells: Cells) -> None:
    """The day a matter ended is a reply, unless the status says that it ended otherwise."""
    if outcome in ("withdrawn", "transferred", "correction_lapsed", "not_corrected") and "replied" in days:
        ending = "correction_lapsed" if outcome == "not_corrected" else outcome
        if ending in days:
            return
        days[ending] = days.pop("replied")
        return
    endings = {"replied", "withdrawn", "transferred", "correction_lapsed"}
    if outcome not in (None, "open") and not endings & days.keys():
        explanation = f"{cells.heading('outcome')}为{quoted(cells.text('outcome'))}，但没有{cells.heading('replied')}"
        raise RowRefused("replied", RowFault.REPLY_DATE_MISSING, explanation)


def _check_order(days: Mapping[str, date], cells: Cells) -> None:
    start_field = next(field for field in ("received", "submitted", "confirmed") if field in days)
    # The day of receipt may have been taken over from the day of application.
    start_name = cells.heading(start_field if cells.has(start_field) else "submitted")
    for ending in ("replied", "withdrawn"):
        if ending in days and days[ending] < days[start_field]:
            explanation = f"{days[ending]} 早于{start_name} {days[start_field]}"
            raise RowRefused("replied", RowFault.REPLY_BEFORE_RECEIPT, explanation)
    for first, second in _ORDER:
        if first in days and second in days and days[second] < days[first]:
            explanation = f"{days[second]} 早于{cells.heading(first)} {days[first]}"
            raise RowRefused(second, RowFault.DATES_OUT_OF_ORDER, explanation)


def _coded(**codes: str | None) -> dict[str, Any]:
    """The codes that are known. The words themselves are not kept: a column of applicants may hold names."""
    return {key: code for key, code in codes.items() if code}


def _until(cells: Cells) -> dict[str, Any]:
    until = cells.period_end("correction_until")
    return {"until": until.isoformat()} if until else {}


def _reply(outcome: str | None, words: str) -> dict[str, Any]:
    """The kind of reply (A.2) where the words say it; words that no table knows are kept for the officer."""
    if outcome in ("closed", "open", "withdrawn", "transferred", "correction_lapsed"):
        return {}
    if outcome:
        return {"outcome": outcome}
    return {"outcome_words": words[:200]} if words else {}


def _result(said: str, words: Words) -> dict[str, Any]:
    if not said:
        return {}
    code = words["review_result"].code_of(said)
    return {"result": code or "other"}


def _extension(cells: Cells, words: Words) -> dict[str, Any]:
    """第三十三条: approval and notice. A column that exists and is empty says that there was none."""
    return dict(_extension_details(cells, words))


def _extension_details(cells: Cells, words: Words) -> Iterator[tuple[str, Any]]:
    for field, key in (("extension_approved", "approved"), ("applicant_told", "applicant_told")):
        if cells.has(field):
            yield key, _is_yes(cells.text(field), words)
    days = "".join(char for char in cells.text("extension_days") if char.isdigit())[:3]
    if days:
        yield "working_days", int(days)


def _is_yes(said: str, words: Words) -> bool:
    """Yes in words, or a day on which it was done, or who did it."""
    if not said:
        return False
    code = words["yes_no"].code_of(said)
    if code is not None:
        return code == "yes"
    try:
        return read_day(said) is not None
    except BadDate:
        return True
