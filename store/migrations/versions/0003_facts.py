"""First tables: facts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("next_review_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_cases_account_id"),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name="fk_cases_agency_id"),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name="fk_cases_site_id"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_cases_source_id"),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.UniqueConstraint("kind", "agency_id", "number", name="uq_cases_kind_agency_id_number"),
    )
    op.create_index("ix_cases_account_id", "cases", ["account_id"], unique=False)
    op.create_index("ix_cases_next_review_on", "cases", ["next_review_on"], unique=False)
    op.create_table(
        "requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("next_review_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name="fk_requests_agency_id"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_requests_source_id"),
        sa.PrimaryKeyConstraint("id", name="pk_requests"),
        sa.UniqueConstraint("agency_id", "number", name="uq_requests_agency_id_number"),
    )
    op.create_index("ix_requests_next_review_on", "requests", ["next_review_on"], unique=False)
    op.create_table(
        "account_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=30), nullable=False),
        sa.Column("newest", sa.Date(), nullable=True),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Integer(), nullable=False),
        sa.Column("seen_since", sa.Date(), nullable=True),
        sa.Column("evidence_hash", sa.String(length=64), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("elapsed_ms", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_account_checks_account_id"),
        sa.ForeignKeyConstraint(["run_id"], ["collector_runs.id"], name="fk_account_checks_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_account_checks"),
        sa.UniqueConstraint("run_id", name="uq_account_checks_run_id"),
    )
    op.create_index("ix_account_checks_account_id_id", "account_checks", ["account_id", "id"], unique=False)
    op.create_table(
        "case_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("detail", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_events_case_id"),
        sa.ForeignKeyConstraint(["corrects_id"], ["case_events.id"], name="fk_case_events_corrects_id"),
        sa.ForeignKeyConstraint(["run_id"], ["collector_runs.id"], name="fk_case_events_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_case_events"),
        sa.UniqueConstraint("case_id", "fingerprint", name="uq_case_events_case_id_fingerprint"),
    )
    op.create_table(
        "column_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_column_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=30), nullable=False),
        sa.Column("newest", sa.Date(), nullable=True),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Integer(), nullable=False),
        sa.Column("flags", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("seen_since", sa.Date(), nullable=True),
        sa.Column("evidence_hash", sa.String(length=64), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("elapsed_ms", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["collector_runs.id"], name="fk_column_checks_run_id"),
        sa.ForeignKeyConstraint(["site_column_id"], ["site_columns.id"], name="fk_column_checks_site_column_id"),
        sa.PrimaryKeyConstraint("id", name="pk_column_checks"),
        sa.UniqueConstraint("run_id", name="uq_column_checks_run_id"),
    )
    op.create_index("ix_column_checks_site_column_id_id", "column_checks", ["site_column_id", "id"], unique=False)
    op.create_table(
        "posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.String(length=500), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("url", sa.String(length=2000), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_posts_account_id"),
        sa.ForeignKeyConstraint(["run_id"], ["collector_runs.id"], name="fk_posts_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_posts"),
        sa.UniqueConstraint("account_id", "external_id", name="uq_posts_account_id_external_id"),
    )
    op.create_table(
        "request_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("detail", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["corrects_id"], ["request_events.id"], name="fk_request_events_corrects_id"),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name="fk_request_events_request_id"),
        sa.ForeignKeyConstraint(["run_id"], ["collector_runs.id"], name="fk_request_events_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_request_events"),
        sa.UniqueConstraint("request_id", "fingerprint", name="uq_request_events_request_id_fingerprint"),
    )
    op.create_table(
        "site_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=30), nullable=False),
        sa.Column("newest", sa.Date(), nullable=True),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Integer(), nullable=False),
        sa.Column("seen_since", sa.Date(), nullable=True),
        sa.Column("evidence_hash", sa.String(length=64), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("elapsed_ms", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["collector_runs.id"], name="fk_site_checks_run_id"),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name="fk_site_checks_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_site_checks"),
        sa.UniqueConstraint("run_id", name="uq_site_checks_run_id"),
    )
    op.create_index("ix_site_checks_site_id_id", "site_checks", ["site_id", "id"], unique=False)
    # ### end Alembic commands ###


def downgrade() -> None:
    op.drop_index("ix_site_checks_site_id_id", table_name="site_checks")
    op.drop_table("site_checks")
    op.drop_table("request_events")
    op.drop_table("posts")
    op.drop_index("ix_column_checks_site_column_id_id", table_name="column_checks")
    op.drop_table("column_checks")
    op.drop_table("case_events")
    op.drop_index("ix_account_checks_account_id_id", table_name="account_checks")
    op.drop_table("account_checks")
    op.drop_index("ix_requests_next_review_on", table_name="requests")
    op.drop_table("requests")
    op.drop_index("ix_cases_next_review_on", table_name="cases")
    op.drop_index("ix_cases_account_id", table_name="cases")
    op.drop_table("cases")
    # ### end Alembic commands ###
