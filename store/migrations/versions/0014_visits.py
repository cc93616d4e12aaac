"""Visits of sites (W2), reference probes, the rhythm of a source."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sources", sa.Column("rhythm_days", sa.Double(), nullable=True))
    op.add_column("sites", sa.Column("visits_reviewed_on", sa.Date(), nullable=True))
    op.create_table(
        "site_visits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("slot", sa.SmallInteger(), nullable=False),
        sa.Column("visited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=30), nullable=False),
        sa.Column("elapsed_ms", sa.Integer(), nullable=False),
        sa.Column("own_network", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name="fk_site_visits_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_site_visits"),
        sa.UniqueConstraint("site_id", "day", "slot", name="uq_site_visits_site_id_day_slot"),
    )
    op.create_index("ix_site_visits_day_slot", "site_visits", ["day", "slot"], unique=False)
    op.create_table(
        "reference_probes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("probed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=30), nullable=False),
        sa.Column("elapsed_ms", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reference_probes"),
        sa.UniqueConstraint("address", "probed_at", name="uq_reference_probes_address_probed_at"),
    )
    op.create_index("ix_reference_probes_probed_at", "reference_probes", ["probed_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_reference_probes_probed_at", table_name="reference_probes")
    op.drop_table("reference_probes")
    op.drop_index("ix_site_visits_day_slot", table_name="site_visits")
    op.drop_table("site_visits")
    with op.batch_alter_table("sites") as batch:
        batch.drop_column("visits_reviewed_on")
    with op.batch_alter_table("sources") as batch:
        batch.drop_column("rhythm_days")
