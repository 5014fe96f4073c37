"""People walk scenarios, choice by choice."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.append_only import guard, unguard
from lms.foundation.audit import Identity
from lms.foundation.database import Moment

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    _walks()


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


def downgrade() -> None:
    unguard(op, "walk_move")
    op.drop_table("walk_move")
    op.drop_table("walk")
