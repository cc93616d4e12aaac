"""What the pages are given to work with. Nothing in this room reads settings or a clock of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from collectors.context import CollectContext
from metrics.law_days import law_day
from metrics.regional_days import regional_days
from metrics.working_days import WorkingDays
from rulebook import Rulebook
from store import Database


@dataclass(frozen=True)
class Services:
    """Handed to ``create_application`` and from there to every page.

    ``law`` returns the rulebook in force, which changes when a calendar is imported. ``clock`` returns the present
    moment (UTC, aware); the demo world's stands still. ``demo`` puts the banner
    "synthetic data" on every page. ``secure_cookies``: the site is reached by https. ``sign_in_hint``: words below the
    sign-in form, such as the accounts of the demo. ``collecting``: how logs are taken in that are uploaded or pushed,
    none where this house only shows. ``uploads_folder``: where an uploaded file waits until it is imported.
    """

    database: Database
    law: Callable[[], Rulebook]
    clock: Callable[[], datetime]
    secret_key: str
    evidence_folder: Path
    demo: bool = False
    secure_cookies: bool = False
    sign_in_hint: str = ""
    collecting: CollectContext | None = None
    uploads_folder: Path | None = None

    @property
    def rulebook(self) -> Rulebook:
        """The law in force at this moment."""
        return self.law()

    @property
    def working_days(self) -> WorkingDays:
        """The national calendar made ready for counting, once for each calendar."""
        return regional_days(self.rulebook.calendar).national

    def working_days_of(self, region_path: str) -> WorkingDays:
        """The calendar of the region with that chain of codes: without the days off that it added."""
        return regional_days(self.rulebook.calendar).of(region_path)

    def today(self) -> date:
        """Return the law's day, in Asia/Shanghai."""
        return law_day(self.clock())
