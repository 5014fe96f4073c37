"""Manuscripts go to referees, who remark on paragraphs and decide; all of it is only added to."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.append_only import guard, unguard
from lms.foundation.audit import Identity
from lms.foundation.database import Moment

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ADDED_TO = ("manuscript_step", "referee_rule", "remark", "remark_settling")
INDEXES = {
    "manuscript_step": ("ix_manuscript_step_manuscript_id", ["manuscript_id", "id"]),
    "referee_rule": ("ix_referee_rule_course_slug", ["course_slug", "id"]),
    "remark": ("ix_remark_file_id", ["file_id", "id"]),
    "remark_settling": ("ix_remark_settling_remark_id", ["remark_id", "id"]),
}


def upgrade() -> None:
    _create_manuscript_step()
    _create_referee_rule()
    _create_remark()
    _create_remark_settling()
    for table, (name, columns) in INDEXES.items():
        op.create_index(name, table, columns)
        guard(op, table)


def _keys(table: str, **keys: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [key], name=op.f(f"fk_{table}_{column}"))
        for column, key in keys.items()
    ]


def _create_manuscript_step() -> None:
    op.create_table(
        "manuscript_step",
        sa.Column("id", Identity, nullable=False),
        sa.Column("manuscript_id", Identity, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.Column("due_at", Moment(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        *_keys("manuscript_step", manuscript_id="manuscript.id", person_id="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manuscript_step")),
    )


def _create_referee_rule() -> None:
    op.create_table(
        "referee_rule",
        sa.Column("id", Identity, nullable=False),
        sa.Column("course_slug", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("two_people", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        *_keys("referee_rule", agency_id="agency.id", person_id="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referee_rule")),
    )


def _create_remark() -> None:
    op.create_table(
        "remark",
        sa.Column("id", Identity, nullable=False),
        sa.Column("file_id", Identity, nullable=False),
        sa.Column("first_id", Identity, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        *_keys("remark", file_id="manuscript_file.id", first_id="remark.id", person_id="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_remark_person_id_key")),
    )


def _create_remark_settling() -> None:
    op.create_table(
        "remark_settling",
        sa.Column("id", Identity, nullable=False),
        sa.Column("remark_id", Identity, nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        *_keys("remark_settling", remark_id="remark.id", person_id="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark_settling")),
    )


def downgrade() -> None:
    """What was said and decided is lost; what is with the referees is being written again."""
    op.execute("UPDATE manuscript SET state = 'writing' WHERE state IN ('refereed', 'approved')")
    for table in reversed(ADDED_TO):
        unguard(op, table)
        op.drop_index(INDEXES[table][0], table_name=table)
        op.drop_table(table)
