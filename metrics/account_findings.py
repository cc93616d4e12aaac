"""Findings about a new-media account: silence (NM-B, NM-Y, NM-R) and no interaction at all (NM-R)."""

from collections.abc import Iterator
from datetime import date, timedelta

from metrics.facts import AccountCheck, AccountFacts
from metrics.finding import Finding, Outcome, Subject, SubjectKind, first_of_each
from metrics.law_days import first_day_of_quarter, law_day, next_quarter, quarter
from metrics.working_days import WorkingDays
from rulebook import Rulebook

ONE_DAY = timedelta(days=1)


def account_findings(facts: AccountFacts, rulebook: Rulebook, working_days: WorkingDays, as_of: date) -> Outcome:
    """All findings up to ``as_of``. Silence needs a look that shows it; unanswered messages grow old by themselves."""
    subject = Subject(SubjectKind.ACCOUNT, facts.id, facts.agency_id)
    silent = list(_silence(facts, rulebook, as_of, subject))
    mute, next_change = _no_interaction(facts, rulebook, working_days, as_of, subject)
    return Outcome(first_of_each([*silent, *mute]), next_change)


def _silence(facts: AccountFacts, rulebook: Rulebook, as_of: date, subject: Subject) -> Iterator[Finding]:
    checks = sorted(facts.checks, key=lambda c: (c.checked_at, c.id))
    seen = [c for c in checks if c.outcome.seen and law_day(c.checked_at) <= as_of]
    for check in seen:
        began = check.newest or law_day(seen[0].checked_at)  # never posted: counted from the first look
        for code in ("NM-B", "NM-Y", "NM-R"):
            triggered = began + timedelta(days=rulebook.card_rules[code].limit("silent_days"))
            if law_day(check.checked_at) >= triggered:
                yield _silent(check, began, code, triggered, rulebook, subject)


def _silent(
    check: AccountCheck, began: date, code: str, triggered: date, rulebook: Rulebook, subject: Subject
) -> Finding:
    details = {
        "rule_id": "NM-SILENCE",
        "newest": check.newest.isoformat() if check.newest else None,
        "counted_from": began.isoformat(),
        "check_id": check.id,
        "checked_at": check.checked_at.isoformat(),
    }
    occurrence = f"silent:{check.newest}" if check.newest else "silent:never"
    return subject.finding(rulebook, code, occurrence, triggered, details)


def _no_interaction(
    facts: AccountFacts, rulebook: Rulebook, working_days: WorkingDays, as_of: date, subject: Subject
) -> tuple[list[Finding], date | None]:
    """Enough messages past the reply limit of the class and not one ever answered: once in every quarter it lasts."""
    begins = _mute_from(facts, rulebook, working_days)
    answered = min((m.answered_on for m in facts.messages if m.answered_on is not None), default=None)
    found: list[Finding] = []
    while begins is not None and (answered is None or answered > begins):
        if begins > as_of:
            return found, begins
        details = {"rule_id": "NM-INTERACTION", "messages": len([m for m in facts.messages if m.asked_on <= begins])}
        found.append(subject.finding(rulebook, "NM-R", f"no-interaction:{quarter(begins)}", begins, details))
        begins = next_quarter(first_day_of_quarter(begins))
    return found, None


def _mute_from(facts: AccountFacts, rulebook: Rulebook, working_days: WorkingDays) -> date | None:
    """The first working day on which enough messages are past the reply limit."""
    limit = rulebook.account_classes[facts.account_class].reply_working_days
    enough = rulebook.card_rules["NM-R"].limit("unanswered_messages")
    late = sorted(working_days.nth_after(m.asked_on, limit + 1).day for m in facts.messages)
    return late[enough - 1] if len(late) >= enough else None
