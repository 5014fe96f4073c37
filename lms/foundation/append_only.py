"""Tables that are only ever added to: triggers refuse UPDATE and DELETE on both engines."""

from alembic.operations import Operations

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON "{table}"
BEGIN SELECT RAISE(ABORT, '{table} is never rewritten'); END
"""
FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is never rewritten', TG_TABLE_NAME; END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON "{table}"
FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()
"""


VERBS = ("update", "delete")


def guard(op: Operations, table: str, verbs: tuple[str, ...] = VERBS) -> None:
    """Put the triggers on `table`; for migrations."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    if not sqlite:
        op.execute(FUNCTION)
    for verb in verbs:
        op.execute((SQLITE if sqlite else POSTGRESQL).format(table=table, verb=verb))


def unguard(op: Operations, table: str) -> None:
    """Take the triggers away, before the table itself goes."""
    on = "" if op.get_bind().dialect.name == "sqlite" else f' ON "{table}"'
    for verb in VERBS:
        op.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{on}")
