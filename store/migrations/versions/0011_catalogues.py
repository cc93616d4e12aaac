"""Catalogues, annual reports, times of maintenance, proposed columns; what the registry gained."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "catalogue_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("catalogue", sa.String(length=120), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("limit_days", sa.Integer(), nullable=True),
        sa.Column("levels", _JSON, nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_catalogue_items"),
        sa.UniqueConstraint("catalogue", "code", name="uq_catalogue_items_catalogue_code"),
    )
    op.create_index("ix_catalogue_items_catalogue_field", "catalogue_items", ["catalogue", "field"], unique=False)
    op.create_table(
        "maintenance_windows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("entered_by", sa.String(length=80), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_by", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name="fk_maintenance_windows_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_maintenance_windows"),
    )
    op.create_index(
        "ix_maintenance_windows_site_id_ends_at", "maintenance_windows", ["site_id", "ends_at"], unique=False
    )
    op.create_table(
        "catalogue_duties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("site_column_id", sa.Integer(), nullable=True),
        sa.Column("missing_since", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name="fk_catalogue_duties_agency_id"),
        sa.ForeignKeyConstraint(["item_id"], ["catalogue_items.id"], name="fk_catalogue_duties_item_id"),
        sa.ForeignKeyConstraint(["site_column_id"], ["site_columns.id"], name="fk_catalogue_duties_site_column_id"),
        sa.PrimaryKeyConstraint("id", name="pk_catalogue_duties"),
        sa.UniqueConstraint("item_id", "agency_id", name="uq_catalogue_duties_item_id_agency_id"),
    )
    op.create_index("ix_catalogue_duties_agency_id", "catalogue_duties", ["agency_id"], unique=False)
    op.create_index("ix_catalogue_duties_site_column_id", "catalogue_duties", ["site_column_id"], unique=False)
    op.create_table(
        "column_proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("found_in", sa.String(length=20), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("newest", sa.Date(), nullable=True),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=80), nullable=True),
        sa.Column("site_column_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["site_column_id"], ["site_columns.id"], name="fk_column_proposals_site_column_id"),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name="fk_column_proposals_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_column_proposals"),
        sa.UniqueConstraint("site_id", "url", name="uq_column_proposals_site_id_url"),
    )
    op.create_index("ix_column_proposals_state", "column_proposals", ["state"], unique=False)
    op.create_table(
        "annual_report_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("first_seen_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=True),
        sa.Column("url", sa.String(length=2000), nullable=True),
        sa.Column("site_column_id", sa.Integer(), nullable=True),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("entered_by", sa.String(length=80), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name="fk_annual_report_entries_agency_id"),
        sa.ForeignKeyConstraint(["run_id"], ["collector_runs.id"], name="fk_annual_report_entries_run_id"),
        sa.ForeignKeyConstraint(
            ["site_column_id"], ["site_columns.id"], name="fk_annual_report_entries_site_column_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_annual_report_entries"),
        sa.UniqueConstraint("fingerprint", name="uq_annual_report_entries_fingerprint"),
    )
    op.create_index(
        "ix_annual_report_entries_agency_id_year", "annual_report_entries", ["agency_id", "year"], unique=False
    )
    above = sa.ForeignKey("agencies.id", name="fk_agencies_parent_id")
    op.add_column("agencies", sa.Column("parent_id", sa.Integer(), above, nullable=True), inline_references=True)
    op.create_index("ix_agencies_parent_id", "agencies", ["parent_id"], unique=False)
    op.add_column("site_columns", sa.Column("retired_by", sa.String(length=80), nullable=True))
    op.add_column("sites", sa.Column("kind", sa.String(length=20), nullable=True))
    op.add_column("sites", sa.Column("retired_on", sa.Date(), nullable=True))
    op.add_column("sites", sa.Column("retired_reason", sa.String(length=300), nullable=True))
    op.add_column("sites", sa.Column("retired_by", sa.String(length=80), nullable=True))


def downgrade() -> None:
    op.drop_column("sites", "retired_by")
    op.drop_column("sites", "retired_reason")
    op.drop_column("sites", "retired_on")
    op.drop_column("sites", "kind")
    op.drop_column("site_columns", "retired_by")
    op.drop_index("ix_agencies_parent_id", table_name="agencies")
    with op.batch_alter_table("agencies") as batch:
        batch.drop_column("parent_id")
    op.drop_index("ix_annual_report_entries_agency_id_year", table_name="annual_report_entries")
    op.drop_table("annual_report_entries")
    op.drop_index("ix_column_proposals_state", table_name="column_proposals")
    op.drop_table("column_proposals")
    op.drop_index("ix_catalogue_duties_site_column_id", table_name="catalogue_duties")
    op.drop_index("ix_catalogue_duties_agency_id", table_name="catalogue_duties")
    op.drop_table("catalogue_duties")
    op.drop_index("ix_maintenance_windows_site_id_ends_at", table_name="maintenance_windows")
    op.drop_table("maintenance_windows")
    op.drop_index("ix_catalogue_items_catalogue_field", table_name="catalogue_items")
    op.drop_table("catalogue_items")
