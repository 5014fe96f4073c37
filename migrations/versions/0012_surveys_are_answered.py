"""Surveys are answered; a reply belongs to an enrolment."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.database import Moment

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KEYS = {
    "enrolment_id": "enrolment.id",
    "person_id": "person.id",
    "agency_id": "agency.id",
    "course_id": "course.id",
    "run_id": "run.id",
    "revision_id": "revision.id",
    "document_digest": "document.digest",
}


def upgrade() -> None:
    op.create_table(
        "survey_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("module_slug", sa.String(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("document_digest", sa.String(), nullable=False),
        sa.Column("sent_at", Moment(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=True),
        *(
            sa.ForeignKeyConstraint([column], [key], name=op.f(f"fk_survey_reply_{column}"))
            for column, key in KEYS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_reply")),
        sa.UniqueConstraint(
            "enrolment_id", "module_slug", name=op.f("uq_survey_reply_enrolment_id_module_slug")
        ),
    )
    op.create_index(
        "ix_survey_reply_module", "survey_reply", ["course_id", "module_slug", "person_id"]
    )
    op.create_table(
        "survey_answer",
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reply_id"], ["survey_reply.id"], name=op.f("fk_survey_answer_reply_id")
        ),
        sa.PrimaryKeyConstraint("reply_id", "question", name=op.f("pk_survey_answer")),
    )


def downgrade() -> None:
    op.drop_table("survey_answer")
    op.drop_index("ix_survey_reply_module", table_name="survey_reply")
    op.drop_table("survey_reply")
