"""The bank knows where each question stands, what it was before, and what is stopped."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.append_only import guard, unguard
from lms.foundation.audit import Identity
from lms.foundation.database import Moment

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

APPEND_ONLY = ("question_change", "question_stop")


def upgrade() -> None:
    _create_bank_topic()
    _create_question_place()
    _create_question_change()
    _create_question_use()
    _create_question_stop()
    for table in APPEND_ONLY:
        guard(op, table)


def _keys(table: str, **keys: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [key], name=op.f(f"fk_{table}_{column}"))
        for column, key in keys.items()
    ]


def _create_bank_topic() -> None:
    op.create_table(
        "bank_topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("document_digest", sa.String(), nullable=False),
        sa.Column("origin", sa.String(32), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        *_keys(
            "bank_topic",
            agency_id="agency.id",
            document_digest="document.digest",
            changed_by="person.id",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_topic")),
        sa.UniqueConstraint("slug", name=op.f("uq_bank_topic_slug")),
    )
    op.create_index(op.f("ix_bank_topic_agency_id"), "bank_topic", ["agency_id"])


def _create_question_place() -> None:
    op.create_table(
        "question_place",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("module_slug", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("competency_code", sa.String(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        *_keys(
            "question_place",
            agency_id="agency.id",
            digest="question_version.digest",
            topic_id="bank_topic.id",
            course_id="course.id",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_question_place")),
    )
    op.create_index(op.f("ix_question_place_agency_id"), "question_place", ["agency_id"])
    op.create_index("ix_question_place_topic", "question_place", ["topic_id", "position"])
    op.create_index(
        "ix_question_place_course", "question_place", ["course_id", "module_slug", "position"]
    )


def _create_question_change() -> None:
    op.create_table(
        "question_change",
        sa.Column("id", Identity, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        *_keys("question_change", digest="question_version.digest", by="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_change")),
    )
    op.create_index("ix_question_change_key", "question_change", ["key", "id"])


def _create_question_use() -> None:
    op.create_table(
        "question_use",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("module_slug", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        *_keys("question_use", course_id="course.id", digest="question_version.digest"),
        sa.PrimaryKeyConstraint("course_id", "module_slug", "key", name=op.f("pk_question_use")),
    )
    op.create_index("ix_question_use_key", "question_use", ["key"])


def _create_question_stop() -> None:
    op.create_table(
        "question_stop",
        sa.Column("id", Identity, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_keys(
            "question_stop",
            digest="question_version.digest",
            agency_id="agency.id",
            by="person.id",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_stop")),
    )
    op.create_index("ix_question_stop_key", "question_stop", ["key", "id"])


def downgrade() -> None:
    for table in APPEND_ONLY:
        unguard(op, table)
    for table in ("question_stop", "question_use", "question_change", "question_place"):
        op.drop_table(table)
    op.drop_table("bank_topic")
