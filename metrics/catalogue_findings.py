"""Items of a catalogue (事项清单): without a place, or older than the item allows (rules CAT-GAP-P, CAT-OLD-P)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from metrics.column_findings import Fault, Proof, column_limit, looks_until, proof
from metrics.facts import ColumnFacts
from metrics.finding import Finding, Outcome, Subject, SubjectKind, first_of_each
from rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """One agency's duty to publish one item. ``limit_days``: the item's own limit in calendar days, if it has one.

    ``missing_since``: the day since which no place is known. ``column``: the place, with its looks.
    """

    id: int
    agency_id: int
    item: str
    field: str
    limit_days: int | None
    missing_since: date | None
    column: ColumnFacts | None


def catalogue_findings(facts: DutyFacts, rulebook: Rulebook, as_of: date) -> Outcome:
    """CAT-GAP from the day since which the place is missing; CAT-OLD for every look that showed the item too old.

    Where the column's own limit is no longer than the item's, WEB-Y says it already and nothing is said here.
    """
    subject = Subject(SubjectKind.CATALOGUE, facts.id, facts.agency_id)
    if facts.missing_since is not None:
        return Outcome(_gap(facts, facts.missing_since, subject, rulebook, as_of), None)
    found = (_old(shown, facts, subject, rulebook) for shown in item_proofs(facts, rulebook, as_of) if shown.fault)
    return Outcome(first_of_each(found), None)


def item_proofs(facts: DutyFacts, rulebook: Rulebook, as_of: date) -> Iterator[Proof]:
    """What each look up to ``as_of`` proved of the item by its own limit, oldest first; nothing where it has none."""
    if facts.column is None or facts.limit_days is None or not judged_by_item(facts, rulebook):
        return
    for check in looks_until(facts.column.checks, as_of):
        if check.outcome.seen:
            shown = proof(check, facts.limit_days)
            if shown.fault in (None, Fault.STALE) or not _is_column(facts.column, rulebook):
                yield shown


def judged_by_item(facts: DutyFacts, rulebook: Rulebook) -> bool:
    """Whether the item's limit says more than the column's own: it is shorter, or the place is a single page."""
    if facts.column is None or facts.limit_days is None:
        return False
    return not _is_column(facts.column, rulebook) or facts.limit_days < column_limit(facts.column, rulebook)


def _is_column(column: ColumnFacts, rulebook: Rulebook) -> bool:
    return rulebook.column_categories[column.category].is_column


def _gap(facts: DutyFacts, since: date, subject: Subject, rulebook: Rulebook, as_of: date) -> tuple[Finding, ...]:
    if since > as_of:
        return ()
    details = {**_of_item(facts, "CAT-GAP-P"), "missing_since": since.isoformat()}
    return (subject.finding(rulebook, "CAT-GAP", f"gap:{since}", since, details),)


def _old(shown: Proof, facts: DutyFacts, subject: Subject, rulebook: Rulebook) -> Finding:
    since = shown.since or shown.day
    occurrence = f"old:{shown.check.newest}" if shown.fault is Fault.STALE else f"{shown.fault}:{since}"
    details = {
        **_of_item(facts, "CAT-OLD-P"),
        "columns": [facts.column.id] if facts.column is not None else [],
        "newest": shown.check.newest.isoformat() if shown.check.newest else None,
        "limit_days": facts.limit_days,
        "items": shown.check.items,
        "dated": shown.check.dated,
        "check_id": shown.check.id,
        "checked_at": shown.check.checked_at.isoformat(),
        "evidence_hash": shown.check.evidence_hash,
    }
    return subject.finding(rulebook, "CAT-OLD", occurrence, since, details)


def _of_item(facts: DutyFacts, rule_id: str) -> dict[str, Any]:
    return {"rule_id": rule_id, "item": facts.item, "field": facts.field}
