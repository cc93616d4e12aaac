"""What every verb needs, put together once from the settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import make_url

from collectors.page_workers import PageWorkers
from mingcha.clock import Clock, make_clock
from mingcha.fetching import page_limits
from mingcha.law import Law
from mingcha.settings import Settings
from rulebook import Rulebook, load_rulebook
from store import Database
from store.migrations import is_current, migrate
from store.models import CalendarNotice

if TYPE_CHECKING:
    from collectors.fetching.fetcher import Fetcher


class NotReady(OSError):
    """The database is not there or not of this version."""


@dataclass(frozen=True)
class House:
    """Settings and what follows from them; parts are made when they are first asked for."""

    settings: Settings

    @cached_property
    def shipped_rulebook(self) -> Rulebook:
        """The rulebook of the folder alone; raises ``RulebookError`` with file, line and key."""
        return load_rulebook(self.settings.rulebook_folder)

    @cached_property
    def law(self) -> Law:
        """The rulebook with the calendars that were imported, kept up to date."""
        return Law(self.shipped_rulebook, self.database)

    @cached_property
    def fetcher(self) -> Fetcher:
        """The fetcher of the schedule: spacing per host and what robots.txt said outlive its rounds."""
        from collectors.fetching.fetcher import Fetcher  # HTTP is long to load, and most verbs fetch nothing

        return Fetcher(page_limits(self.settings), connections=2 * self.settings.fetch_workers, clock=self.clock)

    @cached_property
    def page_workers(self) -> PageWorkers | None:
        """The processes that read and pack the pages of large rounds, if there are to be any; they outlive a round."""
        return PageWorkers(self.settings.page_workers) if self.settings.page_workers else None

    @property
    def rulebook(self) -> Rulebook:
        """The law in force at this moment: what is asked here sees a calendar imported a moment ago."""
        return self.law.current() if self._has_database() else self.shipped_rulebook

    def imported_notices(self, year: int) -> Sequence[CalendarNotice]:
        """Every imported version of the notices for ``year``, oldest first; none before there is a database."""
        return self.law.notices(year) if self._has_database() else ()

    @cached_property
    def clock(self) -> Clock:
        """What time it is, in UTC."""
        return make_clock(self.settings.as_of)

    @cached_property
    def database(self) -> Database:
        """The database as it is; call ``prepared_database`` where its tables are needed."""
        self.settings.data_folder.mkdir(parents=True, exist_ok=True)
        return Database(self.settings.database_address)

    def prepared_database(self) -> Database:
        """Return the database; raises ``NotReady`` where ``mingcha init`` is still to be run."""
        if not is_current(self.database):
            raise NotReady("the database is not initialised or of another version: run `mingcha init` first")
        return self.database

    def initialised_database(self) -> Database:
        """Return the database after bringing its tables to this version."""
        migrate(self.database)
        return self.database

    def _has_database(self) -> bool:
        """Whether there is a database to ask; asking must not make one."""
        address = make_url(self.settings.database_address)
        return address.get_backend_name() != "sqlite" or Path(address.database or "").is_file()

    def with_settings(self, **changes: Any) -> House:
        """Return a house of changed settings that shares nothing with this one."""
        return replace(self, settings=self.settings.model_copy(update=changes))


def open_house() -> House:
    """Read the settings from the environment."""
    return House(Settings())
