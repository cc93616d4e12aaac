"""The row of the file that told of an event, and a keyed hash of who applied."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_LOGS = ("request_events", "case_events")


def upgrade() -> None:
    for table in _LOGS:
        op.add_column(table, sa.Column("source_row", sa.Integer(), nullable=True))
        op.add_column(table, sa.Column("source_sheet", sa.String(length=120), nullable=True))
    op.add_column("requests", sa.Column("applicant_hash", sa.String(length=64), nullable=True))
    op.create_index("ix_requests_applicant_hash", "requests", ["applicant_hash"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_requests_applicant_hash", table_name="requests")
    with op.batch_alter_table("requests") as batch:
        batch.drop_column("applicant_hash")
    for table in _LOGS:
        with op.batch_alter_table(table) as batch:
            batch.drop_column("source_sheet")
            batch.drop_column("source_row")
