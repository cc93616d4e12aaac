"""Whether an annual report was published in time (条例 第四十九条, A49-1, A49-2), from what a column showed.

What can be seen is publication; that a report was handed in (提交) is entered by an officer and decides nothing here.
Not seen is not missed: a list that was not looked at, that could not be read, or in which no report on any year can be
told, proves nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from metrics.annual_report.publication import RULE_OF, last_day
from metrics.finding import Finding, Outcome, Subject, SubjectKind, first_of_each
from rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class ReportSeen:
    """A published report. ``published_on``: the day told, if any; ``first_seen_on``: of the first look showing it."""

    year: int
    published_on: date | None
    first_seen_on: date
    column_id: int | None = None


@dataclass(frozen=True, slots=True)
class ReportLook:
    """One look at a column of annual reports. ``seen``: it showed the list; ``items``: how many entries."""

    check_id: int
    column_id: int
    day: date
    seen: bool
    items: int
    evidence_hash: str | None = None


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """One agency, the looks at its columns of annual reports (oldest first) and the reports known to be published."""

    agency_id: int
    kind: str
    looks: Sequence[ReportLook]
    published: Sequence[ReportSeen]


class ReportAnswer(StrEnum):
    """What is known of one year's report. ``UNCLEAR``: seen, but the list tells neither yes nor no."""

    IN_TIME = "in_time"
    LATE = "late"
    MISSING = "missing"
    NOT_DUE = "not_due"
    UNCLEAR = "unclear"
    NOT_CHECKED = "not_checked"
    CHECK_FAILED = "check_failed"


@dataclass(frozen=True, slots=True)
class ReportState:
    """``reason``: Chinese, for people. ``last_day``: on which the report is in time."""

    answer: ReportAnswer
    last_day: date
    published_on: date | None
    reason: str


def due_year(day: date, kind: str, rulebook: Rulebook) -> int:
    """The newest year whose report must be out on ``day``."""
    year = day.year - 1
    return year if day > last_day(year, kind, rulebook) else year - 1


def report_findings(facts: ReportFacts, rulebook: Rulebook, as_of: date) -> Outcome:
    """AR-R, once a year, with the day after the last day in time as its true day, however late it is noticed.

    Only the report that was due when it was looked for is judged: lists go back for many years.
    """
    if facts.kind not in RULE_OF:
        return Outcome((), None)
    return Outcome(first_of_each(_findings(facts, rulebook, as_of)), None)


def report_state(facts: ReportFacts, year: int, rulebook: Rulebook, as_of: date) -> ReportState:
    """What is known on ``as_of`` of the report on ``year``."""
    last = last_day(year, facts.kind, rulebook)
    known = [one for one in facts.published if one.year == year and one.first_seen_on <= as_of]
    days = [one.published_on for one in known if one.published_on is not None]
    if days:
        first = min(days)
        answer = ReportAnswer.IN_TIME if first <= last else ReportAnswer.LATE
        return ReportState(answer, last, first, f"{first} 公布，期限 {last}")
    if known:
        seen = min(one.first_seen_on for one in known)
        if seen <= last:
            return ReportState(ReportAnswer.IN_TIME, last, None, f"{seen} 已见公布（未注明日期），期限 {last}")
        return ReportState(ReportAnswer.UNCLEAR, last, None, f"已公布，未注明日期，首次见到为 {seen}")
    return _state_without(facts, last, rulebook, as_of)


def _state_without(facts: ReportFacts, last: date, rulebook: Rulebook, as_of: date) -> ReportState:
    looks = [look for look in facts.looks if look.day <= as_of]
    if as_of <= last:
        return ReportState(ReportAnswer.NOT_DUE, last, None, f"尚未到期，期限 {last}")
    if not looks:
        return ReportState(ReportAnswer.NOT_CHECKED, last, None, "没有登记年报栏目，或者从未检查")
    newest = looks[-1]
    if (as_of - newest.day).days > rulebook.limit("TRUST", "look_days"):
        return ReportState(ReportAnswer.NOT_CHECKED, last, None, f"{newest.day} 之后未再检查")
    if not newest.seen:
        return ReportState(ReportAnswer.CHECK_FAILED, last, None, f"{newest.day} 检查失败")
    if newest.day > last and _tells(newest, facts):
        return ReportState(ReportAnswer.MISSING, last, None, f"{newest.day} 检查时未见公布，期限 {last}")
    return ReportState(ReportAnswer.UNCLEAR, last, None, f"{newest.day} 检查时，栏目中没有认得出的年度报告")


def _findings(facts: ReportFacts, rulebook: Rulebook, as_of: date) -> Iterator[Finding]:
    for look in facts.looks:
        year = due_year(look.day, facts.kind, rulebook)
        if look.day <= as_of and look.seen and not _known(facts, year, look.day) and _tells(look, facts):
            yield _finding(facts, year, rulebook, None, look)
    for one in facts.published:
        day = one.published_on
        judged = one.first_seen_on <= as_of and one.year >= due_year(one.first_seen_on, facts.kind, rulebook)
        if day is None or not judged or day <= last_day(one.year, facts.kind, rulebook):
            continue
        if not any(_in_time(other, one.year, facts.kind, rulebook) for other in facts.published):
            yield _finding(facts, one.year, rulebook, one, None)


def _known(facts: ReportFacts, year: int, day: date) -> bool:
    # By the day on which it was seen: a date set back later does not undo what a look proved.
    return any(one.year == year and one.first_seen_on <= day for one in facts.published)


def _in_time(one: ReportSeen, year: int, kind: str, rulebook: Rulebook) -> bool:
    return one.year == year and (one.published_on or one.first_seen_on) <= last_day(year, kind, rulebook)


def _tells(look: ReportLook, facts: ReportFacts) -> bool:
    """Whether the list would have told of a report: it is blank, or shows the report on some year."""
    if look.items == 0:
        return True
    return any(one.column_id == look.column_id and one.first_seen_on <= look.day for one in facts.published)


def _finding(
    facts: ReportFacts, year: int, rulebook: Rulebook, late: ReportSeen | None, look: ReportLook | None
) -> Finding:
    """By the report that came ``late``, or by the ``look`` that did not show it."""
    last = last_day(year, facts.kind, rulebook)
    subject = Subject(SubjectKind.AGENCY, facts.agency_id, facts.agency_id)
    details = {
        "rule_id": RULE_OF[facts.kind],
        "year": year,
        "last": last.isoformat(),
        "published_on": late.published_on.isoformat() if late and late.published_on else None,
        "columns": [one.column_id for one in (late, look) if one is not None and one.column_id is not None],
        "check_id": look.check_id if look else None,
        "looked_on": look.day.isoformat() if look else None,
        "evidence_hash": look.evidence_hash if look else None,
    }
    return subject.finding(rulebook, "AR-R", f"annual-report:{year}", last + timedelta(days=1), details)
