"""What a rule says of a subject on a day (问题), and the outcome of judging one subject."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from rulebook import Rulebook


class Severity(StrEnum):
    """Colour of the card that a finding leads to; blue is a reminder."""

    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"


class SubjectKind(StrEnum):
    """What a finding is about."""

    REQUEST = "request"
    COLUMN = "column"
    SITE = "site"
    ACCOUNT = "account"
    CASE = "case"
    AGENCY = "agency"
    CATALOGUE = "catalogue"


@dataclass(frozen=True, slots=True)
class Finding:
    """Facts + rule → severity. ``triggered_on`` is the true day, however late it is noticed; ``facts`` is JSON-able."""

    rule: str
    subject_kind: SubjectKind
    subject_id: int
    agency_id: int
    occurrence: str
    severity: Severity
    triggered_on: date
    facts: Mapping[str, Any]

    @property
    def key(self) -> tuple[str, SubjectKind, int, str]:
        """What makes the finding unique, for ever."""
        return (self.rule, self.subject_kind, self.subject_id, self.occurrence)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Findings of one subject up to a day, and the next day on which one can arise without a new fact."""

    findings: tuple[Finding, ...]
    next_change: date | None


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom findings are about: kind and id of the matter, and the agency that answers for it."""

    kind: SubjectKind
    id: int
    agency_id: int

    def finding(
        self, rulebook: Rulebook, rule: str, occurrence: str, triggered_on: date, facts: Mapping[str, Any]
    ) -> Finding:
        """A finding of the card rule ``rule``: coloured as the rulebook says, with the editions it was judged by."""
        severity = Severity(rulebook.card_rules[rule].colour)
        editions = {"rulebook": rulebook.version, "calendar": rulebook.calendar.version}
        proof = {**facts, **editions}
        return Finding(rule, self.kind, self.id, self.agency_id, occurrence, severity, triggered_on, proof)


def first_of_each(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by true day, each key once: what was noticed first stands."""
    first: dict[tuple[str, SubjectKind, int, str], Finding] = {}
    for finding in findings:
        first.setdefault(finding.key, finding)
    return tuple(sorted(first.values(), key=lambda f: (f.triggered_on, f.rule, f.subject_id, f.occurrence)))
