"""Notices, and who is told them."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.audit import Identity
from lms.foundation.database import Moment

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("id", Identity, nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("course_slug", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("withdrawn_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_notice_agency_id")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_notice_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("author_id", "key", name=op.f("uq_notice_author_id_key")),
    )
    op.create_index("ix_notice_course_slug", "notice", ["course_slug", "id"])
    op.create_table(
        "receipt",
        sa.Column("notice_id", Identity, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("read_at", Moment(), nullable=True),
        sa.Column("mailed_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_receipt_notice_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_receipt_person_id")),
        sa.PrimaryKeyConstraint("notice_id", "person_id", name=op.f("pk_receipt")),
    )
    op.create_index("ix_receipt_person_id", "receipt", ["person_id", "notice_id"])


def downgrade() -> None:
    op.drop_table("receipt")
    op.drop_table("notice")
