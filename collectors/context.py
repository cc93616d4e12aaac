"""What the collectors are handed: limits, folders and the clock. They read no settings and no clock of their own."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from collectors.fetching import FetchLimits
from collectors.page_workers import PageWorkers
from collectors.secret_references import SecretOf, no_secrets
from collectors.tables.personal import DROP, Conceal
from metrics.law_days import law_day
from metrics.look_times import LookPolicy

if TYPE_CHECKING:
    from collectors.fetching.fetcher import Fetcher


@dataclass(frozen=True)
class CollectContext:
    """How to collect. Whether private addresses may be asked is part of `limits`."""

    inbox: Path
    """Watched folder; the location of a log source is a folder below it."""
    evidence: Path
    """Where kept copies of pages go."""
    clock: Callable[[], datetime]
    """Now, aware."""
    limits: FetchLimits = field(default_factory=FetchLimits)
    workers: int = 8
    """Threads that fetch."""
    trust_validators: timedelta = timedelta(days=1)
    """After so long without a full answer a page is asked for in full: an endless 304 proves nothing."""
    times: LookPolicy | None = None
    """When to look again; without it every source keeps its own fixed interval."""
    limit_days: Mapping[str, int] = field(default_factory=dict)
    """By category of columns, and for `site_home`: calendar days that a page may stay without news."""
    fetcher: Fetcher | None = None
    """One that lives longer than a round, so that its spacing and what it knows of robots.txt go on; else each round
    has its own with `limits`."""
    page_workers: PageWorkers | None = None
    """Processes that read and pack the pages of a large round; without them the threads that fetch do it."""

    conceal: Conceal = DROP
    """What takes the place of an applicant's name at the door."""
    settle_seconds: float = 0.0
    """A file of the inbox is taken when it is older than this, or has not changed for as long."""
    pause: Callable[[float], None] = time.sleep
    """Waits so many seconds."""
    log_bytes: int = 200 * 1024 * 1024
    """Largest log that is pulled, uploaded or pushed."""
    pull_seconds: float = 120.0
    """Longest time for one whole answer of a server that gives a log."""
    secret_of: SecretOf = no_secrets
    """Gives the secret of a name; the top room looks it up."""

    def today(self) -> date:
        """The law's day, in Asia/Shanghai."""
        return law_day(self.clock())
