"""Mentors give feedback."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.append_only import guard, unguard
from lms.foundation.audit import Identity
from lms.foundation.database import Moment

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "thread",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_thread_agency_id")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_thread_course_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_thread_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread")),
        sa.UniqueConstraint(
            "subject_kind", "subject_id", name=op.f("uq_thread_subject_kind_subject_id")
        ),
    )
    op.create_index(op.f("ix_thread_person_id"), "thread", ["person_id"], unique=False)
    op.create_table(
        "message",
        sa.Column("id", Identity, nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("submission_id", sa.String(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_message_author_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_message_thread_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    op.create_index(op.f("ix_message_author_id"), "message", ["author_id"], unique=False)
    op.create_index("ix_message_thread", "message", ["thread_id", "id"], unique=False)
    op.create_table(
        "read_mark",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("message_id", Identity, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_read_mark_person_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_read_mark_thread_id")),
        sa.PrimaryKeyConstraint("thread_id", "person_id", name=op.f("pk_read_mark")),
    )
    op.create_table(
        "pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("goals", sa.Text(), nullable=False),
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("mentor_id <> mentee_id", name=op.f("ck_pair_two_people")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_pair_agency_id")),
        sa.ForeignKeyConstraint(["grant_id"], ["grant.id"], name=op.f("fk_pair_grant_id")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_pair_made_by")),
        sa.ForeignKeyConstraint(["mentee_id"], ["person.id"], name=op.f("fk_pair_mentee_id")),
        sa.ForeignKeyConstraint(["mentor_id"], ["person.id"], name=op.f("fk_pair_mentor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair")),
    )
    op.create_index("ix_pair_mentee", "pair", ["mentee_id", "until"], unique=False)
    op.create_index("ix_pair_mentor", "pair", ["mentor_id", "until"], unique=False)
    guard(op, "message")


def downgrade() -> None:
    unguard(op, "message")
    op.drop_index("ix_pair_mentor", table_name="pair")
    op.drop_index("ix_pair_mentee", table_name="pair")
    op.drop_table("pair")
    op.drop_table("read_mark")
    op.drop_index("ix_message_thread", table_name="message")
    op.drop_index(op.f("ix_message_author_id"), table_name="message")
    op.drop_table("message")
    op.drop_index(op.f("ix_thread_person_id"), table_name="thread")
    op.drop_table("thread")
