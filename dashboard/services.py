"""What the pages are given to work with. Nothing in this room reads settings or a clock of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from metrics.working_days import WorkingDays
from rulebook import Rulebook
from store import Database

LAW_ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Services:
    """Handed to ``create_application`` and from there to every page.

    ``clock`` returns the present moment (UTC, aware); the demo world's stands still. ``demo`` puts the banner
    "synthetic data" on every page. ``secure_cookies``: the site is reached by https. ``sign_in_hint``: words below the
    sign-in form, such as the accounts of the demo.
    """

    database: Database
    rulebook: Rulebook
    clock: Callable[[], datetime]
    secret_key: str
    evidence_folder: Path
    demo: bool = False
    secure_cookies: bool = False
    sign_in_hint: str = ""

    @cached_property
    def working_days(self) -> WorkingDays:
        """The calendar made ready for counting, once."""
        return WorkingDays(self.rulebook.calendar)

    def today(self) -> date:
        """Return the law's day, in Asia/Shanghai."""
        return self.clock().astimezone(LAW_ZONE).date()
