"""The way from an empty or older database to the tables of ``store.models``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import inspect, text

from store.database import Database

_FOLDER: Final = Path(__file__).parent


def migrate(database: Database) -> None:
    """Bring ``database`` to the newest revision; does nothing where it is already there."""
    from alembic import command  # long to load, and only here is it needed
    from alembic.config import Config

    configuration = Config()
    configuration.set_main_option("script_location", str(_FOLDER))
    configuration.set_main_option("path_separator", "os")
    with database.write() as session:
        configuration.attributes["connection"] = session.connection()
        command.upgrade(configuration, "head")


def is_current(database: Database) -> bool:
    """Whether the database's tables are those of this version. Every start asks: this goes without Alembic."""
    with database.read() as session:
        if not inspect(session.connection()).has_table("alembic_version"):
            return False
        return session.scalars(text("SELECT version_num FROM alembic_version")).all() == [newest_revision()]


def newest_revision() -> str:
    """The revision that Alembic calls its head: files in ``versions`` are numbered in one line."""
    return max(file.name.partition("_")[0] for file in _FOLDER.glob("versions/[0-9]*.py"))
