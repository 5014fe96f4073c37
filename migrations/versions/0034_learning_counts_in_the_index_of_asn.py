"""What learning counts in the index of professionalism of ASN."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.database import Json

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "index_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_level", sa.String(32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("points", sa.Numeric(4, 2), nullable=False),
        sa.Column("jp", sa.Integer(), nullable=False),
        sa.Column("forms", Json, nullable=False),
        sa.Column("years", sa.Integer(), nullable=True),
        sa.Column("proportional", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("legal_basis", sa.String(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.CheckConstraint("points >= 0", name=op.f("ck_index_part_points")),
        sa.CheckConstraint("jp > 0", name=op.f("ck_index_part_jp")),
        sa.CheckConstraint("years > 0", name=op.f("ck_index_part_years")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_index_part")),
        sa.UniqueConstraint(
            "post_level", "name", "since", name=op.f("uq_index_part_post_level_name_since")
        ),
    )


def downgrade() -> None:
    op.drop_table("index_part")
