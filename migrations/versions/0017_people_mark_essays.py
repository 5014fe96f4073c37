"""People mark essays by rubric; keys are corrected and attempts marked anew."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.append_only import guard, unguard
from lms.foundation.audit import Identity
from lms.foundation.database import Json, Moment

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_essay_stage": ("essay", ["course_id", "stage", "submitted_at"]),
    "ix_essay_question": ("essay", ["question_digest"]),
    "ix_rating_essay": ("rating", ["attempt_id", "place", "id"]),
    "ix_key_correction_question": ("key_correction", ["question_digest", "id"]),
    "ix_regrading_attempt": ("regrading", ["attempt_id"]),
}
NEVER_REWRITTEN = ("rating", "key_correction", "regrading")


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _points() -> sa.Numeric:
    return sa.Numeric(precision=9, scale=4)


def _score() -> sa.Numeric:
    return sa.Numeric(precision=5, scale=2)


def upgrade() -> None:
    op.create_table(
        "essay",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("question_digest", sa.String(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("value", Json, nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("submitted_at", Moment(), nullable=False),
        sa.Column("stage", sa.String(32), nullable=False),
        sa.Column("share", sa.Numeric(precision=5, scale=4), nullable=True),
        _key("essay", "attempt_id", "attempt.id"),
        _key("essay", "question_digest", "question_version.digest"),
        _key("essay", "course_id", "course.id"),
        sa.PrimaryKeyConstraint("attempt_id", "place", name=op.f("pk_essay")),
    )
    _create_rating()
    _create_corrections()
    for name, (table, columns) in INDEXES.items():
        op.create_index(name, table, columns, unique=False)
    for table in NEVER_REWRITTEN:
        guard(op, table)


def _create_rating() -> None:
    op.create_table(
        "rating",
        sa.Column("id", Identity, nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("marker_id", sa.Integer(), nullable=False),
        sa.Column("levels", Json, nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id", "place"],
            ["essay.attempt_id", "essay.place"],
            name=op.f("fk_rating_attempt_id_place"),
        ),
        _key("rating", "marker_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sa.UniqueConstraint("marker_id", "key", name=op.f("uq_rating_marker_id_key")),
    )


def _create_corrections() -> None:
    op.create_table(
        "key_correction",
        sa.Column("id", Identity, nullable=False),
        sa.Column("question_digest", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("change", Json, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        _key("key_correction", "question_digest", "question_version.digest"),
        _key("key_correction", "agency_id", "agency.id"),
        _key("key_correction", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_correction")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_key_correction_person_id_key")),
    )
    op.create_table(
        "regrading",
        sa.Column("id", Identity, nullable=False),
        sa.Column("correction_id", Identity, nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("points_before", _points(), nullable=False),
        sa.Column("points_after", _points(), nullable=False),
        sa.Column("score_before", _score(), nullable=True),
        sa.Column("score_after", _score(), nullable=True),
        sa.Column("passed_before", sa.Boolean(), nullable=True),
        sa.Column("passed_after", sa.Boolean(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        _key("regrading", "correction_id", "key_correction.id"),
        _key("regrading", "attempt_id", "attempt.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regrading")),
        sa.UniqueConstraint(
            "correction_id", "attempt_id", name=op.f("uq_regrading_correction_id_attempt_id")
        ),
    )


def downgrade() -> None:
    """What people gave essays and how keys were corrected is lost; the marks of attempts stay."""
    for table in NEVER_REWRITTEN:
        unguard(op, table)
    for name, (table, _) in INDEXES.items():
        op.drop_index(name, table_name=table)
    for table in ("regrading", "key_correction", "rating", "essay"):
        op.drop_table(table)
