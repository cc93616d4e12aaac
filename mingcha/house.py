"""What every verb needs, put together once from the settings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from mingcha.clock import Clock, make_clock
from mingcha.settings import Settings
from rulebook import Rulebook, load_rulebook
from store import Database
from store.migrations import is_current, migrate


class NotReady(OSError):
    """The database is not there or not of this version."""


@dataclass(frozen=True)
class House:
    """Settings and what follows from them; parts are made when they are first asked for."""

    settings: Settings

    @cached_property
    def rulebook(self) -> Rulebook:
        """The law in force; raises ``RulebookError`` with file, line and key."""
        return load_rulebook(self.settings.rulebook_folder)

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

    def with_settings(self, **changes: Any) -> House:
        """Return a house of changed settings that shares nothing with this one."""
        return replace(self, settings=self.settings.model_copy(update=changes))


def open_house() -> House:
    """Read the settings from the environment."""
    return House(Settings())
