"""Escalation of one agency's findings (rules.md D.1, ESC). Findings that were withdrawn are not handed in."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from metrics.finding import Finding, Severity, Subject, SubjectKind
from metrics.law_days import quarter
from rulebook import Rulebook


def escalations(findings: Iterable[Finding], rulebook: Rulebook) -> tuple[Finding, ...]:
    """What follows from the findings of one agency: ESC-MATTER, ESC-QUARTER, ESC-TALK, in the order of their days.

    ESC-CIRCULAR (a red card that is not rectified) needs the rectifications and is decided where they are kept.
    """
    given = _in_order(findings)
    reds = [*_matters(given, rulebook), *_quarters(given, rulebook)]
    talks = _talks(_in_order([*given, *reds]), rulebook)
    return tuple(_in_order([*reds, *talks]))


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (f.triggered_on, f.rule, f.subject_kind, f.subject_id, f.occurrence))


def _matters(findings: Sequence[Finding], rulebook: Rulebook) -> list[Finding]:
    """Every second yellow on one matter is red."""
    step = rulebook.card_rules["ESC-MATTER"].limit("yellows")
    yellows: dict[tuple[SubjectKind, int], list[Finding]] = defaultdict(list)
    found = []
    for finding in findings:
        if finding.severity is not Severity.YELLOW:
            continue
        of_matter = yellows[(finding.subject_kind, finding.subject_id)]
        of_matter.append(finding)
        if len(of_matter) % step == 0:
            subject = Subject(finding.subject_kind, finding.subject_id, finding.agency_id)
            occurrence = f"second-yellow:{len(of_matter) // step}"
            proof = {"because": [_reference(f) for f in of_matter[-step:]]}
            found.append(subject.finding(rulebook, "ESC-MATTER", occurrence, finding.triggered_on, proof))
    return found


def _quarters(findings: Sequence[Finding], rulebook: Rulebook) -> list[Finding]:
    yellows = [f for f in findings if f.severity is Severity.YELLOW]
    return _once_a_quarter(yellows, "ESC-QUARTER", rulebook.card_rules["ESC-QUARTER"].limit("yellows"), rulebook)


def _talks(findings: Sequence[Finding], rulebook: Rulebook) -> list[Finding]:
    """The third red of a quarter. A quarter's end breaks the row; a yellow between is no improvement and does not."""
    reds = [f for f in findings if f.severity is Severity.RED]
    return _once_a_quarter(reds, "ESC-TALK", rulebook.card_rules["ESC-TALK"].limit("reds"), rulebook)


def _once_a_quarter(findings: Sequence[Finding], code: str, count: int, rulebook: Rulebook) -> list[Finding]:
    by_quarter: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_quarter[quarter(finding.triggered_on)].append(finding)
    found = []
    for name, members in by_quarter.items():
        if len(members) >= count:
            last = members[count - 1]
            proof = {"because": [_reference(f) for f in members[:count]]}
            subject = Subject(SubjectKind.AGENCY, last.agency_id, last.agency_id)
            found.append(subject.finding(rulebook, code, name, last.triggered_on, proof))
    return found


def _reference(finding: Finding) -> dict[str, str | int]:
    return {
        "rule": finding.rule,
        "subject_kind": finding.subject_kind.value,
        "subject_id": finding.subject_id,
        "occurrence": finding.occurrence,
        "triggered_on": finding.triggered_on.isoformat(),
    }
