"""The way from an empty or older database to the tables of ``store.models``."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from store.database import Database


def migrate(database: Database) -> None:
    """Bring ``database`` to the newest revision; does nothing where it is already there."""
    configuration = _configuration()
    with database.write() as session:
        configuration.attributes["connection"] = session.connection()
        command.upgrade(configuration, "head")


def is_current(database: Database) -> bool:
    """Whether the database's tables are those of this version."""
    with database.read() as session:
        current = MigrationContext.configure(session.connection()).get_current_revision()
    return current == ScriptDirectory.from_config(_configuration()).get_current_head()


def _configuration() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(Path(__file__).parent))
    configuration.set_main_option("path_separator", "os")
    return configuration
