"""Agencies have keys that seal what they hand out."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.database import Moment

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seal_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("certificate", sa.LargeBinary(), nullable=False),
        sa.Column("locked", sa.LargeBinary(), nullable=True),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.Column("retired_at", Moment(), nullable=True),
        sa.Column("distrusted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_seal_key_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal_key")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_seal_key_fingerprint")),
    )
    op.create_index("ix_seal_key_agency_id", "seal_key", ["agency_id"])
    op.create_index(
        "uq_seal_key_in_use",
        "seal_key",
        ["agency_id"],
        unique=True,
        sqlite_where=sa.text("retired_at IS NULL"),
        postgresql_where=sa.text("retired_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("seal_key")
