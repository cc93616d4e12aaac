"""Findings about one request (rules.md D.1, FOI): exactly those that a run on every single day would have issued."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from metrics.facts import RequestFacts
from metrics.finding import Finding, Outcome, Subject, SubjectKind, first_of_each
from metrics.request_log import events_known_on
from metrics.request_walk import RequestWalk
from metrics.working_days import WorkingDays
from rulebook import Rulebook

ONE_DAY = timedelta(days=1)


def request_findings(facts: RequestFacts, rulebook: Rulebook, working_days: WorkingDays, as_of: date) -> Outcome:
    """All findings up to ``as_of``, and the next day on which one can arise without a new event.

    Between two event dates nothing that is known changes. So each stretch is judged once, with the events known in it,
    and yields what comes true by its last day.
    """
    subject = Subject(SubjectKind.REQUEST, facts.id, facts.agency_id)
    days = sorted({event.on for event in facts.events if event.on <= as_of})
    issued: list[Finding] = []
    coming: list[Finding] = []
    for place, day in enumerate(days):
        last = days[place + 1] - ONE_DAY if place + 1 < len(days) else as_of
        walk = RequestWalk.through(events_known_on(facts.events, day), rulebook, working_days)
        possible = list(_possible(walk, subject, day))
        issued += [finding for finding in possible if finding.triggered_on <= last]
        coming = [finding for finding in possible if finding.triggered_on > last]
    findings = first_of_each(issued)
    known = {finding.key for finding in findings}
    later = [finding.triggered_on for finding in coming if finding.key not in known]
    later += [event.on for event in facts.events if event.on > as_of]  # dated ahead: judge again when its day comes
    return Outcome(findings, min(later, default=None))


def _possible(walk: RequestWalk, subject: Subject, known_from: date) -> Iterator[Finding]:
    """What comes true, and when, if nothing happens after what is known from ``known_from`` on."""
    for bad in walk.bad_extensions:
        facts = {"reason": bad.reason, "extended_on": bad.on.isoformat(), "due": bad.due.isoformat()}
        yield subject.finding(walk.rulebook, "FOI-Y", f"extension:{bad.on}", bad.on, facts)
    for on in walk.lost_reviews:
        yield subject.finding(walk.rulebook, "FOI-R", f"review:{on}", on, {"result": "set_aside_no_reply"})
    yield from _correction(walk, subject)
    if walk.due is not None:
        yield from _reminders(walk, subject, walk.due.day, known_from)
        yield from _overdue(walk, subject, walk.due.day)


def _correction(walk: RequestWalk, subject: Subject) -> Iterator[Finding]:
    """第三十条: a noted defect must be told by the 7th working day after receipt."""
    if walk.received is None or walk.defect_on is None:
        return
    last = walk.working_days.nth_after(walk.received, walk.rulebook.limit("A30-1", "working_days")).day
    told = min((day for day in (walk.correction_on, walk.closed_on) if day is not None), default=None)
    if told is not None and told <= max(last, walk.defect_on):
        return
    triggered = max(walk.working_days.nth_after(last, 1).day, walk.defect_on)
    facts = {"received": walk.received.isoformat(), "defect_on": walk.defect_on.isoformat(), "last": last.isoformat()}
    yield subject.finding(walk.rulebook, "FOI-C7", f"correction:{walk.received}", triggered, facts)


def _reminders(walk: RequestWalk, subject: Subject, due: date, known_from: date) -> Iterator[Finding]:
    """Before the due day, on the first working day on which it is known and no open consultation holds the clock."""
    if walk.closed_on is not None:
        return
    card = walk.rulebook.card_rules["FOI-B"]
    first, second = card.limit("first_working_days"), card.limit("second_working_days")
    free = known_from if walk.still_until is None else max(known_from, walk.still_until + ONE_DAY)
    free = walk.working_days.on_or_after(free)
    last_call = walk.working_days.previous(due, second)
    for ahead, before in ((first, last_call), (second, due + ONE_DAY)):
        triggered = max(free, walk.working_days.previous(due, ahead))
        if triggered < before:
            yield subject.finding(walk.rulebook, "FOI-B", f"before-{ahead}:{due}", triggered, _clock_facts(walk))


def _overdue(walk: RequestWalk, subject: Subject, due: date) -> Iterator[Finding]:
    """第三十三条: a reply after the due day is late, also one on the weekend before the next working day."""
    grace = walk.rulebook.card_rules["FOI-R"].limit("overdue_working_days")
    for rule, last in (("FOI-Y", due), ("FOI-R", walk.working_days.nth_after(due, grace).day)):
        if walk.closed_on is None or walk.closed_on > last:
            triggered = walk.working_days.nth_after(last, 1).day
            yield subject.finding(walk.rulebook, rule, f"overdue:{due}", triggered, _clock_facts(walk))


def _clock_facts(walk: RequestWalk) -> dict[str, Any]:
    due = walk.due
    return {
        "received": walk.received.isoformat() if walk.received else None,
        "base": walk.base.isoformat() if walk.base else None,
        "due": due.day.isoformat() if due else None,
        "provisional": due.provisional if due else False,
        "limit_days": walk.limit,
        "extension_days": walk.extension,
        "excluded_days": walk.excluded,
        "closed_on": walk.closed_on.isoformat() if walk.closed_on else None,
    }
