"""The projection of requests, saved views, and the secrets of calendars."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_PROJECTION = (
    ("computed_as_of", sa.Date()),
    ("phase", sa.String(length=20)),
    ("received_on", sa.Date()),
    ("due_on", sa.Date()),
    ("due_provisional", sa.Boolean()),
    ("consulting_until", sa.Date()),
    ("waiting_until", sa.Date()),
    ("closed_on", sa.Date()),
    ("channel", sa.String(length=20)),
    ("outcome", sa.String(length=40)),
)


def upgrade() -> None:
    for name, kind in _PROJECTION:
        op.add_column("requests", sa.Column(name, kind, nullable=True))
    op.create_index("ix_requests_closed_on_due_on", "requests", ["closed_on", "due_on"], unique=False)
    # Closed requests are not reviewed any more, but their projection is empty until they are, once.
    op.execute("UPDATE requests SET next_review_on = '1970-01-01'")
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("query", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_saved_views_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_saved_views"),
        sa.UniqueConstraint("user_id", "page", "name", name="uq_saved_views_user_id_page_name"),
    )
    op.create_table(
        "calendar_tokens",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_calendar_tokens_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_tokens"),
        sa.UniqueConstraint("token_hash", name="uq_calendar_tokens_token_hash"),
        sa.UniqueConstraint("user_id", name="uq_calendar_tokens_user_id"),
    )


def downgrade() -> None:
    op.drop_table("calendar_tokens")
    op.drop_table("saved_views")
    op.drop_index("ix_requests_closed_on_due_on", table_name="requests")
    for name, _kind in reversed(_PROJECTION):
        op.drop_column("requests", name)
