"""Small makers of facts for the tests of metrics."""

from datetime import UTC, date, datetime
from typing import Any

from metrics.facts import (
    AccountCheck,
    AccountFacts,
    CaseFacts,
    CaseKind,
    CheckOutcome,
    ColumnCheck,
    ColumnFacts,
    RequestEvent,
    RequestEventKind,
    RequestFacts,
    SiteCheck,
    SiteFacts,
    VisitDay,
)
from metrics.finding import Finding, Outcome, Severity, SubjectKind


def day(text: str) -> date:
    return date.fromisoformat(text)


def at_nine(on: date) -> datetime:
    """09:00 in Shanghai."""
    return datetime(on.year, on.month, on.day, 1, tzinfo=UTC)


def event(kind: str, on: str, /, **detail: Any) -> RequestEvent:
    return RequestEvent(RequestEventKind(kind), day(on), detail)


def request(*events: RequestEvent) -> RequestFacts:
    return RequestFacts(1, 1, events)


def look(
    on: str,
    newest: str | None = None,
    outcome: CheckOutcome = CheckOutcome.OK,
    items: int = 10,
    dated: int | None = None,
    since: str | None = None,
) -> ColumnCheck:
    dated = (items if newest else 0) if dated is None else dated
    last = day(newest) if newest else None
    return ColumnCheck(day(on).toordinal(), at_nine(day(on)), outcome, last, items, dated, day(since or on))


def column(*checks: ColumnCheck, id: str = "column-1", category: str = "news", limit: int | None = None) -> ColumnFacts:
    return ColumnFacts(id, 1, 1, category, limit, checks)


def visit(
    on: str,
    newest: str | None = None,
    outcome: CheckOutcome = CheckOutcome.OK,
    since: str | None = None,
    items: int = 10,
) -> SiteCheck:
    last = day(newest) if newest else None
    return SiteCheck(day(on).toordinal(), at_nine(day(on)), outcome, 300, last, items, day(since or on))


def visits(on: date, count: int, failed: int) -> VisitDay:
    """The visits of one day, of which ``failed`` did not open in time."""
    return VisitDay(on, count, failed)


def site(
    *checks: SiteCheck, columns: list[ColumnFacts] | None = None, visits: list[VisitDay] | None = None
) -> SiteFacts:
    return SiteFacts(1, 1, checks, columns or [], visits or [])


def account(*looks: tuple[str, str | None], messages: list[CaseFacts] | None = None) -> AccountFacts:
    checks = [
        AccountCheck(day(on).toordinal(), at_nine(day(on)), CheckOutcome.OK, day(newest) if newest else None, day(on))
        for on, newest in looks
    ]
    return AccountFacts(1, 1, "main", checks, messages or [])


def message(asked: str, answered: str | None = None, site_id: str | None = 1) -> CaseFacts:
    answer = day(answered) if answered else None
    return CaseFacts(day(asked).toordinal(), 1, CaseKind.MESSAGE, site_id, None, day(asked), answer)


def finding(
    severity: Severity,
    on: str,
    rule: str = "FOI-Y",
    subject: str = 1,
    kind: SubjectKind = SubjectKind.REQUEST,
    occurrence: str | None = None,
) -> Finding:
    return Finding(rule, kind, subject, 1, occurrence or f"on:{on}", severity, day(on), {})


def told(outcome: Outcome) -> list[tuple[str, str, str]]:
    """Findings as (rule, occurrence, triggered_on)."""
    return [(f.rule, f.occurrence, f.triggered_on.isoformat()) for f in outcome.findings]
