"""Indexes for long lists and the daily evaluation; notices of days off that were withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_requests_received_on", "requests", ["received_on"], unique=False)
    op.create_index("ix_card_events_kind_at", "card_events", ["kind", "at"], unique=False)
    op.add_column("calendar_notices", sa.Column("withdraws", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("calendar_notices") as batch:
        batch.drop_column("withdraws")
    op.drop_index("ix_card_events_kind_at", table_name="card_events")
    op.drop_index("ix_requests_received_on", table_name="requests")
