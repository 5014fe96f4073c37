"""Mandates oblige whoever meets their rule to take a course."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.append_only import guard, unguard
from lms.foundation.audit import Identity
from lms.foundation.database import Json, Moment

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

STEPS = ("mandate_step", "duty_step", "reminder", "digest")


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    _mandates()
    _duties()
    _tellings()
    for table in STEPS:
        guard(op, table)


def _mandates() -> None:
    op.create_table(
        "mandate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_days", sa.Integer(), nullable=True),
        sa.Column("fresh_months", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("bound_by", sa.Integer(), nullable=True),
        sa.Column("bound_at", Moment(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.CheckConstraint(
            "(due_on IS NULL) <> (due_days IS NULL)", name=op.f("ck_mandate_one_due")
        ),
        _key("mandate", "agency_id", "agency.id"),
        _key("mandate", "course_id", "course.id"),
        _key("mandate", "made_by", "person.id"),
        _key("mandate", "bound_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandate")),
    )
    op.create_index("ix_mandate_agency", "mandate", ["agency_id", "state"], unique=False)
    op.create_index("ix_mandate_course", "mandate", ["course_id", "state"], unique=False)
    op.create_table(
        "mandate_criterion",
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        _key("mandate_criterion", "mandate_id", "mandate.id"),
        sa.PrimaryKeyConstraint("mandate_id", "kind", "value", name=op.f("pk_mandate_criterion")),
    )
    op.create_table(
        "mandate_step",
        sa.Column("id", Identity, nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        _key("mandate_step", "mandate_id", "mandate.id"),
        _key("mandate_step", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandate_step")),
    )
    op.create_index("ix_mandate_step_mandate", "mandate_step", ["mandate_id", "id"], unique=False)


def _duties() -> None:
    op.create_table(
        "duty",
        sa.Column("id", Identity, nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("counts_from", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        _key("duty", "mandate_id", "mandate.id"),
        _key("duty", "person_id", "person.id"),
        _key("duty", "agency_id", "agency.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
        sa.UniqueConstraint("mandate_id", "person_id", name=op.f("uq_duty_mandate_id_person_id")),
    )
    op.create_index("ix_duty_person", "duty", ["person_id", "state"], unique=False)
    op.create_index("ix_duty_mandate", "duty", ["mandate_id", "state", "due_on"], unique=False)
    op.create_table(
        "duty_step",
        sa.Column("id", Identity, nullable=False),
        sa.Column("duty_id", Identity, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("detail", Json, nullable=False),
        _key("duty_step", "duty_id", "duty.id"),
        _key("duty_step", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_step")),
    )
    op.create_index("ix_duty_step_duty", "duty_step", ["duty_id", "id"], unique=False)


def _tellings() -> None:
    op.create_table(
        "reminder",
        sa.Column("duty_id", Identity, nullable=False),
        sa.Column("about", sa.Date(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        _key("reminder", "duty_id", "duty.id"),
        sa.PrimaryKeyConstraint("duty_id", "about", "occasion", name=op.f("pk_reminder")),
    )
    op.create_table(
        "digest",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        _key("digest", "person_id", "person.id"),
        _key("digest", "agency_id", "agency.id"),
        sa.PrimaryKeyConstraint("person_id", "week", name=op.f("pk_digest")),
    )


def downgrade() -> None:
    for table in STEPS:
        unguard(op, table)
    for table in ("digest", "reminder", "duty_step", "duty", "mandate_step"):
        op.drop_table(table)
    op.drop_table("mandate_criterion")
    op.drop_table("mandate")
