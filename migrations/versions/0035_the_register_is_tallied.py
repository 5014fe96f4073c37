"""Sums of the register are kept, and subtrees of units are found by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

PATHS = (("unit", "path"), ("completion", "unit_path"), ("claim", "unit_path"))
# A record that another one replaces counts no more.
COUNTED = """
    INSERT INTO tally (agency_id, year, person_id, unit_path, completions, jp)
    SELECT agency_id, {year} AS year, person_id, unit_path, count(*), sum(jp)
    FROM completion
    WHERE id NOT IN (SELECT replaces FROM completion WHERE replaces IS NOT NULL)
    GROUP BY agency_id, 2, person_id, unit_path
"""


def upgrade() -> None:
    _collate("C")
    _index(("person_id", "credited_on", "jp", "form_code"), ("person_id", "enrolled_at", "state"))
    op.create_index("ix_enrolment_agency", "enrolment", ["agency_id", "enrolled_at"])
    op.create_index("ix_completion_enrolment", "completion", ["enrolment_id"])
    path = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "tally",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_path", path, nullable=False),
        sa.Column("completions", sa.Integer(), nullable=False),
        sa.Column("jp", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_tally_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_tally_person_id_person")
        ),
        sa.PrimaryKeyConstraint(
            "agency_id", "year", "person_id", "unit_path", name=op.f("pk_tally")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_tally_unit", "tally", ["unit_path"])
    dated = (
        "CAST(strftime('%Y', completed_on) AS INTEGER)"
        if _is_sqlite()
        else "extract(year from completed_on)::integer"
    )
    for year in ("0", dated):
        op.execute(COUNTED.format(year=year))


def downgrade() -> None:
    op.drop_table("tally")
    op.drop_index("ix_completion_enrolment", "completion")
    op.drop_index("ix_enrolment_agency", "enrolment")
    _index(("person_id", "credited_on", "jp"), ("person_id", "state"))
    _collate("default")


def _collate(name: str) -> None:
    """PostgreSQL alone has an order of its own for texts; SQLite's is that of the bytes."""
    for table, column in () if _is_sqlite() else PATHS:
        op.execute(f'ALTER TABLE "{table}" ALTER COLUMN {column} TYPE varchar COLLATE "{name}"')


def _index(ledger: tuple[str, ...], enrolments: tuple[str, ...]) -> None:
    """In place of what they were."""
    for name, table, columns in (
        ("ix_jp_credit_person", "jp_credit", ledger),
        ("ix_enrolment_person", "enrolment", enrolments),
    ):
        op.drop_index(name, table)
        op.create_index(name, table, list(columns))


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
