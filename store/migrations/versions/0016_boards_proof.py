"""The kept copy that a look at a question board saw."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("collector_runs", sa.Column("evidence_hash", sa.String(64), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("collector_runs") as batch:
        batch.drop_column("evidence_hash")
