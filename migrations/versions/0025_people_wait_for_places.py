"""People ask for places in runs and wait in line; programmes put courses in an order."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.append_only import guard, unguard
from lms.foundation.audit import Identity
from lms.foundation.database import Moment

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

OF_RUNS = ("enrol_until", "withdraw_until", "approval")
GUARDED = ("withdrawal", "application_step", "curriculum", "stage", "arrival")
PROGRAMMES = ("arrival", "journey", "stage", "curriculum", "programme")


def _keys(table: str, **keys: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [key], name=op.f(f"fk_{table}_{column}"))
        for column, key in keys.items()
    ]


def upgrade() -> None:
    op.add_column("run", sa.Column("enrol_until", sa.Date(), nullable=True))
    op.add_column("run", sa.Column("withdraw_until", sa.Date(), nullable=True))
    rule = sa.Column("approval", sa.String(32), server_default="open", nullable=False)
    op.add_column("run", rule)
    _create_withdrawal()
    _create_application()
    _create_application_step()
    _create_programme()
    _create_stage()
    _create_journey()
    for table in GUARDED:
        guard(op, table)


def _create_withdrawal() -> None:
    op.create_table(
        "withdrawal",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        *_keys("withdrawal", enrolment_id="enrolment.id", person_id="person.id"),
        sa.PrimaryKeyConstraint("enrolment_id", name=op.f("pk_withdrawal")),
    )


def _create_application() -> None:
    keys = {name: f"{name}.id" for name in ("run", "course", "person", "agency", "enrolment")}
    op.create_table(
        "application",
        sa.Column("id", Identity, nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.Column("enrolment_id", sa.Integer(), nullable=True),
        *_keys("application", **{f"{name}_id": key for name, key in keys.items()}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
    )
    op.create_index("ix_application_run", "application", ["run_id", "state", "turn"])
    op.create_index("ix_application_person", "application", ["person_id", "course_id", "id"])
    op.create_index(op.f("ix_application_enrolment_id"), "application", ["enrolment_id"])
    op.create_index(
        "uq_application_open",
        "application",
        ["course_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('asked', 'queued')"),
        postgresql_where=sa.text("state IN ('asked', 'queued')"),
    )


def _create_application_step() -> None:
    op.create_table(
        "application_step",
        sa.Column("id", Identity, nullable=False),
        sa.Column("application_id", Identity, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        *_keys("application_step", application_id="application.id", person_id="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_step")),
    )
    columns = ["application_id", "id"]
    op.create_index("ix_application_step_application", "application_step", columns)


def _create_programme() -> None:
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", Moment(), nullable=True),
        *_keys("programme", agency_id="agency.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
    )
    op.create_index(op.f("ix_programme_agency_id"), "programme", ["agency_id"])
    op.create_table(
        "curriculum",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        *_keys("curriculum", programme_id="programme.id", person_id="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_curriculum")),
        sa.UniqueConstraint(
            "programme_id", "number", name=op.f("uq_curriculum_programme_id_number")
        ),
    )


def _create_stage() -> None:
    op.create_table(
        "stage",
        sa.Column("curriculum_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        *_keys("stage", curriculum_id="curriculum.id", course_id="course.id"),
        sa.PrimaryKeyConstraint("curriculum_id", "position", name=op.f("pk_stage")),
    )
    op.create_index(op.f("ix_stage_course_id"), "stage", ["course_id"])


def _create_journey() -> None:
    keys = {name: f"{name}.id" for name in ("programme", "curriculum", "person", "agency")}
    op.create_table(
        "journey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("curriculum_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("joined_at", Moment(), nullable=False),
        sa.Column("left_at", Moment(), nullable=True),
        *_keys("journey", **{f"{name}_id": key for name, key in keys.items()}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journey")),
    )
    op.create_index("ix_journey_person", "journey", ["person_id", "programme_id"])
    op.create_index(
        "uq_journey_open",
        "journey",
        ["programme_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("left_at IS NULL"),
        postgresql_where=sa.text("left_at IS NULL"),
    )
    op.create_table(
        "arrival",
        sa.Column("journey_id", sa.Integer(), nullable=False),
        sa.Column("curriculum_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        *_keys("arrival", journey_id="journey.id", curriculum_id="curriculum.id"),
        sa.PrimaryKeyConstraint("journey_id", name=op.f("pk_arrival")),
    )


def downgrade() -> None:
    """Who waits for a place, why somebody was let go, and all programmes are lost."""
    for table in GUARDED:
        unguard(op, table)
    for table in (*PROGRAMMES, "application_step", "application", "withdrawal"):
        op.drop_table(table)
    with op.batch_alter_table("run") as run:
        for column in OF_RUNS:
            run.drop_column(column)
