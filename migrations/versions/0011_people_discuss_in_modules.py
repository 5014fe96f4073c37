"""People discuss in modules; what a leader does to a discussion is never rewritten."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.append_only import guard, unguard
from lms.foundation.audit import Identity
from lms.foundation.database import Moment

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    op.create_table(
        "discussion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("module_slug", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", Moment(), nullable=True),
        _key("discussion", "course_id", "course"),
        _key("discussion", "agency_id", "agency"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussion")),
        sa.UniqueConstraint(
            "course_id", "module_slug", name=op.f("uq_discussion_course_id_module_slug")
        ),
    )
    op.create_index("ix_discussion_agency_id", "discussion", ["agency_id"], unique=False)
    _create_contribution()
    _create_what_belongs_to_a_reader()
    op.create_table(
        "moderation",
        sa.Column("id", Identity, nullable=False),
        sa.Column("discussion_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", Identity, nullable=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        _key("moderation", "discussion_id", "discussion"),
        _key("moderation", "contribution_id", "contribution"),
        _key("moderation", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation")),
    )
    op.create_index("ix_moderation_discussion", "moderation", ["discussion_id", "id"], unique=False)
    guard(op, "moderation")


def _create_contribution() -> None:
    op.create_table(
        "contribution",
        sa.Column("id", Identity, nullable=False),
        sa.Column("discussion_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", Identity, nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("active_at", Moment(), nullable=True),
        sa.Column("answer_id", Identity, nullable=True),
        sa.Column("edited_at", Moment(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.Column("hidden_because", sa.Text(), nullable=True),
        _key("contribution", "discussion_id", "discussion"),
        _key("contribution", "thread_id", "contribution"),
        _key("contribution", "author_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
        sa.UniqueConstraint("author_id", "key", name=op.f("uq_contribution_author_id_key")),
    )
    for name, columns in {
        "ix_contribution_newest": ["discussion_id", "active_at"],
        "ix_contribution_thread": ["thread_id", "id"],
    }.items():
        op.create_index(name, "contribution", columns, unique=False)


def _create_what_belongs_to_a_reader() -> None:
    op.create_table(
        "contribution_draft",
        sa.Column("discussion_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", Identity, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("counter", Identity, nullable=False),
        sa.Column("saved_at", Moment(), nullable=False),
        _key("contribution_draft", "discussion_id", "discussion"),
        _key("contribution_draft", "person_id", "person"),
        sa.PrimaryKeyConstraint(
            "discussion_id", "person_id", "thread_id", name=op.f("pk_contribution_draft")
        ),
    )
    op.create_table(
        "contribution_mark",
        sa.Column("thread_id", Identity, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", Identity, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        _key("contribution_mark", "thread_id", "contribution"),
        _key("contribution_mark", "person_id", "person"),
        sa.PrimaryKeyConstraint("thread_id", "person_id", name=op.f("pk_contribution_mark")),
    )


def downgrade() -> None:
    """Everything that was discussed is lost."""
    unguard(op, "moderation")
    op.drop_index("ix_moderation_discussion", table_name="moderation")
    for table in ("moderation", "contribution_mark", "contribution_draft"):
        op.drop_table(table)
    for name in ("ix_contribution_thread", "ix_contribution_newest"):
        op.drop_index(name, table_name="contribution")
    op.drop_table("contribution")
    op.drop_index("ix_discussion_agency_id", table_name="discussion")
    op.drop_table("discussion")
