"""Keeping a site: backups, the way back from one, and upgrades."""

from pathlib import Path

import click
from sqlalchemy import inspect, select

from lms.catalog.publishing import index_all
from lms.cli.context import TOLD, site
from lms.foundation import backup as backups
from lms.foundation import clock, schema
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict
from lms.foundation.language import say
from lms.foundation.schema import Standing
from lms.identity.models import Person
from lms.standards.actions import load_standards

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
def backup(file: Path) -> None:
    """Copy the database and all kept files into FILE (.tar.gz), while the site runs.

    Keep LMS_SECRET_KEY elsewhere: it is not inside.

    Example: lms backup /mnt/cadangan/lms-2026-11-22.tar.gz
    """
    if file.exists():
        raise Conflict(say("%(file)s sudah ada; cadangan tidak ditimpa.", file=file))
    with site(ready=False):
        if schema.standing() is Standing.EMPTY:
            raise Conflict(TOLD[Standing.EMPTY])
        _back_up(file)


def _back_up(file: Path) -> None:
    click.echo(say("Mencadangkan ke %(file)s …", file=file), err=True)
    made = backups.backup(file)
    rows, files = sum(made.counts.values()), len(made.members) - 1
    size = file.stat().st_size / 2**20
    told = say(
        "%(file)s: %(rows)d baris, %(files)d berkas, %(size).1f MB.",
        file=file,
        rows=rows,
        files=files,
        size=size,
    )
    click.echo(told)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Even where people are in the present database.")
def restore(file: Path, replace: bool) -> None:
    """Put back what FILE holds; stop `lms serve` and `lms worker` first.

    The whole file is checked before anything is changed. The present database is moved aside and
    not deleted.

    Example: lms restore /mnt/cadangan/lms-2026-11-22.tar.gz
    """
    with site(ready=False):
        if not replace and _holds_people():
            raise Conflict(
                say(
                    "Basis data ini sudah berisi. Bila memang akan diganti: lms restore --replace "
                    "BERKAS; yang lama disimpan di samping."
                )
            )
        manifest, aside = backups.restore(file)
        made = f"{clock.local(manifest.made_at):%d-%m-%Y %H.%M}"
        click.echo(say("Dipulihkan: cadangan %(made)s.", made=made))
        if any(aside.iterdir()):
            click.echo(say("Yang lama ada di %(aside)s.", aside=aside))
        else:
            aside.rmdir()
        if schema.standing() is Standing.BEHIND:
            click.echo(TOLD[Standing.BEHIND])


def _holds_people() -> bool:
    if schema.standing() is Standing.EMPTY and not inspect(db.engine).has_table("person"):
        return False
    return db.session.scalar(select(Person.id).limit(1)) is not None


@click.command()
@click.option("--no-backup", is_flag=True, help="Do not back up first.")
def upgrade(no_backup: bool) -> None:
    """Bring the database to this release, after a backup into var/backups/.

    Where it is there already, nothing is done.

    Example: lms upgrade
    """
    with site(ready=False) as app:
        standing = schema.standing()
        if standing in {Standing.EMPTY, Standing.AHEAD}:
            raise Conflict(TOLD[standing])
        missing = schema.missing()
        if not missing:
            click.echo(say("Basis data sudah mengikuti versi ini; tidak ada yang diubah."))
            return
        if not no_backup:
            stamp = f"{clock.local(clock.now()):%Y%m%d-%H%M%S}"
            folder = app.config["SETTINGS"].home / "backups"
            _back_up(folder / f"before-{missing[-1]}-{stamp}.tar.gz")
        db.session.remove()
        schema.upgrade()
        with transaction():
            load_standards()
            index_all(missing=True)
        click.echo(say("Dijalankan: %(names)s.", names=", ".join(missing)))
