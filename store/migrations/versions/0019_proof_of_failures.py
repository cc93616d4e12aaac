"""Proof of answers that did not show their page, of visits that did not open, and of single questions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sources", sa.Column("kept_failures", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=True))
    op.add_column("evidence", sa.Column("status", sa.Integer(), nullable=True))
    op.add_column("site_visits", sa.Column("address", sa.String(1000), nullable=True))
    op.add_column("site_visits", sa.Column("status", sa.Integer(), nullable=True))
    op.add_column("site_visits", sa.Column("detail", sa.String(300), nullable=True))
    op.add_column("site_visits", sa.Column("evidence_hash", sa.String(64), nullable=True))
    op.create_table(
        "question_pages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_answered", sa.Boolean(), nullable=False),
        sa.Column("evidence_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_question_pages_case_id"),
        sa.ForeignKeyConstraint(["run_id"], ["collector_runs.id"], name="fk_question_pages_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_question_pages"),
        sa.UniqueConstraint("case_id", "run_id", name="uq_question_pages_case_id_run_id"),
    )
    op.create_index("ix_question_pages_evidence_hash", "question_pages", ["evidence_hash"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_question_pages_evidence_hash", table_name="question_pages")
    op.drop_table("question_pages")
    with op.batch_alter_table("site_visits") as batch:
        for column in ("evidence_hash", "detail", "status", "address"):
            batch.drop_column(column)
    with op.batch_alter_table("evidence") as batch:
        batch.drop_column("status")
    with op.batch_alter_table("sources") as batch:
        batch.drop_column("kept_failures")
