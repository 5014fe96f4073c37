"""What a file of a manuscript said is kept a while, so that two who wrote at once are joined."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.audit import Identity
from lms.foundation.database import Moment

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "manuscript_version",
        sa.Column("file_id", Identity, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["manuscript_file.id"], name=op.f("fk_manuscript_version_file_id")
        ),
        sa.PrimaryKeyConstraint("file_id", "number", name=op.f("pk_manuscript_version")),
    )


def downgrade() -> None:
    op.drop_table("manuscript_version")
