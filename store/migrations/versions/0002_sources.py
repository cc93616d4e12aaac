"""First tables: sources."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.Column("media_type", sa.String(length=120), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=200), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        sa.UniqueConstraint("content_hash", name="uq_evidence_content_hash"),
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("location", sa.String(length=1000), nullable=False),
        sa.Column("region_code", sa.String(length=6), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("site_column_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("every_minutes", sa.Integer(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("profile", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("next_run_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("health", sa.String(length=20), nullable=False),
        sa.Column("failures_in_a_row", sa.Integer(), nullable=False),
        sa.Column("last_run_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_success_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_message", sa.Text(), nullable=True),
        sa.Column("etag", sa.String(length=500), nullable=True),
        sa.Column("last_modified", sa.String(length=100), nullable=True),
        sa.Column("validators_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_sources_account_id"),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name="fk_sources_agency_id"),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name="fk_sources_region_code"),
        sa.ForeignKeyConstraint(["site_column_id"], ["site_columns.id"], name="fk_sources_site_column_id"),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name="fk_sources_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sources"),
        sa.UniqueConstraint("key", name="uq_sources_key"),
    )
    op.create_index("ix_sources_account_id", "sources", ["account_id"], unique=False)
    op.create_index("ix_sources_agency_id", "sources", ["agency_id"], unique=False)
    op.create_index("ix_sources_next_run_at", "sources", ["next_run_at"], unique=False)
    op.create_index("ix_sources_region_code", "sources", ["region_code"], unique=False)
    op.create_index("ix_sources_site_column_id", "sources", ["site_column_id"], unique=False)
    op.create_index("ix_sources_site_id", "sources", ["site_id"], unique=False)
    op.create_table(
        "collector_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=30), nullable=False),
        sa.Column("fetched", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("quarantined", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_collector_runs_source_id"),
        sa.PrimaryKeyConstraint("id", name="pk_collector_runs"),
    )
    op.create_index(
        "ix_collector_runs_source_id_started_at", "collector_runs", ["source_id", "started_at"], unique=False
    )
    op.create_table(
        "quarantine_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=500), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(length=120), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("raw", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["collector_runs.id"], name="fk_quarantine_rows_run_id"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_quarantine_rows_source_id"),
        sa.PrimaryKeyConstraint("id", name="pk_quarantine_rows"),
        sa.UniqueConstraint("fingerprint", name="uq_quarantine_rows_fingerprint"),
    )
    op.create_index("ix_quarantine_rows_run_id", "quarantine_rows", ["run_id"], unique=False)
    op.create_index("ix_quarantine_rows_source_id", "quarantine_rows", ["source_id"], unique=False)
    op.create_table(
        "source_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["collector_runs.id"], name="fk_source_files_run_id"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_source_files_source_id"),
        sa.PrimaryKeyConstraint("id", name="pk_source_files"),
        sa.UniqueConstraint("source_id", "content_hash", name="uq_source_files_source_id_content_hash"),
    )
    # ### end Alembic commands ###


def downgrade() -> None:
    op.drop_table("source_files")
    op.drop_index("ix_quarantine_rows_source_id", table_name="quarantine_rows")
    op.drop_index("ix_quarantine_rows_run_id", table_name="quarantine_rows")
    op.drop_table("quarantine_rows")
    op.drop_index("ix_collector_runs_source_id_started_at", table_name="collector_runs")
    op.drop_table("collector_runs")
    op.drop_index("ix_sources_site_id", table_name="sources")
    op.drop_index("ix_sources_site_column_id", table_name="sources")
    op.drop_index("ix_sources_region_code", table_name="sources")
    op.drop_index("ix_sources_next_run_at", table_name="sources")
    op.drop_index("ix_sources_agency_id", table_name="sources")
    op.drop_index("ix_sources_account_id", table_name="sources")
    op.drop_table("sources")
    op.drop_table("evidence")
    # ### end Alembic commands ###
