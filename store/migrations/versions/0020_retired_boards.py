"""When, why and by whom a question board was retired."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sources", sa.Column("retired_on", sa.Date(), nullable=True))
    op.add_column("sources", sa.Column("retired_reason", sa.String(300), nullable=True))
    op.add_column("sources", sa.Column("retired_by", sa.String(80), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("sources") as batch:
        for column in ("retired_by", "retired_reason", "retired_on"):
            batch.drop_column(column)
