"""The register taken out by a script: the same rows, columns and forms as the page's download."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import BinaryIO

import click
from sqlalchemy import select

from lms.catalog.models import Course
from lms.cli.context import site
from lms.foundation.database import db
from lms.foundation.language import say
from lms.identity.models import Agency, Unit
from lms.identity.queries import Scope
from lms.records.actions import note_export
from lms.records.exporting import SHAPES, Form, write
from lms.records.manifest import manifest
from lms.records.queries import Wanted, like_export, taken_export

DAY = click.DateTime(["%Y-%m-%d"])
FILE = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.group()
def completions() -> None:
    """Completion records.

    Example: lms completions export --since 2026-01-01 -o penyelesaian.csv
    """


@completions.command()
@click.option("--format", "form", type=click.Choice([*SHAPES]), default="csv")
@click.option("--since", type=DAY, help="Completed on this day or later.")
@click.option("--until", type=DAY, help="Completed on this day or earlier.")
@click.option("--unit", help="Code of a unit; units below it are included.")
@click.option("--course", help="Slug of a course.")
@click.option("--cursor", type=click.IntRange(min=0), default=0, help="Only later positions.")
@click.option("--bom", is_flag=True, help="Begin the CSV with a byte order mark, for Excel.")
@click.option("-o", "--output", type=FILE, help="Write here instead of to standard output.")
def export(  # noqa: PLR0913, PLR0917  one argument for each option
    form: str,
    since: datetime | None,
    until: datetime | None,
    unit: str | None,
    course: str | None,
    cursor: int,
    bom: bool,
    output: Path | None,
) -> None:
    """Write the current completion records of every agency, by position.

    The last position is told on standard error; name it as --cursor to pull only what came later.

    Example: lms completions export --format jsonl --cursor 4812 -o baru.jsonl
    """
    with site():
        wanted = Wanted(
            since=since.date() if since else None,
            until=until.date() if until else None,
            unit_path=_unit_path(unit) if unit else "",
            course_id=_course_id(course) if course else None,
            after=cursor,
        )
        _export(Form(form, bom), wanted, output)


def _unit_path(code: str) -> str:
    found = db.session.scalar(select(Unit.path).where(Unit.code == code))
    if found is None:
        raise click.ClickException(str(say("Tidak ada unit dengan kode %(code)s.", code=code)))
    return found


def _course_id(slug: str) -> int:
    found = db.session.scalar(select(Course.id).where(Course.slug == slug))
    if found is None:
        raise click.ClickException(str(say("Tidak ada kursus bernama %(slug)s.", slug=slug)))
    return found


def _export(form: Form, wanted: Wanted, output: Path | None) -> None:
    everyone = Scope(agencies=frozenset(db.session.scalars(select(Agency.id))))
    with _opened(output) as file:
        written = write(file, form, everyone, wanted, _tell)
    number = note_export(None, None, form, written, wanted)
    if output is not None:
        _write_manifest(number, output)
    done = say(
        "%(rows)d baris, posisi terakhir %(position)d.",
        rows=written.rows,
        position=written.position,
    )
    click.echo(done, err=True)


def _write_manifest(number: int, output: Path) -> None:
    taken = taken_export(number)
    assert taken is not None  # it was noted just now
    output.with_name(f"{output.name}.manifest.json").write_bytes(manifest(taken))


@completions.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path) -> None:
    """Tell which export FILE is, byte for byte; 1 where it is none of them.

    Example: lms completions check penyelesaian.csv
    """
    with file.open("rb") as content:
        digest = file_digest(content, "sha256").hexdigest()
    with site():
        taken = like_export(digest)
        if taken is None:
            raise click.ClickException(
                str(say("Tidak ada ekspor dengan isi persis seperti berkas ini."))
            )
        click.echo(manifest(taken).decode())


@contextmanager
def _opened(output: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that takes its name only when it is whole."""
    if output is None:
        yield sys.stdout.buffer
        return
    part = output.with_name(f"{output.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)


def _tell(rows: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{rows} baris …", nl=False, err=True)
