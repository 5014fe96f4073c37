"""Questions are brought into the bank from files of other systems."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.audit import Identity
from lms.foundation.database import Moment

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KEYS = {"agency_id": "agency.id", "person_id": "person.id"}
WORDS = ("name", "file_digest", "topic", "title", "format", "competency")
COUNTS = ("done", "total", "fresh", "again", "refused")


def upgrade() -> None:
    op.create_table(
        "question_import",
        sa.Column("id", Identity, nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in WORDS),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("own_rule", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        sa.Column("report_digest", sa.String(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [key], name=op.f(f"fk_question_import_{column}"))
            for column, key in KEYS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_import")),
    )
    op.create_index("ix_question_import_agency", "question_import", ["agency_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_question_import_agency", "question_import")
    op.drop_table("question_import")
