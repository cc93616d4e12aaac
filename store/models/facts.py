"""Facts of requests, cases, columns, sites and accounts. Rows of facts are appended, never changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.models.base import Base

REVIEW_AT_ONCE = date(1970, 1, 1)
"""``next_review_on`` of a matter with new facts: whatever day the next evaluation is for, it visits this matter."""


class Request(Base):
    """One application for information (依申请公开): its identity. What it is now follows from its events.

    ``number`` is unique within its agency. ``applicant_hash``: a keyed hash of who applied (64 hex digits), where the
    installation keeps one: equal for one applicant, and nobody's name. ``next_review_on``: the next day on which a
    finding can arise; recording a new event sets it to ``REVIEW_AT_ONCE``; none for a matter that can bring no more.
    ``calendar_id``: the calendar by which it was judged last.

    The columns from ``computed_as_of`` on are a projection for lists and calendars, never a fact: a copy of
    ``metrics.request_projection`` that every review of the request writes anew. They hold no word that changes by the
    day: whether a request is overdue is asked by comparing ``due_on`` with today. None of them says anything while
    ``computed_as_of`` is empty, and a request with ``next_review_on`` up to today has news they do not know yet.
    """

    __tablename__ = "requests"
    __table_args__ = (
        UniqueConstraint("agency_id", "number"),
        Index("ix_requests_next_review_on", "next_review_on"),
        Index("ix_requests_closed_on_due_on", "closed_on", "due_on"),
        Index("ix_requests_received_on", "received_on"),
        Index("ix_requests_applicant_hash", "applicant_hash"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    source_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"))
    number: Mapped[str] = mapped_column(String(120))
    description: Mapped[str | None] = mapped_column(Text)
    applicant_hash: Mapped[str | None] = mapped_column(String(64))
    next_review_on: Mapped[date | None] = mapped_column(default=REVIEW_AT_ONCE)
    calendar_id: Mapped[int | None] = mapped_column(ForeignKey("law_versions.id"))
    computed_as_of: Mapped[date | None]
    phase: Mapped[str | None] = mapped_column(String(20))
    received_on: Mapped[date | None]
    due_on: Mapped[date | None]
    due_provisional: Mapped[bool | None]
    consulting_until: Mapped[date | None]
    waiting_until: Mapped[date | None]
    closed_on: Mapped[date | None]
    channel: Mapped[str | None] = mapped_column(String(20))
    outcome: Mapped[str | None] = mapped_column(String(40))


class RequestEvent(Base):
    """One entry in the log of a request. ``kind`` and the keys of ``detail``: ``metrics.facts.RequestEventKind``.

    A wrong entry is corrected by a later one whose ``corrects_id`` names it: a replacement of any kind, or one of kind
    ``corrected_entry`` that only strikes it out. Effective are the entries that no other corrects.
    ``fingerprint``: ``store.models.base.fingerprint(kind, happened_on, detail, corrects_id)``. ``source_row``: the row
    of the run's file that told of it, ``source_sheet`` its sheet where the file has several.
    """

    __tablename__ = "request_events"
    __table_args__ = (UniqueConstraint("request_id", "fingerprint"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    kind: Mapped[str] = mapped_column(String(40))
    happened_on: Mapped[date]
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("request_events.id"))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("collector_runs.id"))
    source_row: Mapped[int | None]
    source_sheet: Mapped[str | None] = mapped_column(String(120))
    recorded_at: Mapped[datetime]
    fingerprint: Mapped[str] = mapped_column(String(64))


class Case(Base):
    """Anything asked on one day and due an answer by another. ``kind``: message, hotline_order, approval.

    A message hangs on the site or the account where it was left. Like a request, a case is its events.
    """

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("kind", "agency_id", "number"),
        Index("ix_cases_next_review_on", "next_review_on"),
        Index("ix_cases_account_id", "account_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    source_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("sites.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    number: Mapped[str] = mapped_column(String(120))
    title: Mapped[str | None] = mapped_column(Text)
    next_review_on: Mapped[date | None] = mapped_column(default=REVIEW_AT_ONCE)


class CaseEvent(Base):
    """One entry in a case's log, see RequestEvent. ``kind``: asked, accepted, answered, closed, corrected_entry."""

    __tablename__ = "case_events"
    __table_args__ = (UniqueConstraint("case_id", "fingerprint"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    kind: Mapped[str] = mapped_column(String(40))
    happened_on: Mapped[date]
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("case_events.id"))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("collector_runs.id"))
    source_row: Mapped[int | None]
    source_sheet: Mapped[str | None] = mapped_column(String(120))
    recorded_at: Mapped[datetime]
    fingerprint: Mapped[str] = mapped_column(String(64))


class QuestionPage(Base):
    """The page of one question of a board, as a look saw and kept it: when it was opened first, when an answer was
    seen on it, and now and then between."""

    __tablename__ = "question_pages"
    __table_args__ = (UniqueConstraint("case_id", "run_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    run_id: Mapped[int] = mapped_column(ForeignKey("collector_runs.id"))
    seen_at: Mapped[datetime]
    is_answered: Mapped[bool]
    evidence_hash: Mapped[str] = mapped_column(String(64), index=True)


class LookColumns:
    """What every look keeps. ``outcome``: ``metrics.facts.CheckOutcome``; ``newest``: date of the newest item seen.

    ``seen_since``: the day (Asia/Shanghai) of the first look since which newest, blank or undated is unchanged, carried
    on from the look before. An unchanged page (304) repeats what the last full look saw.
    """

    run_id: Mapped[int] = mapped_column(ForeignKey("collector_runs.id"), unique=True)
    checked_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(30))
    newest: Mapped[date | None]
    items: Mapped[int] = mapped_column(default=0)
    dated: Mapped[int] = mapped_column(default=0)
    seen_since: Mapped[date | None]
    evidence_hash: Mapped[str | None] = mapped_column(String(64))
    status: Mapped[int | None]
    elapsed_ms: Mapped[int | None]


class ColumnCheck(LookColumns, Base):
    """One look at a column. ``flags``: what was remarkable (future_date, undated …)."""

    __tablename__ = "column_checks"
    __table_args__ = (Index("ix_column_checks_site_column_id_id", "site_column_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_column_id: Mapped[int] = mapped_column(ForeignKey("site_columns.id"))
    flags: Mapped[list[Any]] = mapped_column(default=list)


class ColumnUpdate(Base):
    """A day on which a column was updated, told by the dates of its items, once. ``items``: the most that one look saw
    of that day. ``first_seen_at`` far behind ``updated_on``: seen by the first look ever, or dated back.
    """

    __tablename__ = "column_updates"
    __table_args__ = (UniqueConstraint("site_column_id", "updated_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_column_id: Mapped[int] = mapped_column(ForeignKey("site_columns.id"))
    updated_on: Mapped[date]
    items: Mapped[int]
    first_seen_at: Mapped[datetime]


class SiteCheck(LookColumns, Base):
    """One visit to a site's home page: was it open, how long did it take, what was newest on it."""

    __tablename__ = "site_checks"
    __table_args__ = (Index("ix_site_checks_site_id_id", "site_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"))


class AccountCheck(LookColumns, Base):
    """One look at a new-media account's list of posts."""

    __tablename__ = "account_checks"
    __table_args__ = (Index("ix_account_checks_account_id_id", "account_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))


class Post(Base):
    """A post of an account, once per ``external_id``."""

    __tablename__ = "posts"
    __table_args__ = (UniqueConstraint("account_id", "external_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    run_id: Mapped[int] = mapped_column(ForeignKey("collector_runs.id"))
    external_id: Mapped[str] = mapped_column(String(500))
    title: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(String(2000))
    published_at: Mapped[datetime | None]
    recorded_at: Mapped[datetime]
