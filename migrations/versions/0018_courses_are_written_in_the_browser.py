"""Courses are written in the browser, as manuscripts; a revision tells where it came from."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.audit import Identity
from lms.foundation.database import Moment

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

OPEN = sa.text("state NOT IN ('published', 'discarded')")
HERE = sa.text("NOT gone")


def upgrade() -> None:
    origin = sa.Column("origin", sa.String(32), server_default="folder", nullable=False)
    op.add_column("revision", origin)
    seen = sa.Column("in_folder", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("revision", seen)
    _create_manuscript()
    _create_manuscript_file()
    _create_manuscript_edit()


def _keys(table: str, **keys: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [key], name=op.f(f"fk_{table}_{column}"))
        for column, key in keys.items()
    ]


def _create_manuscript() -> None:
    op.create_table(
        "manuscript",
        sa.Column("id", Identity, nullable=False),
        sa.Column("course_slug", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("base_revision_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("over_at", Moment(), nullable=True),
        sa.Column("over_by", sa.Integer(), nullable=True),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        *_keys(
            "manuscript",
            agency_id="agency.id",
            base_revision_id="revision.id",
            made_by="person.id",
            over_by="person.id",
            revision_id="revision.id",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manuscript")),
    )
    op.create_index(
        "uq_manuscript_open",
        "manuscript",
        ["course_slug"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_manuscript_agency", "manuscript", ["agency_id", "state"])


def _create_manuscript_file() -> None:
    op.create_table(
        "manuscript_file",
        sa.Column("id", Identity, nullable=False),
        sa.Column("manuscript_id", Identity, nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=True),
        sa.Column("file_digest", sa.String(), nullable=True),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        *_keys("manuscript_file", manuscript_id="manuscript.id", changed_by="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manuscript_file")),
    )
    op.create_index(
        "uq_manuscript_file_path",
        "manuscript_file",
        ["manuscript_id", "path"],
        unique=True,
        sqlite_where=HERE,
        postgresql_where=HERE,
    )


def _create_manuscript_edit() -> None:
    op.create_table(
        "manuscript_edit",
        sa.Column("id", Identity, nullable=False),
        sa.Column("file_id", Identity, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=True),
        sa.Column("file_digest", sa.String(), nullable=True),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("begun_at", Moment(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        *_keys("manuscript_edit", file_id="manuscript_file.id", person_id="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manuscript_edit")),
        sa.UniqueConstraint("file_id", "number", name=op.f("uq_manuscript_edit_file_id_number")),
    )


def downgrade() -> None:
    """What was written and not published is lost; revisions stay."""
    op.drop_table("manuscript_edit")
    for name, table in {
        "uq_manuscript_file_path": "manuscript_file",
        "ix_manuscript_agency": "manuscript",
        "uq_manuscript_open": "manuscript",
    }.items():
        op.drop_index(name, table_name=table)
    for table in ("manuscript_file", "manuscript"):
        op.drop_table(table)
    with op.batch_alter_table("revision") as table:
        table.drop_column("in_folder")
        table.drop_column("origin")
