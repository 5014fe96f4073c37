"""How migrations reach the database: the application's own engine, one transaction for each."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from sqlalchemy import Connection

from lms.foundation.database import Base, db


def run() -> None:
    with db.engine.connect() as connection, _tables_may_be_rebuilt(connection):
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
            transaction_per_migration=True,
            on_version_apply=_ensure_references_hold,
        )
        with context.begin_transaction():
            context.run_migrations()


@contextmanager
def _tables_may_be_rebuilt(connection: Connection) -> Iterator[None]:
    """SQLite alters a table by making it anew; dropping the old one would break what refers to it.

    Asked of the driver, since inside a transaction the pragma does nothing.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    file: Any = connection.connection.dbapi_connection
    file.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.rollback()
        file.execute("PRAGMA foreign_keys = ON")


def _ensure_references_hold(**_: Any) -> None:
    """In each migration's own transaction, which is undone where a row refers to nothing."""
    connection = context.get_bind()
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"Rows refer to what is not there: {broken[:5]}")


run()
