"""Facts, findings and cards kept: tables, migrations, queries. See docs/architecture.md."""

from store.database import Database

__all__ = ["Database"]
