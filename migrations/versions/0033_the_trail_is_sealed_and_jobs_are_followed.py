"""The trail is sealed into a chain, and jobs tell how far they are."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.append_only import guard, unguard
from lms.foundation.audit import Identity
from lms.foundation.database import Moment

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

COUNTS = {"allowed": "8", "progress_done": "0", "progress_total": "0"}


def upgrade() -> None:
    op.create_table(
        "audit_seal",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("after_id", Identity, nullable=False),
        sa.Column("last_id", Identity, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("hints", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("sealed_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_seal")),
    )
    guard(op, "audit_seal")
    for name, default in COUNTS.items():
        op.add_column("job", sa.Column(name, sa.Integer(), server_default=default, nullable=False))
    op.add_column("job", sa.Column("cancel_at", Moment(), nullable=True))


def downgrade() -> None:
    for name in ("cancel_at", *COUNTS):
        op.drop_column("job", name)
    unguard(op, "audit_seal")
    op.drop_table("audit_seal")
