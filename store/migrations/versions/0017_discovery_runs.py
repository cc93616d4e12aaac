"""Discoveries that officers wish for; the lines of the audit trail about one thing."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "discovery_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("budget", sa.Integer(), nullable=False),
        sa.Column("wished_by", sa.String(length=80), nullable=False),
        sa.Column("wished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("new_proposals", sa.Integer(), nullable=False),
        sa.Column("stop_asked_by", sa.String(length=80), nullable=True),
        sa.Column("stop_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name="fk_discovery_runs_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_discovery_runs"),
    )
    still_open = sa.text("finished_at IS NULL")
    op.create_index(
        "uq_discovery_runs_open",
        "discovery_runs",
        ["site_id"],
        unique=True,
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
    op.create_index("ix_discovery_runs_site_id", "discovery_runs", ["site_id"], unique=False)
    op.create_index("ix_discovery_runs_finished_at", "discovery_runs", ["finished_at"], unique=False)
    op.create_index("ix_audit_entries_subject", "audit_entries", ["subject"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_audit_entries_subject", table_name="audit_entries")
    op.drop_index("ix_discovery_runs_finished_at", table_name="discovery_runs")
    op.drop_index("ix_discovery_runs_site_id", table_name="discovery_runs")
    op.drop_index("uq_discovery_runs_open", table_name="discovery_runs")
    op.drop_table("discovery_runs")
