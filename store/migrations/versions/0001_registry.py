"""First tables: registry."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "regions",
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("parent_code", sa.String(length=6), nullable=True),
        sa.Column("path", sa.String(length=60), nullable=False),
        sa.Column("planned_separately", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["parent_code"], ["regions.code"], name="fk_regions_parent_code"),
        sa.PrimaryKeyConstraint("code", name="pk_regions"),
        sa.UniqueConstraint("path", name="uq_regions_path"),
    )
    op.create_table(
        "agencies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("short_name", sa.String(length=60), nullable=True),
        sa.Column("region_code", sa.String(length=6), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("ranking_group", sa.String(length=20), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name="fk_agencies_region_code"),
        sa.PrimaryKeyConstraint("id", name="pk_agencies"),
        sa.UniqueConstraint("code", name="uq_agencies_code"),
        sa.UniqueConstraint("region_code", "name", name="uq_agencies_region_code_name"),
    )
    op.create_index("ix_agencies_region_code", "agencies", ["region_code"], unique=False)
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("handle", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("account_class", sa.String(length=40), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("reviewed_check_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name="fk_accounts_agency_id"),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("platform", "handle", name="uq_accounts_platform_handle"),
    )
    op.create_index("ix_accounts_agency_id", "accounts", ["agency_id"], unique=False)
    op.create_table(
        "contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name="fk_contacts_agency_id"),
        sa.PrimaryKeyConstraint("id", name="pk_contacts"),
        sa.UniqueConstraint("agency_id", "email", name="uq_contacts_agency_id_email"),
    )
    op.create_index("ix_contacts_agency_id", "contacts", ["agency_id"], unique=False)
    op.create_table(
        "sites",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("home_url", sa.String(length=1000), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("reviewed_check_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name="fk_sites_agency_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sites"),
        sa.UniqueConstraint("home_url", name="uq_sites_home_url"),
    )
    op.create_index("ix_sites_agency_id", "sites", ["agency_id"], unique=False)
    op.create_table(
        "site_columns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("limit_days", sa.Integer(), nullable=True),
        sa.Column("selector", sa.String(length=300), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("retired_reason", sa.String(length=300), nullable=True),
        sa.Column("reviewed_check_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name="fk_site_columns_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_site_columns"),
        sa.UniqueConstraint("site_id", "url", name="uq_site_columns_site_id_url"),
    )
    op.create_index("ix_site_columns_site_id", "site_columns", ["site_id"], unique=False)
    # ### end Alembic commands ###


def downgrade() -> None:
    op.drop_index("ix_site_columns_site_id", table_name="site_columns")
    op.drop_table("site_columns")
    op.drop_index("ix_sites_agency_id", table_name="sites")
    op.drop_table("sites")
    op.drop_index("ix_contacts_agency_id", table_name="contacts")
    op.drop_table("contacts")
    op.drop_index("ix_accounts_agency_id", table_name="accounts")
    op.drop_table("accounts")
    op.drop_index("ix_agencies_region_code", table_name="agencies")
    op.drop_table("agencies")
    op.drop_table("regions")
    # ### end Alembic commands ###
