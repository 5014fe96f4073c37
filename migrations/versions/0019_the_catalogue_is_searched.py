"""The catalogue is searched by words; each course counts the changes that the catalogue shows."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

# What of a course the catalogue shows; the count itself is none of it.
SQLITE_COURSE = """
CREATE TRIGGER course_changed AFTER UPDATE OF
    slug, agency_id, revision_id, title, summary, theme, language, jp, form_code, archived_at
ON course
BEGIN UPDATE course SET changes = changes + 1 WHERE id = NEW.id; END
"""
SQLITE_SHARE = """
CREATE TRIGGER course_share_{verb} AFTER {verb} ON course_share
BEGIN UPDATE course SET changes = changes + 1 WHERE id = {row}.course_id; END
"""
POSTGRESQL = (
    """
    CREATE FUNCTION count_course_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN NEW.changes := OLD.changes + 1; RETURN NEW; END $$
    """,
    """
    CREATE TRIGGER course_changed BEFORE UPDATE ON course
    FOR EACH ROW EXECUTE FUNCTION count_course_change()
    """,
    """
    CREATE FUNCTION count_share_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE course SET changes = changes + 1
        WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.course_id ELSE NEW.course_id END;
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER course_share_changed AFTER INSERT OR DELETE ON course_share
    FOR EACH ROW EXECUTE FUNCTION count_share_change()
    """,
)


def upgrade() -> None:
    op.add_column("course", sa.Column("changes", sa.Integer(), server_default="0", nullable=False))
    op.create_index("ix_course_changes", "course", ["changes"], unique=False)
    op.create_table(
        "searched_course",
        _course(),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        _key("searched_course"),
        sa.PrimaryKeyConstraint("course_id", name=op.f("pk_searched_course")),
    )
    op.create_table(
        "searched_text",
        _course(),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _key("searched_text"),
        sa.PrimaryKeyConstraint("course_id", "place", name=op.f("pk_searched_text")),
    )
    op.create_table(
        "search_term",
        sa.Column("term", sa.String(), nullable=False),
        _course(),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("places", sa.LargeBinary(), nullable=False),
        _key("search_term"),
        sa.PrimaryKeyConstraint("term", "course_id", name=op.f("pk_search_term")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_search_term_course_id", "search_term", ["course_id"], unique=False)
    _count_changes()


def _course() -> sa.Column[int]:
    return sa.Column("course_id", sa.Integer(), nullable=False)


def _key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f(f"fk_{table}_course_id"))


def _count_changes() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SQLITE_COURSE)
        op.execute(SQLITE_SHARE.format(verb="insert", row="NEW"))
        op.execute(SQLITE_SHARE.format(verb="delete", row="OLD"))
        return
    for statement in POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Only the index is lost, which `lms content reindex` makes anew."""
    if op.get_bind().dialect.name == "sqlite":
        for name in ("course_changed", "course_share_insert", "course_share_delete"):
            op.execute(f"DROP TRIGGER {name}")
    else:
        op.execute("DROP TRIGGER course_share_changed ON course_share")
        op.execute("DROP TRIGGER course_changed ON course")
        op.execute("DROP FUNCTION count_share_change()")
        op.execute("DROP FUNCTION count_course_change()")
    for table in ("search_term", "searched_text", "searched_course"):
        op.drop_table(table)
    op.drop_index("ix_course_changes", table_name="course")
    op.drop_column("course", "changes")
