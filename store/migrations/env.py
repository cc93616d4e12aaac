"""Alembic's entry: runs on the connection that ``store.migrations.migrate`` hands over."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON

from store.models import Base
from store.models.base import UtcDateTime


def _render_type(kind: str, item: Any, _autogenerate: AutogenContext) -> str | Literal[False]:
    # Revisions name plain types, so that an old revision never depends on today's classes.
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, JSON):
        return 'sa.JSON().with_variant(JSONB(), "postgresql")'
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=_render_type,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
