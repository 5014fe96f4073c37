"""Audit rows, jobs with their workers, and marks of the site."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.append_only import guard, unguard
from lms.foundation.audit import Identity
from lms.foundation.database import Json, Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "site_mark",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_site_mark")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", Identity, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("detail", Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index(op.f("ix_audit_entry_at"), "audit_entry", ["at"], unique=False)
    op.create_index(
        "ix_audit_entry_subject", "audit_entry", ["subject_kind", "subject_id"], unique=False
    )
    op.create_table(
        "job",
        sa.Column("id", Identity, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("arguments", Json, nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("leased_until", Moment(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("key", name=op.f("uq_job_key")),
    )
    op.create_index("ix_job_due", "job", ["state", "due_at"], unique=False)
    op.create_table(
        "worker",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("seen_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_worker")),
    )
    guard(op, "audit_entry")


def downgrade() -> None:
    unguard(op, "audit_entry")
    op.drop_table("worker")
    op.drop_index("ix_job_due", table_name="job")
    op.drop_table("job")
    op.drop_index("ix_audit_entry_subject", table_name="audit_entry")
    op.drop_index(op.f("ix_audit_entry_at"), table_name="audit_entry")
    op.drop_table("audit_entry")
    op.drop_table("site_mark")
