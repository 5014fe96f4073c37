"""Two officers change parts of the index; exports are prepared; certificates have a cursor."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.append_only import guard, unguard
from lms.foundation.audit import Identity
from lms.foundation.database import Json, Moment

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

ENDS = sa.text("kind <> 'proposed'")


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    _parts()
    _exports()
    _certificates()


def _certificates() -> None:
    """Those of before get places too, by which they come once to who begins to pull."""
    op.add_column(
        "certified", sa.Column("position", sa.BigInteger(), server_default="0", nullable=False)
    )
    op.execute(
        "UPDATE certified SET position = numbered.place FROM (SELECT enrolment_id, "
        "row_number() OVER (ORDER BY enrolment_id) AS place FROM certified) AS numbered "
        "WHERE numbered.enrolment_id = certified.enrolment_id"
    )
    op.create_index("ix_certified_position", "certified", ["position"], unique=False)
    op.execute("INSERT INTO counter (name, value) SELECT 'certified', count(*) FROM certified")


def _exports() -> None:
    op.create_table(
        "prepared_export",
        sa.Column("id", Identity, nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("of", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("bom", sa.Boolean(), nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("filters", Json, nullable=False),
        sa.Column("scope", Json, nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        _key("prepared_export", "agency_id", "agency.id"),
        _key("prepared_export", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prepared_export")),
    )
    op.create_index(
        "ix_prepared_export_person", "prepared_export", ["person_id", "id"], unique=False
    )


def _parts() -> None:
    op.create_table(
        "part_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("levels", Json, nullable=False),
        sa.Column("points", sa.Numeric(4, 2), nullable=False),
        sa.Column("jp", sa.Integer(), nullable=False),
        sa.Column("forms", Json, nullable=False),
        sa.Column("years", sa.Integer(), nullable=True),
        sa.Column("proportional", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("legal_basis", sa.String(), nullable=False),
        _key("part_change", "agency_id", "agency.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part_change")),
    )
    op.create_index("ix_part_change_name", "part_change", ["name", "since"], unique=False)
    op.create_table(
        "part_step",
        sa.Column("id", Identity, nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        _key("part_step", "change_id", "part_change.id"),
        _key("part_step", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part_step")),
    )
    op.create_index("ix_part_step_change", "part_step", ["change_id", "id"], unique=False)
    op.create_index(
        "uq_part_step_end",
        "part_step",
        ["change_id"],
        unique=True,
        sqlite_where=ENDS,
        postgresql_where=ENDS,
    )
    guard(op, "part_change")
    guard(op, "part_step")


def downgrade() -> None:
    op.execute("DELETE FROM counter WHERE name = 'certified'")
    op.drop_index("ix_certified_position", "certified")
    op.drop_column("certified", "position")
    op.drop_table("prepared_export")
    for table in ("part_step", "part_change"):
        unguard(op, table)
        op.drop_table(table)
