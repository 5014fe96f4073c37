"""Rosters are brought in from files, and people let themselves in by codes."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.audit import Identity
from lms.foundation.database import Json, Moment

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

WORDS = ("nip", "old_nip", "name", "old_name", "unit_key", "post_key", "rank_group", "stays")


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    _imports()
    _changes()
    _places()
    _codes()


def _imports() -> None:
    op.create_table(
        "roster_import",
        sa.Column("id", Identity, nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("file_digest", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("create", sa.Boolean(), nullable=False),
        sa.Column("names", Json, nullable=False),
        sa.Column("columns", Json, nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("counts", Json, nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("undone_at", Moment(), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("removed_at", Moment(), nullable=True),
        _key("roster_import", "agency_id", "agency.id"),
        _key("roster_import", "person_id", "person.id"),
        _key("roster_import", "undone_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_import")),
    )
    op.create_index("ix_roster_import_agency", "roster_import", ["agency_id", "id"])


def _changes() -> None:
    table = "roster_change"
    op.create_table(
        table,
        sa.Column("id", Identity, nullable=False),
        sa.Column("import_id", Identity, nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in WORDS),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("old_email", sa.String(), nullable=True),
        sa.Column("staff_kind", sa.String(32), nullable=True),
        sa.Column("old_staff_kind", sa.String(32), nullable=True),
        sa.Column("contract_start", sa.Date(), nullable=True),
        sa.Column("old_contract_start", sa.Date(), nullable=True),
        sa.Column("placed", sa.Boolean(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("membership_id", sa.Integer(), nullable=True),
        sa.Column("membership_until", sa.Date(), nullable=True),
        sa.Column("reasons", Json, nullable=False),
        sa.Column("cells", Json, nullable=False),
        _key(table, "import_id", "roster_import.id"),
        _key(table, "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_change")),
    )
    op.create_index("ix_roster_change_kind", table, ["import_id", "kind", "id"])
    op.create_index(op.f("ix_roster_change_person_id"), table, ["person_id"])


def _places() -> None:
    table = "roster_place"
    op.create_table(
        table,
        sa.Column("id", Identity, nullable=False),
        sa.Column("import_id", Identity, nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "key", "name", "code")),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("parent_key", sa.String(), nullable=False),
        sa.Column("level", sa.String(32), nullable=True),
        sa.Column("made_id", sa.Integer(), nullable=True),
        _key(table, "import_id", "roster_import.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_place")),
        sa.UniqueConstraint(
            "import_id", "kind", "key", name=op.f("uq_roster_place_import_id_kind_key")
        ),
    )
    op.create_table(
        "roster_column",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        _key("roster_column", "agency_id", "agency.id"),
        sa.PrimaryKeyConstraint("agency_id", "name", name=op.f("pk_roster_column")),
    )


def _codes() -> None:
    op.create_table(
        "activation",
        sa.Column("id", Identity, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code_digest", sa.String(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("ends_at", Moment(), nullable=False),
        sa.Column("used_at", Moment(), nullable=True),
        sa.Column("voided_at", Moment(), nullable=True),
        _key("activation", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activation")),
    )
    op.create_index("ix_activation_person", "activation", ["person_id", "id"])


def downgrade() -> None:
    for table in ("activation", "roster_column", "roster_place", "roster_change", "roster_import"):
        op.drop_table(table)
