"""Findings about a website (国办秘函〔2019〕19号): W2, W3, W4a–c as WEB-R, early warnings as WEB-B, once a quarter."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from metrics.facts import SiteCheck, SiteFacts
from metrics.finding import Finding, Outcome, Subject, SubjectKind, first_of_each
from metrics.law_days import first_day_of_quarter, law_day, quarter
from metrics.site_access import access_by_day
from metrics.site_columns import tallies_by_day
from rulebook import Rulebook


def site_findings(facts: SiteFacts, rulebook: Rulebook, as_of: date) -> Outcome:
    """All findings that looks up to ``as_of`` prove. Without a new look nothing new can arise."""
    subject = Subject(SubjectKind.SITE, facts.id, facts.agency_id)
    found = [
        *_home(facts, rulebook, as_of, subject),
        *_columns(facts, rulebook, as_of, subject),
        *_access(facts, rulebook, as_of, subject),
    ]
    return Outcome(first_of_each(found), None)


def _home(facts: SiteFacts, rulebook: Rulebook, as_of: date, subject: Subject) -> Iterator[Finding]:
    """W3 and its early warning. A home page whose items are undated counts as not updated."""
    tests = (
        ("B-home", "WEB-B", rulebook.card_rules["WEB-B"].limit("home_days")),
        ("W3", "WEB-R", rulebook.limit("W3", "limit_days")),
    )
    for check in sorted(facts.checks, key=lambda c: (c.checked_at, c.id)):
        day = law_day(check.checked_at)
        if day > as_of or not check.shows_updates:
            continue
        for name, card, limit in tests:
            since = _home_since(check, limit)
            if day >= since:
                details = {
                    "newest": check.newest.isoformat() if check.newest else None,
                    "limit_days": limit,
                    "check_id": check.id,
                    "checked_at": check.checked_at.isoformat(),
                }
                yield _in_quarter(subject, rulebook, card, name, day, since, details)


def _home_since(check: SiteCheck, limit: int) -> date:
    return check.seen_since if check.newest is None else check.newest + timedelta(days=limit + 1)


def _columns(facts: SiteFacts, rulebook: Rulebook, as_of: date, subject: Subject) -> Iterator[Finding]:
    for day, tallies in tallies_by_day(facts, rulebook, as_of):
        for tally in tallies:
            since = tally.since
            if since is not None:
                details = {"threshold": tally.threshold, "columns": [name for _, name in tally.faulty]}
                yield _in_quarter(subject, rulebook, tally.card, tally.name, day, since, details)


def _access(facts: SiteFacts, rulebook: Rulebook, as_of: date, subject: Subject) -> Iterator[Finding]:
    tests = (
        ("B-open", "WEB-B", rulebook.card_rules["WEB-B"].limit("percent")),
        ("W2", "WEB-R", rulebook.limit("W2", "percent")),
    )
    for access in access_by_day(facts.visits, rulebook, as_of):
        for name, card, percent in tests:
            if access.reaches(percent):
                details = {"visits": access.visits, "failed": access.failed, "percent": percent}
                yield _in_quarter(subject, rulebook, card, name, access.day, access.day, details)


def _in_quarter(
    subject: Subject, rulebook: Rulebook, card: str, name: str, day: date, since: date, details: dict[str, Any]
) -> Finding:
    """Once a quarter: from the true day, or from the first day of the quarter when it had begun before."""
    triggered = max(since, first_day_of_quarter(day))
    facts = {"rule_id": "W-EARLY" if name.startswith("B-") else name, "since": since.isoformat(), **details}
    return subject.finding(rulebook, card, f"{name}:{quarter(day)}", triggered, facts)
