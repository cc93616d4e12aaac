"""Where facts come from, how the collecting went, and what could not be used."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.models.base import Base


class Source(Base):
    """One thing to collect on a schedule.

    ``kind``: request_log, message_log (``location`` = a folder below the inbox; rows name their agency, ``agency_id``
    is the one meant where they do not), column, site_home, account_feed, question_board
    (``location`` = an address).
    ``way``: how a log comes: folder (also where nothing is said), pull (``location`` = an address), database
    (``location`` = the reference of its URL), upload, api, hand. ``access``: how it is asked, such as the reference of
    a secret, never the secret. ``health``: new, ok, failing. ``next_run_at``: when it is due; an answer with
    Retry-After moves it. ``etag`` and ``last_modified`` are trusted only until ``validators_until``.
    ``evidence_hash``: the newest kept copy, which no rule of retention removes. ``rhythm_days``: median days between
    two updates of a page, as its own items tell. ``kept_failures``: by kind of failure ("http_client_error:404") when
    (``at``) an answer of it was kept last, and its ``hash``. ``retired_on``: of a question board that is no longer
    looked at, with reason and user; what it showed after that day is not known.
    """

    __tablename__ = "sources"
    __table_args__ = (Index("ix_sources_next_run_at", "next_run_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    location: Mapped[str] = mapped_column(String(1000))
    region_code: Mapped[str | None] = mapped_column(ForeignKey("regions.code"), index=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"), index=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("sites.id"), index=True)
    site_column_id: Mapped[int | None] = mapped_column(ForeignKey("site_columns.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    every_minutes: Mapped[int]
    enabled: Mapped[bool] = mapped_column(default=True)
    way: Mapped[str | None] = mapped_column(String(20))
    access: Mapped[dict[str, Any]] = mapped_column(default=dict)
    next_run_at: Mapped[datetime | None]
    rhythm_days: Mapped[float | None]
    health: Mapped[str] = mapped_column(String(20), default="new")
    failures_in_a_row: Mapped[int] = mapped_column(default=0)
    last_run_at: Mapped[datetime | None]
    last_success_at: Mapped[datetime | None]
    last_message: Mapped[str | None] = mapped_column(Text)
    etag: Mapped[str | None] = mapped_column(String(500))
    last_modified: Mapped[str | None] = mapped_column(String(100))
    validators_until: Mapped[datetime | None]
    evidence_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    kept_failures: Mapped[dict[str, Any] | None]
    retired_on: Mapped[date | None]
    retired_reason: Mapped[str | None] = mapped_column(String(300))
    retired_by: Mapped[str | None] = mapped_column(String(80))


class FileOutcome(StrEnum):
    """How a run that reads files ended. Failed is also any run that our own side broke."""

    OK = "ok"
    UNCHANGED = "unchanged"
    PARTLY = "partly"
    FAILED = "failed"


class CollectorRun(Base):
    """One look at one source. ``outcome``: a ``CheckOutcome`` or a ``FileOutcome``.

    ``evidence_hash``: of a question board, the kept copy of the page that was seen; other looks keep theirs (checks).
    """

    __tablename__ = "collector_runs"
    __table_args__ = (Index("ix_collector_runs_source_id_started_at", "source_id", "started_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(30))
    fetched: Mapped[int] = mapped_column(default=0)
    rows: Mapped[int] = mapped_column(default=0)
    accepted: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    quarantined: Mapped[int] = mapped_column(default=0)
    message: Mapped[str | None] = mapped_column(Text)
    evidence_hash: Mapped[str | None] = mapped_column(String(64))


class SourceFile(Base):
    """A file that was taken in, known by its content: the same content again is nothing new.

    ``complete``: every row found its place in the registry. A file that is not is read again for the rows that did not.
    """

    __tablename__ = "source_files"
    __table_args__ = (UniqueConstraint("source_id", "content_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    run_id: Mapped[int] = mapped_column(ForeignKey("collector_runs.id"))
    name: Mapped[str] = mapped_column(String(500))
    content_hash: Mapped[str] = mapped_column(String(64))
    complete: Mapped[bool]


class QuarantineRow(Base):
    """A row that could not be used, with its place, its field and its reason; kept once per ``fingerprint``.

    ``settled_at``: when it was taken in after all, or an officer said that nothing is to be done.
    """

    __tablename__ = "quarantine_rows"

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("collector_runs.id"), index=True)
    file: Mapped[str] = mapped_column(String(500))
    row: Mapped[int] = mapped_column("row_number")
    field: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(String(120))
    explanation: Mapped[str] = mapped_column(Text)
    raw: Mapped[dict[str, Any]]
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    recorded_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class Evidence(Base):
    """What was seen, kept once per content hash. ``status``: of an answer that did not show the page it was asked for
    (an error, a login or a hijacked page); its hash is over status, address and content, because error pages of many
    sites are alike; none where the page was seen. ``file`` is relative to the evidence folder: WARC records (.warc.gz),
    or from before them the bare content (.gz). ``url`` and ``fetched_at`` are of the first look; ``last_seen_at`` is of
    the latest that saw the same content, and retention counts from it.
    """

    __tablename__ = "evidence"
    __table_args__ = (Index("ix_evidence_last_seen_at", "last_seen_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    content_hash: Mapped[str] = mapped_column(String(64), unique=True)
    url: Mapped[str] = mapped_column(String(2000))
    media_type: Mapped[str] = mapped_column(String(120))
    size: Mapped[int]
    status: Mapped[int | None]
    file: Mapped[str] = mapped_column(String(200))
    fetched_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]


class HostRest(Base):
    """A host (name and port) that asked to be left alone (Retry-After): no look at it before ``rests_until``."""

    __tablename__ = "host_rests"

    host: Mapped[str] = mapped_column(String(300), primary_key=True)
    rests_until: Mapped[datetime]
    told_at: Mapped[datetime]


class LookWish(Base):
    """A wish for a new look at a source, left by a card or by an officer (``wished_by``, a user name); the schedule
    fulfils it with a run of the collector."""

    __tablename__ = "look_wishes"
    __table_args__ = (Index("ix_look_wishes_fulfilled_at", "fulfilled_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    card_id: Mapped[int | None] = mapped_column(ForeignKey("cards.id"), index=True)
    wished_by: Mapped[str | None] = mapped_column(String(80))
    wished_at: Mapped[datetime]
    fulfilled_at: Mapped[datetime | None]
    run_id: Mapped[int | None] = mapped_column(ForeignKey("collector_runs.id"))
