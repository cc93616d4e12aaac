"""Checks between the files: every basis exists, and every number that the code asks for is there."""

from collections.abc import Mapping
from typing import Protocol

from rulebook.annual_report_forms import ReportCheck, ReportForm
from rulebook.catalogues import ColumnCategory, ReplyKind
from rulebook.measures import MeasureDefinition
from rulebook.rules import CardRule, Parameters, Rule

# The whole numbers that metrics asks of rules and cards. One that is missing is told at loading, not at night.
RULE_NUMBERS = {
    "A30-1": ("working_days",),
    "A32": ("working_days",),
    "A33-2": ("working_days",),
    "A33-3": ("working_days",),
    "A34": ("working_days",),
    "A42-clock": ("working_days",),
    "W2": ("visits_per_day", "days", "open_within_seconds", "percent"),
    "W3": ("limit_days",),
    "W4a": ("columns",),
    "W4b": ("columns",),
    "W4c": ("columns",),
    "W5": ("months",),
    "TRUST": ("look_days",),
    "KEEP": ("after_card_days", "unreferenced_days"),
    "KEEP-V": ("days",),
    "MAINT": ("longest_days",),
    "A49-1": ("month", "day"),
    "A49-2": ("month", "day"),
}
CARD_NUMBERS = {
    "FOI-B": ("first_working_days", "second_working_days"),
    "FOI-R": ("overdue_working_days",),
    "WEB-B": ("home_days", "blank_columns", "stale_columns", "percent"),
    "WEB-Y": ("question_working_days",),
    "NM-B": ("silent_days",),
    "NM-Y": ("silent_days",),
    "NM-R": ("silent_days", "unanswered_messages"),
    "ESC-MATTER": ("yellows",),
    "ESC-QUARTER": ("yellows",),
    "ESC-TALK": ("reds",),
}
CARDS = {"FOI-C7", "FOI-Y", "WEB-R", "PRO-Y", "AR-R", "CAT-GAP", "CAT-OLD", "ESC-CIRCULAR", "APPEAL", *CARD_NUMBERS}
# Each measure that metrics computes, and what it reads from it.
MEASURES: dict[str, tuple[str, ...]] = {
    "request_received": (),
    "request_replied": (),
    "request_otherwise_closed": (),
    "request_open": (),
    "request_overdue": (),
    "request_due_soon": ("within_working_days",),
    "request_on_time_rate": ("minimum_sample",),
    "request_extended_share": (),
    "request_correction_share": (),
    "request_excluded_days": (),
    "request_reply_time": ("minimum_sample",),
    "request_outcomes": (),
    "request_reviews_filed": (),
    "request_reviews_lost": ("results",),
    "request_lawsuits_filed": (),
    "request_lawsuits_lost": ("results",),
    "request_unconfirmed": (),
    "request_earlier_open": (),
    "request_earlier_overdue": (),
}
REPORT_CHECKS = tuple(f"AR{number}" for number in range(1, 12))


class Complaints(Protocol):
    """Where mistakes go, and what is known of entries that did not fit themselves."""

    def is_declared(self, table: str, entry: str) -> bool:
        """Whether ``entry`` may exist: it is named in a file, or a file of its table could not be read."""

    def complain(self, table: str, entry: str, key: str, reason: str) -> None:
        """Notes what is wrong with ``key`` of an entry."""


def complain_of_gaps(
    rules: Mapping[str, Rule],
    cards: Mapping[str, CardRule],
    columns: Mapping[str, ColumnCategory],
    complaints: Complaints,
) -> None:
    """Notes every reference to a rule that is not there, and every rule, card or number that metrics would miss."""
    for card in cards.values():
        for rule_id in card.basis:
            if rule_id not in rules and not complaints.is_declared("rules", rule_id):
                complaints.complain("cards", card.code, "basis", f"rule '{rule_id}' does not exist")
    for column in columns.values():
        if column.rule not in rules and not complaints.is_declared("rules", column.rule):
            complaints.complain("columns", column.code, "rule", f"rule '{column.rule}' does not exist")
    for rule_id, keys in RULE_NUMBERS.items():
        parameters = rules[rule_id].parameters if rule_id in rules else None
        _complain_of_numbers("rules", rule_id, keys, parameters, complaints)
    for code in sorted(CARDS):
        trigger = cards[code].trigger if code in cards else None
        _complain_of_numbers("cards", code, CARD_NUMBERS.get(code, ()), trigger, complaints)


def _complain_of_numbers(
    table: str, entry: str, keys: tuple[str, ...], parameters: Parameters | None, complaints: Complaints
) -> None:
    if parameters is None:
        if not complaints.is_declared(table, entry):
            complaints.complain(table, entry, "", f"{table}: '{entry}' is missing, and metrics needs it")
        return
    for key in keys:
        value = parameters.get(key)
        if not isinstance(value, int) or value < 1:
            complaints.complain(table, entry, key, "metrics needs a whole number ≥ 1 here")


def complain_of_report_gaps(
    forms: Mapping[str, ReportForm],
    checks: Mapping[str, ReportCheck],
    replies: Mapping[str, ReplyKind],
    complaints: Complaints,
) -> None:
    """Notes checks that the audit of annual reports would miss, and kinds of reply without their one row in a form."""
    for check in REPORT_CHECKS:
        if check not in checks and not complaints.is_declared("checks", check):
            complaints.complain(
                "checks", check, "id", f"checks: '{check}' is missing, and the audit of reports needs it"
            )
    for form in forms.values():
        rows = [number for row in form.rows for number in row.reply_rows]
        for reply in replies.values():
            if rows.count(reply.row_number) != 1:
                reason = f"row {reply.row_number} must be counted in exactly one row of form {form.code}"
                complaints.complain("reply_kinds", reply.code, "row_number", reason)


def complain_of_measure_gaps(measures: Mapping[str, MeasureDefinition], complaints: Complaints) -> None:
    """Notes every measure that metrics would miss, one that nobody computes, and numbers that one needs."""
    for id_, keys in MEASURES.items():
        if id_ not in measures:
            if not complaints.is_declared("measures", id_):
                complaints.complain("measures", id_, "id", f"measures: '{id_}' is missing, and metrics needs it")
            continue
        for key in keys:
            if not getattr(measures[id_], key):
                complaints.complain("measures", id_, key, "missing, and metrics needs it")
    for id_ in measures.keys() - MEASURES.keys():
        complaints.complain("measures", id_, "id", f"nobody computes '{id_}'")
