"""People are given more of a quiz; answers know their turn; panels decide what passes."""

import sqlalchemy as sa
from alembic import op

from lms.foundation.append_only import guard, unguard
from lms.foundation.database import Moment

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

Identity = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("answer", sa.Column("first_saved_at", Moment(), nullable=True))
    op.add_column("answer", sa.Column("turn", sa.Integer(), server_default="0", nullable=False))
    _make_extensions()
    _make_panels()
    _make_decisions()
    with op.batch_alter_table("attempt") as table:
        table.add_column(sa.Column("pass_mark", sa.Numeric(5, 2), nullable=True))
        table.add_column(sa.Column("decision_id", Identity, nullable=True))
        table.add_column(sa.Column("basis", sa.String(), nullable=True))
        table.create_foreign_key(
            op.f("fk_attempt_decision_id"), "cut_decision", ["decision_id"], ["id"]
        )


def _make_extensions() -> None:
    op.create_table(
        "extension",
        sa.Column("id", Identity, nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("module_slug", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("closes_at", Moment(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=False),
        sa.Column("given_at", Moment(), nullable=False),
        *_keys("extension", enrolment_id="enrolment", agency_id="agency", given_by="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    op.create_index("ix_extension_enrolment", "extension", ["enrolment_id", "module_slug", "id"])
    guard(op, "extension")


def _make_panels() -> None:
    op.create_table(
        "cut_panel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("module_slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("first_closed_at", Moment(), nullable=True),
        sa.Column("final_closed_at", Moment(), nullable=True),
        *_keys("cut_panel", agency_id="agency", course_id="course", made_by="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cut_panel")),
        sa.UniqueConstraint("slug", name=op.f("uq_cut_panel_slug")),
    )
    op.create_table(
        "cut_item",
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("question_digest", sa.String(), nullable=False),
        *_keys("cut_item", panel_id="cut_panel"),
        sa.ForeignKeyConstraint(
            ["question_digest"],
            ["question_version.digest"],
            name=op.f("fk_cut_item_question_digest"),
        ),
        sa.PrimaryKeyConstraint("panel_id", "place", name=op.f("pk_cut_item")),
    )
    op.create_table(
        "cut_judge",
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("invited_by", sa.Integer(), nullable=False),
        sa.Column("invited_at", Moment(), nullable=False),
        *_keys("cut_judge", panel_id="cut_panel", person_id="person", invited_by="person"),
        sa.PrimaryKeyConstraint("panel_id", "person_id", name=op.f("pk_cut_judge")),
    )


def _make_decisions() -> None:
    op.create_table(
        "cut_rating",
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("rated_at", Moment(), nullable=False),
        *_keys("cut_rating", panel_id="cut_panel", person_id="person"),
        sa.PrimaryKeyConstraint(
            "panel_id", "round", "place", "person_id", name=op.f("pk_cut_rating")
        ),
    )
    op.create_table(
        "cut_decision",
        sa.Column("id", Identity, nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("rated", sa.Numeric(9, 4), nullable=False),
        sa.Column("error", sa.Numeric(9, 4), nullable=False),
        sa.Column("judges", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("rounding", sa.String(), nullable=False),
        sa.Column("cut", sa.Numeric(5, 2), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.Column("decided_at", Moment(), nullable=False),
        *_keys("cut_decision", panel_id="cut_panel", decided_by="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cut_decision")),
    )
    op.create_index(op.f("ix_cut_decision_panel_id"), "cut_decision", ["panel_id"])
    guard(op, "cut_decision")
    _guard_ratings()


SQLITE = """
CREATE TRIGGER cut_rating_no_{verb} BEFORE {verb} ON cut_rating
WHEN EXISTS (SELECT 1 FROM cut_panel WHERE id = {row}.panel_id AND
  (final_closed_at IS NOT NULL OR (first_closed_at IS NOT NULL AND {row}.round = 1)))
BEGIN SELECT RAISE(ABORT, 'cut_rating is never rewritten after its round'); END
"""
FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_rating() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE touched cut_rating;
BEGIN
  IF TG_OP = 'INSERT' THEN touched := NEW; ELSE touched := OLD; END IF;
  IF EXISTS (SELECT 1 FROM cut_panel WHERE id = touched.panel_id AND
    (final_closed_at IS NOT NULL OR (first_closed_at IS NOT NULL AND touched.round = 1)))
  THEN RAISE EXCEPTION 'cut_rating is never rewritten after its round'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$
"""
POSTGRESQL = """
CREATE TRIGGER cut_rating_no_change BEFORE INSERT OR UPDATE OR DELETE ON cut_rating
FOR EACH ROW EXECUTE FUNCTION refuse_rating()
"""


def _guard_ratings() -> None:
    """What was rated stays as it was when its round was closed."""
    if op.get_bind().dialect.name == "sqlite":
        for verb, row in (("insert", "NEW"), ("update", "OLD"), ("delete", "OLD")):
            op.execute(SQLITE.format(verb=verb, row=row))
        return
    op.execute(FUNCTION)
    op.execute(POSTGRESQL)


def _unguard_ratings() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("insert", "update", "delete"):
            op.execute(f"DROP TRIGGER IF EXISTS cut_rating_no_{verb}")
        return
    op.execute("DROP TRIGGER IF EXISTS cut_rating_no_change ON cut_rating")
    op.execute("DROP FUNCTION IF EXISTS refuse_rating()")


def _keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, to in columns.items()
    ]


def downgrade() -> None:
    with op.batch_alter_table("attempt") as table:
        table.drop_constraint(op.f("fk_attempt_decision_id"), type_="foreignkey")
        for column in ("pass_mark", "decision_id", "basis"):
            table.drop_column(column)
    _unguard_ratings()
    unguard(op, "cut_decision")
    op.drop_index(op.f("ix_cut_decision_panel_id"), table_name="cut_decision")
    for name in ("cut_decision", "cut_rating", "cut_judge", "cut_item", "cut_panel"):
        op.drop_table(name)
    unguard(op, "extension")
    op.drop_index("ix_extension_enrolment", table_name="extension")
    op.drop_table("extension")
    op.drop_column("answer", "turn")
    op.drop_column("answer", "first_saved_at")
