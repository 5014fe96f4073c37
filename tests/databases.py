"""How a test's database and its settings are made."""

from pathlib import Path

import flask_migrate

from lms.app import create_app
from lms.foundation.database import db
from lms.foundation.settings import Settings

MIGRATIONS = str(Path(__file__).parents[1] / "migrations")
ENGINES = ["sqlite", "postgresql"]


def settings_for(database_url: str, home: Path) -> Settings:
    return Settings.from_environment(
        {
            "LMS_DATABASE_URL": database_url,
            "LMS_HOME": str(home),
            "LMS_SECRET_KEY": "a-key-for-tests-which-guards-nothing-at-all",
            "LMS_BASE_URL": "http://localhost",
        }
    )


def migrate(database_url: str, home: Path) -> None:
    app = create_app(settings_for(database_url, home))
    with app.app_context():
        flask_migrate.upgrade(directory=MIGRATIONS)
        db.engine.dispose()
