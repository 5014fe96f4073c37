"""People walk scenarios, choice by choice, and write in groups."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.append_only import guard, unguard
from lms.foundation.audit import Identity
from lms.foundation.database import Moment

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    _walks()
    _groups()
    _texts()
    _marks()


def _walks() -> None:
    op.create_table(
        "walk",
        sa.Column("id", Identity, nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("module_slug", sa.String(), nullable=False),
        sa.Column("document_digest", sa.String(), nullable=False),
        sa.Column("begun_at", Moment(), nullable=False),
        sa.Column("end", sa.String(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        _key("walk", "enrolment_id", "enrolment.id"),
        _key("walk", "agency_id", "agency.id"),
        _key("walk", "document_digest", "document.digest"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_walk")),
    )
    op.create_index("ix_walk_enrolment", "walk", ["enrolment_id", "module_slug"], unique=False)
    op.create_table(
        "walk_move",
        sa.Column("walk_id", Identity, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("choice", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        _key("walk_move", "walk_id", "walk.id"),
        sa.PrimaryKeyConstraint("walk_id", "number", name=op.f("pk_walk_move")),
    )
    guard(op, "walk_move")


def _groups() -> None:
    op.create_table(
        "work_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("module_slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        _key("work_group", "agency_id", "agency.id"),
        _key("work_group", "course_id", "course.id"),
        _key("work_group", "run_id", "run.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_group")),
    )
    columns = ["course_id", "module_slug", "run_id"]
    op.create_index("ix_work_group_module", "work_group", columns, unique=False)
    op.create_table(
        "group_member",
        sa.Column("id", Identity, nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("until", Moment(), nullable=True),
        sa.Column("put_by", sa.Integer(), nullable=False),
        _key("group_member", "group_id", "work_group.id"),
        _key("group_member", "enrolment_id", "enrolment.id"),
        _key("group_member", "person_id", "person.id"),
        _key("group_member", "put_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_member")),
    )
    op.create_index("ix_group_member_enrolment", "group_member", ["enrolment_id"], unique=False)
    op.create_index("ix_group_member_person", "group_member", ["person_id"], unique=False)
    op.create_index(
        "uq_group_member_now",
        "group_member",
        ["group_id", "enrolment_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )


def _texts() -> None:
    op.create_table(
        "group_text",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.Column("saved_at", Moment(), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.Column("begun_at", Moment(), nullable=False),
        _key("group_text", "group_id", "work_group.id"),
        _key("group_text", "saved_by", "person.id"),
        sa.PrimaryKeyConstraint("group_id", "version", name=op.f("pk_group_text")),
    )


def _marks() -> None:
    for table in ("submission", "thread"):
        named = op.f(f"fk_{table}_group_id")
        column = sa.Column("group_id", sa.Integer(), nullable=True)
        with op.batch_alter_table(table) as batch:
            batch.add_column(column)
            batch.create_foreign_key(named, "work_group", ["group_id"], ["id"])
            batch.create_index(op.f(f"ix_{table}_group_id"), ["group_id"], unique=False)
    op.create_table(
        "submission_author",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _key("submission_author", "submission_id", "submission.id"),
        _key("submission_author", "enrolment_id", "enrolment.id"),
        _key("submission_author", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("submission_id", "enrolment_id", name=op.f("pk_submission_author")),
    )
    table = "submission_author"
    op.create_index("ix_submission_author_enrolment", table, ["enrolment_id"], unique=False)
    op.create_index(op.f("ix_submission_author_person_id"), table, ["person_id"], unique=False)
    op.create_table(
        "mark_apart",
        sa.Column("id", Identity, nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Numeric(5, 2), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=False),
        sa.Column("given_at", Moment(), nullable=False),
        _key("mark_apart", "submission_id", "submission.id"),
        _key("mark_apart", "enrolment_id", "enrolment.id"),
        _key("mark_apart", "given_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark_apart")),
    )
    columns = ["submission_id", "enrolment_id", "id"]
    op.create_index("ix_mark_apart_submission", "mark_apart", columns, unique=False)
    guard(op, "mark_apart")


def downgrade() -> None:
    unguard(op, "mark_apart")
    op.drop_table("mark_apart")
    op.drop_table("submission_author")
    for table in ("thread", "submission"):
        with op.batch_alter_table(table) as batch:
            batch.drop_index(op.f(f"ix_{table}_group_id"))
            batch.drop_constraint(op.f(f"fk_{table}_group_id"), type_="foreignkey")
            batch.drop_column("group_id")
    for table in ("group_text", "group_member", "work_group"):
        op.drop_table(table)
    unguard(op, "walk_move")
    op.drop_table("walk_move")
    op.drop_table("walk")
