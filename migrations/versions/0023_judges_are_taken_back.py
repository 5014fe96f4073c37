"""Judges are taken back with a reason; files of imports are removed a while after their end."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.database import Moment

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cut_judge") as judge:
        judge.add_column(sa.Column("withdrawn_by", sa.Integer(), nullable=True))
        judge.add_column(sa.Column("withdrawn_at", Moment(), nullable=True))
        judge.add_column(sa.Column("reason", sa.Text(), nullable=True))
        judge.create_foreign_key(
            op.f("fk_cut_judge_withdrawn_by"), "person", ["withdrawn_by"], ["id"]
        )
    op.add_column("question_import", sa.Column("ended_at", Moment(), nullable=True))
    op.add_column("question_import", sa.Column("removed_at", Moment(), nullable=True))


def downgrade() -> None:
    op.drop_column("question_import", "removed_at")
    op.drop_column("question_import", "ended_at")
    with op.batch_alter_table("cut_judge") as judge:
        judge.drop_constraint(op.f("fk_cut_judge_withdrawn_by"), type_="foreignkey")
        for name in ("reason", "withdrawn_at", "withdrawn_by"):
            judge.drop_column(name)
