"""The year of one agency: rates, latency, cards, points, score. No data is no score, with a reason; never 0 or 100."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from metrics.column_findings import ColumnAnswer, column_state, looks_until
from metrics.facts import AccountFacts, CaseFacts, ColumnFacts, RequestFacts
from metrics.finding import Finding, Severity, SubjectKind
from metrics.latency import Latency, case_latency, request_latency
from metrics.law_days import law_day
from metrics.request_clock import RequestStanding, RequestState, request_state
from metrics.working_days import WorkingDays
from rulebook import Rulebook

Name = TypeVar("Name", int, str)


@dataclass(frozen=True, slots=True)
class AgencyYear:
    """What an agency is assessed by. ``findings``: those that stand (not withdrawn), escalations among them."""

    agency_id: int
    year: int
    requests: Sequence[RequestFacts] = ()
    columns: Sequence[ColumnFacts] = ()
    cases: Sequence[CaseFacts] = ()
    accounts: Sequence[AccountFacts] = ()
    findings: Sequence[Finding] = ()


@dataclass(frozen=True, slots=True)
class Rate:
    """``part`` of ``whole``. Of nothing there is no share: ``percent`` None means not applicable."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """The share in percent."""
        return 100 * self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Deduction:
    """One line of the account: which finding cost how many points. ``points`` ≤ 0."""

    rule: str
    title: str
    subject_kind: SubjectKind
    subject_id: int
    occurrence: str
    triggered_on: date
    points: float
    veto: bool


@dataclass(frozen=True, slots=True)
class AgencyAssessment:
    """The result. ``score`` None: ``reason`` (Chinese) says why; then there is no grade either."""

    agency_id: int
    year: int
    on_time: Rate
    overdue_open: int
    columns: Mapping[ColumnAnswer, int]
    reply_latency: Latency
    case_latency: Latency
    cards: Mapping[Severity, int]
    deductions: tuple[Deduction, ...]
    points: float
    vetoed: bool
    score: float | None
    grade: str | None
    reason: str | None

    @property
    def stale_columns(self) -> int:
        """Columns that the last look showed to be stale, blank or undated."""
        return self.columns.get(ColumnAnswer.STALE, 0)


def agency_assessment(
    facts: AgencyYear, rulebook: Rulebook, working_days: WorkingDays, as_of: date
) -> AgencyAssessment:
    """The assessment of ``facts.year`` as known on ``as_of``; a year that is over is seen from its last day."""
    day = min(as_of, date(facts.year, 12, 31))
    states = [request_state(request, rulebook, working_days, day) for request in facts.requests]
    columns = Counter(column_state(column, rulebook, day).answer for column in facts.columns)
    findings = [f for f in facts.findings if f.triggered_on.year == facts.year and f.triggered_on <= day]
    deductions = tuple(_deductions(findings, rulebook))
    points = sum(deduction.points for deduction in deductions)
    vetoed = any(deduction.veto for deduction in deductions)
    has_data = bool(findings) or _has_data(facts, states, day)
    score = _score(points, vetoed, rulebook) if has_data else None
    return AgencyAssessment(
        agency_id=facts.agency_id,
        year=facts.year,
        on_time=_on_time(states, facts.year),
        overdue_open=sum(state.state is RequestStanding.OVERDUE for state in states),
        columns={answer: columns[answer] for answer in ColumnAnswer},
        reply_latency=request_latency(states, facts.year),
        case_latency=case_latency(facts.cases, facts.year, working_days, day),
        cards={severity: sum(f.severity is severity for f in findings) for severity in Severity},
        deductions=deductions,
        points=points,
        vetoed=vetoed,
        score=score,
        grade=None if score is None else rulebook.scoring.grade(score),
        reason=None if has_data else "无数据：本年度没有已受理的申请、成功的检查或者留言",
    )


def rank(scores: Mapping[Name, float | None]) -> dict[Name, int | None]:
    """Places by score, best first, equal scores sharing a place: 1, 2, 2, 4. Without a score there is no place."""
    known = sorted((score for score in scores.values() if score is not None), reverse=True)
    return {name: None if score is None else known.index(score) + 1 for name, score in scores.items()}


def _on_time(states: Iterable[RequestState], year: int) -> Rate:
    """Of the requests settled in ``year``: replied, or their due day over. An open overdue one is not on time."""
    on_time = settled = 0
    for state in states:
        if state.due is None or min(state.due, state.closed_on or state.due).year != year:
            continue
        on_time += state.in_time is True
        settled += state.in_time is not None
    return Rate(on_time, settled)


def _has_data(facts: AgencyYear, states: Iterable[RequestState], day: date) -> bool:
    first = date(facts.year, 1, 1)
    # A request that was closed before the year began says nothing of this year.
    requests = any(s.received is not None and (s.closed_on is None or s.closed_on >= first) for s in states)
    looked = any(
        check.outcome.seen and law_day(check.checked_at) >= first
        for column in facts.columns
        for check in looks_until(column.checks, day)
    )
    heard = any(
        check.outcome.seen and first <= law_day(check.checked_at) <= day
        for account in facts.accounts
        for check in account.checks
    )
    return requests or looked or heard or any(first <= case.asked_on <= day for case in facts.cases)


def _deductions(findings: Iterable[Finding], rulebook: Rulebook) -> Iterable[Deduction]:
    for finding in sorted(findings, key=lambda f: (f.triggered_on, f.rule, f.subject_id, f.occurrence)):
        card = rulebook.card_rules[finding.rule]
        if card.points or card.veto:
            yield Deduction(
                finding.rule,
                card.title,
                finding.subject_kind,
                finding.subject_id,
                finding.occurrence,
                finding.triggered_on,
                card.points,
                card.veto,
            )


def _score(points: float, vetoed: bool, rulebook: Rulebook) -> float:
    scoring = rulebook.scoring
    score = max(scoring.lowest, scoring.start + points)
    return min(score, scoring.veto_score) if vetoed else score
