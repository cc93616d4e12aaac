"""Messages left on a website: what follows from one that is answered late or not at all."""

from collections.abc import Iterator
from datetime import date, timedelta

from metrics.facts import CaseFacts, CaseKind
from metrics.finding import Finding, Outcome, Subject, SubjectKind, first_of_each
from metrics.law_days import months_after
from metrics.working_days import WorkingDays
from rulebook import Rulebook


def case_findings(facts: CaseFacts, rulebook: Rulebook, working_days: WorkingDays, as_of: date) -> Outcome:
    """WEB-Y and WEB-R (W5) for a message left on a website; other cases have no limit in the default pack.

    That a question on a board is still open is proved by a look on that day or later, never by time alone.
    """
    if facts.kind is not CaseKind.MESSAGE or facts.site_id is None or facts.asked_on > as_of:
        return Outcome((), None)
    until = min(facts.watched_until, facts.seen_until or date.max) if facts.watched_until else date.max
    possible = [finding for finding in _possible(facts, rulebook, working_days) if finding.triggered_on <= until]
    proved_until = as_of if facts.answered_on or facts.seen_until is None else min(as_of, facts.seen_until)
    later = [max(f.triggered_on, as_of + timedelta(days=1)) for f in possible if f.triggered_on > proved_until]
    return Outcome(first_of_each(f for f in possible if f.triggered_on <= proved_until), min(later, default=None))


def _possible(facts: CaseFacts, rulebook: Rulebook, working_days: WorkingDays) -> Iterator[Finding]:
    subject = Subject(SubjectKind.CASE, facts.id, facts.agency_id)
    days = rulebook.card_rules["WEB-Y"].limit("question_working_days")
    limit_day = working_days.nth_after(facts.asked_on, days).day
    details = {"asked_on": facts.asked_on.isoformat(), "site_id": facts.site_id}
    details |= {"evidence_hash": facts.evidence_hash} if facts.evidence_hash else {}
    if _late(facts, limit_day):
        triggered = working_days.nth_after(limit_day, 1).day
        proof = {"rule_id": "W-ASK", "limit_day": limit_day.isoformat(), **details}
        yield subject.finding(rulebook, "WEB-Y", f"unanswered:{limit_day}", triggered, proof)
    last = months_after(facts.asked_on, rulebook.limit("W5", "months"))
    if _late(facts, last):
        proof = {"rule_id": "W5", "limit_day": last.isoformat(), **details}
        yield subject.finding(rulebook, "WEB-R", "W5", last + timedelta(days=1), proof)


def _late(facts: CaseFacts, limit_day: date) -> bool:
    return facts.answered_on is None or facts.answered_on > limit_day
