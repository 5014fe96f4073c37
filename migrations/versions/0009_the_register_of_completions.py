"""The register of completions."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.append_only import guard, unguard
from lms.foundation.audit import Identity
from lms.foundation.database import Moment

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    counter = op.create_table(
        "counter",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    # Here from the start: two first completions at once would otherwise both make it.
    op.bulk_insert(counter, [{"name": "completion", "value": 0}])
    op.create_table(
        "jp_credit",
        sa.Column("id", Identity, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("credited_on", sa.Date(), nullable=False),
        sa.Column("jp", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("form_code", sa.Integer(), nullable=False),
        sa.Column("jp_rule_id", sa.Integer(), nullable=False),
        sa.Column("legal_basis", sa.String(), nullable=False),
        sa.Column("source_kind", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("written_at", Moment(), nullable=False),
        sa.Column("replaces", Identity, nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_jp_credit_agency_id")),
        sa.ForeignKeyConstraint(
            ["jp_rule_id"], ["jp_rule.id"], name=op.f("fk_jp_credit_jp_rule_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_jp_credit_person_id")),
        sa.ForeignKeyConstraint(["replaces"], ["jp_credit.id"], name=op.f("fk_jp_credit_replaces")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jp_credit")),
    )
    op.create_index(
        "ix_jp_credit_person", "jp_credit", ["person_id", "credited_on", "jp"], unique=False
    )
    op.create_index(
        "uq_jp_credit_source", "jp_credit", ["source_kind", "source_id", "jp"], unique=True
    )
    op.create_table(
        "completion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("agency_code", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.Column("unit_path", sa.String(), nullable=False),
        sa.Column("staff_kind", sa.String(), nullable=False),
        sa.Column("rank_group", sa.String(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("course_slug", sa.String(), nullable=False),
        sa.Column("course_title", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("form_code", sa.Integer(), nullable=False),
        sa.Column("jp", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("score", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("completed_at", Moment(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=False),
        sa.Column("certificate_number", sa.String(), nullable=True),
        sa.Column("certificate_status", sa.String(), nullable=True),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("jp_rule_id", sa.Integer(), nullable=True),
        sa.Column("legal_basis", sa.String(), nullable=False),
        sa.Column("replaces", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_completion_agency_id")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_completion_course_id")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_completion_enrolment_id")
        ),
        sa.ForeignKeyConstraint(
            ["jp_rule_id"], ["jp_rule.id"], name=op.f("fk_completion_jp_rule_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_completion_person_id")),
        sa.ForeignKeyConstraint(
            ["replaces"], ["completion.id"], name=op.f("fk_completion_replaces")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_completion_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_completion")),
        sa.UniqueConstraint("position", name=op.f("uq_completion_position")),
        sa.UniqueConstraint("replaces", name=op.f("uq_completion_replaces")),
    )
    op.create_index(
        "ix_completion_agency",
        "completion",
        ["agency_id", "completed_on", "position"],
        unique=False,
    )
    op.create_index(
        op.f("ix_completion_completed_on"), "completion", ["completed_on"], unique=False
    )
    op.create_index("ix_completion_course", "completion", ["course_id"], unique=False)
    op.create_index("ix_completion_person", "completion", ["person_id"], unique=False)
    op.create_index("ix_completion_unit", "completion", ["unit_path"], unique=False)
    op.create_index(
        "uq_completion_enrolment",
        "completion",
        ["enrolment_id"],
        unique=True,
        sqlite_where=sa.text("replaces IS NULL"),
        postgresql_where=sa.text("replaces IS NULL"),
    )
    op.create_table(
        "completion_person",
        sa.Column("completion_id", sa.Uuid(), nullable=False),
        sa.Column("nip", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit_name", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("redacted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["completion_id"], ["completion.id"], name=op.f("fk_completion_person_completion_id")
        ),
        sa.PrimaryKeyConstraint("completion_id", name=op.f("pk_completion_person")),
    )
    op.create_index(op.f("ix_completion_person_name"), "completion_person", ["name"], unique=False)
    op.create_index(op.f("ix_completion_person_nip"), "completion_person", ["nip"], unique=False)
    guard(op, "completion")
    guard(op, "completion_person", ("delete",))  # redacted it may be, gone it would break exports
    guard(op, "jp_credit")


def downgrade() -> None:
    unguard(op, "jp_credit")
    unguard(op, "completion_person")
    unguard(op, "completion")
    op.drop_index(op.f("ix_completion_person_nip"), table_name="completion_person")
    op.drop_index(op.f("ix_completion_person_name"), table_name="completion_person")
    op.drop_table("completion_person")
    op.drop_index(
        "uq_completion_enrolment",
        table_name="completion",
        sqlite_where=sa.text("replaces IS NULL"),
        postgresql_where=sa.text("replaces IS NULL"),
    )
    op.drop_index("ix_completion_unit", table_name="completion")
    op.drop_index("ix_completion_person", table_name="completion")
    op.drop_index("ix_completion_course", table_name="completion")
    op.drop_index(op.f("ix_completion_completed_on"), table_name="completion")
    op.drop_index("ix_completion_agency", table_name="completion")
    op.drop_table("completion")
    op.drop_index("uq_jp_credit_source", table_name="jp_credit")
    op.drop_index("ix_jp_credit_person", table_name="jp_credit")
    op.drop_table("jp_credit")
    op.drop_table("counter")
