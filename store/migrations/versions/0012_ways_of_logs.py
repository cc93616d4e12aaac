"""Ways in which logs come, profiles of sources, words of places, tokens of the API, rows mended in quarantine."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("sources", sa.Column("way", sa.String(length=20), nullable=True))
    # Nothing was ever written into it under the old name.
    op.execute("ALTER TABLE sources RENAME COLUMN profile TO access")
    op.add_column("quarantine_rows", sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "source_profiles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", _JSON, nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_source_profiles_source_id"),
        sa.PrimaryKeyConstraint("id", name="pk_source_profiles"),
        sa.UniqueConstraint("source_id", "version", name="uq_source_profiles_source_id_version"),
    )
    op.create_table(
        "log_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=10), nullable=False),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("word", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_log_words"),
        sa.UniqueConstraint("area", "field", "word", "version", name="uq_log_words_area_field_word_version"),
    )
    op.create_table(
        "api_tokens",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_by", sa.String(length=80), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_api_tokens_source_id"),
        sa.PrimaryKeyConstraint("id", name="pk_api_tokens"),
        sa.UniqueConstraint("token_hash", name="uq_api_tokens_token_hash"),
    )
    op.create_index("ix_api_tokens_source_id", "api_tokens", ["source_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_api_tokens_source_id", table_name="api_tokens")
    for table in ("api_tokens", "log_words", "source_profiles"):
        op.drop_table(table)
    op.drop_column("quarantine_rows", "settled_at")
    op.execute("ALTER TABLE sources RENAME COLUMN access TO profile")
    op.drop_column("sources", "way")
