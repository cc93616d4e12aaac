"""What the collectors are handed: limits, folders and the clock. They read no settings and no clock of their own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from collectors.fetching import FetchLimits
from metrics.law_days import law_day


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

    def today(self) -> date:
        """The law's day, in Asia/Shanghai."""
        return law_day(self.clock())
