"""Courses are copied, handed over to other authors and shared, and what was done is kept."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.append_only import guard, unguard
from lms.foundation.audit import Identity
from lms.foundation.database import Moment

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    op.add_column("manuscript", sa.Column("copied_from", sa.String(), nullable=True))
    op.add_column("manuscript", sa.Column("copied_number", sa.Integer(), nullable=True))
    _create_handover()
    op.create_index(
        "uq_handover_waiting",
        "handover",
        ["agency_id", "course_slug", "person_id"],
        unique=True,
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_index("ix_handover_person_id", "handover", ["person_id", "state"])
    _create_share_step()
    op.create_index("ix_share_step_course_id", "share_step", ["course_id", "agency_id"])
    op.create_index("ix_share_step_agency_id", "share_step", ["agency_id"])
    guard(op, "share_step")


def _keys(table: str, **keys: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [key], name=op.f(f"fk_{table}_{column}"))
        for column, key in keys.items()
    ]


def _create_handover() -> None:
    op.create_table(
        "handover",
        sa.Column("id", Identity, nullable=False),
        sa.Column("course_slug", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("offered_by", sa.Integer(), nullable=False),
        sa.Column("leaves", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("answered_at", Moment(), nullable=True),
        *_keys("handover", agency_id="agency.id", person_id="person.id", offered_by="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )


def _create_share_step() -> None:
    op.create_table(
        "share_step",
        sa.Column("id", Identity, nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        *_keys("share_step", course_id="course.id", agency_id="agency.id", person_id="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_step")),
    )


def downgrade() -> None:
    """What was offered and shared is forgotten; who writes and what is shared now stays."""
    unguard(op, "share_step")
    op.drop_table("share_step")
    op.drop_table("handover")
    op.drop_column("manuscript", "copied_number")
    op.drop_column("manuscript", "copied_from")
