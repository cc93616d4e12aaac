"""The facts that metrics judge: what was seen, what happened and when. Days are Asia/Shanghai, instants are UTC."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from metrics.check_outcome import CheckOutcome

__all__ = [
    "AccountCheck",
    "AccountFacts",
    "CaseFacts",
    "CaseKind",
    "CheckOutcome",
    "ColumnCheck",
    "ColumnFacts",
    "RequestEvent",
    "RequestEventKind",
    "RequestFacts",
    "SiteCheck",
    "SiteFacts",
    "VisitDay",
]


class RequestEventKind(StrEnum):
    """What can happen to one application for information (依申请公开)."""

    SUBMITTED = "submitted"
    CONFIRMED = "confirmed"
    RECEIVED = "received"
    DEFECT_NOTED = "defect_noted"
    CORRECTION_ASKED = "correction_asked"
    CORRECTION_RECEIVED = "correction_received"
    CORRECTION_LAPSED = "correction_lapsed"
    THIRD_PARTY_ASKED = "third_party_asked"
    THIRD_PARTY_ANSWERED = "third_party_answered"
    AGENCY_ASKED = "agency_asked"
    AGENCY_ANSWERED = "agency_answered"
    EXTENDED = "extended"
    FEE_NOTICED = "fee_noticed"
    FEE_PAID = "fee_paid"
    VOLUME_PERIOD_SET = "volume_period_set"
    TRANSFERRED = "transferred"
    REPLIED = "replied"
    WITHDRAWN = "withdrawn"
    REVIEW_FILED = "review_filed"
    REVIEW_DECIDED = "review_decided"
    LAWSUIT_FILED = "lawsuit_filed"
    LAWSUIT_DECIDED = "lawsuit_decided"
    CORRECTED_ENTRY = "corrected_entry"


@dataclass(frozen=True, slots=True)
class RequestEvent:
    """One line of a request's log.

    ``detail`` keys: channel (in_person | registered_post | post | internet | fax), applicant (natural_person |
    enterprise | research | public_interest | legal_service | other), working_days (extension or volume period),
    approved, applicant_told (bool), until (ISO date), consultation (pairs asked with answered), outcome (code of the
    reply kind), result (of a review), for corrected_entry: kind and on (ISO date) of the entry struck out.
    """

    kind: RequestEventKind
    on: date
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """One request: all events of its log, in the order in which they were entered."""

    id: int
    agency_id: int
    events: Sequence[RequestEvent]


@dataclass(frozen=True, slots=True)
class ColumnCheck:
    """One look at a column. ``seen_since``: first look since which newest (or blank, or undated) is unchanged."""

    id: int
    checked_at: datetime
    outcome: CheckOutcome
    newest: date | None
    items: int
    dated: int
    seen_since: date
    evidence_hash: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """One column (栏目) and its looks. ``limit_days`` None: the limit of the category."""

    id: int
    agency_id: int
    site_id: int
    category: str
    limit_days: int | None
    checks: Sequence[ColumnCheck]


@dataclass(frozen=True, slots=True)
class SiteCheck:
    """One look at a home page. ``newest``: newest date seen there, None when none of its ``items`` is dated.

    Without items (a page that a script draws, an entrance with pictures) the visit says nothing of updates.
    """

    id: int
    checked_at: datetime
    outcome: CheckOutcome
    elapsed_ms: int
    newest: date | None
    items: int
    seen_since: date

    @property
    def shows_updates(self) -> bool:
        """Whether the visit proves anything of how new the home page is (W3)."""
        return self.outcome.seen and self.items > 0


@dataclass(frozen=True, slots=True)
class VisitDay:
    """The visits of one day (Asia/Shanghai) that say something of the site, and those of them that did not open in
    time. Visits that our own side prevented, that we refused or that the site asked to put off are in neither."""

    day: date
    visits: int
    failed: int


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """One website: the looks at its home page, its columns, and day by day the visits that tell whether it opens."""

    id: int
    agency_id: int
    checks: Sequence[SiteCheck]
    columns: Sequence[ColumnFacts]
    visits: Sequence[VisitDay] = ()


class CaseKind(StrEnum):
    """What is asked on one day and due an answer by another."""

    MESSAGE = "message"
    HOTLINE_ORDER = "hotline_order"
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One message (留言), hotline order (12345 工单) or approval (办件).

    Of a question on a board: ``evidence_hash``: the kept page on which it was first seen; ``seen_until``: the day of
    the last look that showed the board; ``watched_until``: the day on which the board was retired. Whether an open
    question was answered later is not known.
    """

    id: int
    agency_id: int
    kind: CaseKind
    site_id: int | None
    account_id: int | None
    asked_on: date
    answered_on: date | None
    evidence_hash: str | None = None
    watched_until: date | None = None
    seen_until: date | None = None


@dataclass(frozen=True, slots=True)
class AccountCheck:
    """One look at a new-media account."""

    id: int
    checked_at: datetime
    outcome: CheckOutcome
    newest: date | None
    seen_since: date


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """One new-media account (政务新媒体账号), its looks and the messages left with it."""

    id: int
    agency_id: int
    account_class: str
    checks: Sequence[AccountCheck]
    messages: Sequence[CaseFacts] = ()
