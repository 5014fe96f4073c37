"""Assessments leave evidence."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.audit import Identity
from lms.foundation.database import Json, Moment

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", Identity, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("competency_code", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("source_kind", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("shown_at", Moment(), nullable=False),
        sa.Column("detail", Json, nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_evidence_agency_id")),
        sa.ForeignKeyConstraint(
            ["competency_code"], ["competency.code"], name=op.f("fk_evidence_competency_code")
        ),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_evidence_course_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_evidence_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint(
            "source_kind",
            "source_id",
            "competency_code",
            name=op.f("uq_evidence_source_kind_source_id_competency_code"),
        ),
    )
    op.create_index(
        "ix_evidence_person", "evidence", ["person_id", "competency_code"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_evidence_person", table_name="evidence")
    op.drop_table("evidence")
