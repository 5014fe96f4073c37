"""Attempts and submissions are marked."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.append_only import guard, unguard
from lms.foundation.database import Json, Moment

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("module_slug", sa.String(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("document_digest", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("drawn", Json, nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("deadline_at", Moment(), nullable=True),
        sa.Column("submitted_at", Moment(), nullable=True),
        sa.Column("submitted_by", sa.String(32), nullable=True),
        sa.Column("points", sa.Numeric(precision=9, scale=4), nullable=True),
        sa.Column("most_points", sa.Numeric(precision=9, scale=4), nullable=True),
        sa.Column("score", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_attempt_agency_id")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_attempt_course_id")),
        sa.ForeignKeyConstraint(
            ["document_digest"], ["document.digest"], name=op.f("fk_attempt_document_digest")
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_attempt_enrolment_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attempt_person_id")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_attempt_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint(
            "enrolment_id",
            "module_slug",
            "number",
            name=op.f("uq_attempt_enrolment_id_module_slug_number"),
        ),
    )
    op.create_index("ix_attempt_deadline", "attempt", ["deadline_at"], unique=False)
    op.create_index(op.f("ix_attempt_person_id"), "attempt", ["person_id"], unique=False)
    op.create_index(
        "uq_attempt_open",
        "attempt",
        ["enrolment_id", "module_slug"],
        unique=True,
        sqlite_where=sa.text("submitted_at IS NULL"),
        postgresql_where=sa.text("submitted_at IS NULL"),
    )
    op.create_table(
        "draft",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("module_slug", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.Column("saved_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_draft_enrolment_id")
        ),
        sa.PrimaryKeyConstraint("enrolment_id", "module_slug", name=op.f("pk_draft")),
    )
    op.create_table(
        "submission",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("module_slug", sa.String(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("document_digest", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("submitted_at", Moment(), nullable=False),
        sa.Column("reviewed_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_submission_agency_id")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_submission_course_id")),
        sa.ForeignKeyConstraint(
            ["document_digest"], ["document.digest"], name=op.f("fk_submission_document_digest")
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_submission_enrolment_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_submission_person_id")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_submission_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint(
            "enrolment_id",
            "module_slug",
            "number",
            name=op.f("uq_submission_enrolment_id_module_slug_number"),
        ),
    )
    op.create_index(
        "ix_submission_person", "submission", ["person_id", "submitted_at"], unique=False
    )
    op.create_index(
        "ix_submission_waiting",
        "submission",
        ["course_id", "submitted_at"],
        unique=False,
        sqlite_where=sa.text("reviewed_at IS NULL"),
        postgresql_where=sa.text("reviewed_at IS NULL"),
    )
    op.create_table(
        "answer",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.Column("value", Json, nullable=False),
        sa.Column("client_at", Moment(), nullable=True),
        sa.Column("saved_at", Moment(), nullable=False),
        sa.Column("checked_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_answer_attempt_id")),
        sa.PrimaryKeyConstraint("attempt_id", "place", "device", name=op.f("pk_answer")),
    )
    op.create_table(
        "mark",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("question_digest", sa.String(), nullable=False),
        sa.Column("value", Json, nullable=False),
        sa.Column("points", sa.Numeric(precision=9, scale=4), nullable=False),
        sa.Column("most_points", sa.Numeric(precision=9, scale=4), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_mark_attempt_id")),
        sa.ForeignKeyConstraint(
            ["question_digest"], ["question_version.digest"], name=op.f("fk_mark_question_digest")
        ),
        sa.PrimaryKeyConstraint("attempt_id", "place", name=op.f("pk_mark")),
    )
    op.create_index("ix_mark_question", "mark", ["question_digest"], unique=False)
    op.create_table(
        "review",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(32), nullable=False),
        sa.Column("ratings", Json, nullable=False),
        sa.Column("score", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("reviewed_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["reviewer_id"], ["person.id"], name=op.f("fk_review_reviewer_id")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_review_submission_id")
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_review")),
    )
    op.create_index(op.f("ix_review_reviewer_id"), "review", ["reviewer_id"], unique=False)
    op.create_table(
        "submission_file",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("file_digest", sa.String(), nullable=False),
        sa.Column("content_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_submission_file_submission_id")
        ),
        sa.PrimaryKeyConstraint("submission_id", "position", name=op.f("pk_submission_file")),
    )
    guard(op, "review")


def downgrade() -> None:
    unguard(op, "review")
    op.drop_table("submission_file")
    op.drop_index(op.f("ix_review_reviewer_id"), table_name="review")
    op.drop_table("review")
    op.drop_index("ix_mark_question", table_name="mark")
    op.drop_table("mark")
    op.drop_table("answer")
    op.drop_index(
        "ix_submission_waiting",
        table_name="submission",
        sqlite_where=sa.text("reviewed_at IS NULL"),
        postgresql_where=sa.text("reviewed_at IS NULL"),
    )
    op.drop_index("ix_submission_person", table_name="submission")
    op.drop_table("submission")
    op.drop_table("draft")
    op.drop_index(
        "uq_attempt_open",
        table_name="attempt",
        sqlite_where=sa.text("submitted_at IS NULL"),
        postgresql_where=sa.text("submitted_at IS NULL"),
    )
    op.drop_index(op.f("ix_attempt_person_id"), table_name="attempt")
    op.drop_index("ix_attempt_deadline", table_name="attempt")
    op.drop_table("attempt")
