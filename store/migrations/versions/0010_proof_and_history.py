"""Newest and last-seen kept copies, the days on which columns were updated, wishes of officers."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_LOOKS = {
    "column": ("column_checks", "site_column_id"),
    "site_home": ("site_checks", "site_id"),
    "account_feed": ("account_checks", "account_id"),
}


def upgrade() -> None:
    op.add_column("evidence", sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE evidence SET last_seen_at = fetched_at")
    with op.batch_alter_table("evidence") as batch:
        batch.alter_column("last_seen_at", existing_type=sa.DateTime(timezone=True), nullable=False)
    op.create_index("ix_evidence_last_seen_at", "evidence", ["last_seen_at"], unique=False)
    op.add_column("sources", sa.Column("evidence_hash", sa.String(length=64), nullable=True))
    op.create_index("ix_sources_evidence_hash", "sources", ["evidence_hash"], unique=False)
    for kind, (table, key) in _LOOKS.items():
        op.execute(
            f"UPDATE sources SET evidence_hash = (SELECT evidence_hash FROM {table} WHERE {table}.{key} = sources.{key}"
            f" AND evidence_hash IS NOT NULL ORDER BY {table}.id DESC LIMIT 1) WHERE kind = '{kind}'"
        )
    op.add_column("look_wishes", sa.Column("wished_by", sa.String(length=80), nullable=True))
    with op.batch_alter_table("look_wishes") as batch:
        batch.alter_column("card_id", existing_type=sa.Integer(), nullable=True)
    op.create_table(
        "column_updates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_column_id", sa.Integer(), nullable=False),
        sa.Column("updated_on", sa.Date(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["site_column_id"], ["site_columns.id"], name="fk_column_updates_site_column_id"),
        sa.PrimaryKeyConstraint("id", name="pk_column_updates"),
        sa.UniqueConstraint("site_column_id", "updated_on", name="uq_column_updates_site_column_id_updated_on"),
    )


def downgrade() -> None:
    op.drop_table("column_updates")
    op.execute("DELETE FROM look_wishes WHERE card_id IS NULL")
    with op.batch_alter_table("look_wishes") as batch:
        batch.alter_column("card_id", existing_type=sa.Integer(), nullable=False)
        batch.drop_column("wished_by")
    op.drop_index("ix_sources_evidence_hash", table_name="sources")
    op.drop_column("sources", "evidence_hash")
    op.drop_index("ix_evidence_last_seen_at", table_name="evidence")
    op.drop_column("evidence", "last_seen_at")
