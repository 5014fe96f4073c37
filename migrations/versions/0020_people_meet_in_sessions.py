"""People meet in sessions: places that are taken, and who was there."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.append_only import guard, unguard
from lms.foundation.audit import Identity
from lms.foundation.database import Moment

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    op.create_table(
        "seat",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("module_slug", sa.String(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", Moment(), nullable=False),
        _key("seat", "enrolment_id", "enrolment.id"),
        _key("seat", "course_id", "course.id"),
        _key("seat", "agency_id", "agency.id"),
        sa.PrimaryKeyConstraint("enrolment_id", "module_slug", name=op.f("pk_seat")),
    )
    op.create_index("ix_seat_meeting", "seat", ["course_id", "module_slug"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("id", Identity, nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("module_slug", sa.String(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=True),
        sa.Column("means", sa.String(32), nullable=False),
        sa.Column("marked_by", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        _key("attendance", "enrolment_id", "enrolment.id"),
        _key("attendance", "agency_id", "agency.id"),
        _key("attendance", "marked_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
    )
    columns = ["enrolment_id", "module_slug", "id"]
    op.create_index("ix_attendance_enrolment", "attendance", columns, unique=False)
    guard(op, "attendance")


def downgrade() -> None:
    unguard(op, "attendance")
    op.drop_table("attendance")
    op.drop_table("seat")
