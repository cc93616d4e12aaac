"""Walks through the log of one request and keeps its clock: base day, limit, extension, exclusions, ends."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from metrics import consultations
from metrics.consultations import Consultation
from metrics.facts import RequestEvent, RequestEventKind
from metrics.request_log import receipt
from metrics.working_days import DueDay, WorkingDays
from rulebook import Rulebook

Kind = RequestEventKind


@dataclass(frozen=True, slots=True)
class BadExtension:
    """An extension that the law does not know: ``reason`` is unapproved, untold or late."""

    on: date
    reason: str
    due: date


@dataclass
class RequestWalk:
    """The clock of one request after the events fed to it, oldest first. The law of each step stands beside it."""

    rulebook: Rulebook
    working_days: WorkingDays
    received: date | None = None
    base: date | None = None
    limit: int = 0
    extension: int = 0
    consultations: tuple[Consultation, ...] = ()
    waiting_for: str | None = None
    waiting_since: date | None = None
    waiting_until: date | None = None
    corrected_once: bool = False
    fee_told: bool = False
    restarted: bool = False
    defect_on: date | None = None
    correction_on: date | None = None
    closed_by: RequestEventKind | None = None
    closed_on: date | None = None
    bad_extensions: list[BadExtension] = field(default_factory=list)
    lost_reviews: list[date] = field(default_factory=list)
    _seen: list[RequestEvent] = field(default_factory=list)

    @classmethod
    def through(cls, events: Sequence[RequestEvent], rulebook: Rulebook, working_days: WorkingDays) -> "RequestWalk":
        """The clock after all of ``events``."""
        walk = cls(rulebook, working_days, limit=rulebook.limit("A33-2", "working_days"))
        for event in events:
            walk.feed(event)
        return walk

    def feed(self, event: RequestEvent) -> None:
        """Takes the next event. After the request is closed only its reviews still matter."""
        self._seen.append(event)
        if event.kind is Kind.REVIEW_DECIDED and event.detail.get("result") == "set_aside_no_reply":
            self.lost_reviews.append(event.on)
        step = _STEPS.get(event.kind)
        if self.closed_on is not None or step is None:
            return
        step(self, event)

    @property
    def running(self) -> bool:
        """Whether there is a due day: received, and not waiting for the applicant."""
        return self.base is not None and self.waiting_for is None

    @property
    def excluded(self) -> int:
        """Working days taken out so far."""
        if self.base is None:
            return 0
        return consultations.excluded_working_days(self.consultations, self.base, self.working_days)

    @property
    def due(self) -> DueDay | None:
        """第三十三条: the n-th working day after the base day, n = limit + extension + excluded."""
        return self._due(self.extension)

    @property
    def first_due(self) -> DueDay | None:
        """The due day without any extension: by it an extension must be made."""
        return self._due(0)

    def own_days(self, until: date) -> tuple[int, int] | None:
        """Working days after the base day through ``until``: the agency's own, and those that no clock counts.

        A consultation takes out no day after ``until``; what comes after the applicant was asked is the applicant's
        time and in neither number. None without a receipt.
        """
        if self.base is None:
            return None
        end = until if self.waiting_since is None else min(until, self.waiting_since)
        asked = [replace(one, through=min(one.through, end)) for one in self.consultations]
        excluded = consultations.excluded_working_days(asked, self.base, self.working_days)
        return self.working_days.count_between(self.base, end) - excluded, excluded

    @property
    def still_until(self) -> date | None:
        """Last day on which an open consultation keeps the clock still; None when none is open."""
        return max((c.through for c in self.consultations if c.answered is None), default=None)

    def _due(self, extension: int) -> DueDay | None:
        if self.base is None or self.waiting_for is not None:
            return None
        return self.working_days.nth_after(self.base, self.limit + extension + self.excluded)

    def _is_past(self, day: date) -> bool:
        due = self.due
        return due is not None and day > due.day

    def _take_receipt(self, _: RequestEvent) -> None:
        self.received = receipt(self._seen)
        if not self.restarted:
            self.base = self.received

    def _note_defect(self, event: RequestEvent) -> None:
        self.defect_on = self.defect_on or event.on

    def _ask_correction(self, event: RequestEvent) -> None:
        """第三十条: asked once; a request that is already overdue is not saved by asking (decision 0007)."""
        self.correction_on = self.correction_on or event.on
        if self.running and not self.corrected_once:
            self.corrected_once = True
            if not self._is_past(event.on):
                self._wait("correction", event.on, _date(event.detail.get("until")))

    def _take_correction(self, event: RequestEvent) -> None:
        """第三十条: the reply clock starts anew, in full. A correction sent twice does not start it twice."""
        if self.waiting_for == "correction" or (self.running and not self.corrected_once):
            self.corrected_once = True
            self._restart(event.on)

    def _lapse(self, event: RequestEvent) -> None:
        if self.waiting_for != "fee":
            self._close(event)

    def _notice_fee(self, event: RequestEvent) -> None:
        """国办函〔2020〕109号: the applicant pays within 20 working days, or the request lapses."""
        if self.running:
            self.fee_told = True
            if not self._is_past(event.on):
                days = self.rulebook.limit("A42-clock", "working_days")
                self._wait("fee", event.on, self.working_days.nth_after(event.on, days).day)

    def _take_fee(self, event: RequestEvent) -> None:
        """国办函〔2020〕109号: the clock starts anew the day after; a payment of which no notice is logged had one."""
        if self.waiting_for == "fee" or (self.running and not self.fee_told):
            self.fee_told = True
            self._restart(event.on)

    def _ask(self, event: RequestEvent) -> None:
        if not self._is_past(event.on):
            self.consultations = consultations.asked(event, self.consultations, self.rulebook, self.working_days)

    def _take_answer(self, event: RequestEvent) -> None:
        self.consultations = consultations.answered(event, self.consultations)

    def _extend(self, event: RequestEvent) -> None:
        """第三十三条第二款: once, approved, told, before the first due day is over, at most 20 working days."""
        first_due = self.first_due
        if first_due is None:
            return
        reason = _fault_of_extension(event, first_due.day)
        if reason is not None:
            self.bad_extensions.append(BadExtension(event.on, reason, first_due.day))
        elif self.extension == 0:
            longest = self.rulebook.limit("A33-3", "working_days")
            self.extension = max(0, min(longest, _whole(event.detail.get("working_days"), longest)))

    def _set_volume_period(self, event: RequestEvent) -> None:
        """第三十五条: a reasonable period takes the place of the limit, when set in time and the applicant is told."""
        if self.base is None or not self.running or self._is_past(event.on):
            return
        if event.detail.get("applicant_told") is False:
            return
        until = _date(event.detail.get("until"))
        if until is not None and until > self.base:
            last = self.working_days.on_or_after(until)
            taken = self.excluded + self.extension
            self.limit = max(1, self.working_days.count_between(self.base, last) - taken)
        else:
            self.limit = max(1, _whole(event.detail.get("working_days"), self.limit))

    def _close(self, event: RequestEvent) -> None:
        self.closed_by, self.closed_on = event.kind, event.on

    def _wait(self, reason: str, since: date, until: date | None) -> None:
        self.waiting_for, self.waiting_since, self.waiting_until = reason, since, until

    def _restart(self, base: date) -> None:
        self.base, self.restarted, self.extension = base, True, 0
        self.limit = self.rulebook.limit("A33-2", "working_days")
        self._wait_is_over()

    def _wait_is_over(self) -> None:
        self.waiting_for, self.waiting_since, self.waiting_until = None, None, None


_STEPS: dict[RequestEventKind, Callable[[RequestWalk, RequestEvent], None]] = {
    Kind.SUBMITTED: RequestWalk._take_receipt,
    Kind.CONFIRMED: RequestWalk._take_receipt,
    Kind.RECEIVED: RequestWalk._take_receipt,
    Kind.DEFECT_NOTED: RequestWalk._note_defect,
    Kind.CORRECTION_ASKED: RequestWalk._ask_correction,
    Kind.CORRECTION_RECEIVED: RequestWalk._take_correction,
    Kind.CORRECTION_LAPSED: RequestWalk._lapse,
    Kind.THIRD_PARTY_ASKED: RequestWalk._ask,
    Kind.AGENCY_ASKED: RequestWalk._ask,
    Kind.THIRD_PARTY_ANSWERED: RequestWalk._take_answer,
    Kind.AGENCY_ANSWERED: RequestWalk._take_answer,
    Kind.EXTENDED: RequestWalk._extend,
    Kind.FEE_NOTICED: RequestWalk._notice_fee,
    Kind.FEE_PAID: RequestWalk._take_fee,
    Kind.VOLUME_PERIOD_SET: RequestWalk._set_volume_period,
    Kind.TRANSFERRED: RequestWalk._close,
    Kind.REPLIED: RequestWalk._close,
    Kind.WITHDRAWN: RequestWalk._close,
}


def _fault_of_extension(event: RequestEvent, first_due: date) -> str | None:
    """Only a stated No is a fault: a log that does not say is not evidence against the agency."""
    if event.on > first_due:
        return "late"
    if event.detail.get("approved") is False:
        return "unapproved"
    return "untold" if event.detail.get("applicant_told") is False else None


def _date(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def _whole(value: Any, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise
