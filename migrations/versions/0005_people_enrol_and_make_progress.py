"""People enrol and make progress."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.database import Json, Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("self_paced", sa.Boolean(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("partner", sa.String(), nullable=True),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_run_agency_id")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_run_course_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
        sa.UniqueConstraint("course_id", "number", name=op.f("uq_run_course_id_number")),
    )
    op.create_index(op.f("ix_run_agency_id"), "run", ["agency_id"], unique=False)
    op.create_table(
        "enrolment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("enrolled_at", Moment(), nullable=False),
        sa.Column("assigned_by", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("place_slug", sa.String(), nullable=True),
        sa.Column("place_anchor", sa.String(), nullable=True),
        sa.Column("place_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_enrolment_agency_id")),
        sa.ForeignKeyConstraint(
            ["assigned_by"], ["person.id"], name=op.f("fk_enrolment_assigned_by")
        ),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_enrolment_course_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_enrolment_person_id")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_enrolment_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
    )
    op.create_index(
        "ix_enrolment_course_person", "enrolment", ["course_id", "person_id"], unique=False
    )
    op.create_index("ix_enrolment_person", "enrolment", ["person_id", "state"], unique=False)
    op.create_index(op.f("ix_enrolment_run_id"), "enrolment", ["run_id"], unique=False)
    op.create_index(
        "uq_enrolment_active",
        "enrolment",
        ["course_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("state = 'active'"),
        postgresql_where=sa.text("state = 'active'"),
    )
    op.create_table(
        "progress",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("module_slug", sa.String(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("done_at", Moment(), nullable=True),
        sa.Column("score", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("detail", Json, nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_progress_enrolment_id")
        ),
        sa.PrimaryKeyConstraint("enrolment_id", "module_slug", name=op.f("pk_progress")),
    )


def downgrade() -> None:
    op.drop_table("progress")
    op.drop_index(
        "uq_enrolment_active",
        table_name="enrolment",
        sqlite_where=sa.text("state = 'active'"),
        postgresql_where=sa.text("state = 'active'"),
    )
    op.drop_index(op.f("ix_enrolment_run_id"), table_name="enrolment")
    op.drop_index("ix_enrolment_person", table_name="enrolment")
    op.drop_index("ix_enrolment_course_person", table_name="enrolment")
    op.drop_table("enrolment")
    op.drop_index(op.f("ix_run_agency_id"), table_name="run")
    op.drop_table("run")
