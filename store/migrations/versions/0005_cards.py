"""First tables: cards."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("body_text", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name="fk_notices_agency_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.UniqueConstraint("number", name="uq_notices_number"),
    )
    op.create_index("ix_notices_agency_id", "notices", ["agency_id"], unique=False)
    op.create_table(
        "cards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("colour", sa.String(length=10), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("measure", sa.String(length=40), nullable=False),
        sa.Column("points", sa.Double(), nullable=False),
        sa.Column("veto", sa.Boolean(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("explain_by", sa.Date(), nullable=True),
        sa.Column("rectify_by", sa.Date(), nullable=True),
        sa.Column("due_provisional", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name="fk_cards_agency_id"),
        sa.ForeignKeyConstraint(["finding_id"], ["findings.id"], name="fk_cards_finding_id"),
        sa.PrimaryKeyConstraint("id", name="pk_cards"),
        sa.UniqueConstraint("finding_id", name="uq_cards_finding_id"),
        sa.UniqueConstraint("number", name="uq_cards_number"),
    )
    op.create_index("ix_cards_agency_id_issued_on", "cards", ["agency_id", "issued_on"], unique=False)
    op.create_index("ix_cards_issued_on", "cards", ["issued_on"], unique=False)
    op.create_index("ix_cards_state_colour", "cards", ["state", "colour"], unique=False)
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("recipient", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name="fk_deliveries_notice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint("message_id", name="uq_deliveries_message_id"),
        sa.UniqueConstraint("notice_id", "channel", "address", name="uq_deliveries_notice_id_channel_address"),
    )
    op.create_index("ix_deliveries_state", "deliveries", ["state"], unique=False)
    op.create_table(
        "card_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("from_state", sa.String(length=20), nullable=True),
        sa.Column("to_state", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name="fk_card_events_card_id"),
        sa.PrimaryKeyConstraint("id", name="pk_card_events"),
    )
    op.create_index("ix_card_events_card_id_id", "card_events", ["card_id", "id"], unique=False)
    op.create_table(
        "notice_cards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name="fk_notice_cards_card_id"),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name="fk_notice_cards_notice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notice_cards"),
        sa.UniqueConstraint("card_id", "reason", name="uq_notice_cards_card_id_reason"),
    )
    op.create_index("ix_notice_cards_notice_id", "notice_cards", ["notice_id"], unique=False)
    op.create_table(
        "rectifications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=True),
        sa.Column("explained_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_note", sa.Text(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("still_at_fault", sa.Boolean(), nullable=True),
        sa.Column("look_result", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name="fk_rectifications_card_id"),
        sa.PrimaryKeyConstraint("id", name="pk_rectifications"),
        sa.UniqueConstraint("card_id", name="uq_rectifications_card_id"),
    )
    op.create_table(
        "look_wishes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("wished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fulfilled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name="fk_look_wishes_card_id"),
        sa.ForeignKeyConstraint(["run_id"], ["collector_runs.id"], name="fk_look_wishes_run_id"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_look_wishes_source_id"),
        sa.PrimaryKeyConstraint("id", name="pk_look_wishes"),
    )
    op.create_index("ix_look_wishes_card_id", "look_wishes", ["card_id"], unique=False)
    op.create_index("ix_look_wishes_fulfilled_at", "look_wishes", ["fulfilled_at"], unique=False)
    op.create_index("ix_look_wishes_source_id", "look_wishes", ["source_id"], unique=False)
    # ### end Alembic commands ###


def downgrade() -> None:
    op.drop_index("ix_look_wishes_source_id", table_name="look_wishes")
    op.drop_index("ix_look_wishes_fulfilled_at", table_name="look_wishes")
    op.drop_index("ix_look_wishes_card_id", table_name="look_wishes")
    op.drop_table("look_wishes")
    op.drop_table("rectifications")
    op.drop_index("ix_notice_cards_notice_id", table_name="notice_cards")
    op.drop_table("notice_cards")
    op.drop_index("ix_card_events_card_id_id", table_name="card_events")
    op.drop_table("card_events")
    op.drop_index("ix_deliveries_state", table_name="deliveries")
    op.drop_table("deliveries")
    op.drop_index("ix_cards_state_colour", table_name="cards")
    op.drop_index("ix_cards_issued_on", table_name="cards")
    op.drop_index("ix_cards_agency_id_issued_on", table_name="cards")
    op.drop_table("cards")
    op.drop_index("ix_notices_agency_id", table_name="notices")
    op.drop_table("notices")
    # ### end Alembic commands ###
