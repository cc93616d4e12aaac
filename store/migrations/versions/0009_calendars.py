"""Imported calendars, the calendar each open matter was counted by, and the due days that a new one moved."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("law_versions", sa.Column("content", _JSON, nullable=True))
    for table in ("requests", "cards"):
        key = sa.ForeignKey("law_versions.id", name=f"fk_{table}_calendar_id")
        op.add_column(table, sa.Column("calendar_id", sa.Integer(), key, nullable=True), inline_references=True)
    op.create_table(
        "calendar_notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=10), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", _JSON, nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("file", sa.String(length=500), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_notices"),
        sa.UniqueConstraint("area", "year", "version", name="uq_calendar_notices_area_year_version"),
    )
    op.create_table(
        "due_day_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("old_due", sa.Date(), nullable=True),
        sa.Column("new_due", sa.Date(), nullable=True),
        sa.Column("old_provisional", sa.Boolean(), nullable=False),
        sa.Column("new_provisional", sa.Boolean(), nullable=False),
        sa.Column("old_calendar", sa.String(length=80), nullable=False),
        sa.Column("new_calendar", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name="fk_due_day_changes_request_id"),
        sa.ForeignKeyConstraint(["run_id"], ["evaluation_runs.id"], name="fk_due_day_changes_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_due_day_changes"),
    )
    op.create_index("ix_due_day_changes_request_id", "due_day_changes", ["request_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_due_day_changes_request_id", table_name="due_day_changes")
    op.drop_table("due_day_changes")
    op.drop_table("calendar_notices")
    for table in ("cards", "requests"):
        with op.batch_alter_table(table) as batch:
            batch.drop_column("calendar_id")
    op.drop_column("law_versions", "content")
