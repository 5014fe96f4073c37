"""Rules are dated rows."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.database import Json

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "competency",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("framework", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("levels", Json, nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_competency")),
    )
    op.create_table(
        "development_form",
        sa.Column("code", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("certificate_letter", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_development_form")),
    )
    op.create_table(
        "year_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_kind", sa.String(), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=True),
        sa.Column("ceiling", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("legal_basis", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_year_rule")),
        sa.UniqueConstraint("staff_kind", "since", name=op.f("uq_year_rule_staff_kind_since")),
    )
    op.create_table(
        "jp_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form_code", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(32), nullable=False),
        sa.Column("jp_per_event", sa.Integer(), nullable=True),
        sa.Column("earns_again", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("legal_basis", sa.String(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["form_code"], ["development_form.code"], name=op.f("fk_jp_rule_form_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jp_rule")),
        sa.UniqueConstraint("form_code", "since", name=op.f("uq_jp_rule_form_code_since")),
    )
    op.create_table(
        "required_level",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_level", sa.String(32), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("competency_code", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("legal_basis", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(post_level IS NULL) <> (post_id IS NULL)", name=op.f("ck_required_level_one_subject")
        ),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name=op.f("ck_required_level_level")),
        sa.ForeignKeyConstraint(
            ["competency_code"], ["competency.code"], name=op.f("fk_required_level_competency_code")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_required_level_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_required_level")),
    )
    op.create_index(op.f("ix_required_level_post_id"), "required_level", ["post_id"], unique=False)
    op.create_index(
        op.f("ix_required_level_post_level"), "required_level", ["post_level"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_required_level_post_level"), table_name="required_level")
    op.drop_index(op.f("ix_required_level_post_id"), table_name="required_level")
    op.drop_table("required_level")
    op.drop_table("jp_rule")
    op.drop_table("year_rule")
    op.drop_table("development_form")
    op.drop_table("competency")
