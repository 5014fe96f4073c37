"""An INSERT that can say what happens where the row is there already, on either engine."""

from sqlalchemy.dialects import postgresql, sqlite

from lms.foundation.database import Base, db


def insert_into(model: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """The engine's own statement; both know `on_conflict_do_nothing` and `…_do_update`."""
    into = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    return into(model)
