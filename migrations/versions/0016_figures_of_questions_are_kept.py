"""Figures of item analysis are kept; the attempts at one quiz are found by an index."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.database import Json, Moment

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_analysis",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("module_slug", sa.String(), nullable=False),
        sa.Column("counted", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("computed_at", Moment(), nullable=True),
        sa.Column("body", Json, nullable=True),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_kept_analysis_course_id")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_kept_analysis_agency_id")
        ),
        sa.PrimaryKeyConstraint(
            "course_id", "module_slug", "counted", name=op.f("pk_kept_analysis")
        ),
    )
    op.create_table(
        "kept_figures",
        sa.Column("question_digest", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("facility", sa.Numeric(5, 4), nullable=True),
        sa.Column("rest", sa.Numeric(5, 4), nullable=True),
        sa.Column("flags", Json, nullable=False),
        sa.Column("computed_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_digest"],
            ["question_version.digest"],
            name=op.f("fk_kept_figures_question_digest"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_kept_figures_agency_id")
        ),
        sa.PrimaryKeyConstraint("question_digest", name=op.f("pk_kept_figures")),
    )
    op.create_index("ix_attempt_module", "attempt", ["course_id", "module_slug"])


def downgrade() -> None:
    op.drop_index("ix_attempt_module", table_name="attempt")
    op.drop_table("kept_figures")
    op.drop_table("kept_analysis")
