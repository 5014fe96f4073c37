"""Setting up a site."""

from pathlib import Path

import click

from lms.cli.context import ensure_at_head, site
from lms.foundation import schema
from lms.foundation.database import db, transaction
from lms.foundation.language import say
from lms.foundation.schema import Standing
from lms.foundation.settings import Settings


@click.command()
def init() -> None:
    """Create the database and load the standards (competencies, JP rules, codes).

    Done again, it changes nothing.

    Example: lms init
    """
    from lms.standards.actions import load_standards  # noqa: PLC0415  slow to import

    with site(ready=False) as app:
        _create(app.config["SETTINGS"])
        with transaction():
            load_standards()
        click.echo(say("Basis data siap: %(place)s", place=db.engine.url.render_as_string()))


def _create(settings: Settings) -> None:
    settings.home.mkdir(parents=True, exist_ok=True)
    if place := _sqlite_file():
        place.parent.mkdir(parents=True, exist_ok=True)
    if schema.standing() is Standing.EMPTY:
        schema.upgrade()
    ensure_at_head()


def _sqlite_file() -> Path | None:
    url = db.engine.url
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
