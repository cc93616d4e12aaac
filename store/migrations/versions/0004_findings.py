"""First tables: findings."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evaluation_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rulebook_version", sa.String(length=80), nullable=False),
        sa.Column("calendar_version", sa.String(length=80), nullable=False),
        sa.Column("visited", sa.Integer(), nullable=False),
        sa.Column("findings", sa.Integer(), nullable=False),
        sa.Column("cards", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_evaluation_runs"),
    )
    op.create_table(
        "law_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("version", sa.String(length=80), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("first_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_law_versions"),
        sa.UniqueConstraint("kind", "fingerprint", name="uq_law_versions_kind_fingerprint"),
    )
    op.create_table(
        "findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("rulebook_version", sa.String(length=80), nullable=False),
        sa.Column("calendar_version", sa.String(length=80), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("occurrence", sa.String(length=80), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("triggered_on", sa.Date(), nullable=False),
        sa.Column("facts", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=300), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name="fk_findings_agency_id"),
        sa.ForeignKeyConstraint(["evaluation_id"], ["evaluation_runs.id"], name="fk_findings_evaluation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_findings"),
        sa.UniqueConstraint(
            "rule",
            "subject_kind",
            "subject_id",
            "occurrence",
            name="uq_findings_rule_subject_kind_subject_id_occurrence",
        ),
    )
    op.create_index("ix_findings_agency_id_triggered_on", "findings", ["agency_id", "triggered_on"], unique=False)
    op.create_index("ix_findings_subject_kind_subject_id", "findings", ["subject_kind", "subject_id"], unique=False)
    # ### end Alembic commands ###


def downgrade() -> None:
    op.drop_index("ix_findings_subject_kind_subject_id", table_name="findings")
    op.drop_index("ix_findings_agency_id_triggered_on", table_name="findings")
    op.drop_table("findings")
    op.drop_table("law_versions")
    op.drop_table("evaluation_runs")
    # ### end Alembic commands ###
