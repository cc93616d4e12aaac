"""Files that still wait for the registry."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Until now only files that were complete were marked.
    op.add_column("source_files", sa.Column("complete", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    op.execute("DELETE FROM source_files WHERE NOT complete")
    op.drop_column("source_files", "complete")
